//! How commits reach the disk: a write-ahead log where the file system can be trusted, else a rollback
//! journal; and how side files are folded into the one file that is left at rest.

use std::path::Path;

use rusqlite::{Connection, Result};

use crate::system;

/// Pages in the log after which a commit folds it in by itself; the idle checkpoint normally comes first.
const LOG_PAGES: u32 = 4_000;

/// Which journal a file is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Journal {
    /// Write-ahead log, synced at every commit.
    Log,
    /// Rollback journal, the folder synced after its removal.
    Rollback,
}

/// Chooses a journal for the file and switches to it.
pub(crate) fn start(db: &Connection, path: &Path) -> Result<Journal> {
    if !system::remote(path) && switch(db, "WAL").is_ok_and(|mode| mode == "wal") {
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update_and_check(None, "wal_autocheckpoint", LOG_PAGES, |_| Ok(()))?;
        return Ok(Journal::Log);
    }
    switch(db, "DELETE")?;
    db.pragma_update(None, "synchronous", "EXTRA")?;
    Ok(Journal::Rollback)
}

fn switch(db: &Connection, mode: &str) -> Result<String> {
    db.pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0))
}

/// Moves what the log holds into the file without waiting for anybody.
pub(crate) fn checkpoint(db: &Connection) -> Result<()> {
    db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

/// Folds the log in and leaves one file.
pub(crate) fn fold(db: &Connection) -> Result<()> {
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    switch(db, "DELETE")?;
    Ok(())
}
