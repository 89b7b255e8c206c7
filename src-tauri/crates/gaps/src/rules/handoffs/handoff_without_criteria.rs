//! H1: work changes hands without an acceptance criterion.

use twinlane_model::Side;
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::Rule;

sentences! {
    /// What H1 says.
    trait Sentences for English {
        fn finds() =>
            "Flow of the sales process that crosses functions and has no acceptance criterion. Links from \
             or to a junction are no handoffs; neither is a refusal, the link by which work goes straight \
             back where it came from.";
        fn matters() =>
            "What one function calls done the other calls half done. Without a written word each handoff is \
             negotiated anew, and the buyer waits.";

        fn title(taker: &str, giver: &str, from: &str) =>
            "Nobody has said what {taker} accepts from {giver} after {from}.";
        fn why(from: &str, to: &str) => "Work goes from {from} to {to} without a word on when it is good enough.";
        fn ask(taker: &str) => "What did {taker} last send back, or take and repair in silence?";
    }
}

pub const RULE: Rule = Rule {
    code: "H1",
    name: "handoff-without-criteria",
    family: Family::Handoffs,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Qualify
- [Marketing] Score lead
  => Qualify by phone
- [Sales] Qualify by phone
  => Won",
    right: r#"# Sales process
## Qualify
- [Marketing] Score lead
  => Qualify by phone {criterion "budget and deadline are named"}
- [Sales] Qualify by phone
  => Won"#,
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let bare = facts
        .handoffs()
        .filter(|arc| !facts.has_criterion(*arc))
        .map(|arc| facts.arcs[arc]);
    bare.map(|arc| {
        let giver = facts.lane_title(facts.lane_of[arc.from]);
        let taker = facts.lane_title(facts.lane_of[arc.to]);
        let (from, to) = (facts.step(arc.from), facts.step(arc.to));
        let title = facts.locale.title(&taker, &giver, &from);
        DraftFinding::new(MapItem::Link(arc.link), Side::Seller, title)
            .why(facts.locale.why(&from, &to))
            .ask(facts.locale.ask(&taker))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn junctions_and_refusals_are_no_handoffs() {
        check(
            &RULE,
            r#"# Buyer journey
            - [One] Asks
              => Waits
            - [Two] Waits
            # Sales process
            - [A] Score
              => Call
              => #w
            - [B] Call
              => Score
              => Visit {criterion "a date is set"}
            - [C] Visit
            - [B] "" {id w, waypoint}
              => Visit"#,
            &["Score → Call"],
        );
    }
}
