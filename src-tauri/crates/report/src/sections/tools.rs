//! Tools and programmes, in the order of their rank.

use twinlane_model::{Decision, ToolKind};

use twinlane_words::{Locale, sentences};

use super::Context;
use crate::layout::{Cell, Column, DocumentBuilder, Heading, Table, Width};
use crate::sentences::ReportSentences;

sentences! {
    /// What the tools say.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "Tools and programmes";
        /// Heads of the columns: tool, kind, expected outcome, in use, decision.
        fn columns() -> [&'static str; 5] => { ["Tool", "Kind", "Expected outcome", "In use", "Decision"] };
        /// A kind of tool.
        fn tool_kind(kind: ToolKind) -> &'static str => {
            match kind {
                ToolKind::Crm => "CRM",
                ToolKind::Training => "training",
                ToolKind::Methodology => "methodology",
                ToolKind::Content => "content",
                ToolKind::Compensation => "compensation",
                ToolKind::Contest => "contest",
                ToolKind::Other => "other",
            }
        };
        /// What was decided; `None` while nothing was.
        fn decision(decision: Option<Decision>) -> &'static str => {
            match decision {
                Some(Decision::Keep) => "keep",
                Some(Decision::Fix) => "fix",
                Some(Decision::Stop) => "stop",
                Some(Decision::Planned) => "planned",
                None => "open",
            }
        };
    }
}

/// Adds the section; without tools nothing.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let mut tools: Vec<_> = context.input.workshop.tools().values().collect();
    if tools.is_empty() {
        return;
    }
    tools.sort_by_key(|t| (t.rank.unwrap_or(u32::MAX), t.position, t.id));
    document.section(heading);
    let locale = document.locale;
    let [tool, kind, outcome, in_use, decision] = locale.columns();
    let rows = tools
        .into_iter()
        .map(|tool| {
            let unknown = || locale.absent().to_owned();
            vec![
                Cell::quiet(tool.rank.map_or_else(unknown, |r| r.to_string())),
                Cell::strong(locale.titled(&tool.name)),
                Cell::new(locale.tool_kind(tool.kind)),
                expected(&tool.expected_outcome, locale),
                Cell::new(tool.adoption.map_or_else(unknown, |share| locale.share(share))),
                Cell::new(locale.decision(tool.decision)),
            ]
        })
        .collect();
    let columns = vec![
        Column::new("", Width::Fixed(12.0)),
        Column::new(tool, Width::Share(1.0)),
        Column::new(kind, Width::Fixed(70.0)),
        Column::new(outcome, Width::Share(1.2)),
        Column::numbers(in_use, Width::Fixed(44.0)),
        Column::new(decision, Width::Fixed(50.0)),
    ];
    Table { columns, rows }.add(document);
}

/// What a tool is to bring; a dash where nobody has said it, which is worth seeing.
fn expected(outcome: &str, locale: Locale) -> Cell {
    if outcome.trim().is_empty() {
        Cell::quiet(locale.absent())
    } else {
        Cell::new(outcome)
    }
}
