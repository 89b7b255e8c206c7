//! B1: the pool that holds everything back.

use twinlane_model::Severity;
use twinlane_words::sentences;

use super::busy_pool::{NUMBERS, draft};
use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::rule::Rule;
use crate::threshold::Threshold;

sentences! {
    /// What B1 says.
    trait Sentences for English {
        fn finds() =>
            "The pool of people of which the largest part of its hours is asked for, if that is more than \
             85 % (setting): the constraint. It names the pool's steps, the busiest first. Silent while \
             nobody has said how many cases arrive or how many hours anybody has, and where the flow cannot \
             tell what a pool is asked for.";
        fn matters() =>
            "What is won is decided here and nowhere else. An hour saved anywhere else wins nothing, and \
             more work sent here only waits.";
        fn what_busy() => "Above which utilisation the busiest people count as the constraint.";

        fn why_full() =>
            "This is the constraint: they decide how much is won, and whatever else is improved waits in front of \
            them.";
        fn why_busy() =>
            "This is the constraint: nobody else is as busy, and the first good month makes cases wait in front \
            of them.";
        fn ask() => "Start here: what of their work could be left out, done by others or not be sent to them at all?";
    }
}

const BUSY: Threshold = Threshold {
    name: "constraint.percent",
    default: 85.0,
    unit: "percent",
    what: |locale| locale.what_busy(),
};

/// Above it more is asked for than there is, whatever the room calls busy.
const FULL: f64 = 100.0;

pub const RULE: Rule = Rule {
    code: "B1",
    name: "constraint",
    family: Family::Bottleneck,
    severity: "high above 100 %, else medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[BUSY],
    numbers: NUMBERS,
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: r#"entry: Show the machine 40

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
    let say = facts.locale;
    let busy = facts.limit(&BUSY);
    let constraint = facts
        .results
        .loads()
        .into_iter()
        .find(|load| load.constraint && load.above(busy));
    let stated = constraint.map(|load| {
        let (severity, why) = if load.above(FULL) {
            (Severity::High, say.why_full())
        } else {
            (Severity::Medium, say.why_busy())
        };
        draft(facts, load).severity(severity).why(why).ask(say.ask())
    });
    stated.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use twinlane_model::Severity;

    use super::RULE;
    use crate::testing::{check, findings};

    const DRAWING: &str = r#"entry: Call 100
pool: Field, 2 people, 100 h
pool: Lab, 100 h

# Sales process
- Call {touch 0.2 h, owner "Field"}
  => Test 50 %
  => Lost 50 %
- Test {touch 1.8 h, owner "Lab"}
  => Offer
- Offer {touch 1 h, owner "Field"}
  => Won"#;

    #[test]
    fn the_busiest_pool_alone_is_named_with_its_busiest_step_first() {
        check(&RULE, DRAWING, &["Test"]);
        check(&RULE, &DRAWING.replace("1.8 h", "1.7 h"), &[]);
        check(&RULE, &DRAWING.replace("0.2 h", "0.5 h"), &["Call + Offer"]);
        check(&RULE, &DRAWING.replace("0.2 h", "0.6 h"), &["Call + Offer"]);
    }

    #[test]
    fn it_is_high_only_when_more_is_asked_for_than_there_is() {
        let severity = |drawing: &str| findings(&RULE, drawing).first().map(|found| found.severity);
        assert_eq!(severity(DRAWING), Some(Severity::Medium), "90 % can be done");
        let full = DRAWING.replace("1.8 h", "2 h");
        assert_eq!(severity(&full), Some(Severity::Medium), "100 % can be done");
        let over = DRAWING.replace("1.8 h", "2.1 h");
        assert_eq!(severity(&over), Some(Severity::High), "105 % cannot");
        let none = DRAWING.replace("Lab, 100 h", "Lab, 0 h");
        assert_eq!(
            severity(&none),
            Some(Severity::High),
            "work for nobody cannot be done"
        );
    }

    #[test]
    fn nothing_is_said_where_the_flow_is_not_known() {
        check(&RULE, &DRAWING.replace("entry: Call 100\n", ""), &[]);
        check(&RULE, &DRAWING.replace("Lost 50 %", "Lost 60 %"), &[]);
    }
}
