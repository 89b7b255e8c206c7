//! F1: no start reaches a step.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Rule, Thing};
use crate::sheet::Sheet;

pub const RULE: Rule = Rule {
    code: "F1",
    name: "unreachable-step",
    family: Family::Flow,
    severity: "medium",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: "A step, or a junction, that no start of its side leads to, along flow and returns. Silent on \
             a side that has no start at all: F8 says that.",
    matters: "Either a link is missing on the map, or there is work that no case ever comes to.",
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Won
- [Sales] Visit the plant
  => Reference call
- [Sales] Reference call
  => Visit the plant",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Visit the plant
- [Sales] Visit the plant
  => Reference call
- [Sales] Reference call
  => Won",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let reached = sheet.reached();
    let started = |side: Side| sheet.starts.iter().any(|step| sheet.row(*step).side == side);
    let (buyer, seller) = (started(Side::Buyer), started(Side::Seller));
    let lost = (0..sheet.view.steps.len()).filter(|step| {
        !reached[*step]
            && if sheet.row(*step).side == Side::Buyer {
                buyer
            } else {
                seller
            }
    });
    lost.map(|step| {
        let side = sheet.row(step).side;
        let (why, ask) = match side {
            Side::Buyer => (
                "As drawn, no buyer gets there.",
                "What does the buyer do right before this, and does everybody come this way?",
            ),
            Side::Seller => (
                "As drawn, no case ever gets there.",
                "How does a case come here? If it does not: do we still do this?",
            ),
        };
        let title = format!("No start leads to {}.", sheet.step(step));
        Draft::new(Thing::Step(step), side, title).why(why).ask(ask)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn returns_lead_back_in() {
        check(
            "F1",
            "entry: Call 10
            # Sales process
            - Call
              => Not ready
            - Nurture
              => -
            - Forgotten
              => -
            # Outcomes
            - Not ready
              => Nurture",
            &["Forgotten"],
        );
    }

    #[test]
    fn a_side_without_start_is_left_to_another_rule() {
        check(
            "F1",
            "# Sales process
            - Call
            - Visit
              => Call",
            &[],
        );
    }
}
