//! O4: sales stages and buyer stages do not match.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{Severity, Side};
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What O4 says.
    trait Sentences for English {
        fn finds() =>
            "A sales stage whose activities support steps of more than two buyer stages, or a buyer stage \
             that no sales stage is paired with. The second half is silent while nothing is paired.";
        fn matters() =>
            "Stages of our own making hide where the buyer is. A forecast by such a stage says what we did, \
             not how far the buyer got.";

        /// A sales stage serves too many stages of the buyer.
        fn too_wide(stage: &str, stages: usize) => {
            format!("{stage} serves {} stages of the buyer at once.", English.count(stages))
        };
        fn why_too_wide(stages: &str) =>
            "Its activities help in {stages}: the stage does not say where the buyer is.";
        fn ask_too_wide() => "If a deal is in this stage, what do we know about where the buyer is?";
        /// No sales stage is paired with a stage of the buyer.
        fn unpaired(stage: &str) => "No stage of ours goes with the buyer's {stage}.";
        fn why_unpaired() => "A buyer who is there is nowhere in our pipeline.";
        fn ask_unpaired() => "Where do we keep a deal while its buyer is in this stage?";
    }
}

/// Buyer stages that one sales stage may serve.
const STAGES: usize = 2;

pub const RULE: Rule = Rule {
    code: "O4",
    name: "stage-mismatch",
    family: Family::Order,
    severity: "low",
    unfinished: true,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "buyer_stages",
        worse: WorseWhen::Higher,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Buyer journey
## Trouble noticed
- [Buyer] Sees the trouble
## Options explored
- [Buyer] Looks around
## Decision agreed
- [Buyer] Decides
# Sales process
## Sell
- [Sales] Present -> Sees the trouble, Looks around, Decides",
    right: "# Buyer journey
## Trouble noticed
- [Buyer] Sees the trouble
## Options explored
- [Buyer] Looks around
## Decision agreed
- [Buyer] Decides
# Sales process
## Attract ~ Trouble noticed
- [Sales] Write about the trouble -> Sees the trouble
## Sell ~ Options explored, Decision agreed
- [Sales] Present -> Looks around, Decides",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    let mut served: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for support in &facts.supports {
        served
            .entry(facts.stage_of[support.from])
            .or_default()
            .insert(facts.stage_of[support.to]);
    }
    served.retain(|_, stages| stages.len() > STAGES);
    let wide = served.into_iter().map(|(stage, stages)| {
        let names: Vec<String> = stages.iter().map(|stage| facts.stage(*stage)).collect();
        let title = say.too_wide(&facts.stage(stage), stages.len());
        DraftFinding::new(MapItem::Stage(stage), Side::Seller, title)
            .severity(Severity::Low)
            .why(say.why_too_wide(&facts.list(&names)))
            .ask(say.ask_too_wide())
            .number("buyer_stages", stages.len() as f64)
    });
    let paired: BTreeSet<usize> = facts.paired.iter().flatten().copied().collect();
    let unpaired = (0..facts.view.stages.len())
        .filter(|stage| facts.view.stages[*stage].side == Side::Buyer)
        .filter(|stage| !paired.is_empty() && !paired.contains(stage))
        .map(|stage| {
            let title = say.unpaired(&facts.stage(stage));
            DraftFinding::new(MapItem::Stage(stage), Side::Buyer, title)
                .severity(Severity::Low)
                .why(say.why_unpaired())
                .ask(say.ask_unpaired())
        });
    wide.chain(unpaired).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn three_stages_are_too_many_and_none_too_few() {
        check(
            &RULE,
            "# Buyer journey
            ## S1
            - One
            ## S2
            - Two
            ## S3
            - Three
            # Sales process
            ## T1 ~ S1, S2
            - A -> One, Two
            ## T2
            - B -> One, Two, Three",
            &["S3", "T2"],
        );
    }

    #[test]
    fn unpaired_stages_say_nothing_while_nothing_is_paired() {
        check(
            &RULE,
            "# Buyer journey
            ## S1
            - One
            # Sales process
            ## T1
            - A -> One",
            &[],
        );
    }
}
