//! Tools and programmes, in the order of their rank.

use twinlane_model::{Decision, ToolKind};

use super::{Context, Section};
use crate::layout::{Cell, Column, Flow, Table, Width};
use crate::words;

/// Adds the section; without tools nothing.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    let mut tools: Vec<_> = context.input.workshop.tools().values().collect();
    if tools.is_empty() {
        return;
    }
    tools.sort_by_key(|t| (t.rank.unwrap_or(u32::MAX), t.position, t.id));
    flow.section(Section::Tools.title(), Section::Tools.key(), false);
    let rows = tools
        .into_iter()
        .map(|tool| {
            let unknown = || "–".to_owned();
            vec![
                Cell::quiet(tool.rank.map_or_else(unknown, |r| r.to_string())),
                Cell::strong(words::titled(&tool.name)),
                Cell::new(kind(tool.kind)),
                expected(&tool.expected_outcome),
                Cell::new(tool.adoption.map_or_else(unknown, words::percent)),
                Cell::new(tool.decision.map_or("open", decision)),
            ]
        })
        .collect();
    let columns = vec![
        Column::new("", Width::Fixed(12.0)),
        Column::new("Tool", Width::Share(1.0)),
        Column::new("Kind", Width::Fixed(70.0)),
        Column::new("Expected outcome", Width::Share(1.2)),
        Column::numbers("In use", Width::Fixed(44.0)),
        Column::new("Decision", Width::Fixed(50.0)),
    ];
    Table { columns, rows }.add(flow);
}

/// What a tool is to bring; a dash where nobody has said it, which is worth seeing.
fn expected(outcome: &str) -> Cell {
    if outcome.trim().is_empty() {
        Cell::quiet("–")
    } else {
        Cell::new(outcome)
    }
}

fn kind(kind: ToolKind) -> &'static str {
    match kind {
        ToolKind::Crm => "CRM",
        ToolKind::Training => "training",
        ToolKind::Methodology => "methodology",
        ToolKind::Content => "content",
        ToolKind::Compensation => "compensation",
        ToolKind::Contest => "contest",
        ToolKind::Other => "other",
    }
}

fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Keep => "keep",
        Decision::Fix => "fix",
        Decision::Stop => "stop",
        Decision::Planned => "planned",
    }
}
