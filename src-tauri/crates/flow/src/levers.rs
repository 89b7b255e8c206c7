//! What would change the result: a percentage point of a share, the leak of a step, an hour of a pool, one per
//! cent more entries. Every row is worked out again with the other number, none is a derivative.

use serde::Serialize;
use twinlane_model::{End, LinkId, PoolId, StepId};

use crate::demand::at_capacity::Search;
use crate::network::shares::Reading;
use crate::network::values::Values;
use crate::network::{Arc, Network, Role};
use crate::solve::baseline::Baseline;
use crate::solve::evaluation::{Evaluation, Serving};
use crate::solve::structure::{Evaluations, Structure};
use crate::unknown::WhyUnknown;

/// One percentage point.
const POINT: f64 = 0.01;
/// One per cent more entries.
const PERCENT: f64 = 0.01;

/// What would change the result, each list from the largest effect to the smallest.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Levers {
    /// Shares: one point more, taken from the loss of the step in proportion.
    pub sensitivity: Vec<Sensitivity>,
    /// Leaks: the links to loss removed, the rest normalised.
    pub leaks: Vec<Leak>,
    /// Pools: one hour more.
    pub hours: Vec<Hour>,
    /// Entries: one per cent more.
    pub elasticity: Vec<Elasticity>,
    /// Why lists are empty that might not be.
    pub unknown: Option<WhyUnknown>,
}

/// What one percentage point more of a share changes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Sensitivity {
    /// The link.
    pub link: LinkId,
    /// The step it leaves.
    pub from: StepId,
    /// Where it leads.
    pub to: End,
    /// Cases won per period, more than now.
    pub wins: f64,
    /// Currency per period, more than now.
    pub cost: f64,
}

/// What the loss of a step costs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Leak {
    /// The step.
    pub step: StepId,
    /// Cases won per period, more than now, if the step lost none.
    pub wins: f64,
}

/// What an hour more of a pool changes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Hour {
    /// The pool.
    pub pool: PoolId,
    /// Cases won per period at capacity, more than now.
    pub wins: f64,
}

/// What one per cent more entries changes: relative change ÷ 0.01.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Elasticity {
    /// The step where cases enter.
    pub step: StepId,
    /// Of the wins at capacity; `None` when none is won.
    pub wins: Option<f64>,
    /// Of the cost at capacity; `None` when there is none.
    pub cost: Option<f64>,
}

/// Works out what would change the result of a network.
pub fn levers(network: &Network) -> Levers {
    of_baseline(network, &Baseline::of(network))
}

pub(crate) fn of_baseline(network: &Network, baseline: &Baseline) -> Levers {
    let mut levers = Levers::default();
    if let Some(cause) = &baseline.totals {
        levers.unknown = Some(WhyUnknown::Flow(cause.clone()));
        return levers;
    }
    let mut trial = Trial::new(baseline);
    levers.sensitivity = trial.sensitivity(network);
    levers.leaks = trial.leaks(network);
    match trial.at_capacity(network) {
        Ok((hours, elasticity)) => {
            levers.hours = hours;
            levers.elasticity = elasticity;
        }
        Err(why) => levers.unknown = Some(why),
    }
    levers
}

/// What the loss of each step costs, the most first.
pub(crate) fn leaks(network: &Network, baseline: &Baseline) -> Result<Vec<Leak>, WhyUnknown> {
    match &baseline.totals {
        Some(cause) => Err(WhyUnknown::Flow(cause.clone())),
        None => Ok(Trial::new(baseline).leaks(network)),
    }
}

/// The arcs of a node whose share somebody decides: not those of a split to all.
fn decided(network: &Network, node: usize) -> bool {
    !matches!(network.nodes[node].reading, Reading::All) && network.nodes[node].over.is_none()
}

/// Whether more of an arc is worth asking about: no loss, no return, no part of a split to all.
fn asked(arc: &Arc) -> bool {
    !arc.loss && matches!(arc.role, Role::Level | Role::Closes)
}

/// The network with other numbers, tried one after the other.
struct Trial<'a> {
    baseline: &'a Baseline,
    values: Values,
    evaluation: Evaluation,
    wins: f64,
    cost: f64,
}

impl<'a> Trial<'a> {
    fn new(baseline: &'a Baseline) -> Self {
        Self {
            baseline,
            values: baseline.values.clone(),
            evaluation: baseline.evaluation.clone(),
            wins: baseline
                .evaluation
                .wins(&baseline.structure, &baseline.values, Serving::Everybody),
            cost: baseline.evaluation.cost(&baseline.values, Serving::Everybody),
        }
    }

    /// Wins and cost, more than now; `None` when the numbers close a loop. The numbers of the node are put
    /// back afterwards.
    fn more(&mut self, network: &Network, node: usize) -> Option<(f64, f64)> {
        let structure = &self.baseline.structure;
        self.evaluation.run(structure, &self.values, Serving::Everybody);
        let shut = self.evaluation.closed || self.evaluation.shut() > self.baseline.evaluation.shut();
        let wins = self.evaluation.wins(structure, &self.values, Serving::Everybody);
        let cost = self.evaluation.cost(&self.values, Serving::Everybody);
        let arcs = network.arcs_of(node);
        self.values.share[arcs.clone()].copy_from_slice(&self.baseline.values.share[arcs]);
        self.values.rest[node] = self.baseline.values.rest[node];
        (!shut).then_some((wins - self.wins, cost - self.cost))
    }

    fn sensitivity(&mut self, network: &Network) -> Vec<Sensitivity> {
        let mut rows = Vec::new();
        for (node, row) in network.nodes.iter().enumerate() {
            let loss = network.loss(node);
            let (Some(from), false, true) = (row.end.step(), row.forced, decided(network, node)) else {
                continue;
            };
            // Sums such as 0.5 + 0.49 leave a loss that is a point but for the last digit.
            if loss < POINT - 1e-12 {
                continue;
            }
            let left = (1.0 - POINT / loss).max(0.0);
            for at in network.arcs_of(node) {
                let arc = &network.arcs[at];
                let (Some(link), true) = (arc.link, asked(arc)) else {
                    continue;
                };
                for other in network.arcs_of(node).filter(|other| network.arcs[*other].loss) {
                    self.values.share[other] *= left;
                }
                self.values.rest[node] *= left;
                self.values.share[at] += POINT;
                let unused = arc.share <= 0.0;
                let found = if unused {
                    self.anew(network, node, at)
                } else {
                    self.more(network, node)
                };
                if let Some((wins, cost)) = found {
                    rows.push(Sensitivity {
                        link,
                        from,
                        to: arc.end,
                        wins,
                        cost,
                    });
                }
            }
        }
        rows.sort_by(|one, other| other.wins.total_cmp(&one.wins));
        rows
    }

    /// As [`Self::more`] for an arc that nothing takes now: it may join components that are apart.
    fn anew(&mut self, network: &Network, node: usize, arc: usize) -> Option<(f64, f64)> {
        let structure = Structure::of(network, Evaluations::Many, |at| at == arc);
        let mut evaluation = Evaluation::new(&structure);
        evaluation.run(&structure, &self.values, Serving::Everybody);
        let wins = evaluation.wins(&structure, &self.values, Serving::Everybody) - self.wins;
        let cost = evaluation.cost(&self.values, Serving::Everybody) - self.cost;
        let shut = evaluation.closed || evaluation.shut() > self.baseline.evaluation.shut();
        let arcs = network.arcs_of(node);
        self.values.share[arcs.clone()].copy_from_slice(&self.baseline.values.share[arcs]);
        self.values.rest[node] = self.baseline.values.rest[node];
        (!shut).then_some((wins, cost))
    }

    fn leaks(&mut self, network: &Network) -> Vec<Leak> {
        let mut rows = Vec::new();
        for (node, row) in network.nodes.iter().enumerate() {
            let (Some(step), false, true) = (row.end.step(), row.forced, decided(network, node)) else {
                continue;
            };
            let loss = network.loss(node);
            let arcs = network.arcs_of(node);
            let kept: f64 = arcs
                .clone()
                .filter(|at| !network.arcs[*at].loss)
                .map(|at| network.arcs[at].share)
                .sum();
            if loss <= 0.0 || kept <= 0.0 {
                continue;
            }
            for at in arcs {
                let share = &mut self.values.share[at];
                *share = if network.arcs[at].loss { 0.0 } else { *share / kept };
            }
            self.values.rest[node] = 0.0;
            if let Some((wins, _)) = self.more(network, node) {
                rows.push(Leak { step, wins });
            }
        }
        rows.sort_by(|one, other| other.wins.total_cmp(&one.wins));
        rows
    }

    fn at_capacity(&mut self, network: &Network) -> Result<(Vec<Hour>, Vec<Elasticity>), WhyUnknown> {
        let structure = &self.baseline.structure;
        let mut base = Search::new(structure, &self.values);
        base.settle(structure, &self.values)?;
        let wins = base.wins(structure, &self.values);
        let cost = base.cost(&self.values);
        let mut hours = Vec::new();
        for (at, pool) in network.pools.iter().enumerate() {
            let capacity = self.values.capacity[at];
            if capacity.is_infinite() {
                continue;
            }
            self.values.capacity[at] = capacity + 1.0;
            let mut search = base.clone();
            search.settle(structure, &self.values)?;
            hours.push(Hour {
                pool: pool.id,
                wins: search.wins(structure, &self.values) - wins,
            });
            self.values.capacity[at] = capacity;
        }
        hours.sort_by(|one, other| other.wins.total_cmp(&one.wins));
        let mut elasticity = Vec::new();
        for (node, row) in network.nodes.iter().enumerate() {
            let entry = self.values.entry[node];
            let (Some(step), true) = (row.end.step(), entry > 0.0) else {
                continue;
            };
            self.values.entry[node] = entry * (1.0 + PERCENT);
            let mut search = base.clone();
            search.settle(structure, &self.values)?;
            let relative = |now: f64, then: f64| (now > 0.0).then(|| (then / now - 1.0) / PERCENT);
            elasticity.push(Elasticity {
                step,
                wins: relative(wins, search.wins(structure, &self.values)),
                cost: relative(cost, search.cost(&self.values)),
            });
            self.values.entry[node] = entry;
        }
        elasticity.sort_by(|one, other| {
            let key = |row: &Elasticity| row.wins.unwrap_or(f64::NEG_INFINITY);
            key(other).total_cmp(&key(one))
        });
        Ok((hours, elasticity))
    }
}
