//! Why records could not be read, and what would settle it.

use std::path::Path;

use twinlane_records::RecordsError;
use twinlane_wire::{Fault, FaultCode};

use crate::fault::from_io;
use crate::sentences::{Faults, LOCALE, RecordRemarks};

/// Why records could not be read, and what would settle it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordsFault {
    /// The fault.
    pub fault: Fault,
    /// Lines of a mapping, of which one settles it; empty when no mapping does.
    pub settle: Vec<String>,
}

impl From<Fault> for RecordsFault {
    fn from(fault: Fault) -> Self {
        Self {
            fault,
            settle: Vec::new(),
        }
    }
}

pub(super) fn fault(path: &Path, error: &RecordsError) -> RecordsFault {
    let code = match error {
        RecordsError::Io(error) => return from_io(path, error).into(),
        RecordsError::Cancelled(_) => FaultCode::Cancelled,
        _ => FaultCode::Unreadable,
    };
    let settle = match error {
        RecordsError::AmbiguousDate { readings, .. } => readings
            .iter()
            .map(|reading| LOCALE.date_choice(&reading.line, &reading.date, &reading.rows.to_string()))
            .collect(),
        _ => Vec::new(),
    };
    RecordsFault {
        fault: Fault::new(
            code,
            LOCALE.of_file(&path.display().to_string(), &error.to_string()),
        ),
        settle,
    }
}
