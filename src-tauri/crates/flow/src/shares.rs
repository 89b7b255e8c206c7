//! The shares of a step's links as the arithmetic uses them.
//!
//! Knows numbers only; which links a step has, and whether it lies in a branch, is told by the caller.

use twinlane_model::{Basis, Measure};

use crate::flow::ShareMark;

/// How far from 100 % a sum of shares may be to count as 100 %: half a percentage point.
const TOLERANCE: f64 = 0.005;
/// Keeps sums such as 0.6 + 0.395, which are not exact in binary, on the right side of the tolerance.
const ROUNDING: f64 = 1e-9;

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
pub(crate) struct Used {
    pub share: f64,
    pub mark: ShareMark,
    pub basis: Basis,
}

/// The shares of all links of a step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shares {
    /// They can be used. `rest` is what no link takes.
    Known {
        links: Vec<Used>,
        normalised: bool,
        rest: f64,
    },
    /// They add up to more than 100 %.
    OverHundred(f64),
}

/// Works out the shares of a step's links, in their order.
pub(crate) fn shares(given: &[Option<&Measure>], reading: Reading) -> Shares {
    let equal = |mark| {
        let share = match mark {
            ShareMark::All => 1.0,
            _ => 1.0 / given.len().max(1) as f64,
        };
        let used = Used {
            share,
            mark,
            basis: Basis::Assumed,
        };
        Shares::Known {
            links: vec![used; given.len()],
            normalised: false,
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
    let mut links: Vec<Used> = given
        .iter()
        .map(|share| match share {
            Some(measure) => Used {
                share: value(measure),
                mark: ShareMark::Given,
                basis: measure.basis,
            },
            None => Used {
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
        _ => near,
    };
    if divide {
        for link in &mut links {
            link.share /= total;
        }
        return Shares::Known {
            normalised: (total - 1.0).abs() > ROUNDING,
            rest: 0.0,
            links,
        };
    }
    if reading == Reading::InBranch && !links.is_empty() {
        // Every link says 0 %, yet nothing can be lost inside a branch: no share is better than another.
        for link in &mut links {
            *link = Used {
                share: 1.0 / given.len() as f64,
                mark: ShareMark::Even,
                basis: Basis::Assumed,
            };
        }
        return Shares::Known {
            links,
            normalised: true,
            rest: 0.0,
        };
    }
    Shares::Known {
        links,
        normalised: false,
        rest: 1.0 - total,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(given: &[Option<f64>], reading: Reading) -> (Vec<f64>, f64, bool) {
        let measures: Vec<Option<Measure>> =
            given.iter().map(|value| value.map(Measure::estimated)).collect();
        let refs: Vec<Option<&Measure>> = measures.iter().map(Option::as_ref).collect();
        match shares(&refs, reading) {
            Shares::Known {
                links,
                normalised,
                rest,
            } => (links.iter().map(|link| link.share).collect(), rest, normalised),
            Shares::OverHundred(sum) => (vec![], sum, false),
        }
    }

    #[test]
    fn shares_as_the_design_reads_them() {
        type Case<'a> = (&'a str, &'a [Option<f64>], Reading, &'a [f64], f64, bool);
        let cases: &[Case<'_>] = &[
            ("only link, open", &[None], Reading::Exclusive, &[1.0], 0.0, false),
            (
                "only link, given",
                &[Some(0.4)],
                Reading::Exclusive,
                &[0.4],
                0.6,
                false,
            ),
            ("no link at all", &[], Reading::Exclusive, &[], 1.0, false),
            (
                "open links split the rest",
                &[Some(0.5), None, None],
                Reading::Exclusive,
                &[0.5, 0.25, 0.25],
                0.0,
                false,
            ),
            (
                "all open",
                &[None, None],
                Reading::Exclusive,
                &[0.5, 0.5],
                0.0,
                false,
            ),
            (
                "half a point short",
                &[Some(0.6), Some(0.395)],
                Reading::Exclusive,
                &[0.6 / 0.995, 0.395 / 0.995],
                0.0,
                true,
            ),
            (
                "half a point over",
                &[Some(0.6), Some(0.405)],
                Reading::Exclusive,
                &[0.6 / 1.005, 0.405 / 1.005],
                0.0,
                true,
            ),
            (
                "a point short",
                &[Some(0.6), Some(0.39)],
                Reading::Exclusive,
                &[0.6, 0.39],
                0.01,
                false,
            ),
            (
                "a point over",
                &[Some(0.6), Some(0.41)],
                Reading::Exclusive,
                &[],
                1.01,
                false,
            ),
            (
                "full before the open one",
                &[Some(1.0), None],
                Reading::Exclusive,
                &[1.0, 0.0],
                0.0,
                false,
            ),
            (
                "scaled in a branch",
                &[Some(0.3), Some(0.2)],
                Reading::InBranch,
                &[0.6, 0.4],
                0.0,
                true,
            ),
            (
                "nothing in a branch",
                &[Some(0.0), Some(0.0)],
                Reading::InBranch,
                &[0.5, 0.5],
                0.0,
                true,
            ),
            (
                "joined split",
                &[Some(0.1), None],
                Reading::All,
                &[1.0, 1.0],
                0.0,
                false,
            ),
            (
                "unjoined split",
                &[Some(0.1), None],
                Reading::Unjoined,
                &[0.5, 0.5],
                0.0,
                false,
            ),
            (
                "returns",
                &[Some(0.2), None],
                Reading::Returns,
                &[0.2, 0.0],
                0.8,
                false,
            ),
            (
                "returns a little short",
                &[Some(0.997)],
                Reading::Returns,
                &[0.997],
                0.003,
                false,
            ),
        ];
        for (name, given, reading, links, rest, normalised) in cases {
            let (ours, our_rest, our_normalised) = known(given, *reading);
            assert_eq!(ours.len(), links.len(), "{name}");
            for (one, other) in ours.iter().zip(*links) {
                assert!((one - other).abs() < 1e-12, "{name}: {one} instead of {other}");
            }
            assert!((our_rest - rest).abs() < 1e-9, "{name}: rest {our_rest}");
            assert_eq!(our_normalised, *normalised, "{name}");
        }
    }
}
