//! The table `drafts`: text of fields that are still open. A draft comes back into its field after a crash.

use std::collections::BTreeMap;

use rusqlite::{Connection, Result};

pub(crate) const CREATE: &str = "CREATE TABLE drafts (key TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL)";

/// A new state of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftChange {
    /// The field it belongs to, in words of the caller.
    pub key: String,
    /// Its text; `None` when the field was closed.
    pub text: Option<String>,
}

/// All drafts, field → text.
pub(crate) fn read(db: &Connection) -> Result<BTreeMap<String, String>> {
    db.prepare("SELECT key, text FROM drafts")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Puts or clears a draft.
pub(crate) fn write(db: &Connection, change: &DraftChange) -> Result<()> {
    match &change.text {
        Some(text) => db
            .prepare_cached(
                "INSERT INTO drafts (key, text) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET text = excluded.text",
            )?
            .execute([&change.key, text])?,
        None => db
            .prepare_cached("DELETE FROM drafts WHERE key = ?1")?
            .execute([&change.key])?,
    };
    Ok(())
}
