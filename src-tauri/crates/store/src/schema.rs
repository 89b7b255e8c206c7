//! The layout of the file: its marks, its tables, and how a connection to it is set up.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Result};

use crate::formats::FORMAT;
use crate::tables::{TABLES, chunks, drafts, edits, meta, opener, versions};

/// `application_id` of the database: the letters `Twln`.
pub const APPLICATION_ID: u32 = 0x5477_6C6E;

/// How long to wait for another program that has the file for a moment (a backup, a virus scanner).
const PATIENCE: Duration = Duration::from_secs(2);

/// Steps of SQLite's machine between two looks at the bound of [`distrust`], the looks any file may take, and
/// the steps it may take besides for each of its bytes. A sound file takes about one step for ten bytes.
const STEPS_BETWEEN: i32 = 10_000;
const STEPS_ANYWAY: u64 = 10_000;
const STEPS_PER_BYTE: u64 = 20;

/// Makes all tables in an empty database and marks it as ours.
pub(crate) fn create(db: &Connection, created: &str) -> Result<()> {
    for table in TABLES {
        table.create(db)?;
    }
    for sql in [
        meta::CREATE,
        opener::CREATE,
        drafts::CREATE,
        edits::CREATE,
        versions::CREATE,
        chunks::CREATE,
    ] {
        db.execute_batch(sql)?;
    }
    meta::write(db, created)?;
    mark(db, FORMAT)
}

/// Writes the marks of the file.
pub(crate) fn mark(db: &Connection, format: u32) -> Result<()> {
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    db.pragma_update(None, "user_version", format)
}

/// Reads the marks of the file: `application_id` and `user_version`.
pub(crate) fn marks(db: &Connection) -> Result<(u32, u32)> {
    let read = |name| db.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    Ok((read("application_id")? as u32, read("user_version")? as u32))
}

/// Opens a database that exists for reading, and sets the connection up.
pub(crate) fn connect_to_read(path: &Path) -> Result<Connection> {
    connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// Opens a database that exists for writing, and sets the connection up.
pub(crate) fn connect_to_write(path: &Path) -> Result<Connection> {
    connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

fn connect(path: &Path, access: OpenFlags) -> Result<Connection> {
    let mut db = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    set_up(&db)?;
    distrust(&mut db, path)?;
    Ok(db)
}

/// Bounds the work that reading may take until the file was checked: pages that lead in circles could keep
/// a reader busy for years.
pub(crate) fn distrust(db: &mut Connection, path: &Path) -> Result<()> {
    let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
    let mut left = STEPS_ANYWAY + bytes / STEPS_BETWEEN as u64 * STEPS_PER_BYTE;
    db.progress_handler(
        STEPS_BETWEEN,
        Some(move || {
            left = left.saturating_sub(1);
            left == 0
        }),
    )
}

/// Takes the bound away from a file that was checked.
pub(crate) fn trust(db: &mut Connection) -> Result<()> {
    db.progress_handler(0, None::<fn() -> bool>)
}

/// Makes a new database file; it is to be synced by the caller when all is in it.
pub(crate) fn connect_new(path: &Path) -> Result<Connection> {
    let db = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    set_up(&db)?;
    // Nobody sees the file before it is whole, so neither a journal nor a sync on the way is of use.
    db.pragma_update(None, "synchronous", "OFF")?;
    db.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
    Ok(db)
}

/// Lets closing remove the side files, for a file into which nothing was written.
pub(crate) fn tidy_on_close(db: &Connection) -> Result<bool> {
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)
}

/// What holds for every connection: a file may come from anybody, so nothing in it is run, and closing
/// never writes behind our back.
fn set_up(db: &Connection) -> Result<()> {
    db.busy_timeout(PATIENCE)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    db.set_prepared_statement_cache_capacity(64);
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update(None, "cell_size_check", true)?;
    // What a person deleted is not to be found in a file that is passed on.
    db.pragma_update_and_check(None, "secure_delete", "FAST", |_| Ok(()))?;
    // Only macOS knows the difference; there a plain sync does not reach the disk.
    db.pragma_update(None, "fullfsync", true)?;
    db.pragma_update(None, "checkpoint_fullfsync", true)?;
    Ok(())
}
