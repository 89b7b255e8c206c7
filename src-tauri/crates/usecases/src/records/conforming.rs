//! The log that a workshop keeps beside one of its maps.

use jiff::civil::Date;
use twinlane_model::records::Summary;
use twinlane_model::{MapId, MapView, Watch, Workshop};
use twinlane_records::conformance::names::matching;
use twinlane_records::conformance::{self, Conformance, ConformanceError, Options, Variant};
use twinlane_wire::{Fault, FaultCode};

use super::said::{ConformanceSaid, LogSaid};
use crate::fault::from_cancelled;

/// A log beside a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// What each activity of the log means on the map.
    pub matching: Vec<Vec<twinlane_model::End>>,
    /// How far cases go the ways the map draws, or why that cannot be said.
    pub conformance: Result<Conformance, String>,
}

/// Compares the cases of a log with the ways that a map draws.
///
/// # Errors
/// Nobody wants the result any more.
pub fn compare(view: &MapView<'_>, summary: &Summary, watch: &dyn Watch) -> Result<Compared, Fault> {
    let matching = matching(
        view,
        summary.activities.iter().map(|activity| activity.name.as_str()),
    );
    let variants: Vec<Variant> = summary
        .ways
        .iter()
        .map(|way| Variant {
            activities: way.activities.iter().map(|id| *id as usize).collect(),
            cases: u32::try_from(way.cases).unwrap_or(u32::MAX),
        })
        .collect();
    let conformance = match conformance::check(view, &matching, &variants, Options::default(), watch) {
        Ok(found) => Ok(found),
        Err(ConformanceError::Cancelled(cancelled)) => return Err(from_cancelled(cancelled)),
        Err(error) => Err(error.to_string()),
    };
    Ok(Compared {
        matching,
        conformance,
    })
}

/// What the log of a workshop says, and how far a map of it agrees: the one named, else the first.
///
/// # Errors
/// The workshop keeps no log; nobody wants the result any more.
pub fn kept_log(
    workshop: &Workshop,
    map: Option<MapId>,
    as_of: Option<Date>,
    watch: &dyn Watch,
) -> Result<LogSaid, Fault> {
    let log = workshop.log().ok_or_else(|| {
        Fault::new(
            FaultCode::NoRecords,
            "the workshop keeps no log; `twinlane import LOG --as log --into FILE` brings one in",
        )
    })?;
    let mut said = LogSaid::of(&log.summary, as_of);
    let map = map.or_else(|| workshop.maps_in_order().first().map(|map| map.id));
    if let Some(view) = map.and_then(|map| workshop.view(map))
        && view.activities().next().is_some()
    {
        let compared = compare(&view, &log.summary, watch)?;
        let (found, unknown) = match compared.conformance {
            Ok(found) => (Some(found), None),
            Err(why) => (None, Some(why)),
        };
        said.conformance = Some(ConformanceSaid {
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
    Ok(said)
}
