//! Steps as text for the clipboard.

use std::fmt::Write;

use twinlane_model::{MapId, StepId, Workshop};

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
