//! B5: more activity, no more wins.

use twinlane_model::Side;
use twinlane_words::{English, sentences};

use super::busy_pool::who;
use crate::draft::DraftFinding;
use crate::facts::{Load, MapFacts};
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};
use crate::threshold::Threshold;

sentences! {
    /// What B5 says.
    trait Sentences for English {
        fn finds() =>
            "If 10 % (setting) more cases came in at every start, people would serve what they can and less \
             than 5 % (setting) more would be won. Silent where nothing is won at capacity or that is not \
             known, and on processes of more than 1,000 activities, where it takes too long to find out. \
             One finding per map.";
        fn matters() =>
            "More calls, more leads and more proofs of concept look like effort. Where people have no hours \
             left the extra cases raise the cost and wait.";
        fn what_push() => "How many more cases are tried at every start.";
        fn what_gain() => "Fewer more wins than this, for that many more cases, count as a trap.";

        /// What more cases bring, in per cent.
        fn effect(more_cases: f64, more_wins: f64) => {
            let (cases, wins) = (English.percent(more_cases / 100.0), English.percent(more_wins.abs() / 100.0));
            if more_wins >= 0.05 {
                format!("{cases} more cases would bring only {wins} more wins")
            } else if more_wins > -0.05 {
                format!("{cases} more cases would bring no more wins")
            } else {
                format!("{cases} more cases would bring {wins} fewer wins")
            }
        };
        /// No pool is the constraint.
        fn title(effect: &str) => "{effect}.";
        fn title_constraint(effect: &str, who: &str, load: f64) => {
            let load = English.percent(load);
            format!("{effect}: {who} would be asked for {load} of the hours they have.")
        };
        /// The constraint has no hours.
        fn title_no_hours(effect: &str, who: &str) => "{effect}: {who} have no hours at all.";
        fn why() => "What comes in beyond the constraint waits in front of it. It costs hours and wins nothing.";
        fn ask() =>
            "The constraint comes first: what would we stop asking for, if more cases win no more, and what would \
            make room there?";
    }
}

/// Most activities of a process that is asked: what comes out at capacity is found by trying, twice.
const MOST: usize = 1_000;

const PUSH: Threshold = Threshold {
    name: "more-activity-trap.entries",
    default: 10.0,
    unit: "percent",
    what: |locale| locale.what_push(),
};

const GAIN: Threshold = Threshold {
    name: "more-activity-trap.wins",
    default: 5.0,
    unit: "percent",
    what: |locale| locale.what_gain(),
};

pub const RULE: Rule = Rule {
    code: "B5",
    name: "more-activity-trap",
    family: Family::Bottleneck,
    severity: "medium",
    unfinished: false,
    quadratic: true,
    thresholds: &[PUSH, GAIN],
    numbers: &[
        RuleNumber {
            name: "more_entries_percent",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "more_wins_percent",
            worse: WorseWhen::Lower,
        },
        RuleNumber {
            name: "more_cost_percent",
            worse: WorseWhen::Higher,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: r#"entry: Show the machine 20

# Sales process
## Prove
- [Engineering] Show the machine {touch 10 h, owner "Solution engineers", capacity 160 h}
  => Won 30 %
  => Lost 70 %"#,
    right: r#"entry: Show the machine 12

# Sales process
## Prove
- [Engineering] Show the machine {touch 10 h, owner "Solution engineers", capacity 160 h}
  => Won 30 %
  => Lost 70 %"#,
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let push = facts.limit(&PUSH);
    if push <= 0.0 || facts.activities().count() > MOST {
        return Vec::new();
    }
    let Some(now) = facts.results.at_capacity().filter(|now| now.wins > 0.0) else {
        return Vec::new();
    };
    let Some(then) = facts.results.at_capacity_with(1.0 + push / 100.0) else {
        return Vec::new();
    };
    let gain = more(now.wins, then.wins);
    // A gain of a few binary digits less than the limit is the limit.
    if gain >= facts.limit(&GAIN) - 1e-7 {
        return Vec::new();
    }
    let gain = settled(gain);
    let constraint = facts.results.loads().into_iter().find(|load| load.constraint);
    let title = title(facts, push, gain, constraint);
    let mut draft = DraftFinding::new(MapItem::Map, Side::Seller, title)
        .why(facts.locale.why())
        .ask(facts.locale.ask())
        .number("more_entries_percent", push)
        .number("more_wins_percent", gain);
    draft.load_of = constraint.map(|load| load.pool);
    if now.cost > 0.0 {
        draft = draft.number("more_cost_percent", settled(more(now.cost, then.cost)));
    }
    vec![draft]
}

/// How much more it is, in per cent.
fn more(now: f64, then: f64) -> f64 {
    (then / now - 1.0) * 100.0
}

/// Per cent without the digits that mean nothing in a result found by trying: a gap must not look worse than it
/// was because of them.
fn settled(percent: f64) -> f64 {
    (percent * 100.0).round() / 100.0 + 0.0
}

fn title(facts: &MapFacts<'_, '_>, push: f64, gain: f64, constraint: Option<Load>) -> String {
    let say = facts.locale;
    let effect = say.effect(push, gain);
    let Some(load) = constraint else {
        return say.title(&effect);
    };
    let who = who(facts, load.pool, &facts.results.busiest_first(load.pool));
    match load.utilisation() {
        Some(share) => say.title_constraint(&effect, &who, share * (1.0 + push / 100.0)),
        None => say.title_no_hours(&effect, &who),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, findings};

    const DRAWING: &str = r#"entry: Call 100
pool: Desk, 300 h
pool: Lab, 100 h

# Sales process
- Call {touch 1 h, owner "Desk"}
  => Test 50 %
  => Lost 50 %
- Test {touch 2 h, owner "Lab"}
  => Won 40 %
  => Lost 60 %"#;

    #[test]
    fn a_full_constraint_is_a_trap_and_room_is_none() {
        check(&RULE, DRAWING, &["Map"]);
        check(&RULE, &DRAWING.replace("Lab, 100 h", "Lab, 110 h"), &[]);
        check(&RULE, &DRAWING.replace("Lab, 100 h", "Lab, 104 h"), &["Map"]);
        check(&RULE, &DRAWING.replace("Lab, 100 h", "Lab"), &[]);
    }

    #[test]
    fn exactly_the_limit_is_no_trap() {
        check(&RULE, &DRAWING.replace("Lab, 100 h", "Lab, 105 h"), &[]);
    }

    #[test]
    fn nothing_is_said_where_nothing_is_won_or_known() {
        check(&RULE, &DRAWING.replace("=> Won", "=> Not ready"), &[]);
        check(&RULE, &DRAWING.replace("Lost 50 %", "Lost 60 %"), &[]);
    }

    #[test]
    fn two_solutions_by_trial_leave_no_noise_in_the_numbers() {
        let found = findings(&RULE, &DRAWING.replace("Lab, 100 h", "Lab, 37 h"));
        let gain = found
            .first()
            .and_then(|found| found.numbers.get("more_wins_percent"));
        assert_eq!(
            gain,
            Some(0.0),
            "a dismissal must not reopen for the twelfth digit"
        );
    }
}
