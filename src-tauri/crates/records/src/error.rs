//! What can go wrong while records are read. Its wording is in [`crate::sentences`].

use twinlane_model::Cancelled;

/// Why records could not be read; each names the place.
#[derive(Debug)]
pub enum RecordsError {
    /// The file could not be opened or read.
    Io(std::io::Error),
    /// The file is larger, longer or denser than any record of a company, and was given up in time.
    Limit {
        /// Line of the file, from 1; 0 when the file as a whole is meant.
        line: u64,
        /// Which limit, with its number.
        what: String,
    },
    /// The bytes are not what they should be.
    Malformed {
        /// Line of the file, from 1.
        line: u64,
        /// What is wrong with them.
        why: String,
    },
    /// A workbook could not be read.
    Workbook(String),
    /// A workbook has no such sheet.
    NoSuchSheet {
        /// The one asked for.
        wanted: String,
        /// Those that are there.
        known: Vec<String>,
    },
    /// Records of which nothing can be used.
    Unusable {
        /// Why, and how many rows each.
        reasons: Vec<(String, u64)>,
    },
    /// A table without a row.
    Empty,
    /// A mapping names a column that the table does not have.
    NoSuchColumn {
        /// The one asked for.
        wanted: String,
        /// Those that are there.
        known: Vec<String>,
    },
    /// No shape of records fits the table.
    NoShape {
        /// The columns that are there.
        known: Vec<String>,
    },
    /// Dates can be read in more than one way.
    AmbiguousDate {
        /// Column that shows it.
        column: String,
        /// Line of the value, from 1.
        line: u64,
        /// The value as written.
        sample: String,
        /// How it can be read.
        readings: Vec<Reading>,
    },
    /// A mapping is not what it should be.
    Mapping(String),
    /// A time zone is not known.
    NoSuchZone(String),
    /// Nobody wants the result any more.
    Cancelled(Cancelled),
}

impl From<std::io::Error> for RecordsError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Cancelled> for RecordsError {
    fn from(cancelled: Cancelled) -> Self {
        Self::Cancelled(cancelled)
    }
}

impl std::error::Error for RecordsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Cancelled(cancelled) => Some(cancelled),
            Self::Limit { .. }
            | Self::Malformed { .. }
            | Self::Workbook(_)
            | Self::NoSuchSheet { .. }
            | Self::Unusable { .. }
            | Self::Empty
            | Self::NoSuchColumn { .. }
            | Self::NoShape { .. }
            | Self::AmbiguousDate { .. }
            | Self::Mapping(_)
            | Self::NoSuchZone(_) => None,
        }
    }
}

/// One way to read an ambiguous date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The date this way, `YYYY-MM-DD`.
    pub date: String,
    /// The line of a mapping that settles it, in TOML.
    pub line: String,
    /// How many values of all columns with dates are understood this way.
    pub rows: u64,
}

impl RecordsError {
    /// Stable name of the kind of error, for whoever has words of their own.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "records.io",
            Self::Limit { .. } => "records.limit",
            Self::Malformed { .. } => "records.malformed",
            Self::Workbook(_) => "records.workbook",
            Self::NoSuchSheet { .. } => "records.sheet",
            Self::Empty => "records.empty",
            Self::NoSuchColumn { .. } => "records.column",
            Self::NoShape { .. } => "records.shape",
            Self::AmbiguousDate { .. } => "records.ambiguous-date",
            Self::Mapping(_) => "records.mapping",
            Self::NoSuchZone(_) => "records.zone",
            Self::Unusable { .. } => "records.unusable",
            Self::Cancelled(_) => "records.cancelled",
        }
    }
}
