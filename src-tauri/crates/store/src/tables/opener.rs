//! The table `opener`: who has the file open for writing. The lock decides; this row gives it a name. It
//! outlives a crash and then says who had the file last.

use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::error::Holder;

pub(crate) const CREATE: &str = "CREATE TABLE opener (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  host TEXT NOT NULL,
  user TEXT NOT NULL,
  since TEXT NOT NULL
)";

/// Who has the file open, or had it when the app crashed.
pub(crate) fn read(db: &Connection) -> Result<Option<Holder>> {
    db.query_row("SELECT host, user, since FROM opener WHERE id = 1", [], |row| {
        Ok(Holder {
            host: row.get(0)?,
            user: row.get(1)?,
            since: row.get(2)?,
        })
    })
    .optional()
}

/// Says who has it open.
pub(crate) fn write(db: &Connection, holder: &Holder) -> Result<()> {
    db.execute(
        "INSERT OR REPLACE INTO opener (id, host, user, since) VALUES (1, ?1, ?2, ?3)",
        params![holder.host, holder.user, holder.since],
    )?;
    Ok(())
}

/// Says that nobody has it open.
pub(crate) fn clear(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM opener", [])?;
    Ok(())
}
