//! C6: a buyer role has steps and none of them is supported.

use std::collections::BTreeMap;

use twinlane_model::{Severity, Side};
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What C6 says.
    trait Sentences for English {
        fn finds() =>
            "A buyer role that has steps on the map, none of which any activity supports, not even weakly.";
        fn matters() =>
            "A purchase needs everybody who has a say. A role that nobody of ours ever meets learns about \
             us from others, and can stop the deal late.";

        fn title(role: &str) => "Nobody of ours meets {role}.";
        fn why(steps: &str) => "None of their steps is supported: {steps}.";
        fn ask(role: &str) => "Who here has ever spoken with {role}, and what would they need to say yes?";
    }
}

pub const RULE: Rule = Rule {
    code: "C6",
    name: "unattended-role",
    family: Family::Coverage,
    severity: "high",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "steps",
        worse: WorseWhen::Higher,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Buyer journey
## Problem owned
- [Plant manager] Owns the problem
- [Finance director] Checks the budget
# Sales process
## Qualify
- [Sales] Qualify by phone -> Owns the problem",
    right: "# Buyer journey
## Problem owned
- [Plant manager] Owns the problem
- [Finance director] Checks the budget
# Sales process
## Qualify
- [Sales] Qualify by phone -> Owns the problem
- [Sales] Bring the payback sheet -> Checks the budget",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let mut of_lane: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for step in facts.buyer_steps() {
        of_lane.entry(facts.lane_of[step]).or_default().push(step);
    }
    of_lane.retain(|_, steps| !steps.iter().any(|step| facts.supported(*step)));
    of_lane
        .into_iter()
        .map(|(lane, steps)| {
            let role = facts.lane(lane);
            DraftFinding::new(MapItem::Lane(lane), Side::Buyer, facts.locale.title(&role))
                .severity(Severity::High)
                .why(facts.locale.why(&facts.steps(&steps)))
                .ask(facts.locale.ask(&role))
                .number("steps", steps.len() as f64)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn one_weak_support_attends_a_role() {
        check(
            &RULE,
            r#"lane: buyer [Nobody]
            # Buyer journey
            - [User] Tries
            - [User] Likes it
            - [Lawyer] Reads
            - [Lawyer] Signs
            - [Clerk] "" {id w, waypoint}
            # Sales process
            - Show -> Tries (weak)"#,
            &["Lawyer"],
        );
    }
}
