//! F9: parallel work that is not joined.

use std::collections::BTreeMap;

use twinlane_model::{Severity, Side};

use crate::family::Family;
use crate::rule::{Draft, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;

use crate::words::capital;

pub const RULE: Rule = Rule {
    code: "F9",
    name: "unjoined-split",
    family: Family::Flow,
    severity: "high",
    unfinished: false,
    quadratic: false,
    thresholds: &[],
    numbers: &[Number {
        name: "links",
        worse: Worse::Never,
    }],
    finds: "A split to *all*, or a *waiting* step, with two links or more, that belongs to no parallel \
             block. In a block each link of the split opens a branch; the branches share no step, hold \
             no start, outcome or dead end, are entered only from the split, and each sends exactly one \
             link to the same waiting step, which has no other incoming link (returns count as links; \
             the waiting step may be a start).",
    matters: "Work that was split and is not joined is counted twice or lost, on the map and in the \
             company: two departments finish, and nobody knows that the case is ready.",
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

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let mut found: BTreeMap<usize, (bool, bool)> = BTreeMap::new();
    // Without a split or a waiting step a journey has no blocks to look for.
    let parallel = sheet
        .view
        .steps_of(Side::Buyer)
        .any(|step| step.all || step.waits);
    let journey = parallel.then(|| twinlane_flow::blocks(sheet.view, Side::Buyer));
    for blocks in journey.iter().chain([&sheet.work.blocks]) {
        for step in blocks
            .unjoined_splits
            .iter()
            .filter_map(|id| sheet.view.step_place(*id))
        {
            found.entry(step).or_default().0 = true;
        }
        for step in blocks
            .unjoined_waits
            .iter()
            .filter_map(|id| sheet.view.step_place(*id))
        {
            found.entry(step).or_default().1 = true;
        }
    }
    found
        .into_iter()
        .map(|(step, (splits, waits))| draft(sheet, step, splits, waits))
        .collect()
}

fn draft(sheet: &Sheet<'_, '_>, step: usize, splits: bool, waits: bool) -> Draft {
    let name = capital(&sheet.step(step));
    let title = match (splits, waits) {
        (true, true) => format!("{name} waits for, and starts, parallel work that does not fit together."),
        (true, false) => format!("{name} starts work in parallel that is never joined again."),
        _ => format!("{name} waits for work that was not started together."),
    };
    let why = if splits {
        "Not every branch comes, by itself and by one link, to one and the same step that waits for them all."
    } else {
        "The links that arrive are not the ends of the branches of one split, so a case may wait for ever."
    };
    let links = if splits {
        sheet.flow_count(step)
    } else {
        sheet.into[step].len()
    };
    Draft::new(Thing::Step(step), sheet.row(step).side, title)
        .severity(Severity::High)
        .why(why)
        .ask("Which pieces of work really run side by side, and who says that all of them are done?")
        .number("links", links as f64)
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn blocks_may_lie_in_blocks() {
        check(
            "F9",
            "# Sales process
            - Open {all}
              => Check
              => Draft
            - [Lab] Check {all}
              => Test one
              => Test two
            - [Lab] Test one
              => Judge
            - [Lab] Test two
              => Judge
            - [Lab] Judge {waits}
              => Present
            - Draft
              => Present
            - Present {waits}
              => Won",
            &[],
        );
    }

    #[test]
    fn a_branch_entered_from_outside_breaks_the_block() {
        check(
            "F9",
            "entry: Open 10
            entry: Draft 5
            # Buyer journey
            - Asks {all}
            # Sales process
            - Open {all}
              => Check
              => Draft
            - [Lab] Check
              => Present
            - Draft
              => Present
            - Present {waits}
              => Won",
            &["Open", "Present"],
        );
    }
}
