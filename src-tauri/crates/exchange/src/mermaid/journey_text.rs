//! What the text of a journey says, before it becomes rows.

use crate::Place;

/// A journey as written.
#[derive(Default)]
pub(super) struct Journey {
    pub title: String,
    pub description: Vec<String>,
    pub sections: Vec<Section>,
    pub rounded: Option<Place>,
}

/// A section with its tasks.
pub(super) struct Section {
    pub title: String,
    pub tasks: Vec<Task>,
}

/// A task; its score is motivation already.
pub(super) struct Task {
    pub title: String,
    pub motivation: i8,
    pub actors: Vec<String>,
    pub place: Place,
}
