//! Time at a step of the map, in working days.
//!
//! Pools what the log says of activities and endings; which activity means which step is decided elsewhere.

use std::collections::BTreeMap;

use twinlane_model::EndIndex;
use twinlane_model::records::{ActivityTime, Hours, Summary};

use super::counts::ReplayCounts;
use super::traces::{Meaning, Traces};

/// Working days of a calendar day, where no working week is laid over the records.
const WORKING: f64 = 5.0 / 7.0;

/// How long a visit of a step takes, in working days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TimeAtStep {
    /// The mean.
    pub mean: f64,
    /// Standard deviation of the sample; 0 with a single visit.
    pub deviation: f64,
    /// Visits it was measured in.
    pub n: u64,
}

/// By place of the step: times of all endings together, weighted by their number. A step that stands for several
/// activities takes the mean time of all of them, multiplied by the events of a visit.
pub(crate) fn step_times(
    summary: &Summary,
    traces: &Traces,
    counts: &ReplayCounts,
) -> BTreeMap<usize, TimeAtStep> {
    let mut of_step: BTreeMap<usize, Vec<(f64, Hours)>> = BTreeMap::new();
    for stay in &summary.stays {
        if let (Some(Meaning::One(EndIndex::Step(at))), Some(days)) =
            (traces.meaning.get(stay.activity as usize), in_days(summary, stay))
        {
            of_step.entry(*at).or_default().push((stay.count as f64, days));
        }
    }
    let mut out = BTreeMap::new();
    for (at, parts) in of_step {
        let count: f64 = parts.iter().map(|(count, _)| count).sum();
        let here = &counts.steps[at];
        if count <= 0.0 || here.visits == 0 {
            continue;
        }
        let mean = parts.iter().map(|(count, days)| count * days.mean).sum::<f64>() / count;
        // Squares within the parts, and those of the parts around the whole.
        let squares: f64 = parts
            .iter()
            .map(|(count, days)| {
                let apart = days.mean - mean;
                (count - 1.0).max(0.0) * days.deviation * days.deviation + count * apart * apart
            })
            .sum();
        let deviation = (squares / (count - 1.0).max(1.0)).sqrt();
        // One where a step stands for one activity.
        let events = here.events as f64 / here.visits as f64;
        out.insert(
            at,
            TimeAtStep {
                mean: mean * events,
                deviation: deviation * events.sqrt(),
                n: (count / events).round() as u64,
            },
        );
    }
    out
}

fn in_days(summary: &Summary, stay: &ActivityTime) -> Option<Hours> {
    let (hours, day) = match stay.working {
        Some(working) if summary.hours_per_day > 0.0 => (working, summary.hours_per_day),
        _ => (stay.calendar, 24.0 / WORKING),
    };
    let days = Hours {
        median: hours.median / day,
        mean: hours.mean / day,
        p90: hours.p90 / day,
        deviation: hours.deviation / day,
    };
    (days.mean.is_finite() && days.deviation.is_finite()).then_some(days)
}
