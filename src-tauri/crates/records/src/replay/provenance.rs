//! Where a number of the map comes from: whether it was measured in a given log, and the date of that log.

use jiff::civil::Date;
use twinlane_model::ImportedLog;
use twinlane_model::Measure;

use crate::log::Zone;
use crate::mapping::Mapping;

/// The day of the last event of a log, in the zone its times were read in; absent without events.
pub fn as_of(log: &ImportedLog) -> Option<Date> {
    let zone = toml::from_str::<Mapping>(&log.mapping)
        .ok()
        .and_then(|mapping| mapping.zone)
        .and_then(|zone| Zone::named(&zone).ok())
        .unwrap_or_default();
    let last = log.summary.last?;
    Some(last.to_zoned(zone.time_zone().clone()).date())
}

/// Whether a number was measured in this log, as its source and date tell.
pub(crate) fn measured_in(measure: &Measure, log: &ImportedLog, as_of: Option<Date>) -> bool {
    measure.source.as_deref() == Some(log.name.as_str()) && measure.as_of == as_of
}
