//! C3: an activity supports no buyer step and is not required.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;
use crate::words::capital;

pub const RULE: Rule = Rule {
    code: "C3",
    name: "purposeless-activity",
    family: Family::Coverage,
    severity: "medium",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[Number {
        name: "touch_hours",
        worse: Worse::Up,
    }],
    finds: "An activity that supports no buyer step, not even weakly, and is not marked *required* (by law, by \
            finance, for safety).",
    matters: "Value is what the customer will take action to get. Work that helps no buyer step costs time that \
              the steps which win deals do not get.",
    wrong: "# Buyer journey
## Options explored
- [Engineer] Looks for options
# Sales process
## Qualify
- [Marketing] Score lead
  => Send guide
- [Marketing] Send guide -> Looks for options",
    right: "# Buyer journey
## Options explored
- [Engineer] Looks for options
# Sales process
## Qualify
- [Marketing] Check export licence {required}
  => Send guide
- [Marketing] Send guide -> Looks for options",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let idle = sheet
        .activities()
        .filter(|step| !sheet.supported(*step) && !sheet.row(*step).required);
    idle.map(|step| {
        let title = format!("{} helps no buyer.", capital(&sheet.step(step)));
        let draft = Draft::new(Thing::Step(step), Side::Seller, title)
            .why("It takes our time and no step of the buyer gets easier by it.")
            .ask("Which step of the buyer is this for? If it is for none: who would miss it if we stopped?");
        match &sheet.row(step).touch {
            Some(touch) => draft.number("touch_hours", touch.value),
            None => draft,
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn weak_help_is_help_and_required_work_needs_none() {
        check(
            "C3",
            r#"# Buyer journey
            - Sees it
            # Sales process
            - Show -> Sees it (weak)
            - Check the law {required}
            - Archive
            - "" {id w, waypoint}"#,
            &["Archive"],
        );
    }
}
