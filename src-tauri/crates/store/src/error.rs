//! What can go wrong with a file, each case with a stable code; nobody matches message text.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use rusqlite::ffi;

/// Who has a file open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Name of the computer.
    pub host: String,
    /// Name of the person.
    pub user: String,
    /// Since when, as the opener gave it.
    pub since: String,
}

/// Why the file could not be read or written. Whatever was asked for was not done, not even in part.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("{} does not exist", path.display())]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// There is a file already, and it was not asked for to be replaced.
    #[error("{} exists already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// It is some other kind of file.
    #[error("{} is not a Twinlane workshop", path.display())]
    NotTwinlane {
        /// The file.
        path: PathBuf,
    },
    /// A newer version of the app wrote it, in a format this one cannot read.
    #[error("{} has format {found}; this version reads up to format {known}", path.display())]
    NewerFormat {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format that can be read.
        known: u32,
    },
    /// Somebody else has it open.
    #[error("{} is open elsewhere", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
        /// Who, when it could be found out.
        by: Option<Holder>,
    },
    /// It cannot be read as a whole; [`crate::recover`] reads what can be read.
    #[error("{} is damaged: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// It, or its folder, may not be written.
    #[error("{} is read-only", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// It was moved, deleted or replaced while it was open, or its share went away.
    #[error("{} is gone", path.display())]
    Gone {
        /// The file.
        path: PathBuf,
    },
    /// There is no room left.
    #[error("there is no room left for {}", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// The system refused, for a reason of its own.
    #[error("{}: {why}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// The caller's history does not fit that of the file: a revision that is not the next one, or an undo
    /// of an edit that is not on the stack.
    #[error("revision {rev} does not follow the history of {}", path.display())]
    History {
        /// The file.
        path: PathBuf,
        /// The revision.
        rev: u64,
    },
}

impl StoreError {
    /// The stable code of the case, for messages and scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "file_not_found",
            Self::Exists { .. } => "file_exists",
            Self::NotTwinlane { .. } => "file_not_twinlane",
            Self::NewerFormat { .. } => "file_newer_format",
            Self::InUse { .. } => "file_in_use",
            Self::Damaged { .. } => "file_damaged",
            Self::ReadOnly { .. } => "file_read_only",
            Self::Gone { .. } => "file_gone",
            Self::DiskFull { .. } => "disk_full",
            Self::Io { .. } => "file_io",
            Self::History { .. } => "file_history",
        }
    }

    /// The file it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::NotFound { path }
            | Self::Exists { path }
            | Self::NotTwinlane { path }
            | Self::NewerFormat { path, .. }
            | Self::InUse { path, .. }
            | Self::Damaged { path, .. }
            | Self::ReadOnly { path }
            | Self::Gone { path }
            | Self::DiskFull { path }
            | Self::Io { path, .. }
            | Self::History { path, .. } => path,
        }
    }

    /// What SQLite said, about this file.
    pub(crate) fn sql(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let why = error.to_string();
        let Some(code) = error.sqlite_error() else {
            // A column of another type than the format says: somebody else wrote into it, or it is damaged.
            return Self::Damaged { path, what: why };
        };
        match (code.code, code.extended_code) {
            (_, ffi::SQLITE_READONLY_DBMOVED) => Self::Gone { path },
            (ErrorCode::NotADatabase, _) => Self::NotTwinlane { path },
            // A plain error means a statement of ours that does not fit the tables: they are not as described.
            // An interrupted read went in circles.
            (ErrorCode::DatabaseCorrupt | ErrorCode::TypeMismatch | ErrorCode::OperationInterrupted, _)
            | (ErrorCode::Unknown, ffi::SQLITE_ERROR) => Self::Damaged { path, what: why },
            (ErrorCode::DiskFull, _) => Self::DiskFull { path },
            (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => Self::ReadOnly { path },
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::InUse { path, by: None },
            _ => Self::Io { path, why },
        }
    }

    /// What the file system said, about this file.
    pub(crate) fn io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            io::ErrorKind::AlreadyExists => Self::Exists { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            io::ErrorKind::StaleNetworkFileHandle => Self::Gone { path },
            _ => Self::Io {
                path,
                why: error.to_string(),
            },
        }
    }
}

/// Puts the name of the file to an error of SQLite or of the file system.
pub(crate) trait About<T> {
    /// The same result, with an error that names the file.
    fn about(self, path: &Path) -> Result<T, StoreError>;
}

impl<T> About<T> for Result<T, rusqlite::Error> {
    fn about(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::sql(path, &error))
    }
}

impl<T> About<T> for Result<T, io::Error> {
    fn about(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::io(path, &error))
    }
}
