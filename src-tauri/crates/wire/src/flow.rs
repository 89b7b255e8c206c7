//! What the flow arithmetic says of the map shown, as a window lists it. Numbers only; the arithmetic is in `flow`.

use serde::Serialize;
use ts_rs::TS;
use twinlane_flow::{AtCapacity, Demand, Levers, Queue};
use twinlane_model::{LinkId, PoolId, StepId};

/// The result of the sales process as it stands. What cannot be known is absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct FlowResult {
    /// Revision it was worked out for.
    pub rev: u32,
    /// Cases that enter, per period.
    pub entering: Option<f64>,
    /// If everything that arrives were served.
    pub served: FlowTotals,
    /// What really comes out when pools serve no more than they can.
    pub at_capacity: FlowTotals,
    /// Cases won per period if entries are cut until nothing is overloaded.
    pub feasible_wins: Option<f64>,
    /// Cases won ÷ cases that enter, 0..1.
    pub win_rate: Option<f64>,
    /// Lead time of a case, whatever becomes of it, working days.
    pub lead_time_all: Option<f64>,
    /// Lead time of a won case, working days.
    pub lead_time_won: Option<f64>,
    /// The pool of highest utilisation.
    pub constraint: Option<PoolId>,
    /// Pools in the order of the map.
    pub pools: Vec<PoolLoad>,
    /// Steps whose queue grows at capacity, the fastest first.
    pub growing: Vec<GrowingQueue>,
    /// What one point more of a share brings, the most first.
    pub points: Vec<PointMore>,
    /// What the loss of a step costs, the most first.
    pub leaks: Vec<StepLeak>,
    /// What an hour more of a pool brings at capacity, the most first.
    pub hours: Vec<HourMore>,
    /// Why the totals are not known, in a sentence; absent when they are.
    pub unknown: Option<String>,
}

/// Totals of one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, TS)]
pub struct FlowTotals {
    /// Cases won.
    pub wins: Option<f64>,
    /// Currency.
    pub cost: Option<f64>,
    /// Currency per case won.
    pub cost_per_win: Option<f64>,
}

/// How busy a pool is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct PoolLoad {
    /// The pool.
    pub pool: PoolId,
    /// Hours asked for, per period.
    pub hours: Option<f64>,
    /// Hours asked for ÷ hours there are.
    pub utilisation: Option<f64>,
    /// Mean wait of its work, working hours; absent where it grows or is unknown.
    pub wait: Option<f64>,
}

/// A queue that grows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct GrowingQueue {
    /// The step.
    pub step: StepId,
    /// Cases per period.
    pub by: f64,
}

/// One percentage point more of a share, taken from the loss of its step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct PointMore {
    /// The link.
    pub link: LinkId,
    /// Cases won per period, more than now.
    pub wins: f64,
    /// Currency per period, more than now.
    pub cost: f64,
}

/// What a step would bring if it lost nobody.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct StepLeak {
    /// The step.
    pub step: StepId,
    /// Cases won per period, more than now.
    pub wins: f64,
}

/// One hour more of a pool.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct HourMore {
    /// The pool.
    pub pool: PoolId,
    /// Cases won per period at capacity, more than now.
    pub wins: f64,
}

/// Lists are no longer than anybody reads.
const MOST: usize = 8;

impl FlowResult {
    /// The result for a window.
    pub fn new(
        rev: u32,
        demand: &Demand,
        capacity: Option<&AtCapacity>,
        growing: &[(StepId, f64)],
        levers: &Levers,
        unknown: Option<String>,
    ) -> Self {
        Self {
            rev,
            entering: demand.entering,
            served: FlowTotals {
                wins: demand.wins,
                cost: demand.cost,
                cost_per_win: demand.cost_per_win,
            },
            at_capacity: FlowTotals {
                wins: capacity.map(|found| found.wins),
                cost: capacity.map(|found| found.cost),
                cost_per_win: capacity.and_then(|found| found.cost_per_win),
            },
            feasible_wins: demand.feasible_wins,
            win_rate: demand.win_rate,
            lead_time_all: demand.lead_time_all,
            lead_time_won: demand.lead_time_won,
            constraint: demand.constraint.map(|found| found.pool),
            pools: demand
                .pools
                .iter()
                .map(|row| PoolLoad {
                    pool: row.pool,
                    hours: row.hours,
                    utilisation: row.utilisation,
                    wait: match row.queue {
                        Some(Queue::Wait(hours)) => Some(hours),
                        _ => None,
                    },
                })
                .collect(),
            growing: growing
                .iter()
                .take(MOST)
                .map(|(step, by)| GrowingQueue { step: *step, by: *by })
                .collect(),
            points: levers
                .sensitivity
                .iter()
                .take(MOST)
                .map(|row| PointMore {
                    link: row.link,
                    wins: row.wins,
                    cost: row.cost,
                })
                .collect(),
            leaks: levers
                .leaks
                .iter()
                .take(MOST)
                .map(|row| StepLeak {
                    step: row.step,
                    wins: row.wins,
                })
                .collect(),
            hours: levers
                .hours
                .iter()
                .take(MOST)
                .map(|row| HourMore {
                    pool: row.pool,
                    wins: row.wins,
                })
                .collect(),
            unknown,
        }
    }
}
