//! From the log that a workshop keeps to the numbers of one of its maps.

use twinlane_model::{MapId, Workshop};
use twinlane_records::conformance::names::matching;
use twinlane_records::onto::{Measures, measures};
use twinlane_wire::{Fault, FaultCode};

/// What the log kept measures on a map: the one named, else the first.
///
/// # Errors
/// The workshop keeps no log or has no map; the log says nothing that is not on the map already.
pub fn measured(workshop: &Workshop, map: Option<MapId>) -> Result<Measures, Fault> {
    let log = workshop
        .log()
        .ok_or_else(|| Fault::new(FaultCode::NoRecords, "the workshop keeps no log"))?;
    let chosen = map.filter(|map| workshop.maps().contains_key(map));
    let map = chosen.or_else(|| workshop.maps_in_order().first().map(|map| map.id));
    let view = map
        .and_then(|map| workshop.view(map))
        .ok_or_else(|| Fault::new(FaultCode::NoSuchMap, "the workshop has no map yet"))?;
    let names = log
        .summary
        .activities
        .iter()
        .map(|activity| activity.name.as_str());
    let found = measures(
        &view,
        log,
        &matching(&view, names),
        workshop.charter().days_per_period,
    );
    if found.set == 0 {
        let why = found.remarks.first().map_or(
            "its activities match no step of the map; say what they mean, then try again",
            String::as_str,
        );
        return Err(Fault::new(
            FaultCode::ChangeRefused,
            format!("“{}” measures nothing on this map: {why}", log.name),
        ));
    }
    Ok(found)
}
