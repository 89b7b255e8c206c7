//! The tables, one file each. A table of rows has three stored columns: `id`, `rev` (the revision that wrote
//! the row last) and `body` (the row as JSON). Its other columns are computed by SQLite from the body, so
//! that other programs find plain columns and nothing can contradict itself.

mod agenda;
mod charter;
pub(crate) mod chunks;
pub(crate) mod drafts;
pub(crate) mod edits;
mod gaps;
mod lanes;
mod links;
pub(crate) mod logs;
mod maps;
pub(crate) mod meta;
mod notes;
pub(crate) mod opener;
mod outcomes;
mod participants;
mod pools;
mod settings;
mod stages;
mod steps;
mod tools;
pub(crate) mod versions;

use std::fmt::Write;

use rusqlite::{Connection, params};
use serde_json::Error as JsonError;
use twinlane_model::{Row, RowKey, match_row};

/// A column that is computed from the body.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name.
    pub name: &'static str,
    /// Type.
    pub kind: &'static str,
    /// Where in the body it comes from.
    pub path: &'static str,
    /// What it holds.
    pub about: &'static str,
}

/// A table of rows.
#[derive(Clone, Copy, Debug)]
pub struct RowTable {
    /// Name.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// The first format that has it: opening a file of an older format makes the table.
    pub since: u32,
    /// The columns that are computed.
    pub columns: &'static [Column],
}

const fn column(name: &'static str, kind: &'static str, path: &'static str, about: &'static str) -> Column {
    Column {
        name,
        kind,
        path,
        about,
    }
}

macro_rules! tables {
    (
        []
        one { $($one:ident: $One:ident($OneType:ident), $($one_doc:literal),*;)* }
        many { $($kind:ident: $Kind:ident($Type:ident, $Id:ident), $table:ident, $($doc:literal),*;)* }
    ) => {
        /// Every table of rows, in the order of [`twinlane_model::Workshop::rows`]. Each has its file here, named as
        /// the table is.
        pub const TABLES: &[RowTable] = &[$($one::TABLE,)* $($table::TABLE,)*];

        /// The row of a table, from its body. `None` when there is no such table.
        pub(crate) fn row_of(table: &str, body: &str) -> Option<Result<Row, JsonError>> {
            match table {
                $(stringify!($one) => Some(serde_json::from_str(body).map(Row::$One)),)*
                $(stringify!($table) => Some(serde_json::from_str(body).map(Row::$Kind)),)*
                _ => None,
            }
        }
    };
}

twinlane_model::for_each_row_kind! { [tables] }

impl RowTable {
    /// Makes the table.
    pub(crate) fn create(&self, db: &Connection) -> rusqlite::Result<()> {
        let mut sql = format!(
            "CREATE TABLE {} (\n  id TEXT NOT NULL PRIMARY KEY,\n  rev INTEGER NOT NULL,\n  body TEXT NOT NULL",
            self.name
        );
        for Column { name, kind, path, .. } in self.columns {
            // Writing to a string cannot fail.
            let _ = write!(sql, ",\n  {name} {kind} AS (body ->> '{path}') VIRTUAL");
        }
        sql.push_str("\n)");
        db.execute_batch(&sql)
    }
}

/// The body of a row: its JSON without the name of its kind.
pub(crate) fn body_of(row: &Row) -> Result<String, JsonError> {
    match_row!(row, row => serde_json::to_string(row))
}

/// The id of a row in its table: its UUID, or the name of the table that has one row only.
pub(crate) fn id_of(key: RowKey) -> String {
    key.uuid()
        .map_or_else(|| key.table().to_owned(), |id| id.to_string())
}

/// JSON that is to be stored, with its error as one of SQLite.
pub(crate) fn json(text: Result<String, JsonError>) -> rusqlite::Result<String> {
    text.map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// Puts rows with their new state and deletes others, as of a revision.
pub(crate) fn write(db: &Connection, rev: i64, put: &[Row], deleted: &[RowKey]) -> rusqlite::Result<()> {
    for key in deleted {
        db.prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", key.table()))?
            .execute([id_of(*key)])?;
    }
    for row in put {
        let key = row.key();
        let body = json(body_of(row))?;
        let (table, id) = (key.table(), id_of(key));
        // Most rows are there already, and an upsert works out the computed columns twice.
        let altered = db
            .prepare_cached(&format!("UPDATE {table} SET rev = ?2, body = ?3 WHERE id = ?1"))?
            .execute(params![id, rev, body])?;
        if altered == 0 {
            db.prepare_cached(&format!(
                "INSERT INTO {table} (id, rev, body) VALUES (?1, ?2, ?3)"
            ))?
            .execute(params![id, rev, body])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use twinlane_model::Workshop;

    use super::*;

    #[test]
    fn every_table_of_the_model_has_its_file() {
        for row in Workshop::default().rows() {
            let body = body_of(&row).expect("rows are JSON");
            let back = row_of(row.key().table(), &body)
                .expect("known table")
                .expect("same shape");
            assert_eq!(row, back, "a body gives back its row");
        }
        for table in TABLES {
            assert!(row_of(table.name, "{").is_some(), "{} can be read", table.name);
        }
    }
}
