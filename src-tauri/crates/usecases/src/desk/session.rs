//! An open workshop in memory: its rows, its revision, its undo and redo. It makes the edits that the store
//! commits; when and where they are committed is decided by whoever holds the session.

use std::collections::BTreeMap;
use std::sync::Arc;

use twinlane_model::{Applied, Change, IdSource, RowKey, Workshop};
use twinlane_store::{Edit, EditBody, EditKind, History};
use twinlane_wire::{Fault, FaultCode, HistoryState};

use crate::fault::from_refusal;

/// An open workshop.
#[derive(Debug)]
pub struct Session {
    /// Shared with jobs in the background; an edit meanwhile leaves them their own copy.
    workshop: Arc<Workshop>,
    rev: u64,
    history: History,
    /// Changes made since opening, so that undo need not ask the disk, which may be gone.
    bodies: BTreeMap<u64, EditBody>,
}

/// What one edit did in memory, and what is to be committed.
#[derive(Clone, Debug)]
pub struct HistoryEntry {
    /// What the change did.
    pub applied: Applied,
    /// For the store.
    pub edit: Edit,
}

impl HistoryEntry {
    /// The row to look at after the edit: the first that was put, else the first that went.
    pub fn place(&self) -> Option<RowKey> {
        self.edit
            .put
            .first()
            .map(twinlane_model::Row::key)
            .or_else(|| self.edit.deleted.first().copied())
    }
}

/// Which way through the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Undo,
    Redo,
}

impl Session {
    /// A session over a workshop as it was read, at its last revision.
    pub fn new(workshop: Workshop, rev: u64, history: History) -> Self {
        Self {
            workshop: Arc::new(workshop),
            rev,
            history,
            bodies: BTreeMap::new(),
        }
    }

    /// The workshop.
    pub fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    /// The workshop as it is now, for a job in the background.
    pub(crate) fn shared(&self) -> Arc<Workshop> {
        Arc::clone(&self.workshop)
    }

    /// The last revision.
    pub fn rev(&self) -> u64 {
        self.rev
    }

    /// What undo and redo would do.
    pub fn history(&self) -> HistoryState {
        let label = |stack: &[twinlane_store::Entry]| stack.last().map(|entry| entry.label.clone());
        HistoryState {
            undo: label(&self.history.undo),
            redo: label(&self.history.redo),
        }
    }

    /// Applies a change.
    pub fn change(
        &mut self,
        change: &Change,
        ids: &mut dyn IdSource,
        at: &str,
    ) -> Result<HistoryEntry, Fault> {
        let applied = Arc::make_mut(&mut self.workshop)
            .apply(change, ids)
            .map_err(|refusal| from_refusal(&refusal))?;
        let rev = self.rev + 1;
        let body = EditBody {
            change: applied.change.clone(),
            inverse: applied.inverse.clone(),
        };
        let kind = EditKind::Do {
            label: applied.label.clone(),
            change: body.change.clone(),
            inverse: body.inverse.clone(),
        };
        self.bodies.insert(rev, body);
        Ok(self.made(applied, rev, kind, at))
    }

    /// Takes the last change back. `stored` fetches a change made before this opening.
    pub fn undo(
        &mut self,
        stored: impl FnOnce(u64) -> Result<EditBody, Fault>,
        ids: &mut dyn IdSource,
        at: &str,
    ) -> Result<HistoryEntry, Fault> {
        self.go(Direction::Undo, stored, ids, at)
    }

    /// Does again what was taken back last.
    pub fn redo(
        &mut self,
        stored: impl FnOnce(u64) -> Result<EditBody, Fault>,
        ids: &mut dyn IdSource,
        at: &str,
    ) -> Result<HistoryEntry, Fault> {
        self.go(Direction::Redo, stored, ids, at)
    }

    fn go(
        &mut self,
        direction: Direction,
        stored: impl FnOnce(u64) -> Result<EditBody, Fault>,
        ids: &mut dyn IdSource,
        at: &str,
    ) -> Result<HistoryEntry, Fault> {
        let (stack, code) = match direction {
            Direction::Undo => (&self.history.undo, FaultCode::NothingToUndo),
            Direction::Redo => (&self.history.redo, FaultCode::NothingToRedo),
        };
        let entry = stack.last().cloned().ok_or_else(|| Fault::new(code, ""))?;
        let body = match self.bodies.get(&entry.rev) {
            Some(body) => body.clone(),
            None => stored(entry.rev)?,
        };
        let change = match direction {
            Direction::Undo => &body.inverse,
            Direction::Redo => &body.change,
        };
        let mut applied = Arc::make_mut(&mut self.workshop)
            .apply(change, ids)
            .map_err(|refusal| Fault::new(FaultCode::UndoConflict, refusal.to_string()))?;
        applied.label = entry.label;
        let kind = match direction {
            Direction::Undo => EditKind::Undo { of: entry.rev },
            Direction::Redo => EditKind::Redo {
                of: entry.rev,
                inverse: applied.inverse.clone(),
            },
        };
        let inverse = match direction {
            Direction::Undo => body.inverse,
            Direction::Redo => applied.inverse.clone(),
        };
        self.bodies.insert(
            entry.rev,
            EditBody {
                change: body.change,
                inverse,
            },
        );
        let rev = self.rev + 1;
        Ok(self.made(applied, rev, kind, at))
    }

    fn made(&mut self, applied: Applied, rev: u64, kind: EditKind, at: &str) -> HistoryEntry {
        let edit = Edit {
            rev,
            at: at.to_owned(),
            kind,
            put: applied.put.clone(),
            deleted: applied.deleted.clone(),
        };
        self.rev = rev;
        let followed = self.history.follow(&edit);
        debug_assert!(
            followed,
            "the session only undoes what is on top of its own stack"
        );
        HistoryEntry { applied, edit }
    }
}
