//! H4: work with an acceptance criterion that cannot be refused.

use twinlane_model::{Severity, Side};
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::Rule;

sentences! {
    /// What H4 says.
    trait Sentences for English {
        fn finds() =>
            "Flow of the sales process that crosses functions with an acceptance criterion, while no flow \
             link leads from the receiving step back to the giving function.";
        fn matters() =>
            "A criterion that nobody can act on is decoration. If work cannot be refused, the receiver \
             repairs it in silence, and the giver never learns.";

        fn title(taker: &str, giver: &str) => "{taker} has no way to refuse what {giver} hands over.";
        fn why(criterion: &str, to: &str) =>
            "The criterion {criterion} is written, and no flow leads back from {to}.";
        fn ask(taker: &str) => "What does {taker} do today with work that does not meet it?";
    }
}

pub const RULE: Rule = Rule {
    code: "H4",
    name: "handoff-without-return",
    family: Family::Handoffs,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: r#"# Sales process
## Qualify
- [Marketing] Score lead
  => Qualify by phone {criterion "budget and deadline are named"}
- [Sales] Qualify by phone
  => Won"#,
    right: r#"# Sales process
## Qualify
- [Marketing] Score lead
  => Qualify by phone {criterion "budget and deadline are named"}
- [Sales] Qualify by phone
  => Won
  => Score lead"#,
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let judged = facts
        .handoffs()
        .filter(|arc| facts.has_criterion(*arc) && !facts.has_way_back(*arc));
    judged
        .map(|at| {
            let say = facts.locale;
            let arc = facts.arcs[at];
            let giver = facts.lane_title(facts.lane_of[arc.from]);
            let taker = facts.lane_title(facts.lane_of[arc.to]);
            let criterion = say.quote(facts.view.links[arc.link].criterion.trim());
            DraftFinding::new(MapItem::Link(arc.link), Side::Seller, say.title(&taker, &giver))
                .severity(Severity::Low)
                .why(say.why(&criterion, &facts.step(arc.to)))
                .ask(say.ask(&taker))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn the_way_back_leads_to_the_function() {
        check(
            &RULE,
            r#"# Sales process
            - [A] Score
              => Call {criterion "fits"}
            - [A] Sort
            - [B] Call
              => Sort
              => Visit {criterion "date"}
            - [C] Visit
              => Won"#,
            &["Call → Visit"],
        );
    }
}
