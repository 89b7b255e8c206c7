//! Edits as JSON, one a line, as `twinlane apply --stream` takes them. Each is applied or refused as a whole;
//! its inverse brings the same rows back, and doing it again gives the same rows again.
//!
//! In a line, `"#12"` stands for the twelfth id of the workshop, so that short inputs can name rows; a line
//! that is a number draws a change that fits from that seed.

use std::sync::OnceLock;

use serde_json::Value;
use twinlane_model::{Applied, Change, Workshop};
use twinlane_testkit::Ids;
use twinlane_testkit::random::{Dice, full};

use crate::shared;

#[path = "../../src-tauri/crates/model/tests/it/random_changes/mod.rs"]
mod random_changes;

/// Ids that the workshop may have given out; new ones count on from here.
const GIVEN: u64 = 10_000;

/// Changes a stream may have; each is done three times and the whole workshop checked.
const MOST: usize = 24;

/// A workshop with a row of every kind.
pub fn base() -> &'static Workshop {
    static BASE: OnceLock<Workshop> = OnceLock::new();
    BASE.get_or_init(|| full(7, 8))
}

/// Applies the lines in turn.
pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut workshop = base().clone();
    let mut ids = Ids::after(GIVEN);
    for line in text.lines().filter(|line| !line.trim().is_empty()).take(MOST) {
        if let Some(change) = change(line, &workshop) {
            apply(&mut workshop, &change, &mut ids);
        }
    }
}

fn change(line: &str, on: &Workshop) -> Option<Change> {
    if let Ok(seed) = line.trim().parse::<u64>() {
        return Some(random_changes::change(&mut Dice::new(seed), on));
    }
    // First as the command line reads it: nesting is counted there, and not in a value.
    if let Ok(change) = serde_json::from_str(line) {
        return Some(change);
    }
    let mut value: Value = serde_json::from_str(line).ok()?;
    name_ids(&mut value);
    serde_json::from_value(value).ok()
}

fn name_ids(value: &mut Value) {
    match value {
        Value::String(text) => {
            let number = text.strip_prefix('#').and_then(|rest| rest.parse().ok());
            if let Some(number) = number {
                *text = Ids::nth(number).to_string();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(name_ids),
        Value::Object(fields) => fields.values_mut().for_each(name_ids),
        _ => {}
    }
}

/// Applies a change and asks of it all that was promised.
pub fn apply(workshop: &mut Workshop, change: &Change, ids: &mut Ids) -> Option<Applied> {
    let before = workshop.clone();
    let applied = match workshop.apply(change, ids) {
        Ok(applied) => applied,
        Err(refusal) => {
            assert!(!refusal.to_string().is_empty(), "a refusal says why");
            assert_eq!(*workshop, before, "a refused change alters nothing: {change:?}");
            return None;
        }
    };
    assert_eq!(workshop.check(), [], "every invariant holds after {change:?}");
    let read = Workshop::from_rows(workshop.rows()).expect("the rows make up a workshop");
    assert_eq!(read, *workshop, "rows say all there is: {change:?}");
    let after = workshop.clone();
    undo(workshop, &applied.inverse, &before);
    workshop
        .apply(&as_in_a_file(&applied.change), &mut Ids::after(2 * GIVEN))
        .expect("what was done can be done again");
    assert_eq!(
        shared::by_key(workshop.rows()),
        shared::by_key(after.rows()),
        "doing it again gives the same rows: {change:?}"
    );
    Some(applied)
}

fn undo(workshop: &mut Workshop, inverse: &Change, before: &Workshop) {
    workshop
        .apply(&as_in_a_file(inverse), &mut Ids::after(2 * GIVEN))
        .expect("what was done can be undone");
    assert_eq!(
        shared::by_key(workshop.rows()),
        shared::by_key(before.rows()),
        "the inverse brings the same rows back: {inverse:?}"
    );
}

/// A change as it is found again in the list of undo.
fn as_in_a_file(change: &Change) -> Change {
    let text = serde_json::to_string(change).expect("a change is written");
    serde_json::from_str(&text).expect("a change that was written is read")
}
