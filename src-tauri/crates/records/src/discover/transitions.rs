//! The directly-follows graph: how often one activity comes right after another in a case, and how long that takes.

use crate::calendar::WorkingTime;
use crate::log::{EventLog, NO_TIME};

use super::percentile;

/// Milliseconds of an hour.
const HOUR: f64 = 3_600_000.0;

/// How long something takes, in hours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Duration {
    /// Half take no longer.
    pub median: f64,
    /// Sum divided by number.
    pub mean: f64,
    /// Nine in ten take no longer.
    pub p90: f64,
    /// Standard deviation of the sample (n − 1); 0 with a single value.
    pub deviation: f64,
}

impl Duration {
    /// Of spans in milliseconds, which are reordered; `None` without any.
    pub(crate) fn of(spans: &mut [i64]) -> Option<Self> {
        if spans.is_empty() {
            return None;
        }
        let sum: i128 = spans.iter().map(|span| i128::from(*span)).sum();
        let mean = sum as f64 / spans.len() as f64;
        // Whole numbers, so that the order of the spans makes no difference.
        let count = spans.len() as i128;
        let squares: i128 = spans.iter().map(|span| i128::from(*span).saturating_pow(2)).sum();
        let spread = count
            .saturating_mul(squares)
            .saturating_sub(sum.saturating_pow(2)) as f64;
        let deviation = (spread.max(0.0) / (count * (count - 1).max(1)) as f64).sqrt();
        Some(Self {
            median: percentile(spans, 0.5) / HOUR,
            mean: mean / HOUR,
            p90: percentile(spans, 0.9) / HOUR,
            deviation: deviation / HOUR,
        })
    }
}

/// An arrow of the directly-follows graph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transition {
    /// Activity before, an id of the log.
    pub from: u32,
    /// Activity right after it.
    pub to: u32,
    /// How often.
    pub count: u64,
    /// Cases in which it is there.
    pub cases: u64,
    /// How long it takes by the calendar; `None` when no pair of events has times.
    pub calendar: Option<Duration>,
    /// How long it takes in working time; `None` also when the log has no working time.
    pub working: Option<Duration>,
}

/// All transitions, the most frequent first, then by name. Memory: one number an event.
pub fn transitions(log: &EventLog, working: Option<&WorkingTime>) -> Vec<Transition> {
    let width = log.activities.len();
    let mut index = Index::new(width);
    let mut found: Vec<Transition> = Vec::new();
    let mut seen_in: Vec<usize> = Vec::new();
    for case in 0..log.case_count() {
        for pair in log.trace(case).windows(2) {
            let next = found.len();
            let at = index.at(pair[0], pair[1], next);
            if at == next {
                found.push(Transition {
                    from: pair[0],
                    to: pair[1],
                    count: 0,
                    cases: 0,
                    calendar: None,
                    working: None,
                });
                seen_in.push(usize::MAX);
            }
            found[at].count += 1;
            if seen_in[at] != case {
                seen_in[at] = case;
                found[at].cases += 1;
            }
        }
    }
    // Spans of one transition lie together: where each begins follows from the counts.
    let mut begins = Vec::with_capacity(found.len() + 1);
    let mut total = 0;
    for transition in &found {
        begins.push(total);
        total += transition.count as usize;
    }
    let mut spans = vec![0_i64; total];
    let mut ends = Vec::new();
    let mut fill = |spans: &mut Vec<i64>, measure: &dyn Fn(i64, i64) -> i64| -> Vec<usize> {
        ends.clone_from(&begins);
        for case in 0..log.case_count() {
            for (pair, times) in log.trace(case).windows(2).zip(log.times(case).windows(2)) {
                if times[0] != NO_TIME && times[1] != NO_TIME {
                    let at = index.at(pair[0], pair[1], usize::MAX);
                    spans[ends[at]] = measure(times[0], times[1]);
                    ends[at] += 1;
                }
            }
        }
        ends.clone()
    };
    let filled = fill(&mut spans, &|from, to| to - from);
    for (at, transition) in found.iter_mut().enumerate() {
        transition.calendar = Duration::of(&mut spans[begins[at]..filled[at]]);
    }
    if let Some(working) = working {
        let filled = fill(&mut spans, &|from, to| working.between(from, to));
        for (at, transition) in found.iter_mut().enumerate() {
            transition.working = Duration::of(&mut spans[begins[at]..filled[at]]);
        }
    }
    let ranks = log.activities.ranks();
    found.sort_by_key(|transition| {
        (
            std::cmp::Reverse(transition.count),
            ranks[transition.from as usize],
            ranks[transition.to as usize],
        )
    });
    found
}

/// Where a pair of activities is listed: a square table while there are few, a map when there are many.
enum Index {
    Square(Vec<u32>, usize),
    Map(std::collections::HashMap<(u32, u32), u32>),
}

impl Index {
    fn new(width: usize) -> Self {
        if width <= 1024 {
            Self::Square(vec![u32::MAX; width * width], width)
        } else {
            Self::Map(std::collections::HashMap::new())
        }
    }

    /// The place of a pair, which becomes `next` when the pair is new.
    fn at(&mut self, from: u32, to: u32, next: usize) -> usize {
        let place = match self {
            Self::Square(places, width) => &mut places[from as usize * *width + to as usize],
            Self::Map(places) => places.entry((from, to)).or_insert(u32::MAX),
        };
        if *place == u32::MAX {
            *place = next as u32;
        }
        *place as usize
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::log;
    use super::*;
    use crate::calendar::WorkingWeek;

    #[test]
    fn transitions_have_counts_and_durations() {
        // 1970-01-01 was a Thursday.
        let log = log("1: a@10 b@12 a@34\n2: a@10 b@14\n3: a@11 b@11");
        let (first, last) = log.period().expect("there are events");
        let working = WorkingTime::over(&WorkingWeek::default(), first, last)
            .expect("a week")
            .expect("a short period");
        let found = transitions(&log, Some(&working));
        let shown: Vec<(u32, u32, u64, u64)> = found
            .iter()
            .map(|transition| (transition.from, transition.to, transition.count, transition.cases))
            .collect();
        assert_eq!(shown, [(0, 1, 3, 3), (1, 0, 1, 1)]);
        assert_eq!(
            found[0].calendar,
            Some(Duration {
                median: 2.0,
                mean: 2.0,
                p90: 3.6,
                deviation: 2.0
            })
        );
        assert_eq!(
            found[1].working.map(|working| working.median),
            Some(6.0),
            "12 to 17 o'clock, and 9 to 10 the day after"
        );
        assert_eq!(found[1].calendar.map(|calendar| calendar.median), Some(22.0));
    }
}
