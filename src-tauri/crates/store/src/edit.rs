//! What is committed: an edit with its change, its inverse and the new state of its rows; and the history,
//! which is the undo stack and the redo stack.
//!
//! The history holds labels only. Changes and inverses stay in the file until they are asked for.

use twinlane_model::{Change, Row, RowKey};

/// One edit, as a person thinks of it: one step of undo.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// Its revision: greater than that of every edit before it. It is also its name.
    pub rev: u64,
    /// When it was made, as text (RFC 3339 by convention); the store never reads it.
    pub at: String,
    /// What it is.
    pub kind: EditKind,
    /// Rows with their new state.
    pub put: Vec<Row>,
    /// Rows that are gone.
    pub deleted: Vec<RowKey>,
}

/// What an edit is.
#[derive(Clone, Debug, PartialEq)]
pub enum EditKind {
    /// Something done by the facilitator, an import too. It goes on the undo stack and empties that of redo.
    Do {
        /// What it is called in the list of undo.
        label: String,
        /// The change, with ids filled in.
        change: Change,
        /// The change that takes it back.
        inverse: Change,
    },
    /// The edit on top of the undo stack was taken back.
    Undo {
        /// Its revision.
        of: u64,
    },
    /// The edit on top of the redo stack was done again.
    Redo {
        /// Its revision.
        of: u64,
        /// The change that takes it back now; it may differ from the first one when other rows moved.
        inverse: Change,
    },
    /// Something a participant did. It is on no stack.
    Contribution {
        /// What it is called in messages.
        label: String,
        /// The change.
        change: Change,
    },
}

/// An entry of the undo or redo stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Revision of the edit.
    pub rev: u64,
    /// What it is called.
    pub label: String,
    /// When it was made.
    pub at: String,
}

/// A stored change and its inverse.
#[derive(Clone, Debug, PartialEq)]
pub struct EditBody {
    /// The change, to do it again.
    pub change: Change,
    /// The change that takes it back.
    pub inverse: Change,
}

/// The two stacks, oldest entry first; the last entry of each is the next to be undone or redone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// What can be undone.
    pub undo: Vec<Entry>,
    /// What can be redone.
    pub redo: Vec<Entry>,
}

impl History {
    /// Follows an edit. Returns false, and changes nothing, when the edit is an undo or redo of something
    /// that is not on top of its stack.
    #[must_use]
    pub fn follow(&mut self, edit: &Edit) -> bool {
        match &edit.kind {
            EditKind::Do { label, .. } => {
                self.redo.clear();
                self.undo.push(Entry {
                    rev: edit.rev,
                    label: label.clone(),
                    at: edit.at.clone(),
                });
                true
            }
            EditKind::Undo { of } => Self::pass(*of, &mut self.undo, &mut self.redo),
            EditKind::Redo { of, .. } => Self::pass(*of, &mut self.redo, &mut self.undo),
            EditKind::Contribution { .. } => true,
        }
    }

    fn pass(rev: u64, from: &mut Vec<Entry>, to: &mut Vec<Entry>) -> bool {
        match from.pop_if(|entry| entry.rev == rev) {
            Some(entry) => {
                to.push(entry);
                true
            }
            None => false,
        }
    }
}
