//! F2: a step from which nothing leads on.

use twinlane_model::Side;
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::Rule;

sentences! {
    /// What F2 says.
    trait Sentences for English {
        fn finds() =>
            "An activity, or a junction of the sales process, from which no outcome can be reached; a buyer \
             step without outgoing flow although later stages have steps.";
        fn matters() =>
            "Cases that end nowhere are neither won nor lost. They stay in the pipeline, and nobody learns \
             from them.";

        fn no_outcome(step: &str) => "No outcome can be reached from {step}.";
        fn why_no_outcome() => "A case that comes here is never won, lost or anything else: it stays.";
        fn ask_no_outcome() => "What becomes of the cases that get this far?";
        fn breaks_off(step: &str) => "The journey breaks off at {step}.";
        fn why_breaks_off() => "It leads nowhere, though later stages have steps.";
        fn ask_breaks_off() => "What does the buyer do next, and what do they wait for?";
    }
}

pub const RULE: Rule = Rule {
    code: "F2",
    name: "dead-end-step",
    family: Family::Flow,
    severity: "medium",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Send guide
  => Won
- [Marketing] Send guide
  => -",
    right: "# Sales process
## Qualify
- [Sales] Qualify by phone
  => Send guide
  => Won
- [Marketing] Send guide
  => Not ready",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    let count = facts.view.steps.len();
    let ends = facts
        .flow
        .distances_back_in_order(facts.exits.iter().map(|exit| exit.step));
    let last = (0..count)
        .filter(|at| facts.row(*at).side == Side::Buyer)
        .map(|at| facts.stage_of[at])
        .max();
    let mut found = Vec::new();
    for (step, outcome) in ends.into_iter().enumerate() {
        let side = facts.row(step).side;
        let draft = match side {
            Side::Seller if outcome.is_none() => {
                DraftFinding::new(MapItem::Step(step), side, say.no_outcome(&facts.step(step)))
                    .why(say.why_no_outcome())
                    .ask(say.ask_no_outcome())
            }
            Side::Buyer if facts.out[step].is_empty() && Some(facts.stage_of[step]) < last => {
                DraftFinding::new(MapItem::Step(step), side, say.breaks_off(&facts.step(step)))
                    .why(say.why_breaks_off())
                    .ask(say.ask_breaks_off())
            }
            _ => continue,
        };
        found.push(draft);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn a_loop_without_outcome_is_a_dead_end() {
        check(
            &RULE,
            r#"# Buyer journey
            ## S1
            - [A] Looks
              => -
            - [B] Asks
            ## S2
            - [B] Decides
            # Sales process
            - Call
              => Won
              => Visit
            - Visit
              => #w
            - "" {id w, waypoint}
              => Visit"#,
            &["Looks", "Visit", "junction in Stage 1"],
        );
    }
}
