//! F8: a side has no start.

use twinlane_model::{Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

pub const RULE: Rule = Rule {
    code: "F8",
    name: "missing-start",
    family: Family::Flow,
    severity: "high",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[Number {
        name: "steps",
        worse: Worse::Never,
    }],
    finds: "A side has steps and no start. A start of the sales process is a step with an entry or, \
             where none has one, a step without incoming flow other than back links and its own retry. \
             The buyer journey starts at such steps in the first stage that has any, and at steps marked \
             *start*.",
    matters: "Without a beginning nothing can be followed: no order, no reach, no numbers.",
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant
- [Sales] Visit the plant
  => Qualify by phone
  => Won",
    right: "entry: Qualify by phone 100

# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant
- [Sales] Visit the plant
  => Qualify by phone
  => Won",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for side in [Side::Buyer, Side::Seller] {
        let steps = sheet.view.steps.iter().filter(|step| step.side == side).count();
        if steps == 0 || sheet.starts.iter().any(|step| sheet.row(*step).side == side) {
            continue;
        }
        let (title, ask) = match side {
            Side::Buyer => (
                "The buyer journey has no beginning.",
                "What happens at the buyer's that makes them look at all?",
            ),
            Side::Seller => (
                "The sales process has no beginning.",
                "Where does a case come from, and which activity sees it first?",
            ),
        };
        found.push(
            Draft::new(Thing::Half(side), side, title.to_owned())
                .severity(Severity::High)
                .why("Every step of this side is led to by another one, so nothing can be followed from its start.")
                .ask(ask)
                .number("steps", steps as f64),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn each_side_needs_its_own() {
        check(
            "F8",
            "# Buyer journey
            - Asks
            - Waits
              => Asks
            # Sales process
            - Call
              => Call
              => Won",
            &["Buyer journey"],
        );
    }

    #[test]
    fn an_empty_side_needs_none() {
        check(
            "F8",
            "# Sales process
            - Call",
            &[],
        );
    }
}
