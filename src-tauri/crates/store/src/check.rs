//! Looking at a file without opening it for anything.

use std::path::Path;

use twinlane_model::{Kept, Row, Workshop};

use crate::error::{About, StoreError};
use crate::formats::FORMAT;
use crate::open::{format_of, in_memory};
use crate::tables::chunks;
use crate::{migrate, read, system};

/// Problems listed at most; a badly damaged file has thousands that say the same.
const AT_MOST: u32 = 100;

/// What is to be said about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckReport {
    /// Its format.
    pub format: u32,
    /// Rows that can be read.
    pub rows: usize,
    /// What is wrong with it, one sentence each; empty when it is sound.
    pub problems: Vec<String>,
    /// Logs that are kept whole: their names, and their events in pieces. Whether those make up a log is for others to
    /// say; a log without any has been left without its events, which its row allows.
    pub logs: Vec<(String, Vec<Vec<u8>>)>,
}

/// Checks a file and leaves it as it is: its database, its rows, and the workshop they make up.
pub fn check(path: &Path) -> Result<CheckReport, StoreError> {
    let place = system::one_name(path).about(path)?;
    let mut db = in_memory(&place)?;
    let format = format_of(&db, &place)?;
    let mut problems = read::problems(&db, AT_MOST).about(&place)?;
    if problems.is_empty() && format < FORMAT {
        // The copy in memory is brought up, the file stays as it is.
        match migrate::migrate(&mut db, &place, format) {
            Ok(_) => {}
            Err(StoreError::Damaged { what, .. }) => problems.push(what),
            Err(error) => return Err(error),
        }
    }
    let mut count = 0;
    let mut logs = Vec::new();
    match read::rows(&db, &place) {
        Ok(rows) => {
            count = rows.len();
            for row in &rows {
                if let Row::Log(log) = row
                    && log.kept == Kept::Events
                {
                    logs.push((log.name.clone(), chunks::read(&db, log.id).about(&place)?));
                }
            }
            if let Err(refusal) = Workshop::from_rows(rows) {
                problems.push(refusal.to_string());
            }
        }
        Err(StoreError::Damaged { what, .. }) => problems.push(what),
        Err(error) => return Err(error),
    }
    if format > FORMAT {
        problems.push(format!("its format {format} is newer than {FORMAT}"));
    }
    Ok(CheckReport {
        format,
        rows: count,
        problems,
        logs,
    })
}
