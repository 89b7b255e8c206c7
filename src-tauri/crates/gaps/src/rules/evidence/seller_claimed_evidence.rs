//! E2: the evidence of a stage is all our own.

use twinlane_model::{Actor, Side};
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What E2 says.
    trait Sentences for English {
        fn finds() =>
            "A sales stage whose exit criteria all name the seller as actor. A criterion without an actor \
             counts as neither, and so keeps the rule silent.";
        fn matters() =>
            "That we did something says nothing about the buyer. A demo can be done ten times without \
             moving one deal.";

        fn title(stage: &str) => {
            let stage = English.capital(stage);
            format!("{stage} ends when we have acted, not when the buyer has done something.")
        };
        fn why(criteria: &str) => "All its evidence is ours: {criteria}.";
        fn ask() => "What does a buyer do at this point who is going to buy, and never one who is not?";
    }
}

pub const RULE: Rule = Rule {
    code: "E2",
    name: "seller-claimed-evidence",
    family: Family::Evidence,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "criteria",
        worse: WorseWhen::Never,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Discover
! Demo done {seller, action, objective, yes-no}
- [Sales] Show the demo
  => Won",
    right: "# Sales process
## Discover
! The plant manager names the cost of downtime {buyer, action, objective, yes-no}
- [Sales] Show the demo
  => Won",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    let mut found = Vec::new();
    for (at, stage) in facts.view.stages.iter().enumerate() {
        let ours = stage
            .criteria
            .iter()
            .all(|criterion| criterion.actor == Some(Actor::Seller));
        if stage.side == Side::Buyer || stage.criteria.is_empty() || !ours {
            continue;
        }
        let names: Vec<String> = stage
            .criteria
            .iter()
            .map(|criterion| say.quote(&criterion.text))
            .collect();
        found.push(
            DraftFinding::new(MapItem::Stage(at), Side::Seller, say.title(&facts.stage(at)))
                .why(say.why(&facts.list(&names)))
                .ask(say.ask())
                .number("criteria", names.len() as f64),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_criterion_without_actor_counts_as_neither() {
        check(
            &RULE,
            "# Sales process
            ## One
            ! Demo done {seller}
            ! Notes sent {seller}
            - A
            ## Two
            ! Demo done {seller}
            ! It went well
            - B
            ## Three
            ! Demo done {seller}
            ! They asked for a price {buyer}
            - C
            ## Four
            - D",
            &["One"],
        );
    }
}
