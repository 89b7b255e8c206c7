//! C3: an activity supports no buyer step and is not required.

use twinlane_model::Side;
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What C3 says.
    trait Sentences for English {
        fn finds() =>
            "An activity that supports no buyer step, not even weakly, and is not marked *required* (by \
             law, by finance, for safety).";
        fn matters() =>
            "Value is what the customer will take action to get. Work that helps no buyer step costs time \
             that the steps which win deals do not get.";

        fn title(activity: &str) => { format!("{} helps no buyer.", English.capital(activity)) };
        fn why() => "It takes our time and no step of the buyer gets easier by it.";
        fn ask() => "Which step of the buyer is this for? If it is for none: who would miss it if we stopped?";
    }
}

pub const RULE: Rule = Rule {
    code: "C3",
    name: "purposeless-activity",
    family: Family::Coverage,
    severity: "medium",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "touch_hours",
        worse: WorseWhen::Higher,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Buyer journey
## Options explored
- [Engineer] Looks for options
# Sales process
## Qualify
- [Marketing] Score lead
  => Send guide
- [Marketing] Send guide -> Looks for options",
    right: "# Buyer journey
## Options explored
- [Engineer] Looks for options
# Sales process
## Qualify
- [Marketing] Check export licence {required}
  => Send guide
- [Marketing] Send guide -> Looks for options",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let idle = facts
        .activities()
        .filter(|step| !facts.supported(*step) && !facts.row(*step).required);
    idle.map(|step| {
        let title = facts.locale.title(&facts.step(step));
        let draft = DraftFinding::new(MapItem::Step(step), Side::Seller, title)
            .why(facts.locale.why())
            .ask(facts.locale.ask());
        match &facts.row(step).touch {
            Some(touch) => draft.number("touch_hours", touch.value),
            None => draft,
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn weak_help_is_help_and_required_work_needs_none() {
        check(
            &RULE,
            r#"# Buyer journey
            - Sees it
            # Sales process
            - Show -> Sees it (weak)
            - Check the law {required}
            - Archive
            - "" {id w, waypoint}"#,
            &["Archive"],
        );
    }
}
