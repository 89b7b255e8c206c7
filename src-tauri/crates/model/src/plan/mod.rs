//! Applying changes. Each topic has its file; this one runs a change on a journal, has the result checked and
//! either takes it back or says what it did.

mod convert;
mod copy;
mod edit;
mod gaps;
mod label;
mod merge_split;
mod place;
mod remove;
mod rows;
mod sentences;
mod set;
mod steps;

pub(crate) use label::quoted;

use crate::lists::List;
use crate::{Applied, Change, IdSource, Refusal, Row, Workshop, check};
use edit::Edit;

impl Workshop {
    /// Applies a change: all of it, or none of it.
    ///
    /// New ids come from `ids`, and only where the change leaves them out. The cost goes with the rows that
    /// are touched and what is joined to them, not with the size of the workshop.
    ///
    /// # Errors
    /// A [`Refusal`] that names the field and says why; the workshop is then as it was.
    pub fn apply(&mut self, change: &Change, ids: &mut dyn IdSource) -> Result<Applied, Refusal> {
        let label = label::of(change, self);
        let mut filled = change.clone();
        let mut edit = Edit::new(self, ids);
        if let Err(refusal) = run(&mut edit, &mut filled, "") {
            edit.roll_back();
            return Err(refusal);
        }
        if let Some(refusal) = check::touched(edit.workshop, edit.touched()).into_iter().next() {
            edit.roll_back();
            return Err(refusal);
        }
        let found = edit.differences();
        if edit.drew {
            // The change has no field for some of the ids it drew: its rows say it all.
            filled = Change::Rows {
                label: label.clone(),
                put: found.put.clone(),
                delete: found.deleted.clone(),
            };
        }
        Ok(Applied {
            change: filled,
            inverse: Change::Rows {
                label: label.clone(),
                put: found.restore,
                delete: found.fresh,
            },
            label,
            put: found.put,
            deleted: found.deleted,
            conflicts: edit.conflicts,
        })
    }

    /// Builds a workshop from its rows, in any order, and checks it as a whole. Lists are numbered afresh
    /// where their positions have holes or repeat. Charter and settings may be absent.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn from_rows(rows: impl IntoIterator<Item = Row>) -> Result<Self, Refusal> {
        let mut workshop = Self::default();
        let mut none = NoIds;
        let mut edit = Edit::new(&mut workshop, &mut none);
        let mut frame = std::collections::BTreeSet::new();
        for row in rows {
            let key = row.key();
            // What a workshop has once is there before it is read.
            let twice = if key.uuid().is_none() {
                !frame.insert(key)
            } else {
                edit.workshop.has(key)
            };
            if twice {
                return Err(Refusal::Taken {
                    field: format!("{}.id", key.table()),
                });
            }
            if let Some(list) = List::of(&row) {
                edit.disturb(list);
            }
            edit.put(row);
        }
        edit.settle();
        if let Some(refusal) = workshop.check().into_iter().next() {
            return Err(refusal);
        }
        workshop.pack();
        Ok(workshop)
    }

    /// Checks every invariant of the whole workshop; empty when all hold, which they do after any change.
    pub fn check(&self) -> Vec<Refusal> {
        check::whole(self)
    }
}

/// For callers that cannot need an id.
struct NoIds;

impl IdSource for NoIds {
    fn next(&mut self) -> uuid::Uuid {
        uuid::Uuid::nil()
    }
}

/// Runs a change and fills its ids in; `at` is the dotted path to it inside a batch.
fn run(edit: &mut Edit<'_>, change: &mut Change, at: &str) -> Result<(), Refusal> {
    match change {
        Change::Add { row } => rows::add(edit, row),
        Change::Rename { of, title } => rows::rename(edit, *of, title),
        Change::Set { of, values } => set::set(edit, *of, values),
        Change::Move {
            steps,
            lane,
            stage,
            position,
        } => steps::shift(edit, steps, *lane, *stage, *position),
        Change::Reorder { of, position } => rows::reorder(edit, *of, *position),
        Change::Remove { of, move_to } => remove::remove(edit, of, *move_to),
        Change::InsertOnLink { link, step, new_link } => steps::insert_on_link(edit, *link, step, new_link),
        Change::SplitStep {
            step,
            new_step,
            title,
            new_link,
        } => merge_split::split(edit, *step, new_step, title, new_link),
        Change::MergeSteps { keep, others } => merge_split::merge(edit, *keep, others),
        Change::Duplicate { steps, ids } => copy::duplicate(edit, steps, ids),
        Change::Convert(conversion) => convert::convert(edit, conversion),
        Change::SwapSide { steps, lane, stage } => steps::swap_side(edit, steps, *lane, *stage),
        Change::Pair { stage, with } => rows::pair(edit, *stage, with),
        Change::MarkDrawn { map, side, drawn } => rows::mark_drawn(edit, *map, *side, *drawn),
        Change::CopyMap { map, id, name, kind } => copy::copy_map(edit, *map, id, name, *kind),
        Change::Batch { changes, .. } => {
            for (number, part) in changes.iter_mut().enumerate() {
                let path = format!("{at}changes.{number}.");
                run(edit, part, &path).map_err(|refusal| inside(refusal, &path))?;
            }
            return Ok(());
        }
        Change::Rows { put, delete, .. } => rows::rows(edit, put, delete),
    }?;
    edit.settle();
    Ok(())
}

/// Puts the path of a batch's part before the field, once.
fn inside(mut refusal: Refusal, path: &str) -> Refusal {
    if let Refusal::Missing { field, .. } | Refusal::Field { field, .. } | Refusal::Taken { field } =
        &mut refusal
        && !field.starts_with("changes.")
    {
        field.insert_str(0, path);
    }
    refusal
}
