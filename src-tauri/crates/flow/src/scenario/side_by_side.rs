//! Scenarios side by side: the present result against that of each scenario, demand and capacity.

use serde::{Deserialize, Serialize};
use twinlane_model::{PoolId, StepId};

use super::moves::{Move, MoveRefused};
use crate::demand::at_capacity::{self, AtCapacity};
use crate::demand::{self, Demand};
use crate::network::Network;
use crate::solve::baseline::Baseline;
use crate::unknown::WhyUnknown;

/// Moves that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// Its moves, made one after the other.
    pub moves: Vec<Move>,
}

/// The result of one scenario, or of the present.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Column {
    /// What it is called; empty for the present.
    pub name: String,
    /// Demand: if everything that arrives were served.
    pub demand: Demand,
    /// What really comes out; `None` where it cannot be known.
    pub at_capacity: Option<AtCapacity>,
    /// Why it cannot.
    pub at_capacity_unknown: Option<WhyUnknown>,
}

impl Column {
    /// Utilisation of each pool, in the order of the map.
    pub fn utilisation(&self) -> impl Iterator<Item = (PoolId, Option<f64>)> + '_ {
        self.demand.pools.iter().map(|row| (row.pool, row.utilisation))
    }

    /// Queues that grow, cases per period, in the order of the steps' ids.
    pub fn queues(&self) -> impl Iterator<Item = (StepId, f64)> + '_ {
        let steps = self.at_capacity.iter().flat_map(|found| &found.steps);
        steps
            .map(|(step, row)| (*step, row.queue_growth))
            .filter(|(_, growth)| *growth > 1e-9)
    }
}

/// Works out a network and each scenario on it; the present stands first.
///
/// # Errors
/// Place of the scenario and why a move of it was refused.
pub fn side_by_side(network: &Network, scenarios: &[Scenario]) -> Result<Vec<Column>, (usize, MoveRefused)> {
    let mut columns = vec![column("", network)];
    for (at, scenario) in scenarios.iter().enumerate() {
        let altered = network.with(&scenario.moves).map_err(|refused| (at, refused))?;
        columns.push(column(&scenario.name, &altered));
    }
    Ok(columns)
}

/// Works out one network, under a name.
pub fn column(name: &str, network: &Network) -> Column {
    let baseline = Baseline::of(network);
    let found = at_capacity::of_baseline(network, &baseline);
    let (at_capacity, at_capacity_unknown) = match found {
        Ok(found) => (Some(found), None),
        Err(why) => (None, Some(why)),
    };
    Column {
        name: name.to_owned(),
        demand: demand::of_baseline(network, &baseline),
        at_capacity,
        at_capacity_unknown,
    }
}
