//! What a change is called in the undo list: a short phrase with names from the map.

use crate::rows::Called;
use crate::{Change, Conversion, End, LinkKind, Row, RowKey, Side, StepId, Workshop};

/// Longest title inside a label, in characters.
const LONGEST: usize = 40;

/// The label of a change, made before it is applied: what it removes still has its name.
pub(crate) fn of(change: &Change, workshop: &Workshop) -> String {
    match change {
        Change::Add { row } => added(row, workshop),
        Change::Rename { of, title } => {
            format!("Rename {} to {}", named(*of, workshop), quoted(title))
        }
        Change::Set { of, values } => {
            let fields: Vec<String> = values.keys().map(|key| key.replace('_', " ")).collect();
            format!("Set {} of {}", fields.join(", "), named(*of, workshop))
        }
        Change::Move { steps, .. } => format!("Move {}", several(steps, workshop)),
        Change::Reorder { of, .. } => format!("Move {}", named(*of, workshop)),
        Change::Remove { of, .. } => match of.as_slice() {
            [one] => format!("Remove {}", named(*one, workshop)),
            many if many.iter().all(|key| matches!(key, RowKey::Step(_))) => {
                format!("Remove {} steps", many.len())
            }
            many => format!("Remove {} things", many.len()),
        },
        Change::InsertOnLink { step, .. } => format!("Insert {}", quoted(&step.title)),
        Change::SplitStep { step, .. } => format!("Split {}", step_name(*step, workshop)),
        Change::MergeSteps { keep, others } => match others.as_slice() {
            [one] => format!(
                "Merge {} into {}",
                step_name(*one, workshop),
                step_name(*keep, workshop)
            ),
            many => format!("Merge {} steps into {}", many.len(), step_name(*keep, workshop)),
        },
        Change::Duplicate { steps, .. } => format!("Duplicate {}", several(steps, workshop)),
        Change::Convert(conversion) => converted(conversion, workshop),
        Change::SwapSide { steps, .. } => {
            format!("Move {} across the line", several(steps, workshop))
        }
        Change::Pair { stage, .. } => format!("Pair {}", named(RowKey::Stage(*stage), workshop)),
        Change::MarkDrawn { side, drawn, .. } => {
            let side = match side {
                Side::Buyer => "buyer journey",
                Side::Seller => "sales process",
            };
            if *drawn {
                format!("Mark the {side} as drawn")
            } else {
                format!("Mark the {side} as not drawn")
            }
        }
        Change::CopyMap { map, name, .. } => {
            format!("Copy {} as {}", named(RowKey::Map(*map), workshop), quoted(name))
        }
        Change::Batch { label, changes } if label.is_empty() => changes
            .first()
            .map_or_else(|| "Change nothing".to_owned(), |first| of(first, workshop)),
        Change::Rows { label, put, delete } if label.is_empty() => {
            format!("Change {} rows", put.len() + delete.len())
        }
        Change::Batch { label, .. } | Change::Rows { label, .. } => label.clone(),
    }
}

/// A title in quotes, shortened; an empty one as a word.
pub(crate) fn quoted(title: &str) -> String {
    let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return "an untitled one".to_owned();
    }
    if line.chars().count() <= LONGEST {
        return format!("“{line}”");
    }
    let short: String = line.chars().take(LONGEST - 1).collect();
    format!("“{}…”", short.trim_end())
}

/// A step by its title.
pub(crate) fn step_name(id: StepId, workshop: &Workshop) -> String {
    workshop
        .steps
        .get(&id)
        .map_or_else(|| "a step".to_owned(), |step| quoted(&step.title))
}

fn end_name(end: End, workshop: &Workshop) -> String {
    match end {
        End::Step(id) => step_name(id, workshop),
        End::Outcome(id) => workshop
            .outcomes
            .get(&id)
            .map_or_else(|| "an outcome".to_owned(), |row| quoted(row.name())),
    }
}

fn several(steps: &[StepId], workshop: &Workshop) -> String {
    match steps {
        [one] => step_name(*one, workshop),
        many => format!("{} steps", many.len()),
    }
}

fn named(key: RowKey, workshop: &Workshop) -> String {
    let Some(row) = workshop.row(key) else {
        return "a row".to_owned();
    };
    match row.called() {
        Called::Title(title) => quoted(title),
        Called::Words(words) => words.to_owned(),
        Called::Between(from, to) => format!(
            "the link from {} to {}",
            end_name(from, workshop),
            end_name(to, workshop)
        ),
    }
}

fn added(row: &Row, workshop: &Workshop) -> String {
    if let Row::Link(link) = row {
        let (from, to) = (end_name(link.from, workshop), end_name(link.to, workshop));
        return match link.kind {
            // A support reads from the buyer's side: what is helped, then by what.
            LinkKind::Support => format!("Support {to} by {from}"),
            LinkKind::Flow | LinkKind::Return => format!("Link {from} to {to}"),
        };
    }
    match (row, row.title()) {
        (Row::Gap(_), None) => "Decide on a gap".to_owned(),
        (_, title) => format!("Add {}", quoted(title.unwrap_or_default())),
    }
}

fn converted(conversion: &Conversion, workshop: &Workshop) -> String {
    match conversion {
        Conversion::StepToQuestion { step, .. } => {
            format!("Turn {} into a question", step_name(*step, workshop))
        }
        Conversion::QuestionToStep { step, question } => {
            let text = workshop
                .steps
                .get(step)
                .and_then(|row| row.questions.iter().find(|each| each.id == *question))
                .map_or("", |each| each.text.as_str());
            format!("Turn {} into a step", quoted(text))
        }
        Conversion::StepToNote { step } => format!("Park {}", step_name(*step, workshop)),
        Conversion::NoteToStep { note, .. } => {
            format!("Turn {} into a step", named(RowKey::Note(*note), workshop))
        }
        Conversion::NoteToGap { note, .. } => {
            format!("Turn {} into a gap", named(RowKey::Note(*note), workshop))
        }
        Conversion::GapToNote { gap } => {
            format!("Turn {} into a note", named(RowKey::Gap(*gap), workshop))
        }
        Conversion::Waypoint { step, waypoint: true } => {
            format!("Turn {} into a waypoint", step_name(*step, workshop))
        }
        Conversion::Waypoint { step, .. } => {
            format!("Turn the waypoint {} into a step", step_name(*step, workshop))
        }
    }
}
