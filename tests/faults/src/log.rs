//! Reading the log that `preload.c` writes; its layout is described there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One thing the program did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A file was made.
    Create {
        /// Its name.
        path: PathBuf,
        /// Its inode; the number of an unlinked file may come back.
        inode: u64,
    },
    /// Bytes were written.
    Write {
        /// The file.
        inode: u64,
        /// Where.
        offset: u64,
        /// What.
        data: Vec<u8>,
    },
    /// A file was cut or extended.
    Truncate {
        /// The file.
        inode: u64,
        /// Its new length.
        length: u64,
    },
    /// A file was synced.
    Sync {
        /// The file.
        inode: u64,
    },
    /// The folder was synced.
    SyncFolder,
    /// A name was removed.
    Unlink {
        /// The name.
        path: PathBuf,
    },
    /// A file got another name.
    Rename {
        /// The old name.
        from: PathBuf,
        /// The new name.
        to: PathBuf,
    },
    /// The program said something on standard output.
    Said(String),
    /// A call was made to fail.
    Failed,
}

const HEAD: usize = 40;

/// Reads a log. A log that does not exist is empty.
///
/// # Errors
/// The log cannot be read, or has a record of an unknown kind.
pub fn read(path: &Path) -> io::Result<Vec<Event>> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        bytes => bytes?,
    };
    let mut rest = bytes.as_slice();
    let mut events = Vec::new();
    while let Some((head, body)) = rest.split_at_checked(HEAD) {
        let number = |at: usize| u64::from_ne_bytes(head[at..at + 8].try_into().unwrap_or_default());
        let (name, inode, offset, length) = (number(8) as usize, number(16), number(24), number(32) as usize);
        // A killed program may leave a record without its end.
        let Some((name, body)) = body.split_at_checked(name) else {
            break;
        };
        let Some((data, body)) = body.split_at_checked(length) else {
            break;
        };
        rest = body;
        let path = |bytes: &[u8]| PathBuf::from(String::from_utf8_lossy(bytes).into_owned());
        events.push(match head[0] {
            b'C' => Event::Create {
                path: path(name),
                inode,
            },
            b'W' => Event::Write {
                inode,
                offset,
                data: data.to_vec(),
            },
            b'T' => Event::Truncate {
                inode,
                length: offset,
            },
            b'S' => Event::Sync { inode },
            b'D' => Event::SyncFolder,
            b'U' => Event::Unlink { path: path(name) },
            b'R' => Event::Rename {
                from: path(name),
                to: path(data),
            },
            b'A' => Event::Said(String::from_utf8_lossy(data).into_owned()),
            b'F' => Event::Failed,
            kind => return Err(io::Error::other(format!("unknown record {kind}"))),
        });
    }
    Ok(events)
}
