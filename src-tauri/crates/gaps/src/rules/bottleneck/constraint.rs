//! B1: the pool that holds everything back.

use twinlane_model::Severity;

use super::busy_pool::{NUMBERS, draft};
use crate::family::Family;
use crate::rule::{Draft, Rule, Threshold};
use crate::sheet::Sheet;

const BUSY: Threshold = Threshold {
    name: "constraint.percent",
    default: 85.0,
    unit: "percent",
    what: "Above which utilisation the busiest people count as the constraint.",
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
    finds: "The pool of people of which the largest part of its hours is asked for, if that is more than \
             85 % (setting): the constraint. It names the pool's steps, the busiest first. Silent while \
             nobody has said how many cases arrive or how many hours anybody has, and where the flow \
             cannot tell what a pool is asked for.",
    matters: "What is won is decided here and nowhere else. An hour saved anywhere else wins nothing, and \
             more work sent here only waits.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let busy = sheet.limit(&BUSY);
    let constraint = sheet
        .loads()
        .into_iter()
        .find(|load| load.constraint && load.above(busy));
    let stated = constraint.map(|load| {
        let severity = if load.above(FULL) {
            Severity::High
        } else {
            Severity::Medium
        };
        draft(sheet, load)
            .severity(severity)
            .why(if load.above(FULL) {
                "This is the constraint: they decide how much is won, and whatever else is improved waits in \
                 front of them."
            } else {
                "This is the constraint: nobody else is as busy, and the first good month makes cases wait \
                 in front of them."
            })
            .ask(
                "Start here: what of their work could be left out, done by others or not be sent to them \
                 at all?",
            )
    });
    stated.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use twinlane_model::Severity;

    use crate::probe::{check, findings};

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
        check("B1", DRAWING, &["Test"]);
        check("B1", &DRAWING.replace("1.8 h", "1.7 h"), &[]);
        check("B1", &DRAWING.replace("0.2 h", "0.5 h"), &["Call + Offer"]);
        check("B1", &DRAWING.replace("0.2 h", "0.6 h"), &["Call + Offer"]);
    }

    #[test]
    fn it_is_high_only_when_more_is_asked_for_than_there_is() {
        let severity = |drawing: &str| findings("B1", drawing).first().map(|found| found.severity);
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
        check("B1", &DRAWING.replace("entry: Call 100\n", ""), &[]);
        check("B1", &DRAWING.replace("Lost 50 %", "Lost 60 %"), &[]);
    }
}
