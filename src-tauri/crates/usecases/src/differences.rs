//! What differs between two maps, counted and in sentences.

use crate::sentences::{Faults, LOCALE, MapDifferences};
use twinlane_model::{Difference, MapDiff, MapId, Workshop};
use twinlane_picture::Mark;
use twinlane_wire::{Differences, Fault, FaultCode};

/// What differs between two maps, a sentence each.
pub(crate) fn sentences(diff: &MapDiff) -> Vec<String> {
    let what = |row: &Difference| {
        let kind = row.key.table().trim_end_matches('s');
        LOCALE.row(kind, &row.title)
    };
    let mut lines = Vec::new();
    lines.extend(diff.added.iter().map(|row| LOCALE.added(&what(row))));
    lines.extend(diff.removed.iter().map(|row| LOCALE.removed(&what(row))));
    lines.extend(
        diff.moved
            .iter()
            .map(|row| LOCALE.moved(&what(row), &fields(row))),
    );
    lines.extend(
        diff.changed
            .iter()
            .map(|row| LOCALE.changed(&what(row), &fields(row))),
    );
    lines
}

fn fields(row: &Difference) -> String {
    let words = |value: &serde_json::Value| match value {
        serde_json::Value::Null => LOCALE.nothing().to_owned(),
        serde_json::Value::String(text) => format!("“{text}”"),
        serde_json::Value::Object(measure) => measure
            .get("value")
            .map_or_else(|| value.to_string(), ToString::to_string),
        other => other.to_string(),
    };
    let changes: Vec<String> = row
        .fields
        .iter()
        .map(|field| LOCALE.field(&field.field, &words(&field.before), &words(&field.after)))
        .collect();
    if changes.is_empty() {
        String::new()
    } else {
        format!(": {}", changes.join("; "))
    }
}

/// What differs between two maps of a workshop, a sentence each.
pub fn compare(workshop: &Workshop, a: MapId, b: MapId) -> Result<(MapDiff, Vec<String>), Fault> {
    let none = || Fault::new(FaultCode::NoSuchMap, LOCALE.map_is_gone());
    let diff = twinlane_model::compare(workshop, a, b).ok_or_else(none)?;
    let sentences = sentences(&diff);
    Ok((diff, sentences))
}

/// What differs between two maps, counted and in sentences.
pub(crate) fn differences(workshop: &Workshop, a: MapId, b: MapId) -> Result<Differences, Fault> {
    let (diff, sentences) = compare(workshop, a, b)?;
    let marks = workshop
        .view(b)
        .map(|view| twinlane_picture::marks(&view, &diff, LOCALE));
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
