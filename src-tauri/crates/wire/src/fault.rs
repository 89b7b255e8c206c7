//! What can go wrong, by code. The UI has one total table from code to words and action.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The code of a fault. A new one breaks the build of the UI until it has words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// No workshop is open.
    NothingOpen,
    /// A change was refused; the detail says which field and why.
    ChangeRefused,
    /// There is nothing to undo.
    NothingToUndo,
    /// There is nothing to redo.
    NothingToRedo,
    /// Undo is refused: somebody altered the rows since.
    UndoConflict,
    /// The workshop is open read-only.
    ReadOnlyWorkshop,
    /// The file is not there.
    FileNotFound,
    /// The file is not a Twinlane workshop.
    NotAWorkshop,
    /// The file was written by a newer version.
    NewerFormat,
    /// Somebody else has the file open.
    FileInUse,
    /// The file is damaged; recovery may help.
    FileDamaged,
    /// The folder or file may not be written.
    NoPermission,
    /// The disk is full.
    DiskFull,
    /// The file was moved or deleted while open.
    FileGone,
    /// A file of that name is already there.
    FileExists,
    /// Reading or writing failed for another reason; the detail says which.
    InputOutput,
    /// The format of a file is not known.
    UnknownFormat,
    /// A file could not be read as what it should be; the detail has line and column.
    Unreadable,
    /// The side has steps already.
    SideNotEmpty,
    /// There is no such map.
    NoSuchMap,
    /// There is no such template.
    NoSuchTemplate,
    /// There is no such page, version or finding any more.
    Outdated,
    /// Long work was cancelled; nothing of it remains.
    Cancelled,
    /// The workshop keeps no imported records.
    NoRecords,
    /// The report could not be made.
    ReportFailed,
    /// The picture could not be made.
    PictureFailed,
    /// Something that should not happen; the detail is for the makers.
    Internal,
}

/// Something went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{detail}")]
pub struct Fault {
    /// The code, which decides the words and the action offered.
    pub code: FaultCode,
    /// File, place and reason, in one sentence.
    pub detail: String,
}

impl Fault {
    /// A fault with its detail.
    pub fn new(code: FaultCode, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
        }
    }
}
