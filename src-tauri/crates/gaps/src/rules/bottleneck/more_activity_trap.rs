//! B5: more activity, no more wins.

use twinlane_model::Side;

use super::busy_pool::{rounded, who};
use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Threshold, Worse};
use crate::sheet::{Load, Sheet};
use crate::words::decimal;

/// Most activities of a process that is asked: what comes out at capacity is found by trying, twice.
const MOST: usize = 1_000;

const PUSH: Threshold = Threshold {
    name: "more-activity-trap.entries",
    default: 10.0,
    unit: "percent",
    what: "How many more cases are tried at every start.",
};

const GAIN: Threshold = Threshold {
    name: "more-activity-trap.wins",
    default: 5.0,
    unit: "percent",
    what: "Fewer more wins than this, for that many more cases, count as a trap.",
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
        Number {
            name: "more_entries_percent",
            worse: Worse::Never,
        },
        Number {
            name: "more_wins_percent",
            worse: Worse::Down,
        },
        Number {
            name: "more_cost_percent",
            worse: Worse::Up,
        },
    ],
    finds: "If 10 % (setting) more cases came in at every start, people would serve what they can and less \
             than 5 % (setting) more would be won. Silent where nothing is won at capacity or that is not \
             known, and on processes of more than 1,000 activities, where it takes too long to find out. \
             One finding per map.",
    matters: "More calls, more leads and more proofs of concept look like effort. Where people have no hours \
             left the extra cases raise the cost and wait.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let push = sheet.limit(&PUSH);
    if push <= 0.0 || sheet.activities().count() > MOST {
        return Vec::new();
    }
    let Some(now) = sheet.at_capacity().filter(|now| now.wins > 0.0) else {
        return Vec::new();
    };
    let Some(then) = sheet.at_capacity_with(1.0 + push / 100.0) else {
        return Vec::new();
    };
    let gain = more(now.wins, then.wins);
    // A gain of a few binary digits less than the limit is the limit.
    if gain >= sheet.limit(&GAIN) - 1e-7 {
        return Vec::new();
    }
    let gain = settled(gain);
    let constraint = sheet.loads().into_iter().find(|load| load.constraint);
    let mut draft = Draft::new(Thing::Map, Side::Seller, title(sheet, push, gain, constraint))
        .why("What comes in beyond the constraint waits in front of it. It costs hours and wins nothing.")
        .ask(
            "The constraint comes first: what would we stop asking for, if more cases win no more, and what \
             would make room there?",
        )
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

fn title(sheet: &Sheet<'_, '_>, push: f64, gain: f64, constraint: Option<Load>) -> String {
    let push_words = decimal(push);
    let effect = if gain >= 0.05 {
        format!(
            "{push_words} % more cases would bring only {} % more wins",
            decimal(gain)
        )
    } else if gain > -0.05 {
        format!("{push_words} % more cases would bring no more wins")
    } else {
        format!(
            "{push_words} % more cases would bring {} % fewer wins",
            decimal(-gain)
        )
    };
    let Some(load) = constraint else {
        return format!("{effect}.");
    };
    let steps = sheet.busiest_first(load.pool);
    let who = who(sheet, load.pool, &steps);
    match load.utilisation() {
        Some(share) => format!(
            "{effect}: {who} would be asked for {} of the hours they have.",
            rounded(share * (1.0 + push / 100.0))
        ),
        None => format!("{effect}: {who} have no hours at all."),
    }
}

#[cfg(test)]
mod tests {
    use crate::probe::{check, findings};

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
        check("B5", DRAWING, &["Map"]);
        check("B5", &DRAWING.replace("Lab, 100 h", "Lab, 110 h"), &[]);
        check("B5", &DRAWING.replace("Lab, 100 h", "Lab, 104 h"), &["Map"]);
        check("B5", &DRAWING.replace("Lab, 100 h", "Lab"), &[]);
    }

    #[test]
    fn exactly_the_limit_is_no_trap() {
        check("B5", &DRAWING.replace("Lab, 100 h", "Lab, 105 h"), &[]);
    }

    #[test]
    fn nothing_is_said_where_nothing_is_won_or_known() {
        check("B5", &DRAWING.replace("=> Won", "=> Not ready"), &[]);
        check("B5", &DRAWING.replace("Lost 50 %", "Lost 60 %"), &[]);
    }

    #[test]
    fn two_solutions_by_trial_leave_no_noise_in_the_numbers() {
        let found = findings("B5", &DRAWING.replace("Lab, 100 h", "Lab, 37 h"));
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
