//! F7: every win passes one person.

use twinlane_model::Side;

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

use crate::words::quote;

pub const RULE: Rule = Rule {
    code: "F7",
    name: "sole-owner",
    family: Family::Flow,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[Number {
        name: "people",
        worse: Worse::Down,
    }],
    finds: "A step that every path from a start to won passes (returns counted), done by a pool of one \
             person. Silent while the size of the pool is unknown.",
    matters: "When this person is ill, on leave or busy, nothing is sold. They also decide, alone, how \
             fast the whole process is.",
    wrong: r#"# Sales process
## Prove
- [Sales] Discovery visit
  => Proof of concept
- [Engineering] Proof of concept {owner "Lab", people 1}
  => Won"#,
    right: r#"# Sales process
## Prove
- [Sales] Discovery visit
  => Proof of concept
- [Engineering] Proof of concept {owner "Lab", people 3}
  => Won"#,
    records: None,
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let alone = |step: &usize| {
        let pool = sheet.row(*step).pool.and_then(|pool| sheet.view.pool(pool));
        pool.filter(|pool| pool.people == Some(1))
            .map(|pool| pool.name.trim().to_owned())
    };
    // Most maps name no pool of one, and then no path has to be walked.
    if !sheet.activities().any(|step| alone(&step).is_some()) {
        return Vec::new();
    }
    let passed = sheet.on_every_path_to_won();
    passed
        .into_iter()
        .filter(|step| !sheet.row(*step).waypoint)
        .filter_map(|step| Some((step, alone(&step)?)))
        .map(|(step, name)| {
            let who = if name.is_empty() {
                "one person".to_owned()
            } else {
                format!("{}, one person", quote(&name))
            };
            let title = format!(
                "Every deal we win passes {}, and {who}, does it.",
                sheet.step(step)
            );
            Draft::new(Thing::Step(step), Side::Seller, title)
                .why("When that person is away nothing is won, and their speed is the speed of all of us.")
                .ask("What happens in the weeks when this person is away, and who could learn it?")
                .number("people", 1.0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn a_way_round_frees_the_owner() {
        check(
            "F7",
            r#"# Sales process
            - Call {owner "Ann", people 1}
              => Visit
              => Webinar
            - Visit {owner "Bob", people 1}
              => Offer
            - Webinar
              => Offer
            - Offer {owner "Cleo"}
              => Lost
              => Sign
            - Sign {owner "Dan", people 1}
              => Won
            # Outcomes
            - Lost
              => Sign"#,
            &["Call", "Sign"],
        );
    }

    #[test]
    fn a_return_is_a_way_round() {
        check(
            "F7",
            r#"# Sales process
            - Call
              => Lost
              => Offer
            - Offer {owner "Ann", people 1}
              => Won
            - Nurture
              => Won
            # Outcomes
            - Lost
              => Nurture"#,
            &[],
        );
    }
}
