//! F1: no start reaches a step.

use twinlane_model::Side;
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::Rule;

sentences! {
    /// What F1 says.
    trait Sentences for English {
        fn finds() =>
            "A step, or a junction, that no start of its side leads to, along flow and returns. Silent on a \
             side that has no start at all: F8 says that.";
        fn matters() => "Either a link is missing on the map, or there is work that no case ever comes to.";

        fn title(step: &str) => "No start leads to {step}.";
        fn why_buyer() => "As drawn, no buyer gets there.";
        fn why_seller() => "As drawn, no case ever gets there.";
        fn ask_buyer() => "What does the buyer do right before this, and does everybody come this way?";
        fn ask_seller() => "How does a case come here? If it does not: do we still do this?";
    }
}

pub const RULE: Rule = Rule {
    code: "F1",
    name: "unreachable-step",
    family: Family::Flow,
    severity: "medium",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
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

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    let reached = facts.reached();
    let started = |side: Side| facts.starts.iter().any(|step| facts.row(*step).side == side);
    let (buyer, seller) = (started(Side::Buyer), started(Side::Seller));
    let lost = (0..facts.view.steps.len()).filter(|step| {
        let started = match facts.row(*step).side {
            Side::Buyer => buyer,
            Side::Seller => seller,
        };
        started && !reached[*step]
    });
    lost.map(|step| {
        let side = facts.row(step).side;
        let (why, ask) = match side {
            Side::Buyer => (say.why_buyer(), say.ask_buyer()),
            Side::Seller => (say.why_seller(), say.ask_seller()),
        };
        DraftFinding::new(MapItem::Step(step), side, say.title(&facts.step(step)))
            .why(why)
            .ask(ask)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn returns_lead_back_in() {
        check(
            &RULE,
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
            &RULE,
            "# Sales process
            - Call
            - Visit
              => Call",
            &[],
        );
    }
}
