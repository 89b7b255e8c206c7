//! One map worked out, for what is put side by side. The arithmetic is in `flow`.

use twinlane_flow::{Draws, Network, Uncertainty};
use twinlane_model::MapView;
use twinlane_wire::NamedQueue;

use crate::network::{network_of, pool_name, sentence, step_name};

/// Queues are shown as far as anybody reads.
const QUEUES: usize = 5;

/// One map worked out.
pub(super) struct Worked<'a> {
    pub view: MapView<'a>,
    pub network: Network,
    pub found: twinlane_flow::Column,
    pub uncertainty: Option<Uncertainty>,
    pub remarks: Vec<String>,
}

impl<'a> Worked<'a> {
    pub fn of(view: MapView<'a>, draws: Option<&Draws>) -> Self {
        let (network, remarks) = network_of(&view);
        let found = twinlane_flow::column(&view.map.name, &network);
        let uncertainty = draws
            .filter(|draws| draws.count > 0)
            .and_then(|draws| twinlane_flow::uncertainty(&network, draws).ok());
        Self {
            view,
            network,
            found,
            uncertainty,
            remarks,
        }
    }

    /// Name of the pool of highest utilisation.
    pub fn constraint(&self) -> Option<String> {
        let limit = self.found.demand.constraint?;
        Some(pool_name(&self.view, limit.pool))
    }

    /// Queues that grow at capacity, the fastest first.
    pub fn growing(&self) -> Vec<NamedQueue> {
        let mut queues: Vec<NamedQueue> = self
            .found
            .queues()
            .map(|(step, by)| NamedQueue {
                step: step_name(&self.view, step),
                by,
            })
            .collect();
        queues.sort_by(|one, other| other.by.total_cmp(&one.by));
        queues.truncate(QUEUES);
        queues
    }

    /// Why the totals are not known.
    pub fn unknown(&self) -> Option<String> {
        let why = self.found.at_capacity_unknown.as_ref()?;
        Some(sentence(&self.view, why))
    }
}
