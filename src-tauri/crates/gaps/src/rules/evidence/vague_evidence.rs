//! E3: an exit criterion is vague.

use twinlane_model::{Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

use crate::words::{list, quote};

pub const RULE: Rule = Rule {
    code: "E3",
    name: "vague-evidence",
    family: Family::Evidence,
    severity: "low",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[Number {
        name: "ticks",
        worse: Worse::Down,
    }],
    finds: "An exit criterion that lacks one of its three ticks: it is an action, it is objective (two \
             people would judge it alike), it can be answered by yes or no.",
    matters: "Vague evidence bends to the end of the quarter. Two people look at one deal and see two \
             stages.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (stage, row) in sheet
        .view
        .stages
        .iter()
        .enumerate()
        .filter(|(_, row)| row.side == Side::Seller)
    {
        for (at, criterion) in row.criteria.iter().enumerate() {
            let ticks = [
                (criterion.action, "is not an action"),
                (criterion.objective, "is not objective"),
                (criterion.yes_no, "cannot be answered by yes or no"),
            ];
            let lacks: Vec<String> = ticks
                .iter()
                .filter(|(ticked, _)| !ticked)
                .map(|(_, lack)| (*lack).to_owned())
                .collect();
            if lacks.is_empty() {
                continue;
            }
            let title = format!("{} {}.", quote(&criterion.text), list(&lacks));
            found.push(
                Draft::new(Thing::Criterion(stage, at), Side::Seller, title)
                    .severity(Severity::Low)
                    .why(format!(
                        "It is to tell when {} is over; like this, each of us decides alone.",
                        sheet.stage(stage)
                    ))
                    .ask("Could two people who have not talked look at one deal and give the same answer?")
                    .number("ticks", (ticks.len() - lacks.len()) as f64),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn all_three_ticks_are_needed() {
        check(
            "E3",
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
