//! O1: supports that run against the buyer's order.

use std::cmp::Reverse;

use twinlane_model::{Severity, Side};

use crate::rule::{Draft, Family, Number, Rule, Thing, Worse};
use crate::sheet::Sheet;
use crate::words::{capital, count};

/// Supports named at most on one map: beyond it the list is no help, and the scorecard counts every pair.
const NAMED: usize = 1000;

/// Inversions from which a support is a high gap.
const HIGH: u64 = 3;

pub(crate) const RULE: Rule = Rule {
    code: "O1",
    name: "out-of-order-support",
    family: Family::Order,
    severity: "high with 3 inversions or more, else medium",
    unfinished: false,
    quadratic: true,
    thresholds: &[],
    numbers: &[
        Number {
            name: "inversions",
            worse: Worse::Up,
        },
        Number {
            name: "comparable_pairs",
            worse: Worse::Never,
        },
        Number {
            name: "order_agreement_share",
            worse: Worse::Down,
        },
    ],
    finds: "Two supports cross when one activity comes before another, but the buyer step it supports comes \
            after the other's. The support in most such inversions is named first and taken out, then the \
            next, until none is left; the first thousand are listed. Back links and returns do not count as \
            order, and steps inside a loop are not ordered among themselves.",
    matters: "Help that arrives at the wrong moment is not help. A price before the problem is understood, or a \
              lesson after the decision, is work the buyer cannot use.",
    wrong: "# Buyer journey
## Need seen
- [Buyer] Sees the need
  => Compares vendors
## Vendors compared
- [Buyer] Compares vendors
# Sales process
## Open
- [Sales] Send comparison -> Compares vendors
  => Explain the need
## Prove
- [Sales] Explain the need -> Sees the need",
    right: "# Buyer journey
## Need seen
- [Buyer] Sees the need
  => Compares vendors
## Vendors compared
- [Buyer] Compares vendors
# Sales process
## Open
- [Sales] Explain the need -> Sees the need
  => Send comparison
## Prove
- [Sales] Send comparison -> Compares vendors",
    check,
};

fn check(sheet: &Sheet<'_, '_>) -> Vec<Draft> {
    let mut left = sheet.inversions.of.clone();
    // Supports are listed by place of their activity, then of their buyer step, so the earlier place on the
    // map is the smaller number.
    let mut open: Vec<(usize, usize)> = (0..left.len())
        .filter(|at| left[*at] > 0)
        .map(|at| (at, distance(sheet, at)))
        .collect();
    let mut found = Vec::new();
    // One look at all of them for each that is named: where many are named their counts fall every time, and
    // a queue would be sorted anew as often.
    while let Some((at, _)) = open
        .iter()
        .copied()
        .max_by_key(|(at, far)| (left[*at], *far, Reverse(*at)))
    {
        let inversions = std::mem::take(&mut left[at]);
        let mut late = 0;
        for (other, is_late) in sheet.inversions.against(at, &sheet.supports, &sheet.order) {
            // Those named before have nothing left to lose and were taken out of this one's count.
            if left[other] > 0 {
                left[other] -= 1;
                late += u64::from(is_late);
            }
        }
        found.push(draft(sheet, at, inversions, late));
        if found.len() == NAMED {
            break;
        }
        open.retain(|(at, _)| left[*at] > 0);
    }
    found
}

/// Stages between what the activity is paired with and where the buyer step lies; the smallest over the
/// pairs, 0 if unpaired.
fn distance(sheet: &Sheet<'_, '_>, support: usize) -> usize {
    let support = sheet.supports[support];
    let stage = sheet.stage_of[support.to];
    let pairs = sheet.paired[sheet.stage_of[support.from]].iter();
    pairs.map(|paired| paired.abs_diff(stage)).min().unwrap_or(0)
}

fn draft(sheet: &Sheet<'_, '_>, at: usize, inversions: u64, late: u64) -> Draft {
    let support = sheet.supports[at];
    let all = &sheet.inversions;
    let agreement = 1.0 - all.inverted as f64 / all.comparable as f64;
    let (activity, step) = (sheet.step(support.from), sheet.step(support.to));
    let title = if late == inversions {
        format!("{} comes too late to help with {step}.", capital(&activity))
    } else if late == 0 {
        format!("{} helps with {step} too early.", capital(&activity))
    } else {
        format!("{} helps with {step} at the wrong moment.", capital(&activity))
    };
    let mut why = format!(
        "It runs against the buyer's order in {}.",
        count(inversions as usize, "pair of supports", "pairs of supports")
    );
    if all.comparable >= 6 {
        why = format!(
            "{why} On the whole map {} of {} pairs agree with it.",
            all.comparable - all.inverted,
            all.comparable
        );
    }
    Draft::new(Thing::Link(support.link), Side::Seller, title)
        .severity(if inversions >= HIGH {
            Severity::High
        } else {
            Severity::Medium
        })
        .why(why)
        .ask(format!(
            "What does the buyer need when we come to {activity}, and when would they have needed this?"
        ))
        .number("inversions", inversions as f64)
        .number("comparable_pairs", all.comparable as f64)
        .number("order_agreement_share", agreement)
}

#[cfg(test)]
mod tests {
    use crate::probe::check;

    #[test]
    fn the_support_in_most_inversions_is_named_first_and_taken_out() {
        check(
            "O1",
            "# Buyer journey
            - One
            - Two
            - Three
            - Four
            # Sales process
            - A -> Two
            - B -> Three
            - C -> Four
            - D -> One",
            &["D → One"],
        );
    }

    #[test]
    fn nothing_is_ordered_inside_a_loop_or_without_flow() {
        check(
            "O1",
            "# Buyer journey
            - One
            - Two
              => One
            # Sales process
            - [X] A -> Two
            - [X] B -> One
            - [Y] C -> One",
            &[],
        );
    }

    #[test]
    fn back_links_and_junctions_keep_the_order() {
        check(
            "O1",
            r#"# Buyer journey
            ## S1
            - One
              => #w
            - "" {id w, waypoint}
            ## S2
            - Two
              => One
            # Sales process
            - A -> Two
            - B -> One"#,
            &["A → Two"],
        );
    }

    #[test]
    fn ties_go_to_the_larger_distance() {
        check(
            "O1",
            "# Buyer journey
            ## S1
            - One
            ## S2
            - Two
            ## S3
            - Three
            # Sales process
            ## T1 ~ S2
            - A -> Three
            ## T2 ~ S3
            - B -> One",
            &["B → One"],
        );
    }
}
