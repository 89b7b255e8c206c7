//! How commits reach the disk: a write-ahead log where the file system can be trusted, else a rollback
//! journal; and how side files are folded into the one file that is left at rest.

use rusqlite::{Connection, Result};

/// Pages in the log after which a commit folds it in by itself; the idle checkpoint normally comes first. A log
/// that is written from its beginning again costs less to sync than one that grows, so it is kept short.
const LOG_PAGES: u32 = 1_000;

/// Which journal a file is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Journal {
    /// Write-ahead log, synced at every commit.
    Log,
    /// Rollback journal, the folder synced after its removal.
    Rollback,
}

/// To be called before anything is read where shared memory cannot be relied upon: the file is held alone,
/// so that a log left by a crash is read without it.
pub(crate) fn alone(db: &Connection) -> Result<()> {
    db.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))
}

/// Switches to a log, or to a rollback journal where a log is refused.
pub(crate) fn start(db: &Connection) -> Result<Journal> {
    if switch(db, "WAL").is_ok_and(|mode| mode == "wal") {
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update_and_check(None, "wal_autocheckpoint", LOG_PAGES, |_| Ok(()))?;
        return Ok(Journal::Log);
    }
    start_rollback(db)
}

/// Switches to a rollback journal.
pub(crate) fn start_rollback(db: &Connection) -> Result<Journal> {
    switch(db, "DELETE")?;
    db.pragma_update(None, "synchronous", "EXTRA")?;
    // Without a log others may read again between commits. The hold ends with the next one.
    db.pragma_update_and_check(None, "locking_mode", "NORMAL", |_| Ok(()))?;
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
