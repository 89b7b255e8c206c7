//! F9: parallel work that is not joined.

use std::collections::BTreeMap;

use twinlane_model::{Severity, Side};
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What F9 says.
    trait Sentences for English {
        fn finds() =>
            "A split to *all*, or a *waiting* step, with two links or more, that belongs to no parallel \
             block. In a block each link of the split opens a branch; the branches share no step, hold no \
             start, outcome or dead end, are entered only from the split, and each sends exactly one link \
             to the same waiting step, which has no other incoming link (returns count as links; the \
             waiting step may be a start).";
        fn matters() =>
            "Work that was split and is not joined is counted twice or lost, on the map and in the company: \
             two departments finish, and nobody knows that the case is ready.";

        fn splits_and_waits(step: &str) => {
            format!(
                "{} waits for, and starts, parallel work that does not fit together.",
                English.capital(step)
            )
        };
        fn splits(step: &str) => {
            format!("{} starts work in parallel that is never joined again.", English.capital(step))
        };
        fn waits(step: &str) => {
            format!("{} waits for work that was not started together.", English.capital(step))
        };
        fn why_splits() =>
            "Not every branch comes, by itself and by one link, to one and the same step that waits for them all.";
        fn why_waits() =>
            "The links that arrive are not the ends of the branches of one split, so a case may wait for ever.";
        fn ask() => "Which pieces of work really run side by side, and who says that all of them are done?";
    }
}

pub const RULE: Rule = Rule {
    code: "F9",
    name: "unjoined-split",
    family: Family::Flow,
    severity: "high",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "links",
        worse: WorseWhen::Never,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Prove
- [Sales] Open the project {all}
  => Check the site
  => Write the offer
- [Engineering] Check the site
  => Won
- [Sales] Write the offer
  => Won",
    right: "# Sales process
## Prove
- [Sales] Open the project {all}
  => Check the site
  => Write the offer
- [Engineering] Check the site
  => Present the offer
- [Sales] Write the offer
  => Present the offer
- [Sales] Present the offer {waits}
  => Won",
    records: None,
    check,
};

/// What belongs to no parallel block at a step.
#[derive(Clone, Copy, Debug, Default)]
struct Unjoined {
    split: bool,
    wait: bool,
}

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let mut found: BTreeMap<usize, Unjoined> = BTreeMap::new();
    // Without a split or a waiting step a journey has no blocks to look for.
    let parallel = facts
        .view
        .steps_of(Side::Buyer)
        .any(|step| step.all || step.waits);
    let journey = parallel.then(|| twinlane_flow::blocks(facts.view, Side::Buyer));
    for blocks in journey.iter().chain([&facts.visits.blocks]) {
        for step in blocks
            .unjoined_splits
            .iter()
            .filter_map(|id| facts.view.step_place(*id))
        {
            found.entry(step).or_default().split = true;
        }
        for step in blocks
            .unjoined_waits
            .iter()
            .filter_map(|id| facts.view.step_place(*id))
        {
            found.entry(step).or_default().wait = true;
        }
    }
    found
        .into_iter()
        .map(|(step, unjoined)| draft(facts, step, unjoined))
        .collect()
}

fn draft(facts: &MapFacts<'_, '_>, step: usize, unjoined: Unjoined) -> DraftFinding {
    let say = facts.locale;
    let name = facts.step(step);
    let title = match (unjoined.split, unjoined.wait) {
        (true, true) => say.splits_and_waits(&name),
        (true, false) => say.splits(&name),
        _ => say.waits(&name),
    };
    let (why, links) = if unjoined.split {
        (say.why_splits(), facts.flow_count(step))
    } else {
        (say.why_waits(), facts.into[step].len())
    };
    DraftFinding::new(MapItem::Step(step), facts.row(step).side, title)
        .severity(Severity::High)
        .why(why)
        .ask(say.ask())
        .number("links", links as f64)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn blocks_may_lie_in_blocks() {
        check(
            &RULE,
            "# Sales process
            - Open {all}
              => Check
              => DraftFinding
            - [Lab] Check {all}
              => Test one
              => Test two
            - [Lab] Test one
              => Judge
            - [Lab] Test two
              => Judge
            - [Lab] Judge {waits}
              => Present
            - DraftFinding
              => Present
            - Present {waits}
              => Won",
            &[],
        );
    }

    #[test]
    fn a_branch_entered_from_outside_breaks_the_block() {
        check(
            &RULE,
            "entry: Open 10
            entry: DraftFinding 5
            # Buyer journey
            - Asks {all}
            # Sales process
            - Open {all}
              => Check
              => DraftFinding
            - [Lab] Check
              => Present
            - DraftFinding
              => Present
            - Present {waits}
              => Won",
            &["Open", "Present"],
        );
    }
}
