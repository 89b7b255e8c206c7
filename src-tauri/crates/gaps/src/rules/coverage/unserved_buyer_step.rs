//! C1: a buyer step is not served.

use twinlane_model::Side;
use twinlane_words::sentences;

use super::importance;
use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What C1 says.
    trait Sentences for English {
        fn finds() =>
            "A buyer step that no activity supports with strength *helps* or *strong*. A weak support is \
             not enough: it says that we are near, not that we help.";
        fn matters() =>
            "A buyer who takes a step alone takes it slowly, takes it differently from what we assume, or \
             takes it with a competitor. Deals die between the steps we accompany.";

        /// Nobody supports the step at all.
        fn nobody_helps(step: &str, who: &str) => "Nobody helps with {step} ({who}).";
        /// Only weak supports arrive.
        fn hardly_helps(activities: &str, step: &str, who: &str) => "{activities} hardly helps with {step} ({who}).";
        fn why_alone() => "The buyer does this step alone. What they decide here, they decide without us.";
        fn why_weak() => "Only a weak support arrives: we are near this step, but the buyer still does it alone.";
        fn ask() => "What would they have needed from us at this point, and who here could have given it?";
    }
}

pub const RULE: Rule = Rule {
    code: "C1",
    name: "unserved-buyer-step",
    family: Family::Coverage,
    severity: "high at importance 3, medium at 2 or where none is given, low at 1",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[
        RuleNumber {
            name: "importance",
            worse: WorseWhen::Higher,
        },
        RuleNumber {
            name: "weak_supports",
            worse: WorseWhen::Never,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
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

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let unserved = facts.buyer_steps().filter(|step| !facts.served(*step));
    unserved.map(|step| draft(facts, step)).collect()
}

fn draft(facts: &MapFacts<'_, '_>, step: usize) -> DraftFinding {
    let say = facts.locale;
    let weight = facts.row(step).weight();
    let (name, who) = (facts.step(step), facts.lane_title(facts.lane_of[step]));
    let weak: Vec<usize> = facts.supports_at(step).map(|support| support.from).collect();
    let (title, why) = if weak.is_empty() {
        (say.nobody_helps(&name, &who), say.why_alone())
    } else {
        (say.hardly_helps(&facts.steps(&weak), &name, &who), say.why_weak())
    };
    DraftFinding::new(MapItem::Step(step), Side::Buyer, title)
        .severity(importance::severity(weight))
        .why(why)
        .ask(say.ask())
        .number("importance", f64::from(weight))
        .number("weak_supports", weak.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{check, findings};

    #[test]
    fn a_weak_support_does_not_serve() {
        check(
            &RULE,
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
            &RULE,
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
            findings(&RULE, drawing)
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
