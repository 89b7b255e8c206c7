//! Charter and participants: what the workshop was to solve, for whom, and who was there.

use twinlane_model::{Goal, Level};

use twinlane_words::{English, Locale, sentences};

use super::Context;
use crate::layout::{Cell, Column, DocumentBuilder, Heading, Table, Type, Width};
use crate::sentences::ReportSentences;

sentences! {
    /// What the charter says.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "Charter and participants";
        /// Heading of the goals.
        fn goals_heading() => "What is to be reached";
        /// Heading of the good lead.
        fn good_lead() => "What a good lead is";
        /// Headings of what is in scope, out of scope, and the rules.
        fn lists() -> [&'static str; 3] => { ["In scope", "Out of scope", "Ground rules"] };
        /// Heading of the participants.
        fn participants() => "Participants";
        /// Heading of the agenda.
        fn agenda() => "Agenda";
        /// Heads of goals: goal, now, target, by when.
        fn goal_columns() -> [&'static str; 4] => { ["Goal", "Now", "Target", "By"] };
        /// Heads of participants: name, function, level, private note.
        fn people_columns() -> [&'static str; 4] => { ["Name", "Function", "Level", "Private note"] };
        /// Heads of the agenda: item, minutes, state.
        fn agenda_columns() -> [&'static str; 3] => { ["Item", "Minutes", "State"] };
        /// The level of a participant.
        fn level(level: Level) -> &'static str => {
            match level {
                Level::Individual => "individual",
                Level::Department => "department",
                Level::Management => "management",
            }
        };
        /// Whether an item of the agenda is done.
        fn item_state(done: bool) -> &'static str => { if done { "done" } else { "open" } };
        /// A value of a goal with its unit.
        fn goal_value(value: Option<f64>, unit: &str) => {
            value.map_or_else(
                || English.absent().to_owned(),
                |value| format!("{} {unit}", English.number(value)).trim_end().to_owned(),
            )
        };
    }
}

/// A title longer than this may be cut on the cover, so it is set here whole.
const LONG_TITLE: usize = 150;

/// Adds the section, unless charter, participants and agenda are empty.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
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
    document.section_on_new_page(heading);
    if charter.title.chars().count() > LONG_TITLE {
        document.paragraph(&charter.title, Type::STRONG);
    }
    let locale = document.locale;
    document.paragraph(&charter.problem, Type::LEAD);
    if !charter.goals.is_empty() {
        document.heading(locale.goals_heading(), Some("charter-goals"));
        goals(&charter.goals, locale).add(document);
    }
    if !charter.good_lead.trim().is_empty() {
        document.heading(locale.good_lead(), None);
        document.paragraph(&charter.good_lead, Type::BODY);
    }
    for (title, entries) in locale.lists().into_iter().zip(lists) {
        if entries.iter().any(|e| !e.trim().is_empty()) {
            document.heading(title, None);
            document.list(entries);
        }
    }
    participants(context, document);
    agenda(context, document);
}

/// Goals as a table: metric, now, target, by when.
pub(super) fn goals(goals: &[Goal], locale: Locale) -> Table {
    let [goal, now, target, by] = locale.goal_columns();
    Table {
        columns: vec![
            Column::new(goal, Width::Share(1.0)),
            Column::numbers(now, Width::Fixed(84.0)),
            Column::numbers(target, Width::Fixed(84.0)),
            Column::new(by, Width::Fixed(88.0)),
        ],
        rows: goals
            .iter()
            .map(|goal| {
                vec![
                    Cell::new(goal.metric.clone()),
                    Cell::new(locale.goal_value(goal.baseline, &goal.unit)),
                    Cell::strong(locale.goal_value(goal.target, &goal.unit)),
                    Cell::new(locale.or_absent(goal.by.map(|date| locale.date(date)))),
                ]
            })
            .collect(),
    }
}

fn participants(context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let mut people: Vec<_> = context.input.workshop.participants().values().collect();
    people.sort_by_key(|p| (p.position, p.id));
    if people.is_empty() {
        return;
    }
    let private = context.input.private && people.iter().any(|p| !p.private_note.trim().is_empty());
    let locale = document.locale;
    let [name, function, level, note] = locale.people_columns();
    let mut columns = vec![
        Column::new(name, Width::Share(1.0)),
        Column::new(function, Width::Share(1.0)),
        Column::new(level, Width::Fixed(80.0)),
    ];
    if private {
        columns.push(Column::new(note, Width::Share(1.2)));
    }
    let rows = people
        .into_iter()
        .map(|p| {
            let mut row = vec![
                Cell::new(p.name.clone()),
                Cell::new(p.function.clone()),
                Cell::quiet(locale.level(p.level)),
            ];
            if private {
                row.push(Cell::quiet(p.private_note.clone()));
            }
            row
        })
        .collect();
    document.heading(locale.participants(), Some("charter-participants"));
    Table { columns, rows }.add(document);
}

fn agenda(context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let mut items: Vec<_> = context.input.workshop.agenda().values().collect();
    items.sort_by_key(|i| (i.position, i.id));
    if items.is_empty() {
        return;
    }
    let locale = document.locale;
    let [title, minutes, state] = locale.agenda_columns();
    let rows = items
        .into_iter()
        .map(|item| {
            let minutes = if item.minutes == 0 {
                locale.absent().to_owned()
            } else {
                locale.count(item.minutes as usize)
            };
            vec![
                Cell::new(locale.titled(&item.title)),
                Cell::new(minutes),
                Cell::quiet(locale.item_state(item.done)),
            ]
        })
        .collect();
    document.heading(locale.agenda(), Some("charter-agenda"));
    let columns = vec![
        Column::new(title, Width::Share(1.0)),
        Column::numbers(minutes, Width::Fixed(60.0)),
        Column::new(state, Width::Fixed(60.0)),
    ];
    Table { columns, rows }.add(document);
}
