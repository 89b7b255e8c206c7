//! O1: supports that run against the buyer's order.

use twinlane_model::{Severity, Side};
use twinlane_words::{English, sentences};

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::item::MapItem;
use crate::rule::{Rule, RuleNumber, WorseWhen};

sentences! {
    /// What O1 says.
    trait Sentences for English {
        fn finds() =>
            "Two supports cross when one activity comes before another, but the buyer step it supports \
             comes after the other's. The support in most such inversions is named first and taken out, \
             then the next, until none is left; the first thousand are listed. Back links and returns do \
             not count as order, and steps inside a loop are not ordered among themselves.";
        fn matters() =>
            "Help that arrives at the wrong moment is not help. A price before the problem is understood, \
             or a lesson after the decision, is work the buyer cannot use.";

        fn too_late(activity: &str, step: &str) => {
            format!("{} comes too late to help with {step}.", English.capital(activity))
        };
        fn too_early(activity: &str, step: &str) => {
            format!("{} helps with {step} too early.", English.capital(activity))
        };
        /// Too early beside some supports, too late beside others.
        fn at_the_wrong_moment(activity: &str, step: &str) => {
            format!("{} helps with {step} at the wrong moment.", English.capital(activity))
        };
        fn why(inversions: usize) => {
            let pairs = English.counted(inversions, "pair of supports", "pairs of supports");
            format!("It runs against the buyer's order in {pairs}.")
        };
        /// With how the whole map does.
        fn why_of_map(inversions: usize, agree: usize, pairs: usize) => {
            format!(
                "{} On the whole map {} of {} pairs agree with it.",
                English.why(inversions),
                English.count(agree),
                English.count(pairs)
            )
        };
        fn ask(activity: &str) =>
            "What does the buyer need when we come to {activity}, and when would they have needed this?";
    }
}

/// Supports named at most on one map: beyond it the list is no help, and the scorecard counts every pair.
const NAMED: usize = 1000;

/// Supports whose counts are lowered together: one for each bit of a word.
const BLOCK: usize = 64;

/// Inversions from which a support is a high gap.
const HIGH: u64 = 3;

pub const RULE: Rule = Rule {
    code: "O1",
    name: "out-of-order-support",
    family: Family::Order,
    severity: "high with 3 inversions or more, else medium",
    unfinished: false,
    quadratic: true,
    thresholds: &[],
    numbers: &[
        RuleNumber {
            name: "inversions",
            worse: WorseWhen::Higher,
        },
        RuleNumber {
            name: "comparable_pairs",
            worse: WorseWhen::Never,
        },
        RuleNumber {
            name: "order_agreement_share",
            worse: WorseWhen::Lower,
        },
    ],
    finds: |locale| locale.finds(),
    matters: |locale| locale.matters(),
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
    records: None,
    check,
};

fn check(facts: &MapFacts<'_, '_>) -> Vec<DraftFinding> {
    let all = &facts.inversions;
    let mut remaining = RemainingInversions::new(&all.count_of);
    let mut found = Vec::new();
    while let Some((at, inversions)) = remaining.take_most() {
        let late = remaining.take_out(&all.against(at, &facts.order), &all.from, all.from[at]);
        found.push(draft(facts, all.listed[at], u64::from(inversions), late));
        if found.len() == NAMED {
            break;
        }
    }
    found
}

/// The inversions that are left of each support, by its place in the list: where two have as many, the
/// earlier place is named first.
///
/// Where many supports cross, each name lowers the count of nearly all others, so all are lowered in one pass
/// over blocks as long as a word of bits, and the most of each block is kept for the next look.
struct RemainingInversions {
    /// Inversions left of each support, zeros at the end to fill the last block.
    left: Vec<u32>,
    /// Largest of each block.
    most: Vec<u32>,
    /// Supports that were not named, as bits.
    unnamed: Vec<u64>,
}

impl RemainingInversions {
    fn new(of: &[u32]) -> Self {
        let mut left = of.to_vec();
        left.resize(of.len().next_multiple_of(BLOCK), 0);
        let most: Vec<u32> = left.chunks(BLOCK).map(largest).collect();
        Self {
            unnamed: vec![u64::MAX; most.len()],
            left,
            most,
        }
    }

    /// Takes out the support with the most inversions left; `None` when there are none any more.
    fn take_most(&mut self) -> Option<(usize, u32)> {
        let most = largest(&self.most);
        if most == 0 {
            return None;
        }
        let block = self.most.iter().position(|of_block| *of_block == most)?;
        let inside = self.block(block).iter().position(|left| *left == most)?;
        let at = block * BLOCK + inside;
        self.left[at] = 0;
        self.unnamed[block] &= !(1 << inside);
        self.most[block] = largest(self.block(block));
        Some((at, most))
    }

    fn block(&self, block: usize) -> &[u32] {
        &self.left[block * BLOCK..(block + 1) * BLOCK]
    }

    /// Lowers the count of each support in a row of bits that was not named before. Gives how many of these
    /// have an activity that comes before component `own`: then the one the row is about is the late one.
    fn take_out(&mut self, row: &[u64], from: &[usize], own: usize) -> u64 {
        let mut late = 0;
        for (block, word) in row.iter().enumerate() {
            let lowered = word & self.unnamed[block];
            if lowered == 0 {
                continue;
            }
            let first = block * BLOCK;
            let left = &mut self.left[first..first + BLOCK];
            for (inside, left) in left.iter_mut().enumerate() {
                *left -= (lowered >> inside & 1) as u32;
            }
            self.most[block] = largest(left);
            // An inversion is ordered on both sides, and components rise along flow: numbers tell the order.
            let of_block = &from[first..from.len().min(first + BLOCK)];
            for (inside, from) in of_block.iter().enumerate() {
                late += (lowered >> inside & 1) & u64::from(*from < own);
            }
        }
        late
    }
}

fn largest(counts: &[u32]) -> u32 {
    counts.iter().copied().max().unwrap_or(0)
}

fn draft(facts: &MapFacts<'_, '_>, at: usize, inversions: u64, late: u64) -> DraftFinding {
    let say = facts.locale;
    let support = facts.supports[at];
    let all = &facts.inversions;
    let agreement = 1.0 - all.inverted as f64 / all.comparable as f64;
    let (activity, step) = (facts.step(support.from), facts.step(support.to));
    let title = if late == inversions {
        say.too_late(&activity, &step)
    } else if late == 0 {
        say.too_early(&activity, &step)
    } else {
        say.at_the_wrong_moment(&activity, &step)
    };
    let why = if all.comparable >= 6 {
        let agree = (all.comparable - all.inverted) as usize;
        say.why_of_map(inversions as usize, agree, all.comparable as usize)
    } else {
        say.why(inversions as usize)
    };
    DraftFinding::new(MapItem::Link(support.link), Side::Seller, title)
        .severity(if inversions >= HIGH {
            Severity::High
        } else {
            Severity::Medium
        })
        .why(why)
        .ask(say.ask(&activity))
        .number("inversions", inversions as f64)
        .number("comparable_pairs", all.comparable as f64)
        .number("order_agreement_share", agreement)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn the_support_in_most_inversions_is_named_first_and_taken_out() {
        check(
            &RULE,
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
            &RULE,
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
            &RULE,
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
            &RULE,
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
