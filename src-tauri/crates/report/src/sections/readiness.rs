//! Readiness: the five conditions that must hold before asking salespeople to change.

use twinlane_gaps::ReadinessState;

use super::{Context, Section};
use crate::layout::{Cell, Column, Flow, Table, Type, Width};

/// Adds the section; without a step on any map nothing.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    if context.views.iter().all(|(_, view)| view.steps.is_empty()) {
        return;
    }
    flow.section(Section::Readiness.title(), Section::Readiness.key(), false);
    flow.paragraph(
        "Five conditions should hold before salespeople are asked to work differently. Each says what it \
         was judged by.",
        Type::LEAD,
    );
    for (index, view) in &context.views {
        if context.views.len() > 1 {
            flow.heading(&view.map.name, None);
        }
        let rows = context.input.maps[*index]
            .catalogue
            .readiness
            .iter()
            .enumerate()
            .map(|(n, condition)| {
                vec![
                    Cell::quiet((n + 1).to_string()),
                    Cell::new(condition.condition),
                    state(condition.state),
                    Cell::quiet(condition.reasons.join(" ")),
                ]
            })
            .collect();
        let columns = vec![
            Column::new("", Width::Fixed(10.0)),
            Column::new("Condition", Width::Share(1.1)),
            Column::new("State", Width::Fixed(64.0)),
            Column::new("Because", Width::Share(1.0)),
        ];
        Table { columns, rows }.add(flow);
    }
}

fn state(state: ReadinessState) -> Cell {
    match state {
        ReadinessState::Unknown => Cell::quiet(word(state)),
        _ => Cell::strong(word(state)),
    }
}

/// The sign and word of a state.
pub(super) fn word(state: ReadinessState) -> &'static str {
    match state {
        ReadinessState::Met => "✓ met",
        ReadinessState::PartlyMet => "◐ partly met",
        ReadinessState::NotMet => "○ not met",
        ReadinessState::Unknown => "? unknown",
    }
}
