//! What a log says about the process: counts, transitions, variants, outcomes, waiting, and what is odd in the way the
//! records are kept.
//!
//! Pure arithmetic on an [`EventLog`]; the date that open cases are aged to comes in as an argument, and names of people
//! appear nowhere: who did something is a function or nobody.

mod cases;
mod health;
mod outcomes;
mod stages;
mod transitions;
mod variants;

pub use cases::{LeadTime, Owners, PerOwner, lead_times, per_owner};
pub use health::{BatchEntry, Chance, Zombies, batch_entry, chances, zombies};
pub use outcomes::{Endings, OutcomeShare, endings, outcome_of};
pub use stages::{Funnel, InStage, QueueOverTime, QueuePoint, funnel, queue_over_time, time_in_stage};
pub use transitions::{Duration, Transition, transitions};
pub use variants::{Rework, Variant, rework, variants};

use twinlane_model::PercentilePlace;

use crate::log::EventLog;

/// An activity of a log and how often it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActivityCount {
    /// Id in [`EventLog::activities`].
    pub activity: u32,
    /// Events of it.
    pub events: u64,
    /// Cases with at least one.
    pub cases: u64,
}

/// Counts each activity, in the order of their ids.
pub fn activities(log: &EventLog) -> Vec<ActivityCount> {
    let mut counts: Vec<ActivityCount> = (0..log.activities.len() as u32)
        .map(|activity| ActivityCount {
            activity,
            events: 0,
            cases: 0,
        })
        .collect();
    let mut seen_in = vec![usize::MAX; counts.len()];
    for case in 0..log.case_count() {
        for activity in log.trace(case) {
            let at = *activity as usize;
            counts[at].events += 1;
            if seen_in[at] != case {
                seen_in[at] = case;
                counts[at].cases += 1;
            }
        }
    }
    counts
}

/// A percentile, `share` from 0 to 1, see [`PercentilePlace`]. Reorders the values; 0 without any.
pub(crate) fn percentile(values: &mut [i64], share: f64) -> f64 {
    let Some(place) = PercentilePlace::of(values.len(), share) else {
        return 0.0;
    };
    let (_, low, above) = values.select_nth_unstable(place.below);
    let low = *low as f64;
    let high = above.iter().min().map_or(low, |high| *high as f64);
    place.between(low, high)
}

#[cfg(test)]
pub(crate) mod testing {
    //! Logs drawn as text: a line for each case, an event as `activity@hours`.

    use crate::log::{Event, EventLog, LogBuilder, NONE};

    /// Milliseconds of an hour.
    pub const HOUR: i64 = 3_600_000;

    /// Draws a log: `case: a@0 b@1.5/ann`.
    pub fn log(text: &str) -> EventLog {
        let mut builder = LogBuilder::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (name, events) = line.split_once(':').expect("a case and a colon");
            let case = builder.case(name);
            for event in events.split_whitespace() {
                let (event, resource) = event.split_once('/').unwrap_or((event, ""));
                let (activity, hours) = event.split_once('@').expect("an activity and an hour");
                let hours: f64 = hours.parse().expect("hours");
                let event = Event {
                    activity: builder.activity(activity),
                    time: (hours * HOUR as f64) as i64,
                    offset: 0,
                    lifecycle: NONE,
                    resource: builder.resource(resource),
                };
                builder.push(case, event);
            }
        }
        builder.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn activities_are_counted_by_event_and_by_case() {
        let log = testing::log("1: a@0 b@1 a@2\n2: a@0");
        let counts: Vec<(u64, u64)> = activities(&log)
            .iter()
            .map(|count| (count.events, count.cases))
            .collect();
        assert_eq!(counts, [(3, 2), (1, 1)]);
    }

    #[test]
    fn percentiles_lie_between_values() {
        let mut values = vec![40, 10, 30, 20];
        assert_eq!(percentile(&mut values, 0.5), 25.0);
        assert_eq!(percentile(&mut values, 0.9), 37.0);
        assert_eq!(percentile(&mut values, 1.0), 40.0);
        assert_eq!(percentile(&mut [], 0.5), 0.0);
    }

    /// Everything that is said about a log, with names instead of ids.
    fn said(log: &EventLog) -> String {
        let ends = endings(log, &[], &[]);
        let name = |id: u32| log.activities.name(id);
        let funnel: Vec<_> = funnel(log, &ends)
            .into_iter()
            .map(|stage| (name(stage.activity), Funnel { activity: 0, ..stage }))
            .collect();
        let transitions: Vec<_> = transitions(log, None)
            .into_iter()
            .map(|one| (name(one.from), name(one.to), one.count, one.cases, one.calendar))
            .collect();
        let variants: Vec<(Vec<&str>, u64)> = variants(log)
            .into_iter()
            .map(|variant| (variant.trace.iter().map(|id| name(*id)).collect(), variant.cases))
            .collect();
        let stays: Vec<_> = time_in_stage(log, &ends, None)
            .into_iter()
            .map(|stay| (name(stay.activity), InStage { activity: 0, ..stay }))
            .collect();
        let lead = lead_times(log, &ends, None);
        let shares = &ends.shares;
        format!("{shares:?} {funnel:?} {transitions:?} {variants:?} {stays:?} {lead:?}")
    }

    proptest::proptest! {
        #[test]
        fn the_order_of_rows_makes_no_difference(
            rows in proptest::collection::vec((0_u8..5, 0_usize..5), 1..40),
            keys in proptest::collection::vec(proptest::num::u32::ANY, 40),
        ) {
            // Every row has a time of its own: rows of the same time keep the order of the file.
            let names = ["demo", "offer", "won", "lost", "call"];
            let lines: Vec<String> = rows
                .iter()
                .enumerate()
                .map(|(hour, (case, name))| format!("{case}: {}@{hour}", names[*name]))
                .collect();
            let mut shuffled: Vec<(u32, &String)> = keys.iter().copied().zip(&lines).collect();
            shuffled.sort();
            let shuffled: Vec<&str> = shuffled.iter().map(|(_, line)| line.as_str()).collect();
            let one = said(&testing::log(&lines.join("\n")));
            proptest::prop_assert_eq!(one, said(&testing::log(&shuffled.join("\n"))));
        }
    }
}
