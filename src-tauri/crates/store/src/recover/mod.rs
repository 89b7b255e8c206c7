//! Recovery of a damaged file: what can be read goes into a new file, what was lost is named, and the
//! damaged file stays as it was.
//!
//! Rows are read in two ways. First table by table through SQLite, from both ends up to the damage; then from
//! the pages of the file one by one, without any index, for the rows the first way could not reach. What
//! they name but is not there is mended in [`mend`].

mod lost;
mod mend;
mod pages;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use twinlane_model::{Kept, LogId, Row, RowKey, Workshop};

use crate::copy::{place_of, write_beside};
use crate::error::{About, StoreError};
use crate::lock::{Lock, beside};
use crate::tables::chunks;
use crate::tables::drafts::{self, DraftChange};
use crate::tables::versions::{self, Version};
use crate::tables::{self, TABLES, id_of, row_of};
use crate::{read, schema, system};

pub use lost::Lost;

/// What was recovered.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// The workshop in the new file.
    pub workshop: Workshop,
    /// What was lost or had to be mended.
    pub lost: Vec<Lost>,
}

/// A row that was read: the revision that wrote it, and the row.
type Found = BTreeMap<RowKey, (i64, Row)>;

/// Reads what can be read from a damaged file and writes it to a new one.
///
/// # Errors
/// [`StoreError::Exists`] when the new file is there already, [`StoreError::NotTwinlane`] when nothing of a
/// workshop could be found.
pub fn recover(path: &Path, out: &Path, now: &str) -> Result<Recovered, StoreError> {
    let place = system::one_name(path).about(path)?;
    let out = place_of(out)?;
    if out.exists() {
        return Err(StoreError::Exists { path: out });
    }
    let lock = match Lock::take(&place) {
        Err(StoreError::ReadOnly { .. }) => None,
        lock => Some(lock?),
    };
    let work = beside(&out, "-part");
    let recovered = copy_all(&place, &work).and_then(|()| from_copy(&place, &work, &out, now));
    for file in with_side_files(&work) {
        // A copy that cannot be removed does no harm.
        let _ = fs::remove_file(file);
    }
    drop(lock);
    recovered
}

fn with_side_files(path: &Path) -> [PathBuf; 4] {
    [
        path.to_owned(),
        beside(path, "-wal"),
        beside(path, "-journal"),
        beside(path, "-shm"),
    ]
}

/// Copies the file and its side files, so that reading them writes nothing beside the original.
fn copy_all(place: &Path, work: &Path) -> Result<(), StoreError> {
    fs::copy(place, work).about(place)?;
    for suffix in ["-wal", "-journal"] {
        let side = beside(place, suffix);
        if side.exists() {
            fs::copy(&side, beside(work, suffix)).about(&side)?;
        }
    }
    Ok(())
}

fn from_copy(place: &Path, work: &Path, out: &Path, now: &str) -> Result<Recovered, StoreError> {
    let mut lost = Vec::new();
    let mut found = Found::new();
    let mut named = BTreeSet::new();
    let mut kept_drafts = BTreeMap::new();
    let mut kept_versions = Vec::new();
    let mut events = BTreeMap::new();
    match schema::connect_to_write(work).and_then(|db| schema::marks(&db).map(|_| db)) {
        Ok(db) => {
            if beside(work, "-wal").exists() && crate::journal::fold(&db).is_err() {
                lost.push(Lost::LastEdits);
            }
            for table in TABLES {
                read_table(&db, table.name, &mut found);
                names(&db, table.name, &mut named);
            }
            match drafts::read(&db) {
                Ok(drafts) => kept_drafts = drafts,
                Err(_) => lost.push(Lost::Drafts),
            }
            match all_versions(&db, place) {
                Ok(versions) => kept_versions = versions,
                Err(_) => lost.push(Lost::Versions),
            }
            events = stored_events(&db, &mut found, &mut lost);
        }
        Err(_) => lost.push(Lost::Database),
    }
    let all: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    for (id, rev, body) in pages::records(work).about(place)? {
        add(&mut found, &all, &id, rev, &body);
    }
    if found.is_empty() {
        return Err(StoreError::NotTwinlane {
            path: place.to_owned(),
        });
    }
    count_lost(&named, &found, &mut lost);
    let (workshop, rows) = mend::mend(found.into_values().map(|(_, row)| row), &mut lost);
    lost.push(Lost::History);
    write_beside(out, |db| {
        let tx = db.transaction()?;
        schema::create(&tx, now)?;
        tables::write(&tx, 0, &rows, &[])?;
        for (key, text) in kept_drafts {
            drafts::write(
                &tx,
                &DraftChange {
                    key,
                    text: Some(text),
                },
            )?;
        }
        for (version, rows) in &kept_versions {
            versions::put(&tx, version, rows)?;
        }
        for (log, pieces) in &events {
            for (number, body) in (0..).zip(pieces) {
                chunks::put(&tx, *log, number, body)?;
            }
        }
        tx.commit()
    })?;
    Ok(Recovered { workshop, lost })
}

/// The events of logs that are kept whole. Of a log whose events cannot be read the numbers stay, and it says so.
fn stored_events(db: &Connection, found: &mut Found, lost: &mut Vec<Lost>) -> BTreeMap<LogId, Vec<Vec<u8>>> {
    let mut events = BTreeMap::new();
    for (_, row) in found.values_mut() {
        let Row::Log(log) = row else { continue };
        if log.kept == Kept::Summary {
            continue;
        }
        if let Ok(pieces) = chunks::read(db, log.id) {
            events.insert(log.id, pieces);
        } else {
            log.kept = Kept::Summary;
            lost.push(Lost::Events {
                log: log.name.clone(),
            });
        }
    }
    events
}

/// Reads a table from its first row up to the damage, then from its last row down to it.
fn read_table(db: &Connection, table: &str, found: &mut Found) {
    let mut last = None;
    for (order, forward) in [("ASC", true), ("DESC", false)] {
        let sql = format!("SELECT rowid, id, rev, body FROM {table} ORDER BY rowid {order}");
        let Ok(mut select) = db.prepare(&sql) else { return };
        let Ok(mut rows) = select.query([]) else { return };
        let mut before: Option<i64> = None;
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                // The whole table was read.
                Ok(None) => return,
                Err(_) => break,
            };
            let Ok(number) = row.get::<_, i64>(0) else { break };
            // Rows that do not come in order are read in a circle.
            let in_order = before.is_none_or(|before| (before < number) == forward && before != number);
            if !in_order || (!forward && last.is_some_and(|last| number <= last)) {
                break;
            }
            before = Some(number);
            if let (Ok(id), Ok(rev), Ok(body)) =
                (row.get::<_, String>(1), row.get(2), row.get::<_, String>(3))
            {
                add(found, &[table], &id, rev, &body);
            }
        }
        if forward {
            last = before;
        }
    }
}

/// The ids of a table as its index knows them, to tell how many rows are missing.
fn names(db: &Connection, table: &'static str, named: &mut BTreeSet<(&'static str, String)>) {
    let sql = format!("SELECT id FROM {table} INDEXED BY sqlite_autoindex_{table}_1 ORDER BY id");
    let Ok(mut select) = db.prepare(&sql) else { return };
    let Ok(ids) = select.query_map([], |row| row.get::<_, String>(0)) else {
        return;
    };
    let mut before = String::new();
    for id in ids.map_while(Result::ok) {
        if id <= before {
            return;
        }
        named.insert((table, id.clone()));
        before = id;
    }
}

/// Takes a row in when its body is that of one of the tables; the newer one when it was found before.
fn add(found: &mut Found, tables: &[&str], id: &str, rev: i64, body: &str) {
    let row = tables
        .iter()
        .filter_map(|table| row_of(table, body)?.ok())
        .find(|row| id_of(row.key()) == id);
    if let Some(row) = row {
        match found.entry(row.key()) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert((rev, row));
            }
            std::collections::btree_map::Entry::Occupied(mut entry) if entry.get().0 < rev => {
                entry.insert((rev, row));
            }
            std::collections::btree_map::Entry::Occupied(_) => {}
        }
    }
}

fn count_lost(named: &BTreeSet<(&'static str, String)>, found: &Found, lost: &mut Vec<Lost>) {
    let have: BTreeSet<(&str, String)> = found.keys().map(|key| (key.table(), id_of(*key))).collect();
    for table in TABLES {
        let missing = named
            .iter()
            .filter(|name| name.0 == table.name && !have.contains(*name))
            .count();
        if missing > 0 {
            lost.push(Lost::Rows {
                table: table.name,
                count: missing,
            });
        }
    }
    for key in RowKey::SINGLE {
        if !found.contains_key(key) {
            lost.push(Lost::Single(key.kind()));
        }
    }
}

fn all_versions(db: &Connection, path: &Path) -> Result<Vec<(Version, Vec<Row>)>, StoreError> {
    let mut all = Vec::new();
    for version in versions::list(db).about(path)? {
        let mut rows = Vec::new();
        for (table, body) in versions::rows(db, version.id).about(path)? {
            match row_of(&table, &body) {
                Some(Ok(row)) => rows.push(row),
                _ => return Err(read::damaged(path, &version.name)),
            }
        }
        all.push((version, rows));
    }
    Ok(all)
}
