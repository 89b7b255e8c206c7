//! H3: an activity belongs to nobody.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Rule, Thing};
use crate::sheet::Sheet;

use crate::words::capital;

pub const RULE: Rule = Rule {
    code: "H3",
    name: "unowned-step",
    family: Family::Handoffs,
    severity: "medium",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: "An activity with neither an owner (a named pool) nor an accountable person, in a lane that \
             has no owner either.",
    matters: "What belongs to nobody is done when there is time. When it goes wrong there is nobody to ask \
             and nobody to help.",
    wrong: "# Sales process
## Qualify
- [Marketing] Score lead
  => Won",
    right: r#"# Sales process
## Qualify
- [Marketing] Score lead {owner "Mara"}
  => Won"#,
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let unowned = sheet.activities().filter(|step| {
        let row = sheet.row(*step);
        let pool = row
            .pool
            .and_then(|pool| sheet.view.pool(pool))
            .map_or("", |pool| pool.name.as_str());
        let lane = sheet.view.lanes[sheet.lane_of[*step]].owner.as_str();
        [pool, row.accountable.as_str(), lane]
            .iter()
            .all(|name| name.trim().is_empty())
    });
    unowned
        .map(|step| {
            let lane = sheet.lane_title(sheet.lane_of[step]);
            Draft::new(
                Thing::Step(step),
                Side::Seller,
                format!("{} belongs to nobody.", capital(&sheet.step(step))),
            )
            .why(format!(
                "It has no owner and no accountable person, and {lane} has none either."
            ))
            .ask("Who would be called if it went wrong tomorrow, and do they know?")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn owner_person_or_lane_will_do() {
        check(
            "H3",
            r#"lane: sales [Field] owner "Mara"
            # Sales process
            - [Inside] Score {owner "Team"}
            - [Inside] Call {accountable "Jo"}
            - [Inside] Archive {people 1}
            - [Field] Visit"#,
            &["Archive"],
        );
    }
}
