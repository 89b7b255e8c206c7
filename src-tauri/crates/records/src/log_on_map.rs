//! A log compared with a map as a whole: what each activity means on the map, the evidence that the records give about
//! the map, and how far cases follow the drawn paths.

use jiff::civil::Date;
use twinlane_model::ImportedLog;
use twinlane_model::records::Summary;
use twinlane_model::{Cancelled, End, MapView, Watch};

use crate::conformance::{self, Conformance, ConformanceError, Options, Variant, names};
use crate::map_evidence::{MapEvidence, map_evidence};
use crate::replay::{has_ending, outcome_named_in};
use crate::summary::ending_of;

/// A log compared with a map.
#[derive(Clone, Debug)]
pub struct LogOnMap {
    /// What each activity of the log means on the map, in their order.
    pub matching: Vec<Vec<End>>,
    /// The evidence that the records give about the map.
    pub evidence: MapEvidence,
    /// How far cases follow the drawn paths, or why that is not known.
    pub conformance: Result<Conformance, ConformanceError>,
}

/// What each activity of a log means on a map, in their order: what people have chosen, else the rows with the same
/// title, else, for an activity that stands for an ending, the one outcome of that kind.
pub fn matching(view: &MapView<'_>, summary: &Summary) -> Vec<Vec<End>> {
    let names = summary.activities.iter().map(|activity| activity.name.as_str());
    let mut matching = names::matching(view, names);
    for (activity, ends) in (0..).zip(&mut matching) {
        if ends.is_empty() && !view.map.matching.contains_key(summary.name(activity)) {
            ends.extend(ending(view, summary, activity));
        }
    }
    matching
}

/// The outcome that an activity which ends cases can only mean: the one whose title its name holds, else the one there is.
fn ending(view: &MapView<'_>, summary: &Summary, activity: u32) -> Option<End> {
    let ending = ending_of(summary, activity)?;
    let name = summary.name(activity);
    if let Some(place) = outcome_named_in(view, name, ending) {
        return Some(End::Outcome(view.outcomes[place].id));
    }
    let mut fitting = view
        .outcomes
        .iter()
        .filter(|outcome| has_ending(outcome.kind, ending));
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Some(End::Outcome(one.id)),
        _ => None,
    }
}

/// Compares a log with a map; open cases are aged to `as_of`.
///
/// # Errors
/// Nobody wants the result any more.
pub fn log_on_map(
    view: &MapView<'_>,
    log: &ImportedLog,
    as_of: Option<Date>,
    watch: &dyn Watch,
) -> Result<LogOnMap, Cancelled> {
    let summary = log.summary.as_ref();
    let matching = matching(view, summary);
    let evidence = map_evidence(view, log, &matching, as_of);
    let variants: Vec<Variant> = summary
        .ways
        .iter()
        .map(|way| Variant {
            activities: way.activities.iter().map(|place| *place as usize).collect(),
            cases: u32::try_from(way.cases).unwrap_or(u32::MAX),
        })
        .collect();
    let conformance = match conformance::check(view, &matching, &variants, Options::default(), watch) {
        Err(ConformanceError::Cancelled(cancelled)) => return Err(cancelled),
        other => other,
    };
    Ok(LogOnMap {
        matching,
        evidence,
        conformance,
    })
}
