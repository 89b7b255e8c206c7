//! What is odd in the way records are kept: entries in a batch (rule R5), cases that should have ended (R7), stated
//! chances that are not what happens.

use crate::log::{EventLog, NO_TIME, NONE, Outcome};

use super::{Endings, funnel, lead_times};

const MINUTE: i64 = 60_000;
const DAY: f64 = 86_400_000.0;

/// Stage changes of one case within a minute that nobody makes one after the other (rule R5).
const OF_A_CASE: usize = 5;

/// The same of one user.
const OF_A_USER: usize = 20;

/// Entries made in a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchEntry {
    /// Cases with five or more changes within a minute.
    pub cases: u64,
    /// Users with twenty or more changes within a minute.
    pub users: u64,
    /// Events of such a minute of a case.
    pub events: u64,
}

/// Finds entries made in a batch. `None` when the records have dates without a time of day, which say nothing about
/// minutes.
pub fn batch_entry(log: &EventLog) -> Option<BatchEntry> {
    let day = 24 * 60 * MINUTE;
    let dates_only = (0..log.case_count()).all(|case| {
        log.events(case)
            .all(|event| event.time == NO_TIME || (event.time + i64::from(event.offset) * MINUTE) % day == 0)
    });
    if dates_only {
        return None;
    }
    let mut found = BatchEntry::default();
    let mut by_user: Vec<(u32, i64)> = Vec::new();
    for case in 0..log.case_count() {
        let times = log.times(case);
        let events = crowded(times, OF_A_CASE);
        found.cases += u64::from(events > 0);
        found.events += events;
        let users = log.resources_of(case).iter().copied().zip(times.iter().copied());
        by_user.extend(users.filter(|(user, time)| *user != NONE && *time != NO_TIME));
    }
    by_user.sort_unstable();
    for events in by_user.chunk_by(|a, b| a.0 == b.0) {
        let times: Vec<i64> = events.iter().map(|(_, time)| *time).collect();
        found.users += u64::from(crowded(&times, OF_A_USER) > 0);
    }
    Some(found)
}

/// Events, sorted by time, that have `many` or more within a minute around them.
fn crowded(times: &[i64], many: usize) -> u64 {
    let mut count = 0;
    let mut counted = 0;
    for end in (many - 1)..times.len() {
        let start = end + 1 - many;
        if times[start] != NO_TIME && times[end].saturating_sub(times[start]) <= MINUTE {
            count += (end + 1 - start.max(counted)) as u64;
            counted = end + 1;
        }
    }
    count
}

/// Open cases that should have ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Zombies {
    /// Open cases.
    pub open: u64,
    /// Age in days beyond which a case is too old: the 95th percentile of won cases' lead time.
    pub limit_days: Option<f64>,
    /// Open cases beyond it.
    pub too_old: u64,
    /// Open cases whose close date has passed.
    pub past_close: u64,
    /// All of these, places in the log.
    pub cases: Vec<usize>,
}

/// Finds open cases that are too old, or were to be closed by now. `as_of` in milliseconds since 1970 in UTC.
pub fn zombies(log: &EventLog, endings: &Endings, as_of: i64) -> Zombies {
    let mut found = Zombies {
        limit_days: lead_times(log, endings, Some(Outcome::Won)).map(|won| won.p95),
        ..Zombies::default()
    };
    if !endings.known {
        return found;
    }
    for (case, outcome) in endings.of_case.iter().enumerate() {
        if *outcome != Outcome::Open {
            continue;
        }
        found.open += 1;
        let facts = log.facts_of(case);
        let begun = facts.created.or_else(|| {
            log.times(case)
                .iter()
                .copied()
                .filter(|time| *time != NO_TIME)
                .min()
        });
        let old = begun
            .zip(found.limit_days)
            .is_some_and(|(begun, limit)| (as_of - begun) as f64 / DAY > limit);
        let past = facts.closed.is_some_and(|closed| closed < as_of);
        found.too_old += u64::from(old);
        found.past_close += u64::from(past);
        if old || past {
            found.cases.push(case);
        }
    }
    found
}

/// A stated chance beside what really happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Chance {
    /// The stage.
    pub stage: String,
    /// Open cases in it that state a chance.
    pub open: u64,
    /// The mean of what they state, 0 to 1.
    pub stated: f64,
    /// Cases that entered the stage and ended.
    pub closed: u64,
    /// Share of these that were won, 0 to 1; `None` when none ended.
    pub won: Option<f64>,
}

/// Stated chances by stage, for stages that have the same name as an activity of the log.
pub fn chances(log: &EventLog, endings: &Endings) -> Vec<Chance> {
    let same = |a: &str, b: &str| {
        let letters = |text: &str| -> String {
            text.chars()
                .filter(|letter| letter.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        };
        letters(a) == letters(b)
    };
    let funnel = funnel(log, endings);
    let mut chances = Vec::new();
    for (id, stage) in (0..).zip(log.stages.iter()) {
        let stated: Vec<f64> = log
            .facts
            .iter()
            .zip(&endings.of_case)
            .filter(|(facts, outcome)| facts.stage == id && **outcome == Outcome::Open)
            .filter_map(|(facts, _)| facts.probability)
            .collect();
        if stated.is_empty() {
            continue;
        }
        let entered = funnel
            .iter()
            .find(|entered| same(log.activities.name(entered.activity), stage));
        chances.push(Chance {
            stage: stage.to_owned(),
            open: stated.len() as u64,
            stated: stated.iter().sum::<f64>() / stated.len() as f64,
            closed: entered.map_or(0, |entered| entered.closed),
            won: entered.and_then(super::Funnel::conversion),
        });
    }
    chances
}

#[cfg(test)]
mod tests {
    use super::super::endings;
    use super::super::testing::{HOUR, log};
    use super::*;

    #[test]
    fn five_changes_of_a_case_in_a_minute_are_a_batch() {
        let found = batch_entry(&log("1: a@1 b@1.001 c@1.002 d@1.003 e@1.004 f@9\n2: a@1 b@2"))
            .expect("times of day");
        assert_eq!((found.cases, found.events, found.users), (1, 5, 0));
        assert_eq!(
            batch_entry(&log("1: a@0 b@0 c@0 d@0 e@0")),
            None,
            "dates alone say nothing"
        );
        let many: Vec<String> = (0..20)
            .map(|case| format!("{case}: a@{}/Ann", 1.0 + f64::from(case) / 1e5))
            .collect();
        assert_eq!(
            batch_entry(&log(&many.join("\n"))).map(|found| found.users),
            Some(1)
        );
    }

    #[test]
    fn open_cases_beyond_the_usual_lead_time_are_found() {
        let log = log("1: a@0 won@24\n2: a@0 won@48\n3: a@0\n4: a@100");
        let found = zombies(&log, &endings(&log, &[], &[]), 120 * HOUR);
        assert_eq!((found.open, found.too_old, found.cases), (2, 1, vec![2]));
    }
}
