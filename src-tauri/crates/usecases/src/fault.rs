//! From the errors of the libraries to the codes that cross to a window or a shell.

use std::io::ErrorKind;
use std::path::Path;

use twinlane_exchange::ExchangeError;
use twinlane_model::{Cancelled, Refusal};
use twinlane_store::StoreError;
use twinlane_wire::{Fault, FaultCode};

/// A change was refused.
pub(crate) fn from_refusal(refusal: &Refusal) -> Fault {
    Fault::new(FaultCode::ChangeRefused, refusal.to_string())
}

/// The workshop file could not be read or written.
pub(crate) fn from_store(error: &StoreError) -> Fault {
    let code = match error {
        StoreError::NotFound { .. } => FaultCode::FileNotFound,
        StoreError::Exists { .. } => FaultCode::FileExists,
        StoreError::NotTwinlane { .. } => FaultCode::NotAWorkshop,
        StoreError::NewerFormat { .. } => FaultCode::NewerFormat,
        StoreError::InUse { .. } => FaultCode::FileInUse,
        StoreError::Damaged { .. } => FaultCode::FileDamaged,
        StoreError::ReadOnly { .. } => FaultCode::NoPermission,
        StoreError::Gone { .. } => FaultCode::FileGone,
        StoreError::DiskFull { .. } => FaultCode::DiskFull,
        StoreError::Io { .. } => FaultCode::InputOutput,
        StoreError::History { .. } => FaultCode::Internal,
    };
    let who = match error {
        StoreError::InUse { by: Some(by), .. } => {
            format!(" by {} on {} since {}", by.user, by.host, by.since)
        }
        _ => String::new(),
    };
    Fault::new(code, format!("{error}{who}"))
}

/// A file of another format could not be read or written.
pub(crate) fn from_exchange(path: &Path, error: &ExchangeError) -> Fault {
    Fault::new(FaultCode::Unreadable, format!("{}: {error}", path.display()))
}

/// Nobody wants the work any more.
pub(crate) fn from_cancelled(_: Cancelled) -> Fault {
    Fault::new(FaultCode::Cancelled, "")
}

/// The file system refused.
pub(crate) fn from_io(path: &Path, error: &std::io::Error) -> Fault {
    let code = match error.kind() {
        ErrorKind::NotFound => FaultCode::FileNotFound,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => FaultCode::NoPermission,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => FaultCode::DiskFull,
        _ => FaultCode::InputOutput,
    };
    Fault::new(code, format!("{}: {error}", path.display()))
}
