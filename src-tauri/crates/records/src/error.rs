//! What can go wrong while records are read. No wording for a window: that has a table of its own.

use twinlane_model::Cancelled;

/// Why records could not be read; each names the place.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// The file could not be opened or read.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The file is larger, longer or denser than any record of a company, and was given up in time.
    #[error("line {line}: {what}")]
    Limit {
        /// Line of the file, from 1; 0 when the file as a whole is meant.
        line: u64,
        /// Which limit, with its number.
        what: String,
    },
    /// The bytes are not what they should be.
    #[error("line {line}: {why}")]
    Malformed {
        /// Line of the file, from 1.
        line: u64,
        /// What is wrong with them.
        why: String,
    },
    /// A workbook could not be read.
    #[error("the workbook cannot be read: {0}")]
    Workbook(String),
    /// A workbook has no such sheet.
    #[error("there is no sheet “{wanted}”; there are {}", known.join(", "))]
    NoSuchSheet {
        /// The one asked for.
        wanted: String,
        /// Those that are there.
        known: Vec<String>,
    },
    /// Records of which nothing can be used.
    #[error("none of its rows can be used{}", why(reasons))]
    Unusable {
        /// Why, and how many rows each.
        reasons: Vec<(String, u64)>,
    },
    /// A table without a row.
    #[error("the table has no rows")]
    Empty,
    /// A mapping names a column that the table does not have.
    #[error("there is no column “{wanted}”; there are {}", known.join(", "))]
    NoSuchColumn {
        /// The one asked for.
        wanted: String,
        /// Those that are there.
        known: Vec<String>,
    },
    /// No shape of records fits the table.
    #[error("the columns do not say what the records are; a mapping does ({})", known.join(", "))]
    NoShape {
        /// The columns that are there.
        known: Vec<String>,
    },
    /// Dates can be read in more than one way.
    #[error(
        "line {line}, column “{column}”: {sample} can be read as {}; the mapping has to say which: {}",
        readings.iter().map(|reading| reading.date.as_str()).collect::<Vec<_>>().join(" or "),
        readings.iter().map(|reading| reading.line.as_str()).collect::<Vec<_>>().join(" or ")
    )]
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
    #[error("the mapping: {0}")]
    Mapping(String),
    /// A time zone is not known.
    #[error("there is no time zone “{0}”")]
    NoSuchZone(String),
    /// Nobody wants the result any more.
    #[error("cancelled")]
    Cancelled(#[from] Cancelled),
}

fn why(reasons: &[(String, u64)]) -> String {
    let told: Vec<String> = reasons
        .iter()
        .map(|(why, rows)| format!("{rows}: {why}"))
        .collect();
    if told.is_empty() {
        String::new()
    } else {
        format!(" ({})", told.join(", "))
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
