//! C4: buyers' value of an activity is below 0.

use twinlane_model::{Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

pub const RULE: Rule = Rule {
    code: "C4",
    name: "harmful-activity",
    family: Family::Coverage,
    severity: "high",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        Number {
            name: "value_to_buyer",
            worse: Worse::Down,
        },
        Number {
            name: "touch_hours",
            worse: Worse::Never,
        },
    ],
    finds: "An activity whose value to the buyer is rated below 0 on the scale from -2 to +2.",
    matters: "Value is what the customer will take action to get; what they would take action to avoid \
             loses deals and is paid for with our own time.",
    wrong: "# Sales process
## Qualify
- [Sales] Ask for the budget on the first call {value -1}",
    right: "# Sales process
## Qualify
- [Sales] Ask what the downtime costs {value 1}",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let rated = sheet
        .activities()
        .filter_map(|step| Some((step, sheet.row(step).value?)));
    rated
        .filter(|(_, value)| *value < 0)
        .map(|(step, value)| {
            let title = format!("Buyers would rather do without {}.", sheet.step(step));
            let draft = Draft::new(Thing::Step(step), Side::Seller, title)
                .severity(Severity::High)
                .why(format!(
                    "Its value to them is rated {value} on a scale from -2 to +2."
                ))
                .ask("What does the buyer get out of it, and what would happen if we left it out?")
                .number("value_to_buyer", f64::from(value));
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
    fn only_a_value_below_zero_harms() {
        check(
            "C4",
            "# Buyer journey
            - Is stuck {value -2}
            # Sales process
            - Cold call {value -1}
            - Send paper {value 0}
            - Listen {value 2}
            - Talk",
            &["Cold call"],
        );
    }
}
