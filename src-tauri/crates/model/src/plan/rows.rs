//! Changes of single rows: add, rename, reorder, pair, mark drawn, and whole rows at once.

use super::edit::Edit;
use crate::lists::List;
use crate::refusal::refuse;
use crate::{IdRole, MapId, Refusal, Row, RowKey, Side, StageId};

/// Adds a row at its place; fills its nil ids, those of its questions and criteria too.
pub(crate) fn add(edit: &mut Edit<'_>, row: &mut Row) -> Result<(), Refusal> {
    fill(edit, row);
    let key = row.key();
    if key.uuid().is_none() {
        return Err(refuse(
            "row",
            "a workshop has this row from the start; set it instead",
        ));
    }
    if edit.workshop.has(key) {
        return Err(Refusal::Taken {
            field: "row.id".to_owned(),
        });
    }
    let position = row.position().unwrap_or(u32::MAX);
    edit.put_at(row.clone(), position);
    if let Some(now) = edit.workshop.row(key) {
        *row = now;
    }
    Ok(())
}

/// Fills the nil ids of a row and of its parts.
pub(crate) fn fill(edit: &mut Edit<'_>, row: &mut Row) {
    row.change_ids(&mut |at, id| {
        if at.role == IdRole::Own {
            edit.fill(id);
        }
        true
    });
}

/// Gives a row another title.
pub(crate) fn rename(edit: &mut Edit<'_>, of: RowKey, title: &str) -> Result<(), Refusal> {
    let mut row = edit.row(of, "of")?;
    row.set_title(title.to_owned()).map_err(|why| refuse("of", why))?;
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
        let moved = List::of(row).filter(|list| {
            let before = edit.workshop.row(row.key());
            before.as_ref().and_then(List::of) != Some(*list)
                || before.as_ref().and_then(Row::position) != row.position()
        });
        if let Some(list) = moved {
            edit.disturb(list);
        }
        edit.put(row.clone());
    }
    Ok(())
}
