//! E3: an exit criterion is vague.

use twinlane_model::{Severity, Side};
use twinlane_words::sentences;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What E3 says.
    trait Sentences for English {
        fn finds() =>
            "An exit criterion that lacks one of its three ticks: it is an action, it is objective (two \
             people would judge it alike), it can be answered by yes or no.";
        fn matters() =>
            "Vague evidence bends to the end of the quarter. Two people look at one deal and see two stages.";

        fn no_action() => "is not an action";
        fn not_objective() => "is not objective";
        fn no_yes_or_no() => "cannot be answered by yes or no";
        fn title(criterion: &str, lacks: &str) => "{criterion} {lacks}.";
        fn why(stage: &str) => "It is to tell when {stage} is over; like this, each of us decides alone.";
        fn ask() => "Could two people who have not talked look at one deal and give the same answer?";
    }
}

pub const RULE: Rule = Rule {
    code: "E3",
    name: "vague-evidence",
    family: Family::Evidence,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[RuleNumber {
        name: "ticks",
        worse: WorseWhen::Lower,
    }],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
    wrong: "# Sales process
## Discover
! The buyer is interested {buyer, yes-no}
- [Sales] Show the demo
  => Won",
    right: "# Sales process
## Discover
! The buyer invites a colleague to the next meeting {buyer, action, objective, yes-no}
- [Sales] Show the demo
  => Won",
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let say = facts.locale;
    let mut found = Vec::new();
    for (stage, row) in facts
        .view
        .stages
        .iter()
        .enumerate()
        .filter(|(_, row)| row.side == Side::Seller)
    {
        for (at, criterion) in row.criteria.iter().enumerate() {
            let ticks = [
                (criterion.action, say.no_action()),
                (criterion.objective, say.not_objective()),
                (criterion.yes_no, say.no_yes_or_no()),
            ];
            let lacks: Vec<String> = ticks
                .iter()
                .filter(|(ticked, _)| !ticked)
                .map(|(_, lack)| (*lack).to_owned())
                .collect();
            if lacks.is_empty() {
                continue;
            }
            let title = say.title(&say.quote(&criterion.text), &facts.list(&lacks));
            found.push(
                DraftFinding::new(MapItem::Criterion(stage, at), Side::Seller, title)
                    .severity(Severity::Low)
                    .why(say.why(&facts.stage(stage)))
                    .ask(say.ask())
                    .number("ticks", (ticks.len() - lacks.len()) as f64),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn all_three_ticks_are_needed() {
        check(
            &RULE,
            "# Sales process
            ## S
            ! Sound {action, objective, yes-no}
            ! Talk {objective, yes-no}
            ! Feeling {action, yes-no}
            ! Scale {action, objective}
            - A",
            &["Talk", "Feeling", "Scale"],
        );
    }
}
