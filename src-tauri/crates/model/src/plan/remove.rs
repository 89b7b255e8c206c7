//! Removing rows with all that hangs on them. What becomes of a row that names another which goes is said by the role
//! of the id: see [`IdRole`].

use std::collections::{BTreeMap, BTreeSet};

use super::edit::Edit;
use crate::lists::List;
use crate::refusal::refuse;
use crate::{IdRole, Refusal, Row, RowKey, Workshop};

/// Removes rows. What belongs to them or ends at them goes along, references to what goes are cleared. A lane or stage
/// with steps needs `move_to`.
pub(crate) fn remove(edit: &mut Edit<'_>, of: &[RowKey], move_to: Option<RowKey>) -> Result<(), Refusal> {
    for (number, key) in of.iter().enumerate() {
        let field = format!("of.{number}");
        edit.row(*key, &field)?;
        if key.uuid().is_none() {
            return Err(refuse(field, "a workshop always has this; it cannot be removed"));
        }
    }
    if let Some(taker) = move_to {
        edit.row(taker, "move_to")?;
        if of.contains(&taker) {
            return Err(refuse(
                "move_to",
                "what takes the steps cannot be removed at the same time",
            ));
        }
    }
    take_along(edit, of.iter().copied().collect(), move_to)
}

/// Takes rows away with what goes along; see [`remove`].
pub(crate) fn take_along(
    edit: &mut Edit<'_>,
    of: BTreeSet<RowKey>,
    move_to: Option<RowKey>,
) -> Result<(), Refusal> {
    let found = Found::of(edit.workshop, of);
    for (left, standing) in &found.standing {
        hand_over(edit, *left, standing, move_to)?;
    }
    for key in &found.naming {
        forget(edit, *key, &found.gone);
    }
    let mut named = BTreeSet::new();
    for key in &found.gone {
        if let Some(row) = edit.workshop.row(*key) {
            named.extend(names(&row));
        }
        edit.take(*key);
    }
    drop_unused(edit, named);
    Ok(())
}

/// What removing some rows is about.
#[derive(Default)]
struct Found {
    /// The rows that go.
    gone: BTreeSet<RowKey>,
    /// Rows that stay and stand in one that goes, by the one that goes.
    standing: BTreeMap<RowKey, Vec<RowKey>>,
    /// Rows that stay and name one that goes.
    naming: BTreeSet<RowKey>,
}

impl Found {
    /// Follows from row to row what goes along.
    fn of(workshop: &Workshop, of: BTreeSet<RowKey>) -> Self {
        let mut found = Self::default();
        let mut standing: BTreeSet<(RowKey, RowKey)> = BTreeSet::new();
        let mut next = of;
        while !next.is_empty() {
            let mut along: BTreeSet<RowKey> = BTreeSet::new();
            let ends = next.iter().filter_map(|key| key.end());
            along.extend(
                ends.flat_map(|end| workshop.index.touching(end))
                    .map(RowKey::Link),
            );
            workshop.each_naming(&next, |by, role, named| match role {
                IdRole::BelongsTo | IdRole::EndsAt => {
                    along.insert(by);
                }
                IdRole::StandsIn => {
                    standing.insert((named, by));
                }
                IdRole::Names => {
                    found.naming.insert(by);
                }
                IdRole::Own | IdRole::Remembers | IdRole::Origin => {}
            });
            found.gone.append(&mut next);
            next = along.difference(&found.gone).copied().collect();
        }
        found.naming.retain(|key| !found.gone.contains(key));
        for (named, by) in standing {
            if !found.gone.contains(&by) {
                found.standing.entry(named).or_default().push(by);
            }
        }
        found
    }
}

/// Gives rows that stand in one that goes another place, in their order.
fn hand_over(
    edit: &mut Edit<'_>,
    left: RowKey,
    standing: &[RowKey],
    move_to: Option<RowKey>,
) -> Result<(), Refusal> {
    let row = edit.row(left, "of")?;
    let Some(to) = move_to else {
        return Err(Refusal::Full {
            title: row.title().unwrap_or_default().to_owned(),
            steps: standing.len(),
        });
    };
    let (Some(kind), Some(taker)) = (left.id_kind(), to.uuid()) else {
        return Ok(());
    };
    if to.id_kind() != Some(kind) {
        return Err(refuse(
            "move_to",
            "steps of a lane go to a lane, those of a stage to a stage",
        ));
    }
    let home = edit.row(to, "move_to")?;
    if (home.map(), home.side()) != (row.map(), row.side()) {
        return Err(refuse(
            "move_to",
            format!(
                "the {} that takes the steps must be on the same map and side",
                kind.word()
            ),
        ));
    }
    let mut rows: Vec<Row> = standing
        .iter()
        .filter_map(|key| edit.workshop.row(*key))
        .collect();
    rows.sort_by_key(|row| (row.position(), row.key()));
    for mut row in rows {
        row.change_ids(&mut |at, id| {
            if at.role == IdRole::StandsIn && at.names.and_then(|kind| RowKey::of(kind, *id)) == Some(left) {
                *id = taker;
            }
            true
        });
        edit.put_last(row);
    }
    Ok(())
}

/// Clears what a row names of those that go.
fn forget(edit: &mut Edit<'_>, key: RowKey, gone: &BTreeSet<RowKey>) {
    let Some(mut row) = edit.workshop.row(key) else {
        return;
    };
    let list = List::of(&row);
    row.change_ids(&mut |at, id| {
        let named = at.names.and_then(|kind| RowKey::of(kind, *id));
        at.role != IdRole::Names || named.is_none_or(|named| !gone.contains(&named))
    });
    row.forgot();
    if List::of(&row) == list {
        edit.put(row);
    } else {
        edit.put_last(row);
    }
}

/// The rows that a row names and can do without.
fn names(row: &Row) -> BTreeSet<RowKey> {
    let mut names = BTreeSet::new();
    row.each_id(&mut |at, id| {
        if at.role == IdRole::Names {
            names.extend(at.names.and_then(|kind| RowKey::of(kind, id)));
        }
    });
    names
}

/// Takes those of the rows away that go when nobody names them, and that nobody names any more.
pub(crate) fn drop_unused(edit: &mut Edit<'_>, mut candidates: BTreeSet<RowKey>) {
    candidates.retain(|key| edit.workshop.row(*key).is_some_and(|row| row.goes_when_unused()));
    if candidates.is_empty() {
        return;
    }
    let mut used = BTreeSet::new();
    edit.workshop.each_naming(&candidates, |_, _, named| {
        used.insert(named);
    });
    for key in candidates.difference(&used) {
        edit.take(*key);
    }
}
