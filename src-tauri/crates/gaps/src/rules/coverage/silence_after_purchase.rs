//! C7: nobody supports the buyer after the purchase.

use twinlane_model::Side;
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What C7 says.
    trait Sentences for English {
        fn finds() =>
            "There are buyer steps in stages marked *after purchase*, and no activity supports any of them. \
             One finding per map; it names the steps.";
        fn matters() =>
            "The customer finds out after the signature whether the promise holds. Renewals, references and \
             the next order are decided there.";

        fn title(steps: &str) => "After the purchase the customer is alone with {steps}.";
        fn why() => "No activity supports any step behind the signature.";
        fn ask() => "What happens in the weeks after they sign, and who would notice if it went wrong?";
    }
}

pub const RULE: Rule = Rule {
    code: "C7",
    name: "silence-after-purchase",
    family: Family::Coverage,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "steps",
        worse: WorseWhen::Higher,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Buyer journey
## Decision agreed
- [Plant manager] Signs
## In use {after purchase}
- [Plant manager] Sees output recover
# Sales process
## Close
- [Sales] Negotiate -> Signs",
    right: "# Buyer journey
## Decision agreed
- [Plant manager] Signs
## In use {after purchase}
- [Plant manager] Sees output recover
# Sales process
## Close
- [Sales] Negotiate -> Signs
## Deliver
- [Service] Review the first month -> Sees output recover",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let after = |step: &usize| facts.view.stages[facts.stage_of[*step]].after_purchase;
    let steps: Vec<usize> = facts.buyer_steps().filter(after).collect();
    if steps.is_empty() || steps.iter().any(|step| facts.supported(*step)) {
        return Vec::new();
    }
    let title = facts.locale.title(&facts.steps(&steps));
    let mut draft = DraftFinding::new(MapItem::Step(steps[0]), Side::Buyer, title)
        .why(facts.locale.why())
        .ask(facts.locale.ask())
        .number("steps", steps.len() as f64);
    draft.subjects = steps.into_iter().map(MapItem::Step).collect();
    vec![draft]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn the_finding_names_every_step_after_the_purchase() {
        check(
            &RULE,
            "# Buyer journey
            ## Buy
            - Signs
            ## Use {after purchase}
            - Learns
            ## Grow {after purchase}
            - Orders again
            # Sales process
            - Show -> Signs",
            &["Learns + Orders again"],
        );
    }

    #[test]
    fn one_support_breaks_the_silence() {
        check(
            &RULE,
            "# Buyer journey
            ## Use {after purchase}
            - Learns
            - Orders again
            # Sales process
            - Train -> Learns (weak)",
            &[],
        );
    }
}
