//! The flow arithmetic for a window, worked out on the map shown. No arithmetic here.

use twinlane_model::{MapId, Workshop};
use twinlane_wire::{Fault, FlowResult};

use crate::maps::view_shown;
use crate::solved_map::SolvedMap;

/// The flow of the map chosen.
pub(crate) fn result(workshop: &Workshop, map: Option<MapId>, rev: u32) -> Result<FlowResult, Fault> {
    let map = SolvedMap::of(view_shown(workshop, map)?);
    let capacity = map.at_capacity.as_ref().ok();
    Ok(FlowResult::new(
        rev,
        &map.demand,
        capacity,
        &map.growing(),
        &map.levers(),
        map.unknown(),
    ))
}
