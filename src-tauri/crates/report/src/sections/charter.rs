//! Charter and participants: what the workshop was to solve, for whom, and who was there.

use twinlane_model::{Goal, Level};

use super::{Context, Section};
use crate::layout::{Cell, Column, Flow, Table, Type, Width};
use crate::words;

/// A title longer than this may be cut on the cover, so it is set here whole.
const LONG_TITLE: usize = 150;

/// Adds the section, unless charter, participants and agenda are empty.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    let workshop = context.input.workshop;
    let charter = workshop.charter();
    let lists = [&charter.scope_in, &charter.scope_out, &charter.rules];
    let empty = charter.problem.trim().is_empty()
        && charter.good_lead.trim().is_empty()
        && charter.goals.is_empty()
        && lists.iter().all(|l| l.is_empty())
        && workshop.participants().is_empty()
        && workshop.agenda().is_empty();
    if empty {
        return;
    }
    flow.section(Section::Charter.title(), Section::Charter.key(), true);
    if charter.title.chars().count() > LONG_TITLE {
        flow.paragraph(&charter.title, Type::STRONG);
    }
    flow.paragraph(&charter.problem, Type::LEAD);
    if !charter.goals.is_empty() {
        flow.heading("What is to be reached", Some("charter-goals"));
        goals(&charter.goals).add(flow);
    }
    if !charter.good_lead.trim().is_empty() {
        flow.heading("What a good lead is", None);
        flow.paragraph(&charter.good_lead, Type::BODY);
    }
    let titled = [
        ("In scope", lists[0]),
        ("Out of scope", lists[1]),
        ("Ground rules", lists[2]),
    ];
    for (title, entries) in titled {
        if entries.iter().any(|e| !e.trim().is_empty()) {
            flow.heading(title, None);
            flow.list(entries);
        }
    }
    participants(context, flow);
    agenda(context, flow);
}

/// Goals as a table: metric, now, target, by when.
pub(super) fn goals(goals: &[Goal]) -> Table {
    let value = |v: Option<f64>, unit: &str| {
        v.map_or_else(
            || "–".to_owned(),
            |v| format!("{} {unit}", words::number(v)).trim_end().to_owned(),
        )
    };
    Table {
        columns: vec![
            Column::new("Goal", Width::Share(1.0)),
            Column::numbers("Now", Width::Fixed(84.0)),
            Column::numbers("Target", Width::Fixed(84.0)),
            Column::new("By", Width::Fixed(88.0)),
        ],
        rows: goals
            .iter()
            .map(|goal| {
                vec![
                    Cell::new(goal.metric.clone()),
                    Cell::new(value(goal.baseline, &goal.unit)),
                    Cell::strong(value(goal.target, &goal.unit)),
                    Cell::new(goal.by.map_or_else(|| "–".to_owned(), words::date)),
                ]
            })
            .collect(),
    }
}

fn participants(context: &Context<'_>, flow: &mut Flow<'_>) {
    let mut people: Vec<_> = context.input.workshop.participants().values().collect();
    people.sort_by_key(|p| (p.position, p.id));
    if people.is_empty() {
        return;
    }
    let private = context.input.private && people.iter().any(|p| !p.private_note.trim().is_empty());
    let mut columns = vec![
        Column::new("Name", Width::Share(1.0)),
        Column::new("Function", Width::Share(1.0)),
        Column::new("Level", Width::Fixed(80.0)),
    ];
    if private {
        columns.push(Column::new("Private note", Width::Share(1.2)));
    }
    let rows = people
        .into_iter()
        .map(|p| {
            let level = match p.level {
                Level::Individual => "individual",
                Level::Department => "department",
                Level::Management => "management",
            };
            let mut row = vec![
                Cell::new(p.name.clone()),
                Cell::new(p.function.clone()),
                Cell::quiet(level),
            ];
            if private {
                row.push(Cell::quiet(p.private_note.clone()));
            }
            row
        })
        .collect();
    flow.heading("Participants", Some("charter-participants"));
    Table { columns, rows }.add(flow);
}

fn agenda(context: &Context<'_>, flow: &mut Flow<'_>) {
    let mut items: Vec<_> = context.input.workshop.agenda().values().collect();
    items.sort_by_key(|i| (i.position, i.id));
    if items.is_empty() {
        return;
    }
    let rows = items
        .into_iter()
        .map(|item| {
            let minutes = if item.minutes == 0 {
                "–".to_owned()
            } else {
                words::number(f64::from(item.minutes))
            };
            vec![
                Cell::new(words::titled(&item.title)),
                Cell::new(minutes),
                Cell::quiet(if item.done { "done" } else { "open" }),
            ]
        })
        .collect();
    flow.heading("Agenda", Some("charter-agenda"));
    let columns = vec![
        Column::new("Item", Width::Share(1.0)),
        Column::numbers("Minutes", Width::Fixed(60.0)),
        Column::new("State", Width::Fixed(60.0)),
    ];
    Table { columns, rows }.add(flow);
}
