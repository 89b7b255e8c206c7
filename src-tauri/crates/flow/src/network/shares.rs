//! The shares of a step's links as the arithmetic uses them.
//!
//! Knows numbers only; which links a step has, and whether it lies in a branch, is told by the caller.

use serde::Serialize;
use twinlane_model::{Basis, Measure};

/// How far from 100 % a sum of shares may be to count as 100 %: half a percentage point.
const TOLERANCE: f64 = 0.005;
/// Keeps sums such as 0.6 + 0.395, which are not exact in binary, on the right side of the tolerance.
const ROUNDING: f64 = 1e-9;

/// Where the share of a link comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ShareMark {
    /// It is written on the link.
    Given,
    /// The step's only flow link, without a share: 100 %.
    Lone,
    /// Left open: an even part of the rest.
    Even,
    /// One of the links of a split to all: every branch gets the visits of the split.
    All,
    /// One of the links of a split that is not joined: taken as exclusive, with equal shares.
    Unjoined,
}

/// How the links of a step are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// One link or another; what is missing to 100 % is lost, unexplained.
    Exclusive,
    /// The same inside a branch of a parallel block, where nothing can be lost: scaled to 100 %.
    InBranch,
    /// A split to all that is joined, or a step marked `all` with one link.
    All,
    /// A split to all that is not joined: exclusive, with equal shares.
    Unjoined,
    /// Returns of an outcome: what is missing to 100 % stays in the outcome, open links are not counted.
    Returns,
}

/// The share of one link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UsedShare {
    /// The share, 0..1.
    pub share: f64,
    /// Where it comes from.
    pub mark: ShareMark,
    /// What it rests on.
    pub basis: Basis,
}

/// The shares of all links of a step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shares {
    /// They can be used. `rest` is what no link takes.
    Known { links: Vec<UsedShare>, rest: f64 },
    /// They add up to more than 100 %.
    OverHundred(f64),
}

/// Works out the shares of a step's links, in their order.
pub(crate) fn shares(given: &[Option<&Measure>], reading: Reading) -> Shares {
    let equal = |mark| {
        let share = match mark {
            ShareMark::All => 1.0,
            ShareMark::Given | ShareMark::Lone | ShareMark::Even | ShareMark::Unjoined => {
                1.0 / given.len().max(1) as f64
            }
        };
        let used = UsedShare {
            share,
            mark,
            basis: Basis::Assumed,
        };
        Shares::Known {
            links: vec![used; given.len()],
            rest: if given.is_empty() { 1.0 } else { 0.0 },
        }
    };
    match reading {
        Reading::All => return equal(ShareMark::All),
        Reading::Unjoined => return equal(ShareMark::Unjoined),
        Reading::Exclusive | Reading::InBranch | Reading::Returns => {}
    }
    // A file may hold what a change would refuse; a negative share counts as none.
    let value = |measure: &Measure| measure.value.max(0.0);
    let sum: f64 = given.iter().flatten().copied().map(value).sum();
    if sum > 1.0 + TOLERANCE + ROUNDING {
        return Shares::OverHundred(sum);
    }
    let open = given.iter().filter(|share| share.is_none()).count();
    let fills = open > 0 && reading != Reading::Returns;
    let even = if fills {
        (1.0 - sum).max(0.0) / open as f64
    } else {
        0.0
    };
    let mut links: Vec<UsedShare> = given
        .iter()
        .map(|share| match share {
            Some(measure) => UsedShare {
                share: value(measure),
                mark: ShareMark::Given,
                basis: measure.basis,
            },
            None => UsedShare {
                share: even,
                mark: if given.len() == 1 {
                    ShareMark::Lone
                } else {
                    ShareMark::Even
                },
                basis: Basis::Assumed,
            },
        })
        .collect();
    let total = if fills { sum.max(1.0) } else { sum };
    let near = (total - 1.0).abs() <= TOLERANCE + ROUNDING;
    let divide = match reading {
        // An outcome keeps what its returns leave, however little that is.
        Reading::Returns => total > 1.0,
        Reading::InBranch => total > 0.0,
        Reading::Exclusive | Reading::All | Reading::Unjoined => near,
    };
    if divide {
        for link in &mut links {
            link.share /= total;
        }
        return Shares::Known { links, rest: 0.0 };
    }
    if reading == Reading::InBranch && !links.is_empty() {
        // Every link says 0 %, yet nothing can be lost inside a branch: no share is better than another.
        for link in &mut links {
            *link = UsedShare {
                share: 1.0 / given.len() as f64,
                mark: ShareMark::Even,
                basis: Basis::Assumed,
            };
        }
        return Shares::Known { links, rest: 0.0 };
    }
    Shares::Known {
        links,
        rest: 1.0 - total,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(given: &[Option<f64>], reading: Reading) -> (Vec<f64>, f64) {
        let measures: Vec<Option<Measure>> =
            given.iter().map(|value| value.map(Measure::estimated)).collect();
        let refs: Vec<Option<&Measure>> = measures.iter().map(Option::as_ref).collect();
        match shares(&refs, reading) {
            Shares::Known { links, rest } => (links.iter().map(|link| link.share).collect(), rest),
            Shares::OverHundred(sum) => (vec![], sum),
        }
    }

    #[test]
    fn shares_as_the_design_reads_them() {
        type Case<'a> = (&'a str, &'a [Option<f64>], Reading, &'a [f64], f64);
        let cases: &[Case<'_>] = &[
            ("only link, open", &[None], Reading::Exclusive, &[1.0], 0.0),
            ("only link, given", &[Some(0.4)], Reading::Exclusive, &[0.4], 0.6),
            ("no link at all", &[], Reading::Exclusive, &[], 1.0),
            (
                "open links split the rest",
                &[Some(0.5), None, None],
                Reading::Exclusive,
                &[0.5, 0.25, 0.25],
                0.0,
            ),
            ("all open", &[None, None], Reading::Exclusive, &[0.5, 0.5], 0.0),
            (
                "half a point short",
                &[Some(0.6), Some(0.395)],
                Reading::Exclusive,
                &[0.6 / 0.995, 0.395 / 0.995],
                0.0,
            ),
            (
                "half a point over",
                &[Some(0.6), Some(0.405)],
                Reading::Exclusive,
                &[0.6 / 1.005, 0.405 / 1.005],
                0.0,
            ),
            (
                "a point short",
                &[Some(0.6), Some(0.39)],
                Reading::Exclusive,
                &[0.6, 0.39],
                0.01,
            ),
            (
                "a point over",
                &[Some(0.6), Some(0.41)],
                Reading::Exclusive,
                &[],
                1.01,
            ),
            (
                "full before the open one",
                &[Some(1.0), None],
                Reading::Exclusive,
                &[1.0, 0.0],
                0.0,
            ),
            (
                "scaled in a branch",
                &[Some(0.3), Some(0.2)],
                Reading::InBranch,
                &[0.6, 0.4],
                0.0,
            ),
            (
                "nothing in a branch",
                &[Some(0.0), Some(0.0)],
                Reading::InBranch,
                &[0.5, 0.5],
                0.0,
            ),
            ("joined split", &[Some(0.1), None], Reading::All, &[1.0, 1.0], 0.0),
            (
                "unjoined split",
                &[Some(0.1), None],
                Reading::Unjoined,
                &[0.5, 0.5],
                0.0,
            ),
            ("returns", &[Some(0.2), None], Reading::Returns, &[0.2, 0.0], 0.8),
            (
                "returns a little short",
                &[Some(0.997)],
                Reading::Returns,
                &[0.997],
                0.003,
            ),
        ];
        for (name, given, reading, links, rest) in cases {
            let (ours, our_rest) = known(given, *reading);
            assert_eq!(ours.len(), links.len(), "{name}");
            for (one, other) in ours.iter().zip(*links) {
                assert!((one - other).abs() < 1e-12, "{name}: {one} instead of {other}");
            }
            assert!((our_rest - rest).abs() < 1e-9, "{name}: rest {our_rest}");
        }
    }
}
