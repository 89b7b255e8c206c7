//! One map worked out, for what is put side by side. The arithmetic is in `flow`.

use std::ops::Deref;

use twinlane_flow::{Draws, Uncertainty};
use twinlane_model::MapView;
use twinlane_wire::NamedQueue;

use crate::network::step_name;
use crate::solved_map::SolvedMap;

/// Queues are shown as far as anybody reads.
const QUEUES: usize = 5;

/// One map worked out.
pub(super) struct Worked<'v> {
    map: SolvedMap<'v>,
    pub uncertainty: Option<Uncertainty>,
}

impl<'v> Deref for Worked<'v> {
    type Target = SolvedMap<'v>;

    fn deref(&self) -> &SolvedMap<'v> {
        &self.map
    }
}

impl<'v> Worked<'v> {
    pub fn of(view: MapView<'v>, draws: Option<&Draws>) -> Self {
        let map = SolvedMap::of(view);
        let uncertainty = draws
            .filter(|draws| draws.count > 0)
            .and_then(|draws| twinlane_flow::uncertainty(map.network(), draws).ok());
        Self { map, uncertainty }
    }

    /// Queues that grow at capacity, by name, the fastest first.
    pub fn queues(&self) -> Vec<NamedQueue> {
        let growing = self.growing().into_iter().take(QUEUES);
        let named = growing.map(|(step, by)| NamedQueue {
            step: step_name(&self.view, step),
            by,
        });
        named.collect()
    }
}
