//! F8: a side has no start.

use twinlane_model::{Severity, Side};
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What F8 says.
    trait Sentences for English {
        fn finds() =>
            "A side has steps and no start. A start of the sales process is a step with an entry or, where \
             none has one, a step without incoming flow other than back links and its own retry. The buyer \
             journey starts at such steps in the first stage that has any, and at steps marked *start*.";
        fn matters() => "Without a beginning nothing can be followed: no order, no reach, no numbers.";

        fn title_buyer() => "The buyer journey has no beginning.";
        fn title_seller() => "The sales process has no beginning.";
        fn why() => "Every step of this side is led to by another one, so nothing can be followed from its start.";
        fn ask_buyer() => "What happens at the buyer's that makes them look at all?";
        fn ask_seller() => "Where does a case come from, and which activity sees it first?";
    }
}

pub const RULE: Rule = Rule {
    code: "F8",
    name: "missing-start",
    family: Family::Flow,
    severity: "high",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "steps",
        worse: WorseWhen::Never,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
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

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    let mut found = Vec::new();
    for side in [Side::Buyer, Side::Seller] {
        let steps = facts.view.steps.iter().filter(|step| step.side == side).count();
        if steps == 0 || facts.starts.iter().any(|step| facts.row(*step).side == side) {
            continue;
        }
        let (title, ask) = match side {
            Side::Buyer => (say.title_buyer(), say.ask_buyer()),
            Side::Seller => (say.title_seller(), say.ask_seller()),
        };
        found.push(
            DraftFinding::new(MapItem::Side(side), side, title)
                .severity(Severity::High)
                .why(say.why())
                .ask(ask)
                .number("steps", steps as f64),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn each_side_needs_its_own() {
        check(
            &RULE,
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
            &RULE,
            "# Sales process
            - Call",
            &[],
        );
    }
}
