//! Opening files of older formats. A copy of the file is kept beside it first; then all that changes and the check of
//! the result run in one transaction, so that a file is either of the old format or of the new one.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};
use twinlane_model::Workshop;

use crate::copy;
use crate::error::{About, StoreError};
use crate::formats::{self, FORMAT};
use crate::read;
use crate::schema;

/// Keeps a copy of a file of an older format beside it: `NAME.before-vFORMAT.twinlane`.
pub(crate) fn keep_copy(db: &Connection, path: &Path) -> Result<PathBuf, StoreError> {
    let copy = free_name(path);
    copy::write_backup(db, &copy)?;
    Ok(copy)
}

/// Brings the file to the present format and reads it.
pub(crate) fn migrate(db: &mut Connection, path: &Path, found: u32) -> Result<Workshop, StoreError> {
    let tx = db
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .about(path)?;
    formats::upgrade(&tx, found).about(path)?;
    schema::mark(&tx, FORMAT).about(path)?;
    let workshop = read::workshop(&tx, path)?;
    tx.commit().about(path)?;
    Ok(workshop)
}

/// The first name that is free; an earlier copy is never replaced.
fn free_name(path: &Path) -> PathBuf {
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let name = |tail: &str| path.with_file_name(format!("{stem}.before-v{FORMAT}{tail}.twinlane"));
    let mut copy = name("");
    for number in 2.. {
        if !copy.exists() {
            break;
        }
        copy = name(&format!("-{number}"));
    }
    copy
}
