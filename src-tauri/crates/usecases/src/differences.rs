//! What differs between two maps, counted and in sentences.

use twinlane_model::{Difference, MapDiff, MapId, Workshop};
use twinlane_picture::Mark;
use twinlane_wire::{Differences, Fault, FaultCode};
use twinlane_words::Locale;

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
    let marks = workshop
        .view(b)
        .map(|view| twinlane_picture::marks(&view, &diff, Locale::English));
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
