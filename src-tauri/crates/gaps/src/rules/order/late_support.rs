//! O3: help with a buyer step comes in a later stage only.

use twinlane_model::Side;
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What O3 says.
    trait Sentences for English {
        fn finds() =>
            "A buyer step whose earliest supporting sales stage is paired only with buyer stages after the \
             step's own. Silent where that sales stage is paired with nothing.";
        fn matters() =>
            "When our help arrives the buyer is already elsewhere. They took this step alone, or with \
             somebody who came in time.";

        fn title(step: &str, stage: &str) => "Help with {step} comes late: the first is in {stage}.";
        fn why(stage: &str, paired: &str) => "{stage} goes with {paired}, and by then the buyer has moved on.";
        fn ask() => "Could we be there when it happens, or is somebody else there now?";
    }
}

pub const RULE: Rule = Rule {
    code: "O3",
    name: "late-support",
    family: Family::Order,
    severity: "medium",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "stages_late",
        worse: WorseWhen::Higher,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Buyer journey
## Trouble noticed
- [Plant manager] Misses the output target
## Solution compared
- [Plant manager] Compares vendors
# Sales process
## Prove ~ Solution compared
- [Sales] Show the cost of downtime -> Misses the output target",
    right: "# Buyer journey
## Trouble noticed
- [Plant manager] Misses the output target
## Solution compared
- [Plant manager] Compares vendors
# Sales process
## Attract ~ Trouble noticed
- [Marketing] Publish downtime guide -> Misses the output target
## Prove ~ Solution compared
- [Sales] Show the cost of downtime -> Misses the output target",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let mut found = Vec::new();
    for step in facts.buyer_steps() {
        let own = facts.stage_of[step];
        let Some(first) = facts
            .supports_at(step)
            .map(|support| facts.stage_of[support.from])
            .min()
        else {
            continue;
        };
        // The pairs are in the order of the journey, so the first decides for all.
        let Some(nearest) = facts.paired[first].first().filter(|stage| **stage > own) else {
            continue;
        };
        let late = nearest - own;
        let (stage, pairs) = (facts.stage(first), &facts.paired[first]);
        let pairs: Vec<String> = pairs.iter().map(|stage| facts.stage(*stage)).collect();
        let title = facts.locale.title(&facts.step(step), &stage);
        found.push(
            DraftFinding::new(MapItem::Step(step), Side::Buyer, title)
                .why(facts.locale.why(&stage, &facts.list(&pairs)))
                .ask(facts.locale.ask())
                .number("stages_late", late as f64),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn the_earliest_supporting_stage_decides() {
        check(
            &RULE,
            "# Buyer journey
            ## S1
            - One
            - Two
            - Three
            ## S2
            - Four
            # Sales process
            ## T1
            - A -> Three
            ## T2 ~ S1, S2
            - B -> Two
            ## T3 ~ S2
            - C -> One, Two, Three, Four",
            &["One"],
        );
    }
}
