//! An open file: commits, drafts, history and versions. It lives in the thread that writes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::de::DeserializeOwned;
use twinlane_model::{LogId, Row, RowKey};

use crate::copy;
use crate::edit::{Edit, EditBody, History};
use crate::error::{About, StoreError};
use crate::journal::{self, Journal};
use crate::lock::{Lock, beside};
use crate::read::damaged;
use crate::system::{self, Identity};
use crate::tables::drafts::DraftChange;
use crate::tables::versions::Version;
use crate::tables::{self, chunks, drafts, edits, opener, versions};

/// What a store for writing holds besides the connection.
#[derive(Debug)]
pub(crate) struct Writing {
    pub(crate) journal: Journal,
    pub(crate) identity: Identity,
    /// Identity of the write-ahead log, from the first commit on.
    pub(crate) log: Option<Identity>,
    /// Held for as long as the file is open.
    pub(crate) _lock: Option<Lock>,
}

/// An open `.twinlane` file.
///
/// When a method that writes gives an error, nothing of it was done and it may be called again; what was
/// acknowledged before is untouched. The workshop in memory does not depend on the store.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    db: Option<Connection>,
    /// `None` for a snapshot and for a file that may not be written.
    writing: Option<Writing>,
    history: History,
    rev: u64,
}

impl Store {
    pub(crate) fn new(
        path: PathBuf,
        db: Connection,
        writing: Option<Writing>,
        history: History,
        rev: u64,
    ) -> Self {
        Self {
            path,
            db: Some(db),
            writing,
            history,
            rev,
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether nothing can be committed: it is a snapshot, or the file may not be written.
    pub fn read_only(&self) -> bool {
        self.writing.is_none()
    }

    /// Revision of the newest edit in the file.
    pub fn rev(&self) -> u64 {
        self.rev
    }

    /// The stacks of undo and redo as they are in the file.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Commits edits in one transaction. When it returns without error they are on disk: they survive the
    /// end of the process and a power cut.
    pub fn commit(&mut self, edits: &[Edit]) -> Result<(), StoreError> {
        self.commit_with(edits, &[])
    }

    /// Commits edits and drafts in one transaction, so that a closed field's draft goes in the same moment
    /// as its text comes.
    pub fn commit_with(&mut self, edits: &[Edit], drafts: &[DraftChange]) -> Result<(), StoreError> {
        let mut rev = self.rev;
        let mut dropped = Vec::with_capacity(edits.len());
        let mut refused = None;
        for edit in edits {
            let next = edit.rev > rev && i64::try_from(edit.rev).is_ok();
            let Some(entries) = next.then(|| self.history.advance(edit)).flatten() else {
                refused = Some(StoreError::History {
                    path: self.path.clone(),
                    rev: edit.rev,
                });
                break;
            };
            dropped.push(entries);
            rev = edit.rev;
        }
        let done = match refused {
            Some(refused) => Err(refused),
            None => self.transact(|tx| {
                for (edit, dropped) in edits.iter().zip(&dropped) {
                    tables::write(tx, edit.rev as i64, &edit.put, &edit.deleted)?;
                    edits::write(tx, edit, dropped)?;
                }
                for draft in drafts {
                    drafts::write(tx, draft)?;
                }
                Ok(())
            }),
        };
        if done.is_ok() {
            self.rev = rev;
        } else {
            for (edit, dropped) in edits.iter().zip(dropped).rev() {
                self.history.retreat(edit, dropped);
            }
        }
        done
    }

    /// Keeps the text of an open field.
    pub fn set_draft(&mut self, key: &str, text: &str) -> Result<(), StoreError> {
        self.commit_with(
            &[],
            &[DraftChange {
                key: key.to_owned(),
                text: Some(text.to_owned()),
            }],
        )
    }

    /// Forgets the text of a field that was closed.
    pub fn clear_draft(&mut self, key: &str) -> Result<(), StoreError> {
        self.commit_with(
            &[],
            &[DraftChange {
                key: key.to_owned(),
                text: None,
            }],
        )
    }

    /// The drafts, field → text.
    pub fn drafts(&self) -> Result<BTreeMap<String, String>, StoreError> {
        drafts::read(self.db()?).about(&self.path)
    }

    /// Change and inverse of an edit of the facilitator; `None` when there is no such edit.
    pub fn edit(&self, rev: u64) -> Result<Option<EditBody>, StoreError> {
        let Some((change, inverse)) = edits::body(self.db()?, rev).about(&self.path)? else {
            return Ok(None);
        };
        Ok(Some(EditBody {
            change: self.parse(rev, &change)?,
            inverse: self.parse(rev, &inverse)?,
        }))
    }

    fn parse<T: DeserializeOwned>(&self, rev: u64, json: &str) -> Result<T, StoreError> {
        serde_json::from_str(json).map_err(|error| damaged(&self.path, &format!("edit {rev}: {error}")))
    }

    /// Which of these rows participants have altered after an edit; undoing the edit would take that away.
    pub fn contributed_since(&self, rev: u64, rows: &[RowKey]) -> Result<Vec<RowKey>, StoreError> {
        let names = edits::contributed_since(self.db()?, rev).about(&self.path)?;
        Ok(rows
            .iter()
            .copied()
            .filter(|key| names.contains(&edits::touched_name(*key)))
            .collect())
    }

    /// Keeps the present state of the file as a named snapshot.
    pub fn save_version(&mut self, name: &str, at: &str) -> Result<Version, StoreError> {
        let rev = self.rev;
        let id = self.transact(|tx| versions::save(tx, name, at, rev))?;
        Ok(Version {
            id,
            name: name.to_owned(),
            at: at.to_owned(),
            rev,
        })
    }

    /// The named snapshots, oldest first.
    pub fn versions(&self) -> Result<Vec<Version>, StoreError> {
        versions::list(self.db()?).about(&self.path)
    }

    /// The rows of a named snapshot; empty when there is none of this number.
    pub fn version(&self, id: u32) -> Result<Vec<Row>, StoreError> {
        versions::rows(self.db()?, id)
            .about(&self.path)?
            .iter()
            .filter_map(|(table, body)| tables::row_of(table, body))
            .map(|row| row.map_err(|error| damaged(&self.path, &format!("version {id}: {error}"))))
            .collect()
    }

    /// Takes a named snapshot away.
    pub fn remove_version(&mut self, id: u32) -> Result<(), StoreError> {
        self.transact(|tx| versions::remove(tx, id))
    }

    /// Puts a piece of the events of a log into the file. It is no edit: it changes nothing that anybody sees, and
    /// goes when the file is closed without a log that keeps its events.
    pub fn put_chunk(&mut self, log: LogId, number: u32, body: &[u8]) -> Result<(), StoreError> {
        self.transact(|tx| chunks::put(tx, log, number, body))
    }

    /// The events of a log in pieces; none when the file does not have them.
    pub fn chunks(&self, log: LogId) -> Result<Vec<Vec<u8>>, StoreError> {
        chunks::read(self.db()?, log).about(&self.path)
    }

    /// Takes the events of a log out of the file.
    pub fn remove_chunks(&mut self, log: LogId) -> Result<(), StoreError> {
        self.transact(|tx| chunks::remove(tx, log))
    }

    /// Copies the file as it is on disk, with history, drafts and versions, replacing what bears the name.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        copy::copy_whole(self.db()?, path)
    }

    /// To be called when nothing is being entered: moves the log into the file, so that the file alone is
    /// nearly up to date and the next commits are short.
    pub fn idle(&mut self) -> Result<(), StoreError> {
        match &self.writing {
            Some(writing) if writing.journal == Journal::Log => {
                self.present()?;
                journal::checkpoint(self.db()?).about(&self.path)
            }
            _ => Ok(()),
        }
    }

    /// Closes the file and leaves one file without side files. An error loses nothing: the side files then
    /// stay and are folded in at the next opening.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.finish()
    }

    fn finish(&mut self) -> Result<(), StoreError> {
        let (Some(db), Some(writing)) = (self.db.take(), self.writing.take()) else {
            return Ok(());
        };
        let closed = if self.still_there(&writing).is_ok() {
            chunks::sweep(&db)
                .and_then(|()| opener::clear(&db))
                .and_then(|()| journal::fold(&db))
                .about(&self.path)
        } else {
            // The open handle still leads to the file, wherever it was moved: it gets what the log holds.
            // The log must not stay behind, for it would be taken as that of a new file of this name.
            let folded = db
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
                .about(&self.path);
            let log = beside(&self.path, "-wal");
            if folded.is_ok() && writing.log.is_some() && system::identity(&log).ok() == writing.log {
                let _ = std::fs::remove_file(&log);
                let _ = std::fs::remove_file(beside(&self.path, "-shm"));
            }
            Err(StoreError::Gone {
                path: self.path.clone(),
            })
        };
        drop(db);
        closed
    }

    fn db(&self) -> Result<&Connection, StoreError> {
        self.db.as_ref().ok_or_else(|| StoreError::Gone {
            path: self.path.clone(),
        })
    }

    /// Whether the file that was opened still bears its name.
    fn still_there(&self, writing: &Writing) -> Result<(), StoreError> {
        let gone = || StoreError::Gone {
            path: self.path.clone(),
        };
        if system::identity(&self.path).ok() != Some(writing.identity) {
            return Err(gone());
        }
        match writing.log {
            Some(log) if system::identity(&beside(&self.path, "-wal")).ok() != Some(log) => Err(gone()),
            _ => Ok(()),
        }
    }

    fn present(&self) -> Result<(), StoreError> {
        match &self.writing {
            Some(writing) => self.still_there(writing),
            None => Err(StoreError::ReadOnly {
                path: self.path.clone(),
            }),
        }
    }

    /// Runs one transaction on a file that is there before and after: a commit into a file that lost its
    /// name meanwhile is not acknowledged.
    pub(crate) fn transact<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.present()?;
        let done = in_one(self.db()?, work);
        if let Some(writing) = &mut self.writing
            && writing.journal == Journal::Log
            && writing.log.is_none()
        {
            writing.log = system::identity(&beside(&self.path, "-wal")).ok();
        }
        self.present()?;
        done.about(&self.path)
    }
}

/// Runs work in one transaction. Every edit begins and ends one, so both statements are kept prepared, which
/// the transactions of rusqlite are not.
fn in_one<T>(db: &Connection, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    db.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let open = Begun(db);
    let value = work(db)?;
    db.prepare_cached("COMMIT")?.execute([])?;
    drop(open);
    Ok(value)
}

/// A transaction that was begun: whatever ends it early takes it back.
struct Begun<'a>(&'a Connection);

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        // A commit that went well, and some errors of the disk, have ended it already.
        if !self.0.is_autocommit() {
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Who wants to know whether it went well calls `close`.
        let _ = self.finish();
    }
}
