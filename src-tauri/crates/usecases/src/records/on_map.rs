//! The log kept, beside a map: which activities mean which steps, where both agree and where they drift apart.

use jiff::civil::Date;
use twinlane_model::{MapId, Watch, Workshop};
use twinlane_records::conformance::Conformance;
use twinlane_records::conformance::names::Titles;
use twinlane_records::drift::{Comparison, StageDrift};
use twinlane_wire::{DriftRow, Fault, MatchRow, RecordsView, SkippedStep, UndrawnPath};

use super::found;
use crate::fault::from_cancelled;
use crate::maps::map_shown;
use crate::sentences::{LOCALE, RecordRemarks};

/// Titles that are offered for an activity of the log.
const OFFERED: usize = 4;

/// The log kept, beside a map: the one named, else the first.
pub(crate) fn beside_map(
    workshop: &Workshop,
    map: Option<MapId>,
    rev: u32,
    today: Date,
    watch: &dyn Watch,
) -> Result<RecordsView, Fault> {
    let map = map_shown(workshop, map);
    let mut answer = RecordsView {
        rev,
        map,
        ..RecordsView::default()
    };
    let Some(log) = workshop.log() else {
        return Ok(answer);
    };
    let summary = &*log.summary;
    answer.log = Some(log.id);
    answer.found = found(summary, None);
    let Some(view) = map.and_then(|map| workshop.view(map)) else {
        return Ok(answer);
    };
    let titles = Titles::of(&view);
    let beside = twinlane_records::log_on_map(&view, log, Some(today), watch).map_err(from_cancelled)?;
    answer.matching = summary
        .activities
        .iter()
        .zip(&beside.matching)
        .map(|(activity, ends)| MatchRow {
            name: activity.name.clone(),
            cases: small(activity.cases),
            ends: ends.clone(),
            by_hand: view.map.matching.contains_key(&activity.name),
            like: titles
                .like(&activity.name, OFFERED)
                .into_iter()
                .map(|like| like.end)
                .collect(),
        })
        .collect();
    if view.activities().next().is_none() {
        answer.unknown = Some(LOCALE.no_activities().to_owned());
        return Ok(answer);
    }
    answer.overdue = beside
        .evidence
        .overdue
        .map(|found| (small(found.open), small(found.either)));
    answer.drift = beside.evidence.drift.iter().map(drift).collect();
    match beside.conformance {
        Ok(found) => take(&mut answer, &found),
        Err(why) => answer.unknown = Some(LOCALE.not_compared(&why.to_string())),
    }
    Ok(answer)
}

fn drift(stage: &StageDrift) -> DriftRow {
    let both = |beside: Option<Comparison>| beside.map(|beside| (beside.documented, beside.recorded));
    DriftRow {
        stage: stage.stage,
        time: both(stage.time),
        conversion: both(stage.conversion),
        drift: stage.drift(),
        verdict: stage.verdict(),
    }
}

fn take(answer: &mut RecordsView, found: &Conformance) {
    answer.fitness = found.fitness;
    answer.fitting = found.fitting;
    answer.compared = found.cases - found.given_up;
    answer.skipped = found
        .skipped
        .iter()
        // A case that is still open has not come to its outcome; it has skipped nothing.
        .filter(|skipped| skipped.end.step().is_some())
        .map(|skipped| SkippedStep {
            end: skipped.end,
            cases: skipped.cases,
        })
        .collect();
    let name = |at: usize| {
        answer
            .matching
            .get(at)
            .map_or_else(String::new, |row| row.name.clone())
    };
    let undrawn = found.undrawn.iter().flatten().map(|way| UndrawnPath {
        from: name(way.from),
        to: name(way.to),
        cases: way.cases,
    });
    answer.undrawn = undrawn.collect();
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
