//! Reading a database as a whole into a workshop, and saying what is wrong with it where that fails.

use std::path::Path;

use rusqlite::Connection;
use twinlane_model::{Row, Workshop};

use crate::error::{About, StoreError};
use crate::tables::{TABLES, row_of};

/// Problems of the database itself, in SQLite's words; empty when it is sound.
pub(crate) fn problems(db: &Connection, at_most: u32) -> rusqlite::Result<Vec<String>> {
    let mut found: Vec<String> = db
        .prepare(&format!("PRAGMA quick_check({at_most})"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    found.retain(|line| line != "ok");
    Ok(found)
}

/// Reads every row; the first one that cannot be read is an error.
pub(crate) fn rows(db: &Connection, path: &Path) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    for table in TABLES {
        let mut select = db
            .prepare(&format!("SELECT id, body FROM {}", table.name))
            .about(path)?;
        let bodies = select
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
            .about(path)?;
        for body in bodies {
            let (id, body) = body.about(path)?;
            match row_of(table.name, &body) {
                Some(Ok(row)) if crate::tables::id_of(row.key()) == id => rows.push(row),
                Some(Err(error)) => {
                    return Err(damaged(path, &format!("{}, row {id}: {error}", table.name)));
                }
                _ => {
                    return Err(damaged(
                        path,
                        &format!("{}, row {id}: bears the id of another", table.name),
                    ));
                }
            }
        }
    }
    Ok(rows)
}

/// Reads the whole workshop, checked.
pub(crate) fn workshop(db: &Connection, path: &Path) -> Result<Workshop, StoreError> {
    if let Some(problem) = problems(db, 1).about(path)?.first() {
        return Err(damaged(path, problem));
    }
    Workshop::from_rows(rows(db, path)?).map_err(|refusal| damaged(path, &refusal.to_string()))
}

/// The error for a file that cannot be read as a whole.
pub(crate) fn damaged(path: &Path, what: &str) -> StoreError {
    StoreError::Damaged {
        path: path.to_owned(),
        what: what.to_owned(),
    }
}
