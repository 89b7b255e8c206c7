//! C1: a buyer step is not served.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::{Sheet, by_importance};

pub const RULE: Rule = Rule {
    code: "C1",
    name: "unserved-buyer-step",
    family: Family::Coverage,
    severity: "high at importance 3, medium at 2 or where none is given, low at 1",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        Number {
            name: "importance",
            worse: Worse::Up,
        },
        Number {
            name: "weak_supports",
            worse: Worse::Never,
        },
    ],
    finds: "A buyer step that no activity supports with strength *helps* or *strong*. A weak support is not \
            enough: it says that we are near, not that we help.",
    matters: "A buyer who takes a step alone takes it slowly, takes it differently from what we assume, or takes \
              it with a competitor. Deals die between the steps we accompany.",
    wrong: "# Buyer journey
## Decision agreed
- [Plant manager] Builds the case for the money {importance 3}
# Sales process
## Close
- [Sales] Send price list -> Builds the case for the money (weak)",
    right: "# Buyer journey
## Decision agreed
- [Plant manager] Builds the case for the money {importance 3}
# Sales process
## Close
- [Sales] Work out the payback together -> Builds the case for the money (strong)",
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let unserved = sheet.buyer_steps().filter(|step| !sheet.served(*step));
    unserved
        .map(|step| {
            let weight = sheet.row(step).weight();
            let who = sheet.lane_title(sheet.lane_of[step]);
            let weak: Vec<usize> = sheet.supports_at(step).map(|support| support.from).collect();
            let title = if weak.is_empty() {
                format!("Nobody helps with {} ({who}).", sheet.step(step))
            } else {
                format!(
                    "{} hardly helps with {} ({who}).",
                    sheet.steps(&weak),
                    sheet.step(step)
                )
            };
            let why = if weak.is_empty() {
                "The buyer does this step alone. What they decide here, they decide without us."
            } else {
                "Only a weak support arrives: we are near this step, but the buyer still does it alone."
            };
            Draft::new(Thing::Step(step), Side::Buyer, title)
                .severity(by_importance(weight))
                .why(why)
                .ask("What would they have needed from us at this point, and who here could have given it?")
                .number("importance", f64::from(weight))
                .number("weak_supports", weak.len() as f64)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::{check, findings};

    #[test]
    fn a_weak_support_does_not_serve() {
        check(
            "C1",
            "# Buyer journey
            - Sees it
            - Weighs it
            - Signs
            # Sales process
            - Show -> Sees it (weak), Weighs it",
            &["Sees it", "Signs"],
        );
    }

    #[test]
    fn a_junction_is_no_step() {
        check(
            "C1",
            r#"# Buyer journey
            - Sees it
            - "" {id w, waypoint}
            - ""
            # Sales process
            - Show -> Sees it"#,
            &["untitled step in Stage 1"],
        );
    }

    #[test]
    fn names_stay_as_they_were_typed() {
        let titles = |drawing: &str| -> Vec<String> {
            findings("C1", drawing)
                .into_iter()
                .map(|finding| finding.title)
                .collect()
        };
        assert_eq!(
            titles("# Buyer journey\n- [John] Asks around\n- [Geschäftsführung] Entscheidet"),
            [
                "Nobody helps with “Asks around” (John).",
                "Nobody helps with “Entscheidet” (Geschäftsführung)."
            ],
            "a lane may be a person, or a noun that its language writes with a capital"
        );
    }
}
