//! E2: the evidence of a stage is all our own.

use twinlane_model::{Actor, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

use crate::words::{capital, list, quote};

pub const RULE: Rule = Rule {
    code: "E2",
    name: "seller-claimed-evidence",
    family: Family::Evidence,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[Number {
        name: "criteria",
        worse: Worse::Never,
    }],
    finds: "A sales stage whose exit criteria all name the seller as actor. A criterion without an actor \
             counts as neither, and so keeps the rule silent.",
    matters: "That we did something says nothing about the buyer. A demo can be done ten times without \
             moving one deal.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (at, stage) in sheet.view.stages.iter().enumerate() {
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
            .map(|criterion| quote(&criterion.text))
            .collect();
        let name = capital(&sheet.stage(at));
        let title = format!("{name} ends when we have acted, not when the buyer has done something.");
        found.push(
            Draft::new(Thing::Stage(at), Side::Seller, title)
                .why(format!("All its evidence is ours: {}.", list(&names)))
                .ask("What does a buyer do at this point who is going to buy, and never one who is not?")
                .number("criteria", names.len() as f64),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn a_criterion_without_actor_counts_as_neither() {
        check(
            "E2",
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
