//! E1: a sales stage ends without evidence.

use twinlane_model::Side;
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::Rule;

sentences! {
    /// What E1 says.
    trait Sentences for English {
        fn finds() => "A sales stage that has activities and no exit criterion.";
        fn matters() =>
            "Without evidence a stage means what each person thinks it means. The forecast then adds up \
             opinions.";

        fn title(stage: &str) => "Nothing tells when {stage} is over.";
        fn why() => "The stage has no exit criterion, so every deal leaves it by opinion.";
        fn ask() => "What has the buyer done, that all of us could see, when a deal leaves this stage?";
    }
}

pub const RULE: Rule = Rule {
    code: "E1",
    name: "missing-evidence",
    family: Family::Evidence,
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
  => Won",
    right: "# Sales process
## Qualify
! They send a week of fault logs {buyer, action, objective, yes-no}
- [Sales] Qualify by phone
  => Won",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let stages = facts.used_stages(Side::Seller).into_iter();
    stages
        .filter(|stage| facts.view.stages[*stage].criteria.is_empty())
        .map(|stage| {
            let title = facts.locale.title(&facts.stage(stage));
            DraftFinding::new(MapItem::Stage(stage), Side::Seller, title)
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
    fn a_stage_without_activities_needs_none() {
        check(
            &RULE,
            r#"# Buyer journey
            ## Look
            - Looks
            # Sales process
            ## Call
            - Call
            ## Wait
            - "" {id w, waypoint}
            ## Close
            ! They sign
            - Sign"#,
            &["Call"],
        );
    }
}
