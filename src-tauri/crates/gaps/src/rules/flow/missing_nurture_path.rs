//! F6: contacts that are not ready are forgotten.

use twinlane_model::{OutcomeKind, Side};
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::Rule;

sentences! {
    /// What F6 says.
    trait Sentences for English {
        fn finds() =>
            "An outcome *not ready* or *disqualified* that flow leads to, and that no return leads from.";
        fn matters() =>
            "Not now is not never. A contact that was worth the work of finding it is thrown away, and paid \
             for again next year.";

        fn title(outcome: &str) => "Whoever ends as {outcome} never hears from us again.";
        fn why() => "No return leads from there back into the process, so the work of finding them is lost.";
        fn ask() => "What would have to change for them to buy, and who would notice when it does?";
    }
}

pub const RULE: Rule = Rule {
    code: "F6",
    name: "missing-nurture-path",
    family: Family::Flow,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Marketing] Publish guide
  => Qualify by phone
- [Sales] Qualify by phone
  => Won
  => Not ready",
    right: "# Sales process
## Qualify
- [Marketing] Publish guide
  => Qualify by phone
- [Sales] Qualify by phone
  => Won
  => Not ready
# Outcomes
- Not ready
  => Publish guide",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let resting = |outcome: &usize| {
        let kind = facts.view.outcomes[*outcome].kind;
        matches!(kind, OutcomeKind::NotReady | OutcomeKind::Disqualified)
    };
    let used = |outcome: &usize| facts.exits.iter().any(|exit| exit.outcome == *outcome);
    let left = |outcome: &usize| facts.returns.iter().any(|back| back.outcome == *outcome);
    let outcomes = (0..facts.view.outcomes.len())
        .filter(resting)
        .filter(used)
        .filter(|at| !left(at));
    outcomes
        .map(|outcome| {
            let title = facts.locale.title(&facts.outcome(outcome));
            DraftFinding::new(MapItem::Outcome(outcome), Side::Seller, title)
                .why(facts.locale.why())
                .ask(facts.locale.ask())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn only_used_outcomes_count() {
        check(
            &RULE,
            "# Sales process
            - Call
              => Disqualified
              => Lost
              => Won
            - Visit
              => Not ready
            # Outcomes
            - Not ready
              => Call",
            &["Disqualified"],
        );
    }
}
