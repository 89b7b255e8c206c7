//! The tables `edits` and `undone`: every edit with its change and inverse, and which of them are not on the
//! undo stack any more.
//!
//! An edit row is never altered, so that a large one costs nothing to undo; what happens to it is a small
//! row of `undone`.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Result, params};
use serde::Serialize;
use twinlane_model::{Row, RowKey};

use crate::edit::{Edit, EditKind, Entry, History};

pub(crate) const CREATE: &str = "CREATE TABLE edits (
  rev INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  target INTEGER,
  label TEXT NOT NULL,
  touched TEXT NOT NULL,
  change TEXT,
  inverse TEXT
);
CREATE TABLE undone (
  rev INTEGER PRIMARY KEY,
  dropped INTEGER NOT NULL
)";

/// The names of the rows an edit touched, as the column `touched` holds them: `table/id`.
fn touched(put: &[Row], deleted: &[RowKey]) -> BTreeSet<String> {
    put.iter()
        .map(Row::key)
        .chain(deleted.iter().copied())
        .map(touched_name)
        .collect()
}

/// The name of a row in the column `touched`.
pub(crate) fn touched_name(key: RowKey) -> String {
    format!("{}/{}", key.table(), super::id_of(key))
}

fn json<T: Serialize>(value: &T) -> Result<String> {
    super::json(serde_json::to_string(value))
}

/// Adds an edit. `dropped` are the entries of redo that a new edit drops.
pub(crate) fn write(db: &Connection, edit: &Edit, dropped: &[Entry]) -> Result<()> {
    let (kind, target, label, change, inverse) = match &edit.kind {
        EditKind::Do {
            label,
            change,
            inverse,
        } => (
            "do",
            None,
            label.as_str(),
            Some(json(change)?),
            Some(json(inverse)?),
        ),
        EditKind::Undo { of } => ("undo", Some(*of), "", None, None),
        EditKind::Redo { of, inverse } => ("redo", Some(*of), "", None, Some(json(inverse)?)),
        EditKind::Contribution { label, change } => {
            ("contribution", None, label.as_str(), Some(json(change)?), None)
        }
    };
    match &edit.kind {
        EditKind::Do { .. } => {
            for entry in dropped {
                db.prepare_cached("UPDATE undone SET dropped = 1 WHERE rev = ?1")?
                    .execute([entry.rev as i64])?;
            }
        }
        EditKind::Undo { of } => {
            db.prepare_cached("INSERT INTO undone (rev, dropped) VALUES (?1, 0)")?
                .execute([*of as i64])?;
        }
        EditKind::Redo { of, .. } => {
            db.prepare_cached("DELETE FROM undone WHERE rev = ?1")?
                .execute([*of as i64])?;
        }
        EditKind::Contribution { .. } => {}
    }
    db.prepare_cached(
        "INSERT INTO edits (rev, at, kind, target, label, touched, change, inverse)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        edit.rev as i64,
        edit.at,
        kind,
        target.map(|rev| rev as i64),
        label,
        json(&touched(&edit.put, &edit.deleted))?,
        change,
        inverse,
    ])?;
    Ok(())
}

/// Revision of the newest edit, 0 when there is none.
pub(crate) fn last_rev(db: &Connection) -> Result<u64> {
    db.query_row("SELECT coalesce(max(rev), 0) FROM edits", [], |row| {
        row.get::<_, i64>(0)
    })
    .map(|rev| rev as u64)
}

/// Both stacks. An undone edit lies above everything that can still be undone, because a new edit drops
/// what was undone; so the order of both is that of revisions.
pub(crate) fn history(db: &Connection) -> Result<History> {
    let undone: BTreeMap<i64, bool> = db
        .prepare("SELECT rev, dropped FROM undone")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    let mut history = History::default();
    let mut rows = db.prepare("SELECT rev, label, at FROM edits WHERE kind = 'do' ORDER BY rev")?;
    let entries = rows.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?)))?;
    for entry in entries {
        let (rev, label, at) = entry?;
        let entry = Entry {
            rev: rev as u64,
            label,
            at,
        };
        match undone.get(&rev) {
            None => history.undo.push(entry),
            Some(false) => history.redo.push(entry),
            Some(true) => {}
        }
    }
    history.redo.reverse();
    Ok(history)
}

/// Change and inverse of an edit of the facilitator, as JSON. The inverse is that of its last redo, if any.
pub(crate) fn body(db: &Connection, rev: u64) -> Result<Option<(String, String)>> {
    let body: Option<(String, String)> = db
        .query_row(
            "SELECT change, inverse FROM edits WHERE rev = ?1 AND kind = 'do'",
            [rev as i64],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((change, inverse)) = body else {
        return Ok(None);
    };
    let newer: Option<String> = db
        .query_row(
            "SELECT inverse FROM edits WHERE rev > ?1 AND kind = 'redo' AND target = ?1 ORDER BY rev DESC LIMIT 1",
            [rev as i64],
            |row| row.get(0),
        )
        .optional()?;
    Ok(Some((change, newer.unwrap_or(inverse))))
}

/// The names of rows that contributions touched after a revision.
pub(crate) fn contributed_since(db: &Connection, rev: u64) -> Result<BTreeSet<String>> {
    db.prepare(
        "SELECT json_each.value FROM edits, json_each(edits.touched)
         WHERE edits.rev > ?1 AND edits.kind = 'contribution'",
    )?
    .query_map([rev as i64], |row| row.get(0))?
    .collect()
}
