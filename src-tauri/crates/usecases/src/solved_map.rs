//! A map solved once, for whoever puts the flow arithmetic into an answer: the command line, the window, the columns of
//! scenarios. No arithmetic here.

use twinlane_flow::{AtCapacity, Demand, Levers, Network, Solved, WhyUnknown};
use twinlane_model::{MapView, StepId};

use crate::network::{network_of, pool_name, sentence};

/// A map, its network and what all of its results are worked out from.
pub(crate) struct SolvedMap<'v> {
    pub view: MapView<'v>,
    /// If everything that arrives were served.
    pub demand: Demand,
    /// What comes out when pools serve no more than they can, or why that is not known.
    pub at_capacity: Result<AtCapacity, WhyUnknown>,
    /// A sentence for each move of a scenario that was left out.
    pub remarks: Vec<String>,
    solved: Solved,
}

impl<'v> SolvedMap<'v> {
    /// Solves a map, with the moves of a scenario done.
    pub fn of(view: MapView<'v>) -> Self {
        let (network, remarks) = network_of(&view);
        let solved = Solved::of(network);
        Self {
            view,
            demand: solved.demand(),
            at_capacity: solved.at_capacity(1.0),
            remarks,
            solved,
        }
    }

    /// The network.
    pub fn network(&self) -> &Network {
        self.solved.network()
    }

    /// What would change the result.
    pub fn levers(&self) -> Levers {
        self.solved.levers()
    }

    /// Name of the pool of highest utilisation.
    pub fn constraint(&self) -> Option<String> {
        let limit = self.demand.constraint?;
        Some(pool_name(&self.view, limit.pool))
    }

    /// Queues that grow at capacity, cases per period, the fastest first. What is left of the last digits is no queue.
    pub fn growing(&self) -> Vec<(StepId, f64)> {
        let steps = self.at_capacity.iter().flat_map(|found| &found.steps);
        let growth = steps.map(|(step, row)| (*step, row.queue_growth));
        let mut growing: Vec<(StepId, f64)> = growth.filter(|(_, by)| *by > 1e-9).collect();
        growing.sort_by(|one, other| other.1.total_cmp(&one.1));
        growing
    }

    /// Why the totals are not known, in a sentence; nothing when they are.
    pub fn unknown(&self) -> Option<String> {
        let why = self.at_capacity.as_ref().err()?;
        Some(sentence(&self.view, why))
    }
}
