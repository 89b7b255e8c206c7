//! Which maps belong together: a current map and the scenarios copied from it, or from one of those.

use std::collections::BTreeSet;

use twinlane_model::{MapId, MapKind, Workshop};
use twinlane_wire::MapFamily;

/// The current map that a map belongs to: itself, or the one it was copied from by way of other scenarios. Where
/// that is gone, the first current map stands for it.
pub(crate) fn present_of(workshop: &Workshop, map: MapId) -> Option<MapId> {
    let mut seen = BTreeSet::new();
    let mut at = Some(map);
    while let Some(row) = at.and_then(|id| workshop.maps().get(&id)) {
        if row.kind == MapKind::Current {
            return Some(row.id);
        }
        // A file may say that two maps were copied from each other.
        if !seen.insert(row.id) {
            break;
        }
        at = row.copied_from;
    }
    let maps = workshop.maps_in_order();
    maps.iter()
        .find(|row| row.kind == MapKind::Current)
        .map(|row| row.id)
}

/// The maps that belong together with the one shown.
pub(crate) fn family_of(workshop: &Workshop, shown: Option<MapId>) -> MapFamily {
    let Some(shown) = shown else {
        return MapFamily::default();
    };
    let present = present_of(workshop, shown);
    MapFamily {
        present,
        scenarios: scenarios_of(workshop, present),
    }
}

/// The scenarios of a current map, in the order of the maps.
pub(super) fn scenarios_of(workshop: &Workshop, present: Option<MapId>) -> Vec<MapId> {
    let maps = workshop.maps_in_order();
    let scenarios = maps.iter().filter(|row| row.kind == MapKind::Scenario);
    scenarios
        .map(|row| row.id)
        .filter(|map| present_of(workshop, *map) == present)
        .collect()
}
