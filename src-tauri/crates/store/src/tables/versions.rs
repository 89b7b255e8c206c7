//! The tables `versions` and `version_rows`: named snapshots to compare with and to go back to.

use rusqlite::{Connection, Result, params};

use twinlane_model::Row;

use super::{TABLES, id_of, json};

pub(crate) const CREATE: &str = "CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  rev INTEGER NOT NULL
);
CREATE TABLE version_rows (
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (version, kind, id)
) WITHOUT ROWID";

/// A named snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number in the file, from 1.
    pub id: u32,
    /// What it is called.
    pub name: String,
    /// When it was made.
    pub at: String,
    /// Revision it shows.
    pub rev: u64,
}

/// Keeps the present state of all rows under a name.
pub(crate) fn save(db: &Connection, name: &str, at: &str, rev: u64) -> Result<u32> {
    let id: u32 = db.query_row("SELECT coalesce(max(id), 0) + 1 FROM versions", [], |row| {
        row.get(0)
    })?;
    db.execute(
        "INSERT INTO versions (id, name, at, rev) VALUES (?1, ?2, ?3, ?4)",
        params![id, name, at, rev as i64],
    )?;
    for table in TABLES {
        db.execute(
            &format!(
                "INSERT INTO version_rows (version, kind, id, body) SELECT ?1, '{0}', id, body FROM {0}",
                table.name
            ),
            [id],
        )?;
    }
    Ok(id)
}

/// Puts a snapshot back, with rows that were read elsewhere.
pub(crate) fn put(db: &Connection, version: &Version, rows: &[Row]) -> Result<()> {
    db.execute(
        "INSERT INTO versions (id, name, at, rev) VALUES (?1, ?2, ?3, ?4)",
        params![version.id, version.name, version.at, version.rev as i64],
    )?;
    for row in rows {
        let key = row.key();
        db.prepare_cached("INSERT INTO version_rows (version, kind, id, body) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                version.id,
                key.table(),
                id_of(key),
                json(super::body_of(row))?
            ])?;
    }
    Ok(())
}

/// All snapshots, oldest first.
pub(crate) fn list(db: &Connection) -> Result<Vec<Version>> {
    db.prepare("SELECT id, name, at, rev FROM versions ORDER BY id")?
        .query_map([], |row| {
            Ok(Version {
                id: row.get(0)?,
                name: row.get(1)?,
                at: row.get(2)?,
                rev: row.get::<_, i64>(3)? as u64,
            })
        })?
        .collect()
}

/// Table and body of each row of a snapshot.
pub(crate) fn rows(db: &Connection, version: u32) -> Result<Vec<(String, String)>> {
    db.prepare("SELECT kind, body FROM version_rows WHERE version = ?1")?
        .query_map([version], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Takes a snapshot away.
pub(crate) fn remove(db: &Connection, version: u32) -> Result<()> {
    db.execute("DELETE FROM version_rows WHERE version = ?1", [version])?;
    db.execute("DELETE FROM versions WHERE id = ?1", [version])?;
    Ok(())
}
