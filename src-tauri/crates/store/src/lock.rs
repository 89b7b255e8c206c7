//! The lock that finds a second opener: an advisory lock of the operating system on a small file beside the
//! workshop. It vanishes with the process that holds it, so a crash leaves nothing that blocks.
//!
//! It is not taken on the database itself: closing any handle of a file drops all POSIX locks the process
//! has on it, those of SQLite too. For the same reason nothing in this crate opens a database by other means
//! than SQLite while it may be open.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{About, StoreError};
use crate::system;

/// The name of a file beside another: `NAME` and the suffix.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// How often the lock is tried for while others come and go.
const ATTEMPTS: u32 = 100;

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    file: Option<File>,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of a workshop, or says [`StoreError::InUse`].
    pub(crate) fn take(workshop: &Path) -> Result<Self, StoreError> {
        let path = beside(workshop, "-lock");
        for _ in 0..ATTEMPTS {
            let file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)
                .about(workshop)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(StoreError::InUse {
                        path: workshop.to_owned(),
                        by: None,
                    });
                }
                // A file system without locks: the row in the file is then the only sign.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(StoreError::io(workshop, &error)),
            }
            // The holder before may have removed the name between our opening and our locking; a lock on a
            // file without a name keeps nobody out.
            if system::identity(&path).ok() == system::identity_of(&file).ok() {
                return Ok(Self {
                    file: Some(file),
                    path,
                });
            }
        }
        Err(StoreError::InUse {
            path: workshop.to_owned(),
            by: None,
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The name goes first, while the lock is held, so that nobody's new lock file is removed. A system
        // that cannot remove an open file removes it after.
        if fs::remove_file(&self.path).is_err() {
            self.file = None;
            let _ = fs::remove_file(&self.path);
        }
    }
}
