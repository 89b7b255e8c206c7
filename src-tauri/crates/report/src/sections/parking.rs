//! The parking lot: what came up and was set aside.

use twinlane_model::NoteState;

use super::{Context, Section};
use crate::layout::Flow;

/// Adds the section; without parked notes nothing.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    let mut notes: Vec<_> = context
        .input
        .workshop
        .notes()
        .values()
        .filter(|n| n.state == NoteState::Parked && !n.text.trim().is_empty())
        .collect();
    if notes.is_empty() {
        return;
    }
    notes.sort_by_key(|n| (n.position, n.id));
    flow.section(Section::Parking.title(), Section::Parking.key(), false);
    let entries: Vec<String> = notes.into_iter().map(|n| n.text.clone()).collect();
    flow.list(&entries);
}
