//! Which map is meant: the one chosen, else the first; the one a row is drawn on.

use crate::sentences::{Faults, LOCALE};
use twinlane_model::{MapId, MapView, Row, Workshop};
use twinlane_wire::{Fault, FaultCode};

/// The chosen map, else the first; nothing in a workshop without maps.
pub(crate) fn map_shown(workshop: &Workshop, chosen: Option<MapId>) -> Option<MapId> {
    let chosen = chosen.filter(|map| workshop.maps().contains_key(map));
    chosen.or_else(|| workshop.maps_in_order().first().map(|map| map.id))
}

/// The same map with its rows.
///
/// # Errors
/// The workshop has no map yet.
pub(crate) fn view_shown(workshop: &Workshop, chosen: Option<MapId>) -> Result<MapView<'_>, Fault> {
    map_shown(workshop, chosen)
        .and_then(|map| workshop.view(map))
        .ok_or_else(no_map_yet)
}

/// The fault of a workshop without maps.
pub(crate) fn no_map_yet() -> Fault {
    Fault::new(FaultCode::NoSuchMap, LOCALE.no_map_yet())
}

/// The fault of a map that is not there.
pub(crate) fn no_such_map() -> Fault {
    Fault::new(FaultCode::NoSuchMap, LOCALE.no_such_map())
}

/// The map on which a row is drawn; `None` for rows of the workshop itself, decisions about gaps among them.
pub(crate) fn map_of(row: &Row) -> Option<MapId> {
    row.map().filter(|_| row.has_origin())
}
