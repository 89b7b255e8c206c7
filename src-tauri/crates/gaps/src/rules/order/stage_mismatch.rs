//! O4: sales stages and buyer stages do not match.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

use crate::words::list;

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
    numbers: &[Number {
        name: "buyer_stages",
        worse: Worse::Up,
    }],
    finds: "A sales stage whose activities support steps of more than two buyer stages, or a buyer stage \
             that no sales stage is paired with. The second half is silent while nothing is paired.",
    matters: "Stages of our own making hide where the buyer is. A forecast by such a stage says what we \
             did, not how far the buyer got.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let mut served: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for support in &sheet.supports {
        served
            .entry(sheet.stage_of[support.from])
            .or_default()
            .insert(sheet.stage_of[support.to]);
    }
    served.retain(|_, stages| stages.len() > STAGES);
    let wide = served.into_iter().map(|(stage, stages)| {
        let names: Vec<String> = stages.iter().map(|stage| sheet.stage(*stage)).collect();
        let title = format!(
            "{} serves {} stages of the buyer at once.",
            sheet.stage(stage),
            stages.len()
        );
        Draft::new(Thing::Stage(stage), Side::Seller, title)
            .severity(Severity::Low)
            .why(format!(
                "Its activities help in {}: the stage does not say where the buyer is.",
                list(&names)
            ))
            .ask("If a deal is in this stage, what do we know about where the buyer is?")
            .number("buyer_stages", stages.len() as f64)
    });
    let paired: BTreeSet<usize> = sheet.paired.iter().flatten().copied().collect();
    let unpaired = (0..sheet.view.stages.len())
        .filter(|stage| sheet.view.stages[*stage].side == Side::Buyer)
        .filter(|stage| !paired.is_empty() && !paired.contains(stage))
        .map(|stage| {
            let title = format!("No stage of ours goes with the buyer's {}.", sheet.stage(stage));
            Draft::new(Thing::Stage(stage), Side::Buyer, title)
                .severity(Severity::Low)
                .why("A buyer who is there is nowhere in our pipeline.")
                .ask("Where do we keep a deal while its buyer is in this stage?")
        });
    wide.chain(unpaired).collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn three_stages_are_too_many_and_none_too_few() {
        check(
            "O4",
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
            "O4",
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
