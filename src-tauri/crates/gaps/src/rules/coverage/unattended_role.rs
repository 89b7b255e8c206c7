//! C6: a buyer role has steps and none of them is supported.

use std::collections::BTreeMap;

use twinlane_model::{Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

pub const RULE: Rule = Rule {
    code: "C6",
    name: "unattended-role",
    family: Family::Coverage,
    severity: "high",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[Number {
        name: "steps",
        worse: Worse::Up,
    }],
    finds: "A buyer role that has steps on the map, none of which any activity supports, not even \
             weakly.",
    matters: "A purchase needs everybody who has a say. A role that nobody of ours ever meets learns about \
             us from others, and can stop the deal late.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let mut of_lane: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for step in sheet.buyer_steps() {
        of_lane.entry(sheet.lane_of[step]).or_default().push(step);
    }
    of_lane.retain(|_, steps| !steps.iter().any(|step| sheet.supported(*step)));
    of_lane
        .into_iter()
        .map(|(lane, steps)| {
            let who = sheet.lane(lane);
            Draft::new(
                Thing::Lane(lane),
                Side::Buyer,
                format!("Nobody of ours meets {who}."),
            )
            .severity(Severity::High)
            .why(format!(
                "None of their steps is supported: {}.",
                sheet.steps(&steps)
            ))
            .ask(format!(
                "Who here has ever spoken with {who}, and what would they need to say yes?"
            ))
            .number("steps", steps.len() as f64)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn one_weak_support_attends_a_role() {
        check(
            "C6",
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
