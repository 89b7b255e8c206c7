//! E8: an activity without any number.

use twinlane_model::{Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Rule, Thing};
use crate::sheet::Sheet;

pub const RULE: Rule = Rule {
    code: "E8",
    name: "missing-measure",
    family: Family::Evidence,
    severity: "low",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: "An activity with neither touch time nor elapsed time nor a share on its outgoing flow.",
    matters: "Where nothing is known the arithmetic goes blind, and the room falls back on opinions. One \
             number, even a rough one, is a beginning.",
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Won",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone {touch 1 h}
  => Won",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let bare = sheet.activities().filter(|step| {
        let row = sheet.row(*step);
        let mut links = sheet.flow_links(*step);
        row.touch.is_none()
            && row.elapsed.is_none()
            && !links.any(|link| sheet.view.links[link].share.is_some())
    });
    bare.map(|step| {
        Draft::new(
            Thing::Step(step),
            Side::Seller,
            format!("No number is known of {}.", sheet.step(step)),
        )
        .severity(Severity::Low)
        .why("Neither how long it takes nor how many cases go on from it.")
        .ask("How many hours did the last one take, and how many days passed until the next step?")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn one_number_is_enough() {
        check(
            "E8",
            r#"# Sales process
            - A {touch 1 h}
            - B {elapsed 1 d}
            - C
              => D 40 %
            - D
            - "" {id w, waypoint}"#,
            &["D"],
        );
    }
}
