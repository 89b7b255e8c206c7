//! C5: one buyer step is supported by activities of many functions.

use std::collections::BTreeSet;

use twinlane_model::{Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Threshold, Worse};
use crate::sheet::Sheet;

use crate::words::list;

/// Functions from which a step is crowded.
const FUNCTIONS: Threshold = Threshold {
    name: "crowded-step.functions",
    default: 4.0,
    unit: "functions",
    what: "From how many functions on a buyer step counts as crowded.",
};

pub const RULE: Rule = Rule {
    code: "C5",
    name: "crowded-step",
    family: Family::Coverage,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[FUNCTIONS],
    numbers: &[Number {
        name: "functions",
        worse: Worse::Up,
    }],
    finds: "A buyer step that activities of four functions or more support (a setting), weakly or not.",
    matters: "A buyer who hears from four departments at one moment hears four stories. Who leads is \
             unclear to them, and usually to us.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let limit = sheet.limit(&FUNCTIONS);
    let mut found = Vec::new();
    for step in sheet.buyer_steps() {
        let lanes: BTreeSet<usize> = sheet
            .supports_at(step)
            .map(|support| sheet.lane_of[support.from])
            .collect();
        if lanes.is_empty() || (lanes.len() as f64) < limit {
            continue;
        }
        let names: Vec<String> = lanes.iter().map(|lane| sheet.lane_title(*lane)).collect();
        let title = format!(
            "{} functions crowd around {}: {}.",
            lanes.len(),
            sheet.step(step),
            list(&names)
        );
        found.push(
            Draft::new(Thing::Step(step), Side::Buyer, title)
                .severity(Severity::Low)
                .why("So many voices at one moment are hard to tell apart for the buyer, and nobody leads.")
                .ask("Who is the one the buyer turns to here, and what do the others add?")
                .number("functions", lanes.len() as f64),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn functions_are_counted_not_activities() {
        check(
            "C5",
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
