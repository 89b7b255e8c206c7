//! How cases end: by what the records state, else by an activity that means the end.

use std::collections::BTreeMap;

use crate::log::{EventLog, NONE, Outcome};

/// Words that mean won or lost in the name of a stage that a case is in.
const WON: [&str; 4] = ["won", "closedwon", "gewonnen", "sold"];
const LOST: [&str; 6] = [
    "lost",
    "closedlost",
    "verloren",
    "disqualified",
    "unqualified",
    "abandoned",
];

/// Words that mean it in the name of an activity too, as long as no case has two of them.
const WON_TOO: [&str; 2] = ["approved", "accepted"];
const LOST_TOO: [&str; 7] = [
    "declined",
    "rejected",
    "cancelled",
    "canceled",
    "denied",
    "withdrawn",
    "refused",
];

/// How a part of the cases ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeShare {
    /// The stage or activity that says it; empty for cases in which nothing does.
    pub name: String,
    /// What it means.
    pub outcome: Outcome,
    /// Number of cases.
    pub cases: u64,
}

/// How each case ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endings {
    /// Shares of the cases: won, lost, open, each from the largest down.
    pub shares: Vec<OutcomeShare>,
    /// Outcome of each case of the log.
    pub of_case: Vec<Outcome>,
    /// True when something in the log says what the end is; else every case counts as open.
    pub known: bool,
}

impl Endings {
    /// Number of cases that ended so.
    pub fn count(&self, outcome: Outcome) -> u64 {
        self.of_case.iter().filter(|known| **known == outcome).count() as u64
    }
}

fn words(name: &str) -> Vec<String> {
    name.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// What the name of a stage says about a case that is in it now; `None` when it says nothing.
pub fn outcome_of(stage: &str) -> Option<Outcome> {
    let words = words(stage);
    let any = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    if any(&LOST) {
        Some(Outcome::Lost)
    } else if any(&WON) {
        Some(Outcome::Won)
    } else {
        None
    }
}

/// How each case ended. `won` and `lost` name activities or stages; when both are empty they are found by their words.
pub fn endings(log: &EventLog, won: &[String], lost: &[String]) -> Endings {
    if log.facts.iter().any(|facts| facts.outcome.is_some()) {
        return stated(log);
    }
    let meaning = if won.is_empty() && lost.is_empty() {
        found(log)
    } else {
        let all = |names: &[String], outcome: Outcome| {
            names
                .iter()
                .filter_map(move |name| Some((log.activities.id(name)?, outcome)))
                .collect::<Vec<_>>()
        };
        all(won, Outcome::Won)
            .into_iter()
            .chain(all(lost, Outcome::Lost))
            .collect()
    };
    let mut counts: BTreeMap<(Outcome, u32), u64> = BTreeMap::new();
    let mut of_case = Vec::with_capacity(log.case_count());
    for case in 0..log.case_count() {
        let last = log
            .trace(case)
            .iter()
            .rev()
            .find_map(|activity| Some((*meaning.get(activity)?, *activity)));
        let (outcome, activity) = last.unwrap_or((Outcome::Open, NONE));
        *counts.entry((outcome, activity)).or_default() += 1;
        of_case.push(outcome);
    }
    Endings {
        shares: shares(counts, |activity| log.activities.name(activity)),
        of_case,
        known: !meaning.is_empty(),
    }
}

fn stated(log: &EventLog) -> Endings {
    let mut counts: BTreeMap<(Outcome, u32), u64> = BTreeMap::new();
    let mut of_case = Vec::with_capacity(log.case_count());
    for facts in &log.facts {
        let outcome = facts.outcome.unwrap_or(Outcome::Open);
        *counts.entry((outcome, facts.stage)).or_default() += 1;
        of_case.push(outcome);
    }
    Endings {
        shares: shares(counts, |stage| log.stages.name(stage)),
        of_case,
        known: true,
    }
}

fn shares<'a>(counts: BTreeMap<(Outcome, u32), u64>, name: impl Fn(u32) -> &'a str) -> Vec<OutcomeShare> {
    let mut shares: Vec<OutcomeShare> = counts
        .into_iter()
        .map(|((outcome, id), cases)| OutcomeShare {
            name: name(id).to_owned(),
            outcome,
            cases,
        })
        .collect();
    shares.sort_by(|a, b| {
        let by_cases = a.outcome.cmp(&b.outcome).then(b.cases.cmp(&a.cases));
        by_cases.then_with(|| a.name.cmp(&b.name))
    });
    shares
}

/// Activities that mean the end by their words. Of two that happen in the same case only one can be the end, so the
/// clearer word wins, then the one with more cases, then the first by name.
fn found(log: &EventLog) -> BTreeMap<u32, Outcome> {
    let mut candidates: Vec<(u32, Outcome, bool)> = Vec::new();
    for (activity, name) in (0..).zip(log.activities.iter()) {
        let words = words(name);
        let any = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
        let candidate = if let Some(outcome) = outcome_of(name) {
            Some((activity, outcome, true))
        } else if any(&LOST_TOO) {
            Some((activity, Outcome::Lost, true))
        } else if any(&WON_TOO) {
            Some((
                activity,
                Outcome::Won,
                words.iter().any(|word| word == "approved"),
            ))
        } else {
            None
        };
        // A bit for each; no process has this many ways to end.
        if candidates.len() < 64 {
            candidates.extend(candidate);
        }
    }
    let mut bits = vec![0_u64; log.activities.len()];
    for (bit, (activity, ..)) in candidates.iter().enumerate() {
        bits[*activity as usize] = 1 << bit;
    }
    let (mut cases, mut together) = (vec![0_u64; candidates.len()], vec![0_u64; candidates.len()]);
    for case in 0..log.case_count() {
        let there = log
            .trace(case)
            .iter()
            .fold(0, |all, activity| all | bits[*activity as usize]);
        for bit in (0..candidates.len()).filter(|bit| there & (1 << bit) != 0) {
            cases[bit] += 1;
            together[bit] |= there;
        }
    }
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    let ranks = log.activities.ranks();
    order.sort_by_key(|bit| {
        let (activity, _, clear) = candidates[*bit];
        (!clear, std::cmp::Reverse(cases[*bit]), ranks[activity as usize])
    });
    let mut taken = 0_u64;
    let mut meaning = BTreeMap::new();
    for bit in order {
        if together[bit] & taken == 0 {
            taken |= 1 << bit;
            meaning.insert(candidates[bit].0, candidates[bit].1);
        }
    }
    meaning
}

#[cfg(test)]
mod tests {
    use super::super::testing::log;
    use super::*;

    fn check(text: &str, won: &[&str], lost: &[&str], wanted: &[(&str, Outcome, u64)]) {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let found = endings(&log(text), &names(won), &names(lost));
        let shown: Vec<(&str, Outcome, u64)> = found
            .shares
            .iter()
            .map(|share| (share.name.as_str(), share.outcome, share.cases))
            .collect();
        assert_eq!(shown, wanted, "{text}");
    }

    #[test]
    fn the_end_is_found_by_words_that_exclude_each_other() {
        use Outcome::{Lost, Open, Won};
        let text =
            "1: new@0 O_CANCELLED@1 A_DECLINED@2\n2: A_DECLINED@0\n3: A_APPROVED@0 O_ACCEPTED@1\n4: new@0";
        check(
            text,
            &[],
            &[],
            &[("A_APPROVED", Won, 1), ("A_DECLINED", Lost, 2), ("", Open, 1)],
        );
        check(text, &["new"], &[], &[("new", Won, 2), ("", Open, 2)]);
        check("1: a@0", &[], &[], &[("", Open, 1)]);
        assert_eq!(outcome_of("Closed Won"), Some(Won));
        assert_eq!(outcome_of("6 - Lost (price)"), Some(Lost));
        assert_eq!(outcome_of("Wonderland"), None);
    }
}
