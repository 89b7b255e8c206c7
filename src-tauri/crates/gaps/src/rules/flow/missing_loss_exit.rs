//! F3: deals can only be won.

use twinlane_model::{OutcomeKind, Side};
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::Rule;

sentences! {
    /// What F3 says.
    trait Sentences for English {
        fn finds() =>
            "The sales process has a won outcome and none for lost, no decision or disqualified. One \
             finding per map.";
        fn matters() =>
            "A process that can only be won cannot be learned from. What is not won sits in the pipeline \
             and makes every forecast too high.";

        fn title() => "On this map every deal is won: no outcome says how one ends otherwise.";
        fn why() => "Deals that are not won have no place to go, so they stay in the pipeline.";
        fn ask() => "Think of the last three deals you did not win: where did each of them end, and who decided it?";
    }
}

pub const RULE: Rule = Rule {
    code: "F3",
    name: "missing-loss-exit",
    family: Family::Flow,
    severity: "medium",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Close
- [Sales] Negotiate
  => Won",
    right: "# Sales process
## Close
- [Sales] Negotiate
  => Won
  => No decision",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let has = |kinds: &[OutcomeKind]| {
        facts
            .view
            .outcomes
            .iter()
            .any(|outcome| kinds.contains(&outcome.kind))
    };
    let lost = [
        OutcomeKind::Lost,
        OutcomeKind::NoDecision,
        OutcomeKind::Disqualified,
    ];
    if !has(&[OutcomeKind::Won]) || has(&lost) {
        return Vec::new();
    }
    let draft = DraftFinding::new(MapItem::Map, Side::Seller, facts.locale.title())
        .why(facts.locale.why())
        .ask(facts.locale.ask());
    vec![draft]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn any_way_to_lose_will_do() {
        check(
            &RULE,
            "# Sales process
            - Call
              => Won
              => Not ready",
            &["Map"],
        );
    }

    #[test]
    fn a_process_without_a_win_is_not_finished() {
        check(
            &RULE,
            "# Sales process
            - Call
              => Not ready",
            &[],
        );
    }
}
