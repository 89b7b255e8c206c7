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
#[expect(
    clippy::large_enum_variant,
    reason = "edits are moved once, into the list that is committed"
)]
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
        self.advance(edit).is_some()
    }

    /// Follows an edit and gives the entries of redo that it dropped; `None` as for [`Self::follow`].
    pub(crate) fn advance(&mut self, edit: &Edit) -> Option<Vec<Entry>> {
        match &edit.kind {
            EditKind::Do { label, .. } => {
                self.undo.push(Entry {
                    rev: edit.rev,
                    label: label.clone(),
                    at: edit.at.clone(),
                });
                Some(std::mem::take(&mut self.redo))
            }
            EditKind::Undo { of } => pass(*of, &mut self.undo, &mut self.redo),
            EditKind::Redo { of, .. } => pass(*of, &mut self.redo, &mut self.undo),
            EditKind::Contribution { .. } => Some(Vec::new()),
        }
    }

    /// Takes back [`Self::advance`] of the edit that was followed last.
    pub(crate) fn retreat(&mut self, edit: &Edit, dropped: Vec<Entry>) {
        match edit.kind {
            EditKind::Do { .. } => {
                self.undo.pop();
                self.redo = dropped;
            }
            EditKind::Undo { of } => {
                pass(of, &mut self.redo, &mut self.undo);
            }
            EditKind::Redo { of, .. } => {
                pass(of, &mut self.undo, &mut self.redo);
            }
            EditKind::Contribution { .. } => {}
        }
    }
}

/// Passes the top entry of one stack to the other, if it is of this revision.
fn pass(rev: u64, from: &mut Vec<Entry>, to: &mut Vec<Entry>) -> Option<Vec<Entry>> {
    to.push(from.pop_if(|entry| entry.rev == rev)?);
    Some(Vec::new())
}
