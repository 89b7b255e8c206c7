//! From records to the map: what a log says about the steps and links of a sales process.
//!
//! Pure arithmetic on a [`Summary`](twinlane_model::records::Summary) and a map; changes are made as values and applied
//! elsewhere. Nothing here words a gap, and no case and nobody's name is known.
//!
//! The definitions, with their reasons, are in `docs/decisions/records-onto-the-map.md`.

mod draw;
mod drawn;
mod graph;
mod measures;
mod passages;
mod remarks;
mod roads;
mod stays;
mod walks;

pub use draw::{DrawRefused, draw};
pub use drawn::{Place, Proposal, ProposedLink, ProposedOutcome, ProposedStep, drawn};
pub use measures::{Measures, measures};
pub(crate) use passages::{Passages, ending_of, means, spoken_of};
pub(crate) use roads::roads;
pub(crate) use stays::{StayAt, stays};
pub(crate) use walks::{Counts, Meaning, Walks};

use jiff::civil::Date;
use twinlane_model::Measure;
use twinlane_model::records::ImportedLog;

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

/// Whether a number was taken from this log, as its source and date tell.
pub(crate) fn taken_from(measure: &Measure, log: &ImportedLog, as_of: Option<Date>) -> bool {
    measure.source.as_deref() == Some(log.name.as_str()) && measure.as_of == as_of
}
