//! Demand: the results if everything that arrives were served.
//!
//! What is missing counts as nothing and is named; what cannot be known is `None`, and the reason lies beside
//! it. Formulas: v = λN, ρ = Σ vt ÷ c, work in process = v × e ÷ days (Little 1961).

pub(crate) mod at_capacity;
pub(crate) mod queue;
pub(crate) mod rolled_accuracy;

use std::collections::BTreeMap;

use serde::Serialize;
use twinlane_model::{PoolId, StepId};

use crate::network::Network;
use crate::solve::baseline::Baseline;
use crate::solve::evaluation::{Evaluation, Serving};
use crate::unknown::{Figure, FlowUnknown, Problem, WhyUnknown};

use crate::network::values::Values;
use queue::{Queue, queue};
use rolled_accuracy::{RolledAccuracy, rolled_accuracy};

/// The result if everything that arrives were served.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Demand {
    /// Cases that enter, cases per period.
    pub entering: Option<f64>,
    /// Cases won per period.
    pub wins: Option<f64>,
    /// Cases won ÷ cases that enter, 0..1.
    pub win_rate: Option<f64>,
    /// Currency per period.
    pub cost: Option<f64>,
    /// Currency per case won.
    pub cost_per_win: Option<f64>,
    /// Cases won per period if entries are cut until nothing is overloaded.
    pub feasible_wins: Option<f64>,
    /// Lead time of a case, whatever becomes of it, working days.
    pub lead_time_all: Option<f64>,
    /// Lead time of a won case, working days.
    pub lead_time_won: Option<f64>,
    /// Touch time ÷ elapsed time over the steps on a path to won.
    pub activity_ratio: Option<f64>,
    /// Entries × deal value × win rate ÷ lead time of won cases, currency per day.
    pub pipeline_velocity: Option<f64>,
    /// The pool of highest utilisation.
    pub constraint: Option<Constraint>,
    /// Percent complete and accurate along the main path.
    pub rolled: RolledAccuracy,
    /// By step, forced cases counted with it.
    pub steps: BTreeMap<StepId, StepDemand>,
    /// In the order of the map.
    pub pools: Vec<PoolDemand>,
    /// What counts as nothing because nobody gave a number.
    pub missing: Missing,
    /// Why the numbers above are not known, one reason for each that is `None`.
    pub unknown: Vec<(Figure, WhyUnknown)>,
    /// What the reader must know about these numbers.
    pub problems: Vec<Problem>,
}

/// The pool of highest utilisation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Constraint {
    /// The pool.
    pub pool: PoolId,
    /// Hours needed ÷ hours there are; `None` where there are none at all.
    pub utilisation: Option<f64>,
}

/// Demand at one step.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StepDemand {
    /// Visits per period.
    pub visits: Option<f64>,
    /// Chance to win for a case that is here, 0..1.
    pub win_chance: Option<f64>,
    /// Hours of touch time per period.
    pub hours: Option<f64>,
    /// Currency per period.
    pub cost: Option<f64>,
    /// Utilisation of its pool.
    pub utilisation: Option<f64>,
    /// Cases here at any time; `None` also where nobody gave an elapsed time.
    pub work_in_process: Option<f64>,
    /// Why visits are not known.
    pub visits_unknown: Option<FlowUnknown>,
    /// Why the chance is not known.
    pub chance_unknown: Option<FlowUnknown>,
}

/// Demand at one pool.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PoolDemand {
    /// The pool.
    pub pool: PoolId,
    /// Hours needed per period.
    pub hours: Option<f64>,
    /// Hours needed ÷ hours there are.
    pub utilisation: Option<f64>,
    /// What its work waits for.
    pub queue: Option<Queue>,
}

/// What counts as nothing because nobody gave a number; only of activities that cases reach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Missing {
    /// Activities without a touch time.
    pub touch: Vec<StepId>,
    /// Activities without an elapsed time.
    pub elapsed: Vec<StepId>,
    /// Activities whose hours cost nothing: they have no pool, or the pool has no cost.
    pub cost: Vec<StepId>,
    /// Pools with work and without a capacity: they hold nothing up.
    pub capacity: Vec<PoolId>,
}

/// Works out the demand on a network.
pub fn demand(network: &Network) -> Demand {
    of_baseline(network, &Baseline::of(network))
}

pub(crate) fn of_baseline(network: &Network, baseline: &Baseline) -> Demand {
    let Baseline {
        structure,
        values,
        evaluation,
        trouble,
        ..
    } = baseline;
    let entered = network.nodes.iter().any(|node| node.entry.is_some());
    let visits = |node: usize| (entered && trouble.behind[node].is_none()).then(|| evaluation.arrivals[node]);
    let whole = baseline.totals.is_none();
    let entering = entered.then(|| values.entering());
    let wins = whole.then(|| evaluation.wins(structure, values, Serving::Everybody));
    let some = |number: Option<f64>| number.filter(|number| *number > 0.0);
    let per = |sum: Option<f64>, number: Option<f64>| Some(sum? / some(number)?);
    let cost = whole.then(|| evaluation.cost(values, Serving::Everybody));
    let lead_time_all = per(whole.then(|| evaluation.days(structure, values)), entering);
    let lead_time_won = per(whole.then(|| evaluation.won_days(structure, values)), wins);
    let win_rate = per(wins, entering);
    let pools = pools(network, baseline, visits);
    let constraint = constraint(&pools, values);
    let most = constraint.map(|(_, utilisation)| utilisation);
    let mut found = Demand {
        entering,
        feasible_wins: wins.zip(most).map(|(wins, most)| wins / most.max(1.0)),
        cost_per_win: per(cost, wins),
        activity_ratio: activity_ratio(network, baseline),
        pipeline_velocity: per(
            wins.zip(network.deal_value).map(|(wins, value)| wins * value),
            lead_time_won,
        ),
        wins,
        win_rate,
        cost,
        lead_time_all,
        lead_time_won,
        constraint: constraint.map(|(at, utilisation)| Constraint {
            pool: network.pools[at].id,
            utilisation: Some(utilisation).filter(|number| number.is_finite()),
        }),
        rolled: rolled_accuracy(network, baseline),
        steps: steps(network, baseline, &pools, visits),
        missing: missing(network, evaluation, &pools),
        pools,
        unknown: Vec::new(),
        problems: trouble.problems.clone(),
    };
    found.unknown = reasons(network, baseline, &found);
    found
}

fn steps(
    network: &Network,
    baseline: &Baseline,
    pools: &[PoolDemand],
    visits: impl Fn(usize) -> Option<f64>,
) -> BTreeMap<StepId, StepDemand> {
    let values = &baseline.values;
    let mut steps: BTreeMap<StepId, StepDemand> = BTreeMap::new();
    for (at, node) in network.nodes.iter().enumerate() {
        let Some(id) = node.end.step() else { continue };
        let count = visits(at);
        let days = node.elapsed.as_ref().map(|_| values.elapsed[at]);
        let row = StepDemand {
            visits: count,
            win_chance: baseline.trouble.before[at]
                .is_none()
                .then(|| baseline.evaluation.chance[at]),
            hours: count.map(|count| count * values.touch[at]),
            cost: count.map(|count| count * values.visit_cost(at)),
            utilisation: node.pool.and_then(|pool| pools[pool].utilisation),
            work_in_process: count
                .zip(days)
                .map(|(count, days)| count * days / network.days_per_period)
                .filter(|cases| cases.is_finite()),
            visits_unknown: count.is_none().then(|| {
                baseline.trouble.behind[at]
                    .clone()
                    .unwrap_or(FlowUnknown::NoEntry)
            }),
            chance_unknown: baseline.trouble.before[at].clone(),
        };
        match steps.entry(id) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(row);
            }
            std::collections::btree_map::Entry::Occupied(mut known) => known.get_mut().add(&row),
        }
    }
    steps
}

impl StepDemand {
    /// Counts forced cases with their step; the chance stays that of the step itself.
    fn add(&mut self, forced: &Self) {
        let both = |one: Option<f64>, other: Option<f64>| Some(one? + other?);
        self.visits = both(self.visits, forced.visits);
        self.hours = both(self.hours, forced.hours);
        self.cost = both(self.cost, forced.cost);
        self.work_in_process = both(self.work_in_process, forced.work_in_process);
        if self.visits_unknown.is_none() {
            self.visits_unknown.clone_from(&forced.visits_unknown);
        }
    }
}

fn pools(network: &Network, baseline: &Baseline, visits: impl Fn(usize) -> Option<f64>) -> Vec<PoolDemand> {
    let values = &baseline.values;
    let mut hours: Vec<Option<f64>> = vec![Some(0.0); network.pools.len()];
    let mut cases = vec![0.0; network.pools.len()];
    for (at, node) in network.nodes.iter().enumerate() {
        if let Some(pool) = node.pool {
            let count = visits(at);
            hours[pool] = hours[pool]
                .zip(count)
                .map(|(sum, count)| sum + count * values.touch[at]);
            if values.touch[at] > 0.0 {
                cases[pool] += count.unwrap_or(0.0);
            }
        }
    }
    let rows = network.pools.iter().enumerate();
    rows.map(|(at, pool)| {
        let load = hours[at].map(|hours| hours / values.capacity[at]);
        let utilisation = load.filter(|load| load.is_finite() && pool.capacity.is_some());
        let present = network.hours_per_day * network.days_per_period;
        let touch = hours[at]
            .map(|hours| hours / cases[at])
            .filter(|touch| touch.is_finite());
        PoolDemand {
            pool: pool.id,
            hours: hours[at],
            utilisation,
            queue: utilisation.map(|load| queue(load, pool.people, touch, present, values.capacity[at])),
        }
    })
    .collect()
}

/// Place and utilisation of the most utilised of the pools with a capacity; the first of equals, in the order
/// of the map. `None` also where the hours of a pool are not known.
fn constraint(pools: &[PoolDemand], values: &Values) -> Option<(usize, f64)> {
    let mut most: Option<(usize, f64)> = None;
    for (at, pool) in pools.iter().enumerate() {
        let hours = pool.hours?;
        if values.capacity[at].is_infinite() {
            continue;
        }
        let utilisation = if hours > 0.0 {
            hours / values.capacity[at]
        } else {
            0.0
        };
        if most.is_none_or(|(_, most)| utilisation > most) {
            most = Some((at, utilisation));
        }
    }
    most
}

/// Σvt ÷ (hours per day · Σve) over the activities from which won can be reached.
fn activity_ratio(network: &Network, baseline: &Baseline) -> Option<f64> {
    let (mut hours, mut days) = (0.0, 0.0);
    for (at, node) in network.nodes.iter().enumerate() {
        if baseline.totals.is_some() || baseline.trouble.before[at].is_some() {
            return None;
        }
        if node.activity && baseline.evaluation.chance[at] > 0.0 {
            hours += baseline.evaluation.arrivals[at] * baseline.values.touch[at];
            days += baseline.evaluation.arrivals[at] * baseline.values.elapsed[at];
        }
    }
    Some(hours / (network.hours_per_day * days)).filter(|ratio| ratio.is_finite())
}

fn missing(network: &Network, evaluation: &Evaluation, pools: &[PoolDemand]) -> Missing {
    let mut missing = Missing::default();
    for (at, node) in network.nodes.iter().enumerate() {
        let (Some(step), true, false) = (node.end.step(), node.activity, node.forced) else {
            continue;
        };
        if evaluation.arrivals[at] <= 0.0 {
            continue;
        }
        if node.touch.is_none() {
            missing.touch.push(step);
        }
        if node.elapsed.is_none() {
            missing.elapsed.push(step);
        }
        if node.pool.is_none_or(|pool| network.pools[pool].cost.is_none()) {
            missing.cost.push(step);
        }
    }
    for (pool, row) in network.pools.iter().zip(pools) {
        if pool.capacity.is_none() && row.hours.is_some_and(|hours| hours > 0.0) {
            missing.capacity.push(pool.id);
        }
    }
    missing
}

/// A reason for each number that is not known.
fn reasons(network: &Network, baseline: &Baseline, found: &Demand) -> Vec<(Figure, WhyUnknown)> {
    let nothing_won = found.wins.is_some_and(|wins| wins <= 0.0);
    let flow = |otherwise: WhyUnknown| baseline.totals.clone().map_or(otherwise, WhyUnknown::Flow);
    let rows = [
        (
            Figure::Entering,
            found.entering.is_none(),
            WhyUnknown::Flow(FlowUnknown::NoEntry),
        ),
        (
            Figure::Wins,
            found.wins.is_none(),
            flow(WhyUnknown::NothingEnters),
        ),
        (
            Figure::WinRate,
            found.win_rate.is_none(),
            flow(WhyUnknown::NothingEnters),
        ),
        (
            Figure::Cost,
            found.cost.is_none(),
            flow(WhyUnknown::NothingEnters),
        ),
        (
            Figure::CostPerWin,
            found.cost_per_win.is_none(),
            flow(WhyUnknown::NothingWon),
        ),
        (
            Figure::FeasibleWins,
            found.feasible_wins.is_none(),
            flow(WhyUnknown::NoCapacity),
        ),
        (
            Figure::LeadTimeAll,
            found.lead_time_all.is_none(),
            flow(WhyUnknown::NothingEnters),
        ),
        (
            Figure::LeadTimeWon,
            found.lead_time_won.is_none(),
            flow(WhyUnknown::NothingWon),
        ),
        (
            Figure::ActivityRatio,
            found.activity_ratio.is_none(),
            flow(WhyUnknown::NoElapsed),
        ),
        (
            Figure::PipelineVelocity,
            found.pipeline_velocity.is_none(),
            flow(match (network.deal_value, nothing_won) {
                (None, _) => WhyUnknown::NoDealValue,
                (Some(_), true) => WhyUnknown::NothingWon,
                (Some(_), false) => WhyUnknown::NoElapsed,
            }),
        ),
        (
            Figure::Constraint,
            found.constraint.is_none(),
            flow(WhyUnknown::NoCapacity),
        ),
    ];
    rows.into_iter()
        .filter(|(_, unknown, _)| *unknown)
        .map(|(figure, _, why)| (figure, why))
        .collect()
}
