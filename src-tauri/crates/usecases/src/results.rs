//! The flow arithmetic for a window, worked out on the map shown. No arithmetic here.

use twinlane_model::{MapId, Workshop};
use twinlane_wire::{Fault, FlowResult};

use crate::maps::view_shown;
use crate::network::{network_of, sentence};

/// The flow of the map chosen.
pub(crate) fn result(workshop: &Workshop, map: Option<MapId>, rev: u32) -> Result<FlowResult, Fault> {
    let view = view_shown(workshop, map)?;
    let (network, _) = network_of(&view);
    let demand = twinlane_flow::demand(&network);
    let (capacity, unknown) = match twinlane_flow::at_capacity(&network) {
        Ok(found) => (Some(found), None),
        Err(why) => (None, Some(sentence(&view, &why))),
    };
    let levers = twinlane_flow::levers(&network);
    Ok(FlowResult::new(rev, &demand, capacity.as_ref(), &levers, unknown))
}
