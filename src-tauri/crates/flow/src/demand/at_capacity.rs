//! At capacity: what really comes out when pools serve no more than they can.
//!
//! Arrivals are `a = λ + (φ∘a)Q`, where φ of a pool is the largest value ≤ 1 with φ·Σaᵢtᵢ ≤ c. For given φ the
//! arrivals are exact; φ is damped towards c ÷ Σat, for the plain step can swing for ever when a pool serves
//! several steps one after the other.

use std::collections::BTreeMap;

use serde::Serialize;
use twinlane_model::{PoolId, StepId};

use crate::network::Network;
use crate::network::values::Values;
use crate::solve::baseline::Baseline;
use crate::solve::evaluation::{Evaluation, Serving};
use crate::solve::structure::{ArcKind, Structure};
use crate::unknown::WhyUnknown;

/// How close φ·Σat is to c in the end, relative.
const CLOSE: f64 = 1e-12;
/// Evaluations after which the search is given up.
const MOST_EVALUATIONS: usize = 20_000;
/// Evaluations in which the distance must at least halve, or the steps become smaller.
const PATIENCE: usize = 60;

/// What comes out when pools serve no more than they can.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AtCapacity {
    /// Cases won per period.
    pub wins: f64,
    /// Currency per period.
    pub cost: f64,
    /// Currency per case won; `None` when none is.
    pub cost_per_win: Option<f64>,
    /// Cases that end in any outcome, or unexplained, per period.
    pub ended: f64,
    /// Cases per period that stay in parallel blocks, because one branch delivers less than the split serves.
    pub held_in_blocks: f64,
    /// By step, forced cases counted with it.
    pub steps: BTreeMap<StepId, Served>,
    /// The part of its arrivals that each pool serves, 0..1, in the order of the map.
    pub serving: Vec<(PoolId, f64)>,
}

/// What a step serves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Served {
    /// Cases that arrive per period.
    pub arrivals: f64,
    /// Cases served per period.
    pub served: f64,
    /// What the queue grows by per period.
    pub queue_growth: f64,
}

/// Works out a network at capacity; `Err` says why it cannot be known.
pub fn at_capacity(network: &Network) -> Result<AtCapacity, WhyUnknown> {
    of_baseline(network, &Baseline::of(network))
}

pub(crate) fn of_baseline(network: &Network, baseline: &Baseline) -> Result<AtCapacity, WhyUnknown> {
    of_values(network, baseline, &baseline.values)
}

/// The same when so many times as many cases enter.
pub(crate) fn with_entries(
    network: &Network,
    baseline: &Baseline,
    factor: f64,
) -> Result<AtCapacity, WhyUnknown> {
    let mut values = baseline.values.clone();
    for entry in &mut values.entry {
        *entry *= factor;
    }
    of_values(network, baseline, &values)
}

fn of_values(network: &Network, baseline: &Baseline, values: &Values) -> Result<AtCapacity, WhyUnknown> {
    if let Some(cause) = &baseline.totals {
        return Err(WhyUnknown::Flow(cause.clone()));
    }
    let mut search = Search::new(&baseline.structure, values);
    search.settle(&baseline.structure, values)?;
    Ok(search.result(network, &baseline.structure, values))
}

/// The search for φ; it starts where the last one ended, so that one hour more is found in few evaluations.
#[derive(Clone, Debug)]
pub(crate) struct Search {
    evaluation: Evaluation,
    /// φ of each pool.
    pools: Vec<f64>,
    /// φ of each node.
    nodes: Vec<f64>,
    load: Vec<f64>,
}

impl Search {
    pub(crate) fn new(structure: &Structure, values: &Values) -> Self {
        Self {
            evaluation: Evaluation::new(structure),
            pools: vec![1.0; values.capacity.len()],
            nodes: vec![1.0; values.entry.len()],
            load: vec![0.0; values.capacity.len()],
        }
    }

    /// Finds the fixed point.
    pub(crate) fn settle(&mut self, structure: &Structure, values: &Values) -> Result<(), WhyUnknown> {
        let mut damping = 0.3;
        let mut best = f64::INFINITY;
        let mut since = 0;
        for _ in 0..MOST_EVALUATIONS {
            let distance = self.measure(structure, values);
            if distance <= CLOSE {
                return Ok(());
            }
            since += 1;
            if distance <= best * 0.5 {
                (best, since) = (distance, 0);
            } else if since > PATIENCE {
                (damping, best, since) = (damping * 0.6, distance, 0);
            }
            for (pool, part) in self.pools.iter_mut().enumerate() {
                let target = room(values.capacity[pool], self.load[pool]);
                *part = if target <= 0.0 {
                    0.0
                } else if target.is_infinite() || *part <= 0.0 {
                    1.0
                } else {
                    (libm::pow(*part, 1.0 - damping) * libm::pow(target, damping)).min(1.0)
                };
            }
        }
        Err(WhyUnknown::NotSettled)
    }

    /// Solves the arrivals for φ and returns how far φ·Σat is from what it should be, relative.
    fn measure(&mut self, structure: &Structure, values: &Values) -> f64 {
        for (node, part) in self.nodes.iter_mut().enumerate() {
            *part = values.pool[node].map_or(1.0, |pool| self.pools[pool]);
        }
        self.evaluation
            .run(structure, values, Serving::Fraction(&self.nodes));
        self.load.fill(0.0);
        for (node, arrivals) in self.evaluation.arrivals.iter().enumerate() {
            if let Some(pool) = values.pool[node] {
                self.load[pool] += arrivals * values.touch[node];
            }
        }
        let mut distance: f64 = 0.0;
        for (pool, part) in self.pools.iter().enumerate() {
            let target = room(values.capacity[pool], self.load[pool]);
            let off = if target >= 1.0 {
                // All of it could be served.
                1.0 - part
            } else if target <= 0.0 {
                *part
            } else {
                (part / target - 1.0).abs()
            };
            distance = distance.max(off);
        }
        distance
    }

    pub(crate) fn wins(&self, structure: &Structure, values: &Values) -> f64 {
        self.evaluation
            .wins(structure, values, Serving::Fraction(&self.nodes))
    }

    pub(crate) fn cost(&self, values: &Values) -> f64 {
        self.evaluation.cost(values, Serving::Fraction(&self.nodes))
    }

    fn result(&self, network: &Network, structure: &Structure, values: &Values) -> AtCapacity {
        let wins = self.wins(structure, values);
        let cost = self.cost(values);
        let mut steps: BTreeMap<StepId, Served> = BTreeMap::new();
        let mut ended = 0.0;
        for (at, node) in network.nodes.iter().enumerate() {
            let arrivals = self.evaluation.arrivals[at];
            let served = arrivals * self.nodes[at];
            if node.block.is_none() {
                ended += served * values.rest[at];
            }
            for arc in structure.first[at]..structure.first[at + 1] {
                if matches!(structure.kinds[arc], ArcKind::Won | ArcKind::Ended) {
                    ended += served * values.share[arc];
                }
            }
            if let Some(step) = node.end.step() {
                let row = steps.entry(step).or_default();
                row.arrivals += arrivals;
                row.served += served;
                row.queue_growth += arrivals * (1.0 - self.nodes[at]);
            }
        }
        // What stays in a branch of an inner block is part of what the block around it holds back.
        let outer = structure.blocks.iter().zip(&network.blocks).enumerate();
        let outer = outer.filter(|(_, (_, joined))| network.nodes[joined.split].block.is_none());
        let held_in_blocks = outer
            .map(|(number, (block, _))| {
                let served = self.evaluation.arrivals[block.split] * self.nodes[block.split];
                served * (1.0 - self.evaluation.delivered[number])
            })
            .sum();
        AtCapacity {
            wins,
            cost,
            cost_per_win: Some(cost / wins).filter(|_| wins > 0.0),
            ended,
            held_in_blocks,
            steps,
            serving: network
                .pools
                .iter()
                .map(|pool| pool.id)
                .zip(self.pools.iter().copied())
                .collect(),
        }
    }
}

/// The part of its load that a pool has hours for; endless when it has no load.
fn room(capacity: f64, load: f64) -> f64 {
    if load > 0.0 {
        capacity / load
    } else {
        f64::INFINITY
    }
}
