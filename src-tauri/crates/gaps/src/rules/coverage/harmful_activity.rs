//! C4: buyers' value of an activity is below 0.

use twinlane_model::{Severity, Side};
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What C4 says.
    trait Sentences for English {
        fn finds() => "An activity whose value to the buyer is rated below 0 on the scale from −2 to +2.";
        fn matters() =>
            "Value is what the customer will take action to get; what they would take action to avoid loses \
             deals and is paid for with our own time.";

        fn title(activity: &str) => "Buyers would rather do without {activity}.";
        fn why(value: i8) => {
            format!("Its value to them is rated {} on a scale from −2 to +2.", English.number(value.into()))
        };
        fn ask() => "What does the buyer get out of it, and what would happen if we left it out?";
    }
}

pub const RULE: Rule = Rule {
    code: "C4",
    name: "harmful-activity",
    family: Family::Coverage,
    severity: "high",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        RuleNumber {
            name: "value_to_buyer",
            worse: WorseWhen::Lower,
        },
        RuleNumber {
            name: "touch_hours",
            worse: WorseWhen::Never,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Sales] Ask for the budget on the first call {value -1}",
    right: "# Sales process
## Qualify
- [Sales] Ask what the downtime costs {value 1}",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let rated = facts
        .activities()
        .filter_map(|step| Some((step, facts.row(step).value?)));
    rated
        .filter(|(_, value)| *value < 0)
        .map(|(step, value)| {
            let title = facts.locale.title(&facts.step(step));
            let draft = DraftFinding::new(MapItem::Step(step), Side::Seller, title)
                .severity(Severity::High)
                .why(facts.locale.why(value))
                .ask(facts.locale.ask())
                .number("value_to_buyer", f64::from(value));
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
    fn only_a_value_below_zero_harms() {
        check(
            &RULE,
            "# Buyer journey
            - Is stuck {value -2}
            # Sales process
            - Cold call {value -1}
            - Send paper {value 0}
            - Listen {value 2}
            - Talk",
            &["Cold call"],
        );
    }
}
