//! Small services around a map: a typed line as a change, the clipboard, where a row is to be seen, what
//! differs between two maps.

use std::fmt::Write;

use twinlane_model::capture::{CaptureContext, CaptureMode, Captured};
use twinlane_model::{
    Change, Difference, End, GapId, GapRecord, GapState, IdSource, LaneId, MapDiff, MapId, Row, RowKey, Side,
    StageId, Step, StepId, Workshop,
};
use twinlane_picture::Mark;
use twinlane_wire::{Differences, EntryMode, Fault, FaultCode};

use crate::derived::map_of;
use crate::fault::from_refusal;

/// Where a line is typed.
pub(crate) struct At {
    pub map: MapId,
    pub mode: EntryMode,
    pub side: Option<Side>,
    pub from: Option<StepId>,
    pub lane: Option<LaneId>,
    pub stage: Option<StageId>,
}

/// Plans what a typed line does.
pub(crate) fn plan(
    workshop: &Workshop,
    at: &At,
    text: &str,
    ids: &mut dyn IdSource,
) -> Result<Captured, Fault> {
    let sign = text.trim_start().starts_with(['?', '!', '+']);
    let mode = match at.mode {
        EntryMode::First => CaptureMode::First,
        EntryMode::Sibling => CaptureMode::Sibling,
        EntryMode::Across => CaptureMode::Across,
        EntryMode::Next => CaptureMode::Next,
        EntryMode::Retitle => match at.from {
            // A line with a sign says something about the card and leaves its title as it is.
            Some(step) if !sign => return Ok(retitle(step, text)),
            _ => CaptureMode::Next,
        },
    };
    let side = at
        .lane
        .and_then(|lane| workshop.lanes().get(&lane))
        .map(|lane| lane.side)
        .or_else(|| {
            at.stage
                .and_then(|stage| workshop.stages().get(&stage))
                .map(|stage| stage.side)
        })
        .or(at.side)
        .unwrap_or(Side::Buyer);
    let context = CaptureContext {
        map: at.map,
        side,
        from: at.from,
        mode,
        lane: at.lane,
        stage: at.stage,
    };
    twinlane_model::capture::entry(workshop, &context, text, ids).map_err(|refusal| from_refusal(&refusal))
}

fn retitle(step: StepId, text: &str) -> Captured {
    Captured {
        change: Change::Rename {
            of: RowKey::Step(step),
            title: text.to_owned(),
        },
        made: Vec::new(),
        next: Some(step),
        also: Vec::new(),
        said: Vec::new(),
    }
}

/// Whether a captured line changes nothing.
pub(crate) fn is_blank(change: &Change) -> bool {
    matches!(change, Change::Batch { changes, .. } if changes.is_empty())
}

/// Steps that bear the same title already, each with the title of its stage.
pub(crate) fn also(workshop: &Workshop, steps: &[StepId]) -> Vec<(String, StepId)> {
    steps
        .iter()
        .filter_map(|id| workshop.steps().get(id))
        .filter_map(|step| {
            workshop
                .stages()
                .get(&step.stage)
                .map(|stage| (stage.title.clone(), step.id))
        })
        .collect()
}

/// Steps as lines for the clipboard, `Lane: title` each, in the order of their place.
pub(crate) fn copy(workshop: &Workshop, steps: &[StepId]) -> String {
    let mut text = String::new();
    let maps: std::collections::BTreeSet<MapId> = steps
        .iter()
        .filter_map(|id| workshop.steps().get(id))
        .map(|step| step.map)
        .collect();
    for view in maps.into_iter().filter_map(|map| workshop.view(map)) {
        for step in view.steps.iter().filter(|step| steps.contains(&step.id)) {
            let lane = view.lane(step.lane).map_or("", |lane| lane.title.as_str());
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{lane}: {}", step.title.replace(['\n', '\r'], " "));
        }
    }
    text
}

/// What differs between two maps, a sentence each.
pub(crate) fn sentences(diff: &MapDiff) -> Vec<String> {
    let what = |row: &Difference| {
        let kind = row.key.table().trim_end_matches('s');
        format!("{kind} “{}”", row.title)
    };
    let mut lines = Vec::new();
    lines.extend(diff.added.iter().map(|row| format!("Added: {}", what(row))));
    lines.extend(diff.removed.iter().map(|row| format!("Removed: {}", what(row))));
    lines.extend(
        diff.moved
            .iter()
            .map(|row| format!("Moved: {}{}", what(row), fields(row))),
    );
    lines.extend(
        diff.changed
            .iter()
            .map(|row| format!("Changed: {}{}", what(row), fields(row))),
    );
    lines
}

fn fields(row: &Difference) -> String {
    let words = |value: &serde_json::Value| match value {
        serde_json::Value::Null => "nothing".to_owned(),
        serde_json::Value::String(text) => format!("“{text}”"),
        serde_json::Value::Object(measure) => measure
            .get("value")
            .map_or_else(|| value.to_string(), ToString::to_string),
        other => other.to_string(),
    };
    let changes: Vec<String> = row
        .fields
        .iter()
        .map(|field| {
            format!(
                "{} {} → {}",
                field.field,
                words(&field.before),
                words(&field.after)
            )
        })
        .collect();
    if changes.is_empty() {
        String::new()
    } else {
        format!(": {}", changes.join("; "))
    }
}

/// What differs between two maps of a workshop, a sentence each.
pub fn compare(workshop: &Workshop, a: MapId, b: MapId) -> Result<(MapDiff, Vec<String>), Fault> {
    let none = || Fault::new(FaultCode::NoSuchMap, "one of the two maps is no longer there");
    let diff = twinlane_model::compare(workshop, a, b).ok_or_else(none)?;
    let sentences = sentences(&diff);
    Ok((diff, sentences))
}

/// What differs between two maps, counted and in sentences.
pub(crate) fn differences(workshop: &Workshop, a: MapId, b: MapId) -> Result<Differences, Fault> {
    let (diff, sentences) = compare(workshop, a, b)?;
    let marks = workshop.view(b).map(|view| twinlane_picture::marks(&view, &diff));
    let marks = marks.unwrap_or_default();
    let count = |which: fn(&Mark) -> bool| marks.steps.values().filter(|mark| which(mark)).count() as u32;
    Ok(Differences {
        added: count(|mark| mark.added),
        moved: count(|mark| mark.moved),
        changed: count(|mark| !mark.added && !mark.changed.is_empty()),
        removed: marks.removed,
        sentences,
    })
}

/// The map and the step that show a row.
pub(crate) fn locate(workshop: &Workshop, row: RowKey) -> (Option<MapId>, Option<StepId>) {
    if let RowKey::Map(id) = row {
        return (Some(id), None);
    }
    let Some(found) = workshop.row(row) else {
        return (None, row.end().and_then(End::step));
    };
    let step = if let Row::Link(link) = &found {
        link.from.step()
    } else {
        // A step itself, or the first that stands in a lane or stage.
        row.end().and_then(End::step).or_else(|| {
            let stands = |step: &&Step| RowKey::from(step.lane) == row || RowKey::from(step.stage) == row;
            workshop.steps().values().find(stands).map(|step| step.id)
        })
    };
    (map_of(&found), step)
}

/// An open record for a finding nobody has decided about yet.
pub(crate) fn gap_record(fingerprint: &str, ids: &mut dyn IdSource) -> GapRecord {
    GapRecord {
        id: GapId::new(ids),
        fingerprint: fingerprint.to_owned(),
        map: None,
        state: GapState::Open,
        reason: String::new(),
        title: String::new(),
        comment: String::new(),
        votes: 0,
        severity: None,
        numbers: std::collections::BTreeMap::new(),
        check_again: false,
    }
}
