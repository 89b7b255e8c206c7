//! C7: nobody supports the buyer after the purchase.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

pub const RULE: Rule = Rule {
    code: "C7",
    name: "silence-after-purchase",
    family: Family::Coverage,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[Number {
        name: "steps",
        worse: Worse::Up,
    }],
    finds: "There are buyer steps in stages marked *after purchase*, and no activity supports any of \
             them. One finding per map; it names the steps.",
    matters: "The customer finds out after the signature whether the promise holds. Renewals, references \
             and the next order are decided there.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let after = |step: &usize| sheet.view.stages[sheet.stage_of[*step]].after_purchase;
    let steps: Vec<usize> = sheet.buyer_steps().filter(after).collect();
    if steps.is_empty() || steps.iter().any(|step| sheet.supported(*step)) {
        return Vec::new();
    }
    let title = format!(
        "After the purchase the customer is alone with {}.",
        sheet.steps(&steps)
    );
    let mut draft = Draft::new(Thing::Step(steps[0]), Side::Buyer, title)
        .why("No activity supports any step behind the signature.")
        .ask("What happens in the weeks after they sign, and who would notice if it went wrong?")
        .number("steps", steps.len() as f64);
    draft.subjects = steps.into_iter().map(Thing::Step).collect();
    vec![draft]
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn the_finding_names_every_step_after_the_purchase() {
        check(
            "C7",
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
            "C7",
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
