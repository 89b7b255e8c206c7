//! What records say, as data of charts: the same on the screen and on paper. Nothing is drawn and nothing worked out here.

use jiff::tz::TimeZone;
use twinlane_model::records::{ActivityTime, Ending, Summary};
use twinlane_picture::chart::{
    Conversion, Funnel, FunnelStage, Median, Queue, QueuePoint, StageTime, TimeInStage, Variant, Variants,
};
use twinlane_records::summary::ending_of;
use twinlane_words::{Locale, sentences};

sentences! {
    /// What is counted, and how cases end.
    pub(crate) trait ChartSentences for English {
        /// The unit of cases.
        fn cases() => "cases";
        /// The unit of times.
        fn time_unit(working: bool) -> &'static str => { if working { "working days" } else { "days" } };
        /// How cases end: won, lost.
        fn outcomes() -> [String; 2] => { ["Won".to_owned(), "Lost".to_owned()] };
        /// How all cases of a variant end: won, lost.
        fn ended() -> [&'static str; 2] => { ["won", "lost"] };
    }
}

/// Activities of a funnel or of times in stage: more than these nobody compares at a glance.
const STAGES: usize = 14;

/// Ways that are shown.
const WAYS: usize = 8;

/// The activities of most cases, in the order of the process.
fn stages(summary: &Summary) -> Vec<u32> {
    let mut all: Vec<(u32, u64)> = (0..)
        .zip(&summary.activities)
        .map(|(place, activity)| (place, activity.cases))
        .collect();
    all.sort_by_key(|(place, cases)| (std::cmp::Reverse(*cases), *place));
    all.truncate(STAGES);
    let mut places: Vec<u32> = all.into_iter().map(|(place, _)| place).collect();
    places.sort_unstable();
    places
}

/// Cases that came to each activity, and the share of those that ended which went on from it: to another one, or to
/// being won. Activities that are the end of a case are no stages of it.
pub fn funnel(summary: &Summary, locale: Locale) -> Funnel {
    let is_end = |place: u32| ending_of(summary, place).is_some();
    // Of the cases that ended: those that came to the activity, and those of them that went on.
    let mut ended = vec![(0_u64, 0_u64); summary.activities.len()];
    for way in &summary.ways {
        let road: Vec<u32> = way
            .activities
            .iter()
            .copied()
            .filter(|place| !is_end(*place))
            .collect();
        for (place, ended) in (0..).zip(&mut ended) {
            if let Some(at) = road.iter().rposition(|one| *one == place) {
                ended.0 += way.won + way.lost;
                ended.1 += if at + 1 < road.len() {
                    way.won + way.lost
                } else {
                    way.won
                };
            }
        }
    }
    Funnel {
        unit: locale.cases().to_owned(),
        stages: stages(summary)
            .into_iter()
            .filter(|place| !is_end(*place))
            .filter_map(|place| Some((place, summary.activities.get(place as usize)?)))
            .map(|(place, activity)| {
                let (came, went) = ended[place as usize];
                FunnelStage {
                    name: activity.name.clone(),
                    count: Some(activity.cases as f64),
                    conversion: (came > 0).then(|| Conversion {
                        share: went as f64 / came as f64,
                        n: Some(small(came)),
                    }),
                    lost: None,
                }
            })
            .collect(),
    }
}

/// How long won and lost cases stay: the median, in working days where the calendar could be applied, else in days.
pub fn time_in_stage(summary: &Summary, locale: Locale) -> TimeInStage {
    let working = summary.hours_per_day > 0.0 && summary.stays.iter().all(|stay| stay.working.is_some());
    let median = |stay: &ActivityTime| Median {
        value: match stay.working {
            Some(hours) if working => hours.median / summary.hours_per_day,
            _ => stay.calendar.median / 24.0,
        },
        n: small(stay.count),
    };
    let of = |activity: u32, ending: Ending| {
        let stay = summary
            .stays
            .iter()
            .find(|stay| stay.activity == activity && stay.ending == ending);
        stay.map(median)
    };
    TimeInStage {
        unit: locale.time_unit(working).to_owned(),
        outcomes: locale.outcomes(),
        stages: stages(summary)
            .into_iter()
            .map(|place| StageTime {
                name: summary.name(place).to_owned(),
                medians: [of(place, Ending::Won), of(place, Ending::Lost)],
            })
            .filter(|stage| stage.medians.iter().any(Option::is_some))
            .collect(),
    }
}

/// Cases on their way over time.
pub fn queue(summary: &Summary, locale: Locale) -> Queue {
    Queue {
        unit: locale.cases().to_owned(),
        days: summary.queue_days,
        points: summary
            .queue
            .iter()
            .map(|point| QueuePoint {
                from: point.from.to_zoned(TimeZone::UTC).date(),
                arrivals: point.arrived as f64,
                departures: point.departed as f64,
                waiting: point.waiting as f64,
            })
            .collect(),
    }
}

/// The ways that most cases go.
pub fn variants(summary: &Summary, locale: Locale) -> Variants {
    let cases: u64 = summary.activities.iter().map(|activity| activity.begun).sum();
    let share = |count: u64| count as f64 / cases.max(1) as f64;
    let [won_word, lost_word] = locale.ended();
    let mut together = 0;
    Variants {
        unit: locale.cases().to_owned(),
        all: small(summary.variants),
        variants: summary
            .ways
            .iter()
            .take(WAYS)
            .map(|way| {
                together += way.cases;
                Variant {
                    activities: way
                        .activities
                        .iter()
                        .map(|id| summary.name(*id).to_owned())
                        .collect(),
                    outcome: match (way.won, way.lost) {
                        (won, _) if won == way.cases => Some(won_word.to_owned()),
                        (_, lost) if lost == way.cases => Some(lost_word.to_owned()),
                        _ => None,
                    },
                    count: small(way.cases),
                    share: share(way.cases),
                    together: share(together),
                }
            })
            .collect(),
    }
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use twinlane_model::records::{Activity, EndingShare, VariantCount};

    use super::*;

    fn summary() -> Summary {
        let activity = |name: &str, cases, won| Activity {
            name: name.to_owned(),
            cases,
            closed: cases,
            begun: if name == "Demo" { cases } else { 0 },
            won,
            ..Activity::default()
        };
        Summary {
            cases: 4,
            activities: vec![activity("Demo", 4, 1), activity("Won", 1, 1)],
            endings: vec![EndingShare {
                name: "Won".to_owned(),
                ending: Ending::Won,
                cases: 1,
            }],
            ways: vec![
                VariantCount {
                    activities: vec![0],
                    cases: 3,
                    won: 0,
                    lost: 3,
                },
                VariantCount {
                    activities: vec![0, 1],
                    cases: 1,
                    won: 1,
                    lost: 0,
                },
            ],
            variants: 2,
            ..Summary::default()
        }
    }

    #[test]
    fn what_ends_a_case_is_no_stage_of_it() {
        let funnel = funnel(&summary(), Locale::English);
        assert_eq!(funnel.stages.len(), 1, "{funnel:?}");
        let conversion = funnel.stages[0].conversion.expect("all ended");
        assert_eq!((conversion.share, conversion.n), (0.25, Some(4)));
    }

    #[test]
    fn ways_add_up() {
        let variants = variants(&summary(), Locale::English);
        let shown: Vec<(f64, f64, Option<&str>)> = variants
            .variants
            .iter()
            .map(|way| (way.share, way.together, way.outcome.as_deref()))
            .collect();
        assert_eq!(shown, [(0.75, 0.75, Some("lost")), (0.25, 1.0, Some("won"))]);
    }

    #[test]
    fn nothing_said_is_nothing_drawn() {
        let none = Summary::default();
        assert!(
            funnel(&none, Locale::English).stages.is_empty()
                && time_in_stage(&none, Locale::English).stages.is_empty()
        );
        assert!(
            queue(&none, Locale::English).points.is_empty()
                && variants(&none, Locale::English).variants.is_empty()
        );
    }
}
