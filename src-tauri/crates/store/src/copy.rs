//! Whole new files: they are written beside their place, synced, and renamed into it, so that no moment
//! shows half of one.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::Backup;
use twinlane_model::{Row, Workshop};

use crate::error::{About, StoreError};
use crate::lock::{Lock, beside};
use crate::tables::{self, opener};
use crate::{journal, schema, system};

/// Pages copied between two looks at the lock of the source; a copy is made in one go.
const ALL_PAGES: i32 = -1;

/// Saves a workshop from memory as a new file, replacing what bears the name. It needs no other file: it
/// works when the original is gone. History, drafts and versions stay behind; [`crate::Store::copy_to`]
/// takes them along.
pub fn save_copy(workshop: &Workshop, path: &Path, now: &str) -> Result<(), StoreError> {
    let rows: Vec<Row> = workshop.rows().collect();
    let place = place_of(path)?;
    let lock = Lock::take(&place)?;
    settle(&place);
    let saved = write_rows(&rows, &place, now);
    drop(lock);
    saved
}

/// Copies an open database to a new file, replacing what bears the name.
pub(crate) fn copy_whole(from: &Connection, path: &Path) -> Result<(), StoreError> {
    let place = place_of(path)?;
    let lock = Lock::take(&place)?;
    settle(&place);
    let saved = write_backup(from, &place);
    drop(lock);
    saved
}

/// The full name of a file that may not exist yet: its folder must.
pub(crate) fn place_of(path: &Path) -> Result<PathBuf, StoreError> {
    match system::one_name(path) {
        Ok(place) => Ok(place),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = path.file_name().ok_or_else(|| StoreError::io(path, &error))?;
            Ok(system::one_name(folder_of(path)).about(path)?.join(name))
        }
        Err(error) => Err(StoreError::io(path, &error)),
    }
}

/// The folder a file lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Writes a new file with these rows.
pub(crate) fn write_rows(rows: &[Row], place: &Path, now: &str) -> Result<(), StoreError> {
    write_beside(place, |db| {
        let tx = db.transaction()?;
        schema::create(&tx, now)?;
        tables::write(&tx, 0, rows, &[])?;
        tx.commit()
    })
}

/// Copies a database as it is, side files folded in.
pub(crate) fn write_backup(from: &Connection, place: &Path) -> Result<(), StoreError> {
    write_beside(place, |db| {
        backup(from, db)?;
        db.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        opener::clear(db)
    })
}

/// Copies all pages of one database into another.
pub(crate) fn backup(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    Backup::new(from, to)?.step(ALL_PAGES)?;
    Ok(())
}

/// Fills a new database beside its place and moves it there when it is whole and on disk.
pub(crate) fn write_beside(
    place: &Path,
    fill: impl FnOnce(&mut Connection) -> rusqlite::Result<()>,
) -> Result<(), StoreError> {
    let new = beside(place, "-new");
    let written = remove_leftovers(&new).and_then(|()| {
        let mut db = schema::connect_new(&new).about(place)?;
        fill(&mut db).about(place)?;
        db.close().map_err(|(_, error)| StoreError::sql(place, &error))?;
        File::options()
            .write(true)
            .open(&new)
            .and_then(|file| file.sync_all())
            .about(place)?;
        fs::rename(&new, place).about(place)?;
        system::sync_folder(folder_of(place)).about(place)
    });
    if written.is_err() {
        // The error that stopped the writing is the one to tell.
        let _ = remove_leftovers(&new);
    }
    written
}

fn remove_leftovers(new: &Path) -> Result<(), StoreError> {
    for file in [
        new.to_owned(),
        beside(new, "-journal"),
        beside(new, "-wal"),
        beside(new, "-shm"),
    ] {
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(StoreError::io(&file, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Folds in or removes the side files of a database that is about to be replaced: left beside the new one,
/// SQLite would take them for its own.
pub(crate) fn settle(place: &Path) {
    let folded = schema::connect_to_write(place).and_then(|db| journal::fold(&db));
    if folded.is_err() || !place.exists() {
        for suffix in ["-journal", "-wal", "-shm"] {
            let _ = fs::remove_file(beside(place, suffix));
        }
    }
}
