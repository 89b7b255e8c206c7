//! Making and opening a file: who may write it, whether it is ours, of which format, and whether it is
//! sound. Nothing is written before all of that is known.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use twinlane_model::{Row, Workshop};

use crate::edit::History;
use crate::error::{About, Holder, StoreError};
use crate::formats::FORMAT;
use crate::lock::{Lock, beside};
use crate::schema::{self, APPLICATION_ID};
use crate::store::{Store, Writing};
use crate::tables::{drafts, edits, opener};
use crate::{copy, journal, migrate, read, system};

/// Who opens a file, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opener {
    /// Name of the computer.
    pub host: String,
    /// Name of the person.
    pub user: String,
    /// The time, as text (RFC 3339 by convention).
    pub now: String,
}

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To be edited; refused with [`StoreError::InUse`] when somebody else does.
    Edit,
    /// To be read as it is now, whoever else has it open. The file is let go at once.
    Snapshot,
}

/// Something to tell the person who opened a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It, its folder or its disk cannot be written now; the code is that of [`StoreError::code`].
    ReadOnly {
        /// Why.
        code: &'static str,
    },
    /// A newer version of the app wrote it; it can be read only.
    Newer {
        /// Its format.
        found: u32,
        /// The newest format that can be written.
        known: u32,
    },
    /// It was of an older format; a copy of that is kept.
    Migrated {
        /// Its format before.
        from: u32,
        /// The copy.
        copy: PathBuf,
    },
    /// It was not closed: the app or the computer stopped. All acknowledged edits are there.
    NotClosed {
        /// Who had it open.
        by: Holder,
    },
}

/// A file that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The file.
    pub store: Store,
    /// What it holds.
    pub workshop: Workshop,
    /// What can be undone and redone.
    pub history: History,
    /// Text of fields that were open, field → text.
    pub drafts: BTreeMap<String, String>,
    /// What to tell.
    pub notices: Vec<Notice>,
}

impl Store {
    /// Makes a new file with this workshop and opens it. Refused when there is a file of that name.
    pub fn create(path: &Path, workshop: &Workshop, opener: &Opener) -> Result<Self, StoreError> {
        let place = copy::place_of(path)?;
        let lock = Lock::take(&place)?;
        if place.exists() {
            return Err(StoreError::Exists { path: place });
        }
        let rows: Vec<Row> = workshop.rows().collect();
        copy::settle(&place);
        copy::write_rows(&rows, &place, &opener.now)?;
        match edit(&place, lock, opener) {
            Ok(opened) => Ok(opened.store),
            Err(error) => {
                // A file that was not made for the caller is not to stand in the way of the next try.
                let _ = std::fs::remove_file(&place);
                Err(error)
            }
        }
    }

    /// Opens a file.
    pub fn open(path: &Path, opener: &Opener, mode: Mode) -> Result<Opened, StoreError> {
        let place = system::one_name(path).about(path)?;
        if place.is_dir() {
            return Err(StoreError::NotTwinlane { path: place });
        }
        if mode == Mode::Snapshot {
            return snapshot(place, Vec::new());
        }
        let lock = match Lock::take(&place) {
            Ok(lock) => lock,
            Err(StoreError::InUse { path, .. }) => {
                // Who has it is told when it can be found out; that it is taken is certain without.
                let by = schema::connect_to_read(&path)
                    .and_then(|db| opener::read(&db))
                    .unwrap_or(None);
                return Err(StoreError::InUse { path, by });
            }
            Err(error) => return cannot_write(place, error),
        };
        match edit(&place, lock, opener) {
            Err(error @ StoreError::NewerFormat { found, .. }) => {
                let newer = Notice::Newer { found, known: FORMAT };
                // What this version cannot read at all is refused for being newer, not for being damaged.
                snapshot(place, vec![newer]).map_err(|_| error)
            }
            Err(error) => cannot_write(place, error),
            opened => opened,
        }
    }
}

/// Opens for reading where the reason not to write leaves that possible.
fn cannot_write(place: PathBuf, error: StoreError) -> Result<Opened, StoreError> {
    match error {
        StoreError::ReadOnly { .. } | StoreError::DiskFull { .. } => {
            snapshot(place, vec![Notice::ReadOnly { code: error.code() }])
        }
        _ => Err(error),
    }
}

fn edit(place: &Path, lock: Lock, opener: &Opener) -> Result<Opened, StoreError> {
    let alone = system::remote(place);
    let mut lock = Some(lock);
    match try_edit(place, &mut lock, opener, alone) {
        // Shared memory may be refused where the file system seemed to have it: once more without.
        Err(StoreError::Io { .. }) if !alone => try_edit(place, &mut lock, opener, true),
        opened => opened,
    }
}

fn try_edit(
    place: &Path,
    lock: &mut Option<Lock>,
    opener: &Opener,
    alone: bool,
) -> Result<Opened, StoreError> {
    let had_log = beside(place, "-wal").exists();
    let mut db = schema::connect_to_write(place).about(place)?;
    match read_and_begin(&mut db, place, lock, opener, alone) {
        Ok(begun) => {
            // Reading the whole file has filled the cache of pages; from now on rows are only put.
            db.execute_batch("PRAGMA shrink_memory").about(place)?;
            Ok(begun.with(place, db))
        }
        Err(error) => {
            if !had_log {
                // Looking made an empty log beside a file that is not to be touched; closing removes it.
                let _ = schema::tidy_on_close(&db);
            }
            Err(error)
        }
    }
}

/// What was read from a file that is now being written.
struct Begun {
    writing: Writing,
    workshop: Workshop,
    history: History,
    rev: u64,
    drafts: BTreeMap<String, String>,
    notices: Vec<Notice>,
}

impl Begun {
    fn with(self, place: &Path, db: Connection) -> Opened {
        Opened {
            store: Store::new(
                place.to_owned(),
                db,
                Some(self.writing),
                self.history.clone(),
                self.rev,
            ),
            workshop: self.workshop,
            history: self.history,
            drafts: self.drafts,
            notices: self.notices,
        }
    }
}

fn read_and_begin(
    db: &mut Connection,
    place: &Path,
    lock: &mut Option<Lock>,
    opener: &Opener,
    alone: bool,
) -> Result<Begun, StoreError> {
    if alone {
        journal::alone(db).about(place)?;
    }
    let found = format_of(db, place)?;
    if db.is_readonly("main").about(place)? {
        return Err(StoreError::ReadOnly {
            path: place.to_owned(),
        });
    }
    let mut notices = Vec::new();
    if found > FORMAT {
        return Err(StoreError::NewerFormat {
            path: place.to_owned(),
            found,
            known: FORMAT,
        });
    }
    let workshop = if found == FORMAT {
        read::workshop(db, place)?
    } else {
        if let Some(problem) = read::problems(db, 1).about(place)?.first() {
            return Err(read::damaged(place, problem));
        }
        let copy = migrate::keep_copy(db, place)?;
        notices.push(Notice::Migrated { from: found, copy });
        migrate::migrate(db, place, found)?
    };
    if let Some(by) = opener::read(db).about(place)? {
        notices.push(Notice::NotClosed { by });
    }
    let history = edits::history(db).about(place)?;
    let rev = edits::last_rev(db).about(place)?;
    let drafts = drafts::read(db).about(place)?;
    schema::trust(db).about(place)?;
    let writing = begin(db, place, lock, opener, alone)?;
    Ok(Begun {
        writing,
        workshop,
        history,
        rev,
        drafts,
        notices,
    })
}

/// Starts to write: chooses the journal and says who has the file.
fn begin(
    db: &Connection,
    place: &Path,
    lock: &mut Option<Lock>,
    opener: &Opener,
    alone: bool,
) -> Result<Writing, StoreError> {
    let journal = if alone {
        journal::start_rollback(db)
    } else {
        journal::start(db)
    }
    .about(place)?;
    let holder = Holder {
        host: opener.host.clone(),
        user: opener.user.clone(),
        since: opener.now.clone(),
    };
    opener::write(db, &holder).about(place)?;
    Ok(Writing {
        journal,
        identity: system::identity(place).about(place)?,
        log: match journal {
            journal::Journal::Log => system::identity(&beside(place, "-wal")).ok(),
            journal::Journal::Rollback => None,
        },
        _lock: lock.take(),
    })
}

/// The format of a file that is ours.
pub(crate) fn format_of(db: &Connection, path: &Path) -> Result<u32, StoreError> {
    match schema::marks(db).about(path)? {
        (APPLICATION_ID, format) if format > 0 => Ok(format),
        _ => Err(StoreError::NotTwinlane {
            path: path.to_owned(),
        }),
    }
}

/// Reads a file into memory and lets it go.
fn snapshot(place: PathBuf, notices: Vec<Notice>) -> Result<Opened, StoreError> {
    let mut db = in_memory(&place)?;
    let found = format_of(&db, &place)?;
    let workshop = if found < FORMAT {
        migrate::migrate(&mut db, &place, found)?
    } else {
        read::workshop(&db, &place)?
    };
    let history = edits::history(&db).about(&place)?;
    let rev = edits::last_rev(&db).about(&place)?;
    let drafts = drafts::read(&db).about(&place)?;
    schema::trust(&mut db).about(&place)?;
    Ok(Opened {
        store: Store::new(place, db, None, history.clone(), rev),
        workshop,
        history,
        drafts,
        notices,
    })
}

/// A copy of the database in memory.
pub(crate) fn in_memory(place: &Path) -> Result<Connection, StoreError> {
    let read = |db: &Connection| -> rusqlite::Result<Connection> {
        let mut memory = Connection::open_in_memory()?;
        copy::backup(db, &mut memory)?;
        schema::distrust(&mut memory, place)?;
        Ok(memory)
    };
    match schema::connect_to_read(place).and_then(|db| read(&db)) {
        Ok(memory) => Ok(memory),
        // A folder that may not be written has no room for the side files that reading a log needs. Where
        // there is no log, the file alone is the whole of it.
        Err(_) if std::fs::metadata(beside(place, "-wal")).map_or(true, |log| log.len() == 0) => {
            alone(place).and_then(|db| read(&db)).about(place)
        }
        Err(error) => Err(StoreError::sql(place, &error)),
    }
}

/// Opens a database as a file that nobody alters.
fn alone(place: &Path) -> rusqlite::Result<Connection> {
    let mut uri = String::from("file:");
    for byte in place.to_string_lossy().bytes() {
        if byte.is_ascii_graphic() && !b"%?#".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02x}");
        }
    }
    uri.push_str("?immutable=1");
    Connection::open_with_flags(
        uri,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
}
