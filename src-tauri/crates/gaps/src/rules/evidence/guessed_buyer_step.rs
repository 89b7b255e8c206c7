//! E9: an important buyer step is only guessed.

use twinlane_model::{Knowledge, Severity, Side};
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What E9 says.
    trait Sentences for English {
        fn finds() =>
            "A buyer step of importance 3 that is marked as the team's *guess*: no buyer said it, nobody \
             watched it.";
        fn matters() =>
            "What matters most to the buyer is the worst place for a guess. One telephone call can turn the \
             map around.";

        fn title(step: &str, who: &str) => { format!("{} ({who}) is only our guess.", English.capital(step)) };
        fn why() => "It is among the steps that matter most to them, and no buyer has told us.";
        fn ask() => "Which customer could we ask this week, and what would we ask?";
    }
}

pub const RULE: Rule = Rule {
    code: "E9",
    name: "guessed-buyer-step",
    family: Family::Evidence,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "importance",
        worse: WorseWhen::Never,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Buyer journey
## Decision agreed
- [Plant manager] Builds the case for the money {importance 3, guess}",
    right: "# Buyer journey
## Decision agreed
- [Plant manager] Builds the case for the money {importance 3, heard 4}",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let guessed = facts.buyer_steps().filter(|step| {
        let row = facts.row(*step);
        row.weight() >= 3 && row.knowledge == Some(Knowledge::Guess)
    });
    guessed
        .map(|step| {
            let who = facts.lane_title(facts.lane_of[step]);
            let title = facts.locale.title(&facts.step(step), &who);
            DraftFinding::new(MapItem::Step(step), Side::Buyer, title)
                .severity(Severity::Low)
                .why(facts.locale.why())
                .ask(facts.locale.ask())
                .number("importance", f64::from(facts.row(step).weight()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn only_what_matters_most() {
        check(
            &RULE,
            "# Buyer journey
            - A {importance 3, guess}
            - B {guess}
            - C {importance 3, observed}
            - D {importance 3}",
            &["A"],
        );
    }
}
