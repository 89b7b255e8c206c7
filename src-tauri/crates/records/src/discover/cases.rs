//! How long cases take from begin to end, and who works on how many: by function, never by name.

use std::collections::BTreeMap;

use crate::log::{EventLog, NO_TIME, NONE, Outcome};

use super::{Endings, percentile};

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// How long cases take, in days of the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LeadTime {
    /// Cases counted.
    pub cases: u64,
    /// The shortest.
    pub min: f64,
    /// Half take no longer.
    pub median: f64,
    /// Sum divided by number.
    pub mean: f64,
    /// Nineteen in twenty take no longer.
    pub p95: f64,
    /// The longest.
    pub max: f64,
}

/// True when the records state for some case when it was created and closed.
fn is_stated(log: &EventLog) -> bool {
    log.facts
        .iter()
        .any(|facts| facts.created.is_some() && facts.closed.is_some())
}

/// Lead time of a case in milliseconds, as the records state it; only cases that ended have one.
fn stated_lead_time(log: &EventLog, endings: &Endings, case: usize) -> Option<i64> {
    let facts = log.facts_of(case);
    let ended = endings.of_case.get(case) != Some(&Outcome::Open);
    facts
        .created
        .zip(facts.closed)
        .filter(|_| ended)
        .map(|(created, closed)| closed - created)
}

/// Time from the first event of a case to the last, in milliseconds.
fn time_of_events(log: &EventLog, case: usize) -> Option<i64> {
    let timed = || log.times(case).iter().copied().filter(|time| *time != NO_TIME);
    Some(timed().max()? - timed().min()?)
}

/// Lead times of all cases, or of those with an outcome: as the records state when cases were created and closed, else
/// from the first event to the last. `None` when no case has one.
pub fn lead_times(log: &EventLog, endings: &Endings, outcome: Option<Outcome>) -> Option<LeadTime> {
    let stated = is_stated(log);
    let mut spans: Vec<i64> = (0..log.case_count())
        .filter(|case| outcome.is_none() || endings.of_case.get(*case).copied() == outcome)
        .filter_map(|case| {
            if stated {
                stated_lead_time(log, endings, case)
            } else {
                time_of_events(log, case)
            }
        })
        .collect();
    let (min, max) = (*spans.iter().min()?, *spans.iter().max()?);
    let sum: i128 = spans.iter().map(|span| i128::from(*span)).sum();
    Some(LeadTime {
        cases: spans.len() as u64,
        min: min as f64 / DAY,
        median: percentile(&mut spans, 0.5) / DAY,
        mean: sum as f64 / spans.len() as f64 / DAY,
        p95: percentile(&mut spans, 0.95) / DAY,
        max: max as f64 / DAY,
    })
}

/// Functions of the people in a log: name as in the records, function as in the workshop.
pub type Owners = BTreeMap<String, String>;

/// What one function did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PerOwner {
    /// The function; empty for people whose function nobody said.
    pub function: String,
    /// How many people it is.
    pub people: u64,
    /// Cases that are theirs, or in which they did something.
    pub cases: u64,
    /// Events that they did.
    pub events: u64,
    /// Cases of these that were won.
    pub won: u64,
    /// Cases of these that were lost.
    pub lost: u64,
}

/// Cases and events by function. No name of a person comes out, also where a function has one person only.
pub fn per_owner(log: &EventLog, endings: &Endings, owners: &Owners) -> Vec<PerOwner> {
    let mut functions: BTreeMap<&str, PerOwner> = BTreeMap::new();
    let function_of: Vec<&str> = log
        .resources
        .iter()
        .map(|name| owners.get(name).map_or("", String::as_str))
        .collect();
    for function in &function_of {
        functions.entry(function).or_default().people += 1;
    }
    for case in 0..log.case_count() {
        let mut there: Vec<&str> = Vec::new();
        let owner = log.facts_of(case).owner;
        let doers = log.resources_of(case).iter().copied();
        for (resource, event) in doers.map(|doer| (doer, 1)).chain([(owner, 0)]) {
            if resource == NONE {
                continue;
            }
            let function = function_of.get(resource as usize).copied().unwrap_or_default();
            functions.entry(function).or_default().events += event;
            if !there.contains(&function) {
                there.push(function);
            }
        }
        for function in there {
            let entry = functions.entry(function).or_default();
            entry.cases += 1;
            entry.won += u64::from(endings.of_case.get(case) == Some(&Outcome::Won));
            entry.lost += u64::from(endings.of_case.get(case) == Some(&Outcome::Lost));
        }
    }
    functions
        .into_iter()
        .map(|(function, entry)| PerOwner {
            function: function.to_owned(),
            ..entry
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::endings;
    use super::super::testing::log;
    use super::*;

    #[test]
    fn lead_time_runs_from_the_first_event_to_the_last() {
        let log = log("1: a@0 won@24\n2: a@0 won@72\n3: a@0 lost@48\n4:");
        let endings = endings(&log, &[], &[]);
        let all = lead_times(&log, &endings, None).expect("three cases have events");
        assert_eq!((all.cases, all.min, all.median, all.max), (3, 1.0, 2.0, 3.0));
        let won = lead_times(&log, &endings, Some(Outcome::Won)).expect("two were won");
        assert_eq!((won.cases, won.mean, won.p95), (2, 2.0, 2.9));
    }

    #[test]
    fn people_appear_as_functions() {
        let log = log("1: a@0/Ann b@1/Bob\n2: a@0/Ann won@1/Ann\n3: a@0/Cy");
        let ends = endings(&log, &[], &[]);
        let owners: Owners = [("Ann", "Sales"), ("Bob", "Sales")]
            .map(|(name, function)| (name.to_owned(), function.to_owned()))
            .into();
        let found = per_owner(&log, &ends, &owners);
        let shown: Vec<(&str, u64, u64, u64, u64)> = found
            .iter()
            .map(|one| (one.function.as_str(), one.people, one.cases, one.events, one.won))
            .collect();
        assert_eq!(shown, [("", 1, 1, 1, 0), ("Sales", 2, 2, 4, 1)]);
    }
}
