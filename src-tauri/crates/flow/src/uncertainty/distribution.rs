//! What each number rests on becomes a distribution of its mean.
//!
//! Shares measured with n: Dirichlet(½ + n·share). Counted volumes: Gamma(n + ½). Times: bootstrap of recorded
//! durations, else mean ± deviation ÷ √n. Estimates: triangle over low, likely, high, or ± 20 %; assumptions ± 50 %.

use std::collections::BTreeMap;

use serde::Serialize;
use twinlane_model::{Basis, LinkId, Measure, PoolId, StepId};

use super::sampler::Sampler;
use crate::network::Network;
use crate::network::shares::Reading;
use crate::network::values::Values;

/// Cases a measured number without n counts as.
const CASES: f64 = 30.0;
/// Half width of an estimate without a range, relative.
const ESTIMATED: f64 = 0.2;
/// Half width of an assumption, relative.
const ASSUMED: f64 = 0.5;
/// Most durations that are drawn one by one; the mean of more is as good as normal.
const MOST_RECORDED: usize = 1_000;

/// A number of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The share of a link.
    Share(LinkId),
    /// The wait of a link.
    Wait(LinkId),
    /// The cases that enter at a step.
    Entry(StepId),
    /// The touch time of a step.
    Touch(StepId),
    /// The elapsed time of a step.
    Elapsed(StepId),
    /// The cost of a pool's hour.
    Cost(PoolId),
}

/// How a single number is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Distribution {
    Triangle {
        low: f64,
        likely: f64,
        high: f64,
    },
    /// Gamma of a shape, times a scale.
    Gamma {
        shape: f64,
        scale: f64,
    },
    /// Normal, and never below nothing.
    Normal {
        mean: f64,
        deviation: f64,
    },
    /// The mean of as many draws from these durations as there are.
    Bootstrap(Vec<f64>),
    /// Beta, the margin of a Dirichlet.
    Beta {
        with: f64,
        without: f64,
    },
}

impl Distribution {
    fn draw(&self, sampler: &mut Sampler) -> f64 {
        match self {
            Self::Triangle { low, likely, high } => sampler.triangle(*low, *likely, *high),
            Self::Gamma { shape, scale } => sampler.gamma(*shape) * scale,
            Self::Normal { mean, deviation } => (mean + deviation * sampler.normal()).max(0.0),
            Self::Bootstrap(durations) => {
                let draws = (0..durations.len()).map(|_| durations[sampler.below(durations.len())]);
                draws.sum::<f64>() / durations.len() as f64
            }
            Self::Beta { with, without } => {
                let with = sampler.gamma(*with);
                let both = with + sampler.gamma(*without);
                if both > 0.0 { with / both } else { 0.0 }
            }
        }
    }
}

/// Numbers that are drawn together, and where they go.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DrawGroup {
    /// The shares of a node: its arcs, and what no arc takes. Drawn apart unless `together`; either way they
    /// are divided by their sum.
    Shares {
        node: usize,
        arcs: Vec<(usize, ShareDraw)>,
        rest: Option<ShareDraw>,
        /// Loss arcs and arcs of forced cases are drawn but are no subject: what they take is what the others leave.
        subjects: Vec<(usize, LinkId)>,
    },
    Entry(usize, Distribution, StepId),
    Touch(usize, Distribution, StepId),
    Elapsed(usize, Distribution, StepId),
    Wait(usize, Distribution, LinkId),
    Cost(usize, Distribution, PoolId),
}

/// How one of several shares is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ShareDraw {
    /// By itself.
    Apart(Distribution),
    /// As a gamma of this shape: with the same n everywhere the sum of all makes it a Dirichlet.
    Together(f64),
    /// It stays.
    Fixed(f64),
}

impl ShareDraw {
    fn draw(&self, sampler: &mut Sampler) -> f64 {
        match self {
            Self::Apart(distribution) => distribution.draw(sampler),
            Self::Together(shape) => sampler.gamma(*shape),
            Self::Fixed(share) => *share,
        }
    }
}

/// The groups of a network, in a fixed order. `recorded` are durations of visits in working days.
pub(crate) fn groups(network: &Network, recorded: &BTreeMap<StepId, Vec<f64>>) -> Vec<DrawGroup> {
    let mut found = Vec::new();
    for node in 0..network.nodes.len() {
        found.extend(shares(network, node));
    }
    for (at, node) in network.nodes.iter().enumerate() {
        let Some(step) = node.end.step() else { continue };
        let groups = [
            volume(node.entry.as_ref()).map(|distribution| DrawGroup::Entry(at, distribution, step)),
            plain(node.touch.as_ref()).map(|distribution| DrawGroup::Touch(at, distribution, step)),
            match recorded.get(&step) {
                Some(durations) if !durations.is_empty() => {
                    Some(DrawGroup::Elapsed(at, times(durations), step))
                }
                _ => plain(node.elapsed.as_ref())
                    .map(|distribution| DrawGroup::Elapsed(at, distribution, step)),
            },
        ];
        found.extend(groups.into_iter().flatten());
    }
    for (at, arc) in network.arcs.iter().enumerate() {
        if let (Some(link), Some(distribution)) = (arc.link, plain(arc.wait.as_ref())) {
            found.push(DrawGroup::Wait(at, distribution, link));
        }
    }
    for (at, pool) in network.pools.iter().enumerate() {
        found
            .extend(plain(pool.cost.as_ref()).map(|distribution| DrawGroup::Cost(at, distribution, pool.id)));
    }
    found
}

/// Whether a share of nothing may become something in a draw.
pub(crate) fn may_appear(network: &Network, arc: usize) -> bool {
    let arc = &network.arcs[arc];
    arc.given
        .as_ref()
        .is_some_and(|given| given.basis == Basis::Measured || given.high.is_some_and(|high| high > 0.0))
}

fn cases(measure: &Measure) -> f64 {
    measure.n.map_or(CASES, f64::from)
}

fn shares(network: &Network, node: usize) -> Option<DrawGroup> {
    let row = &network.nodes[node];
    let arcs = network.arcs_of(node);
    let parts = arcs.len() + usize::from(row.rest > 0.0);
    if row.over.is_some() || row.reading == Reading::All || parts < 2 {
        return None;
    }
    let measured = |arc: usize| {
        let given = network.arcs[arc].given.as_ref();
        given.filter(|given| given.basis == Basis::Measured).map(cases)
    };
    let first = measured(arcs.start);
    let together = first.filter(|n| arcs.clone().all(|arc| measured(arc) == Some(*n)));
    let part = |share: f64, given: Option<&Measure>| match (together, given) {
        (Some(n), _) => ShareDraw::Together(0.5 + n * share),
        (None, Some(given)) if given.basis == Basis::Measured => {
            let n = cases(given);
            ShareDraw::Apart(Distribution::Beta {
                with: 0.5 + n * share,
                without: 0.5 + n * (1.0 - share),
            })
        }
        (None, given) => {
            let scale = given
                .filter(|given| given.value > 0.0)
                .map_or(1.0, |given| share / given.value);
            let basis = given.map_or(Basis::Assumed, |given| given.basis);
            let low = given.and_then(|given| given.low).map(|low| low * scale);
            let high = given.and_then(|given| given.high).map(|high| high * scale);
            ShareDraw::Apart(triangle(share, basis, low, high.map(|high| high.min(1.0)), 1.0))
        }
    };
    let drawn: Vec<(usize, ShareDraw)> = arcs
        .map(|at| (at, part(network.arcs[at].share, network.arcs[at].given.as_ref())))
        .collect();
    let rest = (row.rest > 0.0).then_some(match together {
        Some(n) => ShareDraw::Together(0.5 + n * row.rest),
        None => ShareDraw::Fixed(row.rest),
    });
    let subjects = drawn
        .iter()
        .filter_map(|(at, _)| Some((*at, network.arcs[*at].link?)))
        .filter(|(at, _)| !network.arcs[*at].loss)
        .collect();
    Some(DrawGroup::Shares {
        node,
        arcs: drawn,
        rest,
        subjects,
    })
}

fn volume(measure: Option<&Measure>) -> Option<Distribution> {
    let measure = measure.filter(|measure| measure.value > 0.0)?;
    if measure.basis != Basis::Measured {
        return plain(Some(measure));
    }
    // Without n the volume is the count of one period.
    let count = measure.n.map_or(measure.value, f64::from);
    (count > 0.0).then(|| Distribution::Gamma {
        shape: count + 0.5,
        scale: measure.value / count,
    })
}

/// Times, costs. Where a measured number says no standard deviation it is taken as its mean, which is what the
/// squared coefficient of variation of 1 says that the queues assume too.
fn plain(measure: Option<&Measure>) -> Option<Distribution> {
    let measure = measure.filter(|measure| measure.value > 0.0)?;
    Some(match measure.basis {
        Basis::Measured => Distribution::Normal {
            mean: measure.value,
            deviation: measure.deviation.unwrap_or(measure.value).max(0.0) / cases(measure).max(1.0).sqrt(),
        },
        basis => triangle(measure.value, basis, measure.low, measure.high, f64::INFINITY),
    })
}

fn triangle(likely: f64, basis: Basis, low: Option<f64>, high: Option<f64>, most: f64) -> Distribution {
    let width = if basis == Basis::Assumed {
        ASSUMED
    } else {
        ESTIMATED
    };
    // A range is said by whoever estimates; an assumption with one is as good as that.
    Distribution::Triangle {
        low: low.unwrap_or(likely * (1.0 - width)).clamp(0.0, likely),
        likely,
        high: high.unwrap_or((likely * (1.0 + width)).min(most)).max(likely),
    }
}

fn times(durations: &[f64]) -> Distribution {
    if durations.len() <= MOST_RECORDED {
        return Distribution::Bootstrap(durations.to_vec());
    }
    let count = durations.len() as f64;
    let mean = durations.iter().sum::<f64>() / count;
    let variance = durations
        .iter()
        .map(|time| (time - mean) * (time - mean))
        .sum::<f64>()
        / (count - 1.0);
    Distribution::Normal {
        mean,
        deviation: (variance / count).sqrt(),
    }
}

impl DrawGroup {
    /// The numbers of this group that a person could measure.
    pub(crate) fn subjects(&self) -> Vec<Subject> {
        match self {
            Self::Shares { subjects, .. } => subjects.iter().map(|(_, link)| Subject::Share(*link)).collect(),
            Self::Entry(_, _, step) => vec![Subject::Entry(*step)],
            Self::Touch(_, _, step) => vec![Subject::Touch(*step)],
            Self::Elapsed(_, _, step) => vec![Subject::Elapsed(*step)],
            Self::Wait(_, _, link) => vec![Subject::Wait(*link)],
            Self::Cost(_, _, pool) => vec![Subject::Cost(*pool)],
        }
    }

    /// Numbers that one draw of this group writes.
    pub(crate) fn width(&self) -> usize {
        match self {
            Self::Shares { arcs, rest, .. } => arcs.len() + usize::from(rest.is_some()),
            Self::Entry(..) | Self::Touch(..) | Self::Elapsed(..) | Self::Wait(..) | Self::Cost(..) => 1,
        }
    }

    /// Draws the numbers of this group, as many as [`Self::width`] says.
    pub(crate) fn draw(&self, sampler: &mut Sampler, into: &mut [f64]) {
        match self {
            Self::Shares { arcs, rest, .. } => {
                let parts = arcs.iter().map(|(_, part)| part).chain(rest);
                for (slot, part) in into.iter_mut().zip(parts) {
                    *slot = part.draw(sampler);
                }
                let sum: f64 = into.iter().sum();
                if sum > 0.0 {
                    for slot in into.iter_mut() {
                        *slot /= sum;
                    }
                }
            }
            Self::Entry(_, distribution, _)
            | Self::Touch(_, distribution, _)
            | Self::Elapsed(_, distribution, _)
            | Self::Wait(_, distribution, _)
            | Self::Cost(_, distribution, _) => {
                if let Some(slot) = into.first_mut() {
                    *slot = distribution.draw(sampler);
                }
            }
        }
    }

    /// Puts drawn numbers where they belong.
    pub(crate) fn put(&self, drawn: &[f64], values: &mut Values) {
        match self {
            Self::Shares { node, arcs, rest, .. } => {
                for ((arc, _), share) in arcs.iter().zip(drawn) {
                    values.share[*arc] = *share;
                }
                if rest.is_some() {
                    values.rest[*node] = drawn.last().copied().unwrap_or_default();
                }
            }
            Self::Entry(at, ..) => values.entry[*at] = drawn[0],
            Self::Touch(at, ..) => values.touch[*at] = drawn[0],
            Self::Elapsed(at, ..) => values.elapsed[*at] = drawn[0],
            Self::Wait(at, ..) => values.wait[*at] = drawn[0],
            Self::Cost(at, ..) => values.cost[*at] = drawn[0],
        }
    }

    /// Where in a draw each subject stands.
    pub(crate) fn columns(&self) -> Vec<usize> {
        match self {
            Self::Shares { arcs, subjects, .. } => {
                let column = |arc: usize| arcs.iter().position(|(at, _)| *at == arc).unwrap_or_default();
                subjects.iter().map(|(arc, _)| column(*arc)).collect()
            }
            Self::Entry(..) | Self::Touch(..) | Self::Elapsed(..) | Self::Wait(..) | Self::Cost(..) => {
                vec![0]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measured_time_is_drawn_about_its_mean() {
        let measured = |deviation: Option<f64>| Measure {
            deviation,
            ..Measure::measured(6.0, 9)
        };
        let cases = [
            (measured(Some(1.5)), 0.5, "the deviation that was recorded ÷ √n"),
            (measured(None), 2.0, "unsaid, it is the mean"),
            (measured(Some(0.0)), 0.0, "every visit took as long"),
        ];
        for (measure, wanted, why) in cases {
            let wanted = Distribution::Normal {
                mean: 6.0,
                deviation: wanted,
            };
            assert_eq!(plain(Some(&measure)), Some(wanted), "{why}");
        }
        let estimate = Measure {
            deviation: Some(1.5),
            ..Measure::estimated(6.0)
        };
        assert!(
            matches!(plain(Some(&estimate)), Some(Distribution::Triangle { .. })),
            "an estimate has a range, whatever was measured before"
        );
    }
}
