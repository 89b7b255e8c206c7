//! Readiness: the five conditions that must hold before asking salespeople to change.

use twinlane_gaps::ReadinessState;

use twinlane_words::{Locale, no_break, sentences};

use super::Context;
use crate::layout::{Cell, Column, DocumentBuilder, Heading, Table, Type, Width};

sentences! {
    /// What readiness says.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "Ready to change?";
        /// What the section is.
        fn lead() => "Five conditions should hold before salespeople are asked to work differently. Each says what it was judged by.";
        /// Heads of the columns: condition, state, reasons.
        fn columns() -> [&'static str; 3] => { ["Condition", "State", "Because"] };
        /// The sign and word of a state.
        fn readiness_state(state: ReadinessState) -> &'static str => {
            match state {
                ReadinessState::Met => "✓ met",
                ReadinessState::PartlyMet => "◐ partly met",
                ReadinessState::NotMet => "○ not met",
                ReadinessState::Unknown => "? unknown",
            }
        };
    }
}

/// Adds the section; without a step on any map nothing.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    if context.views.iter().all(|(_, view)| view.steps.is_empty()) {
        return;
    }
    document.section(heading);
    let locale = document.locale;
    document.paragraph(locale.lead(), Type::LEAD);
    let [condition_head, state_head, because] = locale.columns();
    for (index, view) in &context.views {
        if context.views.len() > 1 {
            document.heading(&view.map.name, None);
        }
        let rows = context.input.maps[*index]
            .catalogue
            .readiness
            .iter()
            .enumerate()
            .map(|(n, condition)| {
                vec![
                    Cell::quiet(locale.count(n + 1)),
                    Cell::new(condition.condition),
                    state(condition.state, locale),
                    Cell::quiet(no_break(&condition.reasons.join(" "))),
                ]
            })
            .collect();
        let columns = vec![
            Column::new("", Width::Fixed(10.0)),
            Column::new(condition_head, Width::Share(1.1)),
            Column::new(state_head, Width::Fixed(64.0)),
            Column::new(because, Width::Share(1.0)),
        ];
        Table { columns, rows }.add(document);
    }
}

fn state(state: ReadinessState, locale: Locale) -> Cell {
    match state {
        ReadinessState::Unknown => Cell::quiet(locale.readiness_state(state)),
        _ => Cell::strong(locale.readiness_state(state)),
    }
}
