//! E1: a sales stage ends without evidence.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Rule, Thing};
use crate::sheet::Sheet;

pub const RULE: Rule = Rule {
    code: "E1",
    name: "missing-evidence",
    family: Family::Evidence,
    severity: "medium",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: "A sales stage that has activities and no exit criterion.",
    matters: "Without evidence a stage means what each person thinks it means. The forecast then adds up \
             opinions.",
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Won",
    right: "# Sales process
## Qualify
! They send a week of fault logs {buyer, action, objective, yes-no}
- [Sales] Qualify by phone
  => Won",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let stages = sheet.used_stages(Side::Seller).into_iter();
    stages
        .filter(|stage| sheet.view.stages[*stage].criteria.is_empty())
        .map(|stage| {
            let title = format!("Nothing tells when {} is over.", sheet.stage(stage));
            Draft::new(Thing::Stage(stage), Side::Seller, title)
                .why("The stage has no exit criterion, so every deal leaves it by opinion.")
                .ask("What has the buyer done, that all of us could see, when a deal leaves this stage?")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn a_stage_without_activities_needs_none() {
        check(
            "E1",
            r#"# Buyer journey
            ## Look
            - Looks
            # Sales process
            ## Call
            - Call
            ## Wait
            - "" {id w, waypoint}
            ## Close
            ! They sign
            - Sign"#,
            &["Call"],
        );
    }
}
