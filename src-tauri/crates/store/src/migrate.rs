//! Older formats. A copy of the file is kept beside it first; then all steps and the check of the result
//! run in one transaction, so that a file is either of the old format or of the new one.
//!
//! | format | what it brought |
//! |---|---|
//! | 1 | one table per kind of row; edits with their place on the stacks in a column `stack` |
//! | 2 | edits are never altered: `undone` holds what left the stack, `touched` and `kind` tell contributions from edits; named versions |
//! | 3 | imported logs: their rows, and their events in chunks |

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Result, Transaction, TransactionBehavior};
use twinlane_model::Workshop;

use crate::copy;
use crate::error::{About, StoreError};
use crate::read;
use crate::schema::{self, FORMAT};
use crate::tables::{self, chunks, edits, versions};

/// One step: from the format of its place in the list, counted from 1, to the next.
type Step = fn(&Transaction<'_>) -> Result<()>;

const STEPS: [Step; FORMAT as usize - 1] = [from_1, from_2];

/// Keeps a copy of a file of an older format beside it: `NAME.before-v2.twinlane`.
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
    for step in STEPS.iter().skip(found as usize - 1) {
        step(&tx).about(path)?;
    }
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

fn from_1(tx: &Transaction<'_>) -> Result<()> {
    tx.execute_batch("ALTER TABLE edits RENAME TO edits_1")?;
    tx.execute_batch(edits::CREATE)?;
    tx.execute_batch(versions::CREATE)?;
    tx.execute_batch(
        "INSERT INTO edits (rev, at, kind, target, label, touched, change, inverse)
           SELECT rev, at, 'do', NULL, label, '[]', change, inverse FROM edits_1;
         INSERT INTO undone (rev, dropped)
           SELECT rev, stack = 'dropped' FROM edits_1 WHERE stack <> 'undo';
         DROP TABLE edits_1",
    )
}

fn from_2(tx: &Transaction<'_>) -> Result<()> {
    tables::logs::TABLE.create(tx)?;
    tx.execute_batch(chunks::CREATE)
}
