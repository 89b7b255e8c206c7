//! Variants: the different ways cases go, and how many go each; rework: what is done again.

use std::collections::HashMap;

use crate::log::EventLog;

/// A way that cases go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its activities in order, ids of the log.
    pub trace: Vec<u32>,
    /// Number of cases that go this way.
    pub cases: u64,
    /// The first of them, a place in the log.
    pub example: usize,
}

/// All variants, the most frequent first, then by the names of their activities. Cases without an event go no way.
pub fn variants(log: &EventLog) -> Vec<Variant> {
    let mut counts: HashMap<&[u32], (u64, usize)> = HashMap::new();
    for case in 0..log.case_count() {
        let trace = log.trace(case);
        if !trace.is_empty() {
            counts.entry(trace).or_insert((0, case)).0 += 1;
        }
    }
    let mut variants: Vec<Variant> = counts
        .into_iter()
        .map(|(trace, (cases, example))| Variant {
            trace: trace.to_vec(),
            cases,
            example,
        })
        .collect();
    let ranks = log.activities.ranks();
    let name = |activity: &u32| ranks[*activity as usize];
    variants.sort_unstable_by(|a, b| {
        let by_cases = b.cases.cmp(&a.cases);
        by_cases.then_with(|| a.trace.iter().map(name).cmp(b.trace.iter().map(name)))
    });
    variants
}

/// How often an activity is done again in the same case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rework {
    /// Id in the log.
    pub activity: u32,
    /// Cases in which it is done.
    pub cases: u64,
    /// Cases in which it is done more than once.
    pub again: u64,
    /// How often it is done in a case that does it, on average.
    pub visits: f64,
}

/// Rework of each activity, in the order of their ids. The second of two events in a row counts too: a lifecycle with
/// start and complete is to be reduced to one of them before.
pub fn rework(log: &EventLog) -> Vec<Rework> {
    let width = log.activities.len();
    let mut in_case = vec![0_u64; width];
    let (mut cases, mut again, mut visits) = (vec![0_u64; width], vec![0_u64; width], vec![0_u64; width]);
    for case in 0..log.case_count() {
        for activity in log.trace(case) {
            in_case[*activity as usize] += 1;
        }
        for activity in log.trace(case) {
            let count = std::mem::take(&mut in_case[*activity as usize]);
            let at = *activity as usize;
            cases[at] += u64::from(count > 0);
            again[at] += u64::from(count > 1);
            visits[at] += count;
        }
    }
    (0..width)
        .map(|at| Rework {
            activity: at as u32,
            cases: cases[at],
            again: again[at],
            visits: visits[at] as f64 / cases[at].max(1) as f64,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::log;
    use super::*;

    #[test]
    fn variants_and_rework_are_counted() {
        let log = log("1: a@0 b@1\n2: a@0 b@1 a@2\n3: a@5 b@6\n4:");
        let found: Vec<(Vec<u32>, u64)> = variants(&log)
            .into_iter()
            .map(|variant| (variant.trace, variant.cases))
            .collect();
        assert_eq!(found, [(vec![0, 1], 2), (vec![0, 1, 0], 1)]);
        let shown: Vec<(u64, u64, f64)> = rework(&log)
            .iter()
            .map(|rework| (rework.cases, rework.again, rework.visits))
            .collect();
        assert_eq!(shown, [(3, 1, 4.0 / 3.0), (3, 0, 1.0)]);
    }
}
