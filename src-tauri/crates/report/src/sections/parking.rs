//! The parking lot: what came up and was set aside.

use twinlane_model::NoteState;

use twinlane_words::sentences;

use super::Context;
use crate::layout::{DocumentBuilder, Heading};

sentences! {
    /// What the parking lot says.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "Parking lot";
    }
}

/// Adds the section; without parked notes nothing.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
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
    document.section(heading);
    let entries: Vec<String> = notes.into_iter().map(|n| n.text.clone()).collect();
    document.list(&entries);
}
