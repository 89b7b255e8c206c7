//! The table `log_chunks`: the events of imported logs, packed, in pieces. It lies outside undo and versions: what
//! undo brings back is the row in `logs`, whose numbers hold without the events.

use rusqlite::{Connection, Result, params};
use twinlane_model::LogId;

pub(crate) const CREATE: &str = "CREATE TABLE log_chunks (
  log TEXT NOT NULL,
  number INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (log, number)
)";

/// Puts a piece of a log in its place.
pub(crate) fn put(db: &Connection, log: LogId, number: u32, body: &[u8]) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO log_chunks (log, number, body) VALUES (?1, ?2, ?3)")?
        .execute(params![log.to_string(), number, body])?;
    Ok(())
}

/// The pieces of a log in order; none when its events are not in the file.
pub(crate) fn read(db: &Connection, log: LogId) -> Result<Vec<Vec<u8>>> {
    db.prepare("SELECT body FROM log_chunks WHERE log = ?1 ORDER BY number")?
        .query_map([log.to_string()], |row| row.get(0))?
        .collect()
}

/// Takes the pieces of a log away.
pub(crate) fn remove(db: &Connection, log: LogId) -> Result<()> {
    db.execute("DELETE FROM log_chunks WHERE log = ?1", [log.to_string()])?;
    Ok(())
}

/// Takes away the events of logs that are gone, or of which only the numbers are to be kept.
pub(crate) fn sweep(db: &Connection) -> Result<()> {
    db.execute(
        "DELETE FROM log_chunks WHERE log NOT IN (SELECT id FROM logs WHERE kept = 'events')",
        [],
    )?;
    Ok(())
}
