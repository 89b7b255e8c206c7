//! Changes of single rows: add, rename, reorder, pair, mark drawn, and whole rows at once.

use super::edit::{Edit, refuse};
use super::place::Container;
use crate::{MapId, Refusal, Row, RowKey, Side, StageId};

/// Adds a row at its place; fills its nil ids, those of its questions and criteria too.
pub(crate) fn add(edit: &mut Edit<'_>, row: &mut Row) -> Result<(), Refusal> {
    fill(edit, row);
    let key = row.key();
    match key {
        RowKey::Charter | RowKey::Settings => {
            return Err(refuse(
                "row",
                "a workshop has this row from the start; set it instead",
            ));
        }
        _ if edit.workshop.has(key) => {
            return Err(Refusal::Taken {
                field: "row.id".to_owned(),
            });
        }
        _ => {}
    }
    let position = row.position().unwrap_or(u32::MAX);
    edit.put_at(row.clone(), position);
    if let Some(now) = edit.workshop.row(key) {
        *row = now;
    }
    Ok(())
}

/// Fills the nil ids of a row.
fn fill(edit: &mut Edit<'_>, row: &mut Row) {
    match row {
        Row::Participant(row) => edit.fill(&mut row.id.0),
        Row::Agenda(row) => edit.fill(&mut row.id.0),
        Row::Note(row) => edit.fill(&mut row.id.0),
        Row::Tool(row) => edit.fill(&mut row.id.0),
        Row::Map(row) => edit.fill(&mut row.id.0),
        Row::Lane(row) => edit.fill(&mut row.id.0),
        Row::Pool(row) => edit.fill(&mut row.id.0),
        Row::Outcome(row) => edit.fill(&mut row.id.0),
        Row::Link(row) => edit.fill(&mut row.id.0),
        Row::Gap(row) => edit.fill(&mut row.id.0),
        Row::Log(row) => edit.fill(&mut row.id.0),
        Row::Stage(row) => {
            edit.fill(&mut row.id.0);
            for criterion in &mut row.criteria {
                edit.fill(&mut criterion.id.0);
            }
        }
        Row::Step(row) => {
            edit.fill(&mut row.id.0);
            for question in &mut row.questions {
                edit.fill(&mut question.id.0);
            }
        }
        Row::Charter(_) | Row::Settings(_) => {}
    }
}

/// Fills the nil ids inside a row that has its own: questions and criteria.
pub(crate) fn fill_inner(edit: &mut Edit<'_>, row: &mut Row) {
    match row {
        Row::Stage(_) | Row::Step(_) => fill(edit, row),
        _ => {}
    }
}

/// Gives a row another title.
pub(crate) fn rename(edit: &mut Edit<'_>, of: RowKey, title: &str) -> Result<(), Refusal> {
    let mut row = edit.row(of, "of")?;
    let title = title.to_owned();
    match &mut row {
        Row::Participant(row) => row.name = title,
        Row::Agenda(row) => row.title = title,
        Row::Note(row) => row.text = title,
        Row::Tool(row) => row.name = title,
        Row::Map(row) => row.name = title,
        Row::Log(row) => row.name = title,
        Row::Lane(row) => row.title = title,
        Row::Stage(row) => row.title = title,
        Row::Pool(row) => row.name = title,
        Row::Step(row) => row.title = title,
        Row::Outcome(row) => row.title = title,
        Row::Charter(row) => row.title = title,
        Row::Gap(row) if row.fingerprint.is_empty() => row.title = title,
        Row::Gap(_) => return Err(refuse("of", "a gap that was found is worded by its rule")),
        Row::Link(_) => return Err(refuse("of", "a link has no title")),
        Row::Settings(_) => return Err(refuse("of", "the settings have no title")),
    }
    edit.put(row);
    Ok(())
}

/// Moves a row among its like.
pub(crate) fn reorder(edit: &mut Edit<'_>, of: RowKey, position: u32) -> Result<(), Refusal> {
    let row = edit.row(of, "of")?;
    if row.position().is_none() {
        return Err(refuse("of", "this has no place in a list"));
    }
    edit.put_at(row, position);
    Ok(())
}

/// Pairs a sales stage with buyer stages.
pub(crate) fn pair(edit: &mut Edit<'_>, stage: StageId, with: &[StageId]) -> Result<(), Refusal> {
    let mut row = edit.stage(stage, "stage")?.clone();
    if row.side != Side::Seller {
        return Err(refuse(
            "stage",
            "only a stage of the sales process is paired with buyer stages",
        ));
    }
    row.paired.clear();
    for (number, other) in with.iter().enumerate() {
        edit.stage(*other, &format!("with.{number}"))?;
        if !row.paired.contains(other) {
            row.paired.push(*other);
        }
    }
    edit.put(row);
    Ok(())
}

/// Marks a side as drawn or not.
pub(crate) fn mark_drawn(edit: &mut Edit<'_>, map: MapId, side: Side, drawn: bool) -> Result<(), Refusal> {
    let mut row = edit.map(map, "map")?.clone();
    match side {
        Side::Buyer => row.drawn.buyer = drawn,
        Side::Seller => row.drawn.seller = drawn,
    }
    edit.put(row);
    Ok(())
}

/// Puts and deletes whole rows. Nothing is taken along: what the rows join must fit when all is done.
pub(crate) fn rows(edit: &mut Edit<'_>, put: &[Row], delete: &[RowKey]) -> Result<(), Refusal> {
    for (number, key) in delete.iter().enumerate() {
        edit.row(*key, &format!("delete.{number}"))?;
    }
    for key in delete {
        edit.take(*key);
    }
    for row in put {
        let moved = Container::of(row).filter(|container| {
            let before = edit.workshop.row(row.key());
            before.as_ref().and_then(Container::of) != Some(*container)
                || before.as_ref().and_then(Row::position) != row.position()
        });
        if let Some(container) = moved {
            edit.disturb(container);
        }
        edit.put(row.clone());
    }
    Ok(())
}
