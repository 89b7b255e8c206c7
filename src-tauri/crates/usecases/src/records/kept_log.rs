//! The log that a workshop keeps beside one of its maps.

use jiff::civil::Date;
use twinlane_model::{MapId, Watch, Workshop};
use twinlane_records::log_on_map;
use twinlane_wire::{Fault, FaultCode};

use super::log_report::{ConformanceReport, LogReport};
use crate::fault::from_cancelled;
use crate::maps::map_shown;
use crate::sentences::{Faults, LOCALE};

/// What the log of a workshop says, and how far a map of it agrees: the one named, else the first.
///
/// # Errors
/// The workshop keeps no log; nobody wants the result any more.
pub fn kept_log(
    workshop: &Workshop,
    map: Option<MapId>,
    as_of: Option<Date>,
    watch: &dyn Watch,
) -> Result<LogReport, Fault> {
    let log = workshop
        .log()
        .ok_or_else(|| Fault::new(FaultCode::NoRecords, LOCALE.no_log_to_report()))?;
    let mut report = LogReport::of(&log.summary, as_of);
    if let Some(view) = map_shown(workshop, map).and_then(|map| workshop.view(map))
        && view.activities().next().is_some()
    {
        let compared = log_on_map(&view, log, as_of, watch).map_err(from_cancelled)?;
        let (found, unknown) = match compared.conformance {
            Ok(found) => (Some(found), None),
            Err(why) => (None, Some(why.to_string())),
        };
        report.conformance = Some(ConformanceReport {
            map: view.map.name.clone(),
            fitness: found.as_ref().and_then(|found| found.fitness),
            fitting_cases: found.as_ref().map_or(0, |found| u64::from(found.fitting)),
            cases: found
                .as_ref()
                .map_or(0, |found| u64::from(found.cases - found.given_up)),
            unknown,
            unmatched: log
                .summary
                .activities
                .iter()
                .zip(&compared.matching)
                .filter(|(_, ends)| ends.is_empty())
                .map(|(activity, _)| activity.name.clone())
                .collect(),
        });
    }
    Ok(report)
}
