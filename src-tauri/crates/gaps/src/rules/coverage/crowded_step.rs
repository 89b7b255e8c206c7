//! C5: one buyer step is supported by activities of many functions.

use std::collections::BTreeSet;

use twinlane_model::{Severity, Side};
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};
use crate::threshold::Threshold;

sentences! {
    /// What C5 says.
    trait Sentences for English {
        fn finds() =>
            "A buyer step that activities of four functions or more support (a setting), weakly or not.";
        fn matters() =>
            "A buyer who hears from four departments at one moment hears four stories. Who leads is unclear \
             to them, and usually to us.";
        fn what_functions() => "From how many functions on a buyer step counts as crowded.";

        fn title(functions: usize, step: &str, names: &str) => {
            format!("{} functions crowd around {step}: {names}.", English.count(functions))
        };
        fn why() => "So many voices at one moment are hard to tell apart for the buyer, and nobody leads.";
        fn ask() => "Who is the one the buyer turns to here, and what do the others add?";
    }
}

/// Functions from which a step is crowded.
const FUNCTIONS: Threshold = Threshold {
    name: "crowded-step.functions",
    default: 4.0,
    unit: "functions",
    what: |locale| locale.what_functions(),
};

pub const RULE: Rule = Rule {
    code: "C5",
    name: "crowded-step",
    family: Family::Coverage,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[FUNCTIONS],
    numbers: &[RuleNumber {
        name: "functions",
        worse: WorseWhen::Higher,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Buyer journey
## Options compared
- [Engineer] Compares vendors
# Sales process
## Prove
- [Sales] Send proposal -> Compares vendors
- [Marketing] Send case study -> Compares vendors
- [Engineering] Show the lab -> Compares vendors
- [Service] Present the service plan -> Compares vendors",
    right: "# Buyer journey
## Options compared
- [Engineer] Compares vendors
# Sales process
## Prove
- [Sales] Send proposal -> Compares vendors
- [Engineering] Show the lab -> Compares vendors",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let limit = facts.limit(&FUNCTIONS);
    let mut found = Vec::new();
    for step in facts.buyer_steps() {
        let lanes: BTreeSet<usize> = facts
            .supports_at(step)
            .map(|support| facts.lane_of[support.from])
            .collect();
        if lanes.is_empty() || (lanes.len() as f64) < limit {
            continue;
        }
        let names: Vec<String> = lanes.iter().map(|lane| facts.lane_title(*lane)).collect();
        let title = facts
            .locale
            .title(lanes.len(), &facts.step(step), &facts.list(&names));
        found.push(
            DraftFinding::new(MapItem::Step(step), Side::Buyer, title)
                .severity(Severity::Low)
                .why(facts.locale.why())
                .ask(facts.locale.ask())
                .number("functions", lanes.len() as f64),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn functions_are_counted_not_activities() {
        check(
            &RULE,
            "# Buyer journey
            - Compares
            - Tries
            # Sales process
            - [A] One -> Compares, Tries
            - [A] Two -> Compares, Tries
            - [B] Three -> Compares, Tries
            - [C] Four -> Compares (weak), Tries
            - [D] Five -> Compares (weak)",
            &["Compares"],
        );
    }
}
