//! F7: every win passes one person.

use twinlane_model::Side;
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What F7 says.
    trait Sentences for English {
        fn finds() =>
            "A step that every path from a start to won passes (returns counted), done by a pool of one \
             person. Silent while the size of the pool is unknown.";
        fn matters() =>
            "When this person is ill, on leave or busy, nothing is sold. They also decide, alone, how fast \
             the whole process is.";

        /// The person has no name on the map.
        fn passes_somebody(step: &str) => "Every deal we win passes {step}, and one person, does it.";
        fn passes(step: &str, name: &str) => "Every deal we win passes {step}, and {name}, one person, does it.";
        fn why() => "When that person is away nothing is won, and their speed is the speed of all of us.";
        fn ask() => "What happens in the weeks when this person is away, and who could learn it?";
    }
}

pub const RULE: Rule = Rule {
    code: "F7",
    name: "sole-owner",
    family: Family::Flow,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "people",
        worse: WorseWhen::Lower,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
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

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    let alone = |step: &usize| {
        let pool = facts.row(*step).pool.and_then(|pool| facts.view.pool(pool));
        pool.filter(|pool| pool.people == Some(1))
            .map(|pool| pool.name.trim().to_owned())
    };
    // Most maps name no pool of one, and then no path has to be followed.
    if !facts.activities().any(|step| alone(&step).is_some()) {
        return Vec::new();
    }
    let passed = facts.on_every_path_to_won();
    passed
        .into_iter()
        .filter(|step| !facts.row(*step).waypoint)
        .filter_map(|step| Some((step, alone(&step)?)))
        .map(|(step, name)| {
            let title = if name.is_empty() {
                say.passes_somebody(&facts.step(step))
            } else {
                say.passes(&facts.step(step), &say.quote(&name))
            };
            DraftFinding::new(MapItem::Step(step), Side::Seller, title)
                .why(say.why())
                .ask(say.ask())
                .number("people", 1.0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_way_round_frees_the_owner() {
        check(
            &RULE,
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
            &RULE,
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
