//! Records of a company: a table as it is read, what a log would become, what a log says, how far a map agrees with it.
//!
//! The arithmetic is that of `twinlane_records`, the keys of the answers are those of the command line.

mod fault;
mod from_log;
mod keep;
mod kept_log;
mod log_charts;
mod log_report;
mod on_map;
mod overlay;
mod reading;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Serialize;
use twinlane_model::Watch;
use twinlane_model::records::Summary;
use twinlane_records::detect::{Proposal, propose};
use twinlane_records::discover::Owners;
use twinlane_records::import::{Imported, import, keep_period};
use twinlane_records::log::Zone;
use twinlane_records::mapping::Mapping;
use twinlane_records::summary::summarise;
use twinlane_records::table::Table;
use twinlane_records::{Limits, RecordsError, Source, xes};
use twinlane_wire::Fault;

use crate::fault::from_io;
use crate::output::{Existing, write_beside};
use crate::sentences::{Faults, LOCALE};

pub use fault::RecordsFault;
use fault::fault;
pub use from_log::{drawing, measured, proposed};
pub use keep::{KeepRequest, Read, keep_in_file, read_to_keep, unpacked};
pub(crate) use keep::{owners, put_events};
pub use kept_log::kept_log;
pub(crate) use log_charts::charts_of_log;
pub use log_report::{ConformanceReport, LogReport};
pub(crate) use on_map::beside_map;
pub use overlay::overlay;
pub use reading::{found, read};

/// A file of records, and how it is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordsRequest {
    /// The file: CSV or the like, XLSX, XLS, ODS, XES; gzip is unpacked.
    pub path: PathBuf,
    /// A mapping in TOML; what it leaves open is found in the data.
    pub mapping: Option<PathBuf>,
}

/// A table as it is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TableRead {
    /// Encoding of a text, as the WHATWG names it.
    pub encoding: Option<String>,
    /// What parts the cells of a text.
    pub delimiter: Option<char>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// True when the first row names the columns.
    pub header: bool,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Rows below the header, cell by cell.
    pub rows: Vec<Vec<String>>,
    /// Line of each row in the file.
    pub lines: Vec<u64>,
}

/// A choice and how many values it understands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The choice as a mapping names it.
    pub choice: String,
    /// Values it understands.
    pub values: u64,
}

/// What is in a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnFound {
    /// Its name.
    pub name: String,
    /// Values that are not blank.
    pub filled: u64,
    /// The first of them.
    pub first: Vec<String>,
}

/// What a log would become.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LogProposal {
    /// The mapping that would be used, in TOML; empty for XES, which needs none.
    pub mapping: String,
    /// Shape of the records; `xes` for XES.
    pub shape: String,
    /// The columns.
    pub columns: Vec<ColumnFound>,
    /// Values in the columns with dates.
    pub dated: u64,
    /// How many of them each order of a date understands.
    pub dates: Vec<Choice>,
    /// How many numbers each decimal sign understands.
    pub decimals: Vec<Choice>,
    /// Rows that can be used.
    pub used: u64,
    /// Cases they would become.
    pub cases: u64,
    /// Events they would become.
    pub events: u64,
    /// Activities.
    pub activities: u64,
    /// Rows that cannot be used, by reason.
    pub refused_rows: Vec<log_report::RefusedCount>,
    /// The first of these.
    pub refused: Vec<twinlane_records::refused::RefusedRow>,
}

/// Rows of refusals that an answer lists; the export has more.
const SHOWN: usize = 100;

impl RecordsRequest {
    fn source(&self) -> Source {
        Source::file(&self.path)
    }

    /// The mapping that was given; an empty one when none was.
    ///
    /// # Errors
    /// Its file cannot be read, or is no mapping.
    pub fn mapping(&self) -> Result<Mapping, RecordsFault> {
        let Some(path) = &self.mapping else {
            return Ok(Mapping::default());
        };
        let text = std::fs::read_to_string(path).map_err(|error| from_io(path, &error))?;
        Mapping::from_toml(&text).map_err(|error| fault(path, &error))
    }

    /// What the log says, and the mapping it was read with.
    fn summary(&self, owners: &Owners, watch: &dyn Watch) -> Result<(Summary, Mapping), RecordsFault> {
        let mapping = self.mapping()?;
        let (proposal, imported) = self.log(&mapping, watch)?;
        let mapping = proposal.map_or(mapping, |proposal| proposal.mapping);
        let summary =
            summarise(&imported, &mapping, owners, watch).map_err(|error| fault(&self.path, &error))?;
        Ok((summary, mapping))
    }

    /// The log, with the proposal it was made from unless it is XES.
    fn log(
        &self,
        mapping: &Mapping,
        watch: &dyn Watch,
    ) -> Result<(Option<Proposal>, Imported), RecordsFault> {
        let (source, limits) = (self.source(), Limits::default());
        let read = || -> Result<_, RecordsError> {
            if source.starts_with(b"SQLite format 3\0")? {
                return Err(RecordsError::Malformed {
                    line: 1,
                    why: LOCALE.no_records().to_owned(),
                });
            }
            if xes::is_xes(&source, &limits)? {
                let zone = Zone::named(mapping.zone.as_deref().unwrap_or_default())?;
                let mut imported = xes::read(&source, &zone, &limits, watch)?;
                keep_period(&mut imported, mapping)?;
                return Ok((None, imported));
            }
            let proposal = propose(&source, mapping, &limits, watch)?;
            let imported = import(&proposal, watch)?;
            Ok((Some(proposal), imported))
        };
        read().map_err(|error| fault(&self.path, &error))
    }
}

/// Reads a table as it is, with no thought about what it means.
///
/// # Errors
/// The file is no table, or beyond the limits.
pub fn read_table(request: &RecordsRequest, watch: &dyn Watch) -> Result<TableRead, RecordsFault> {
    let mapping = request.mapping()?;
    let read = || -> Result<TableRead, RecordsError> {
        let table = Table::open(&request.source(), &mapping.table, &Limits::default())?;
        let options = table.options();
        let mut read = TableRead {
            encoding: options.encoding,
            delimiter: options.delimiter,
            sheet: options.sheet,
            header: options.header.unwrap_or_default(),
            columns: table.columns().to_vec(),
            ..TableRead::default()
        };
        table.rows(watch, &mut |row| {
            read.rows.push(row.iter().map(str::to_owned).collect());
            read.lines.push(row.line);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(read)
    };
    read().map_err(|error| fault(&request.path, &error))
}

/// Says what a log would become, and writes the rows that cannot be used as CSV when a file for them is named.
///
/// # Errors
/// The file is no log; its dates can be read in more than one way; the file for the refused rows is there already.
pub fn propose_log(
    request: &RecordsRequest,
    refused: Option<&Path>,
    watch: &dyn Watch,
) -> Result<LogProposal, RecordsFault> {
    let (proposal, imported) = request.log(&request.mapping()?, watch)?;
    if let Some(path) = refused {
        write_beside(path, &imported.refused.csv(LOCALE), Existing::Keep)?;
    }
    let log = &imported.log;
    let mut answer = LogProposal {
        shape: "xes".to_owned(),
        used: imported.used,
        cases: log.case_count() as u64,
        events: log.event_count() as u64,
        activities: log.activities.len() as u64,
        refused_rows: log_report::refused_counts(&imported.refused),
        refused: imported.refused.rows().iter().take(SHOWN).cloned().collect(),
        ..LogProposal::default()
    };
    if let Some(proposal) = proposal {
        answer.mapping = proposal
            .mapping
            .to_toml()
            .map_err(|error| fault(&request.path, &error))?;
        answer.shape = log_report::word(&proposal.mapping.shape);
        answer.columns = proposal
            .columns
            .into_iter()
            .map(|column| ColumnFound {
                name: column.name,
                filled: column.filled,
                first: column.first,
            })
            .collect();
        answer.dated = proposal.dated;
        answer.dates = proposal
            .dates
            .iter()
            .map(|date| Choice {
                choice: date.choice.name().to_owned(),
                values: date.values,
            })
            .collect();
        answer.decimals = proposal
            .decimals
            .iter()
            .map(|decimal| Choice {
                choice: log_report::word(&decimal.choice),
                values: decimal.values,
            })
            .collect();
    }
    Ok(answer)
}

/// The rows of a file of records that cannot be used, as CSV.
///
/// # Errors
/// The file is no log; nobody wants the rows any more.
pub fn refused(path: &Path, mapping: &Mapping, watch: &dyn Watch) -> Result<Vec<u8>, Fault> {
    let request = RecordsRequest {
        path: path.to_owned(),
        mapping: None,
    };
    let (_, imported) = request.log(mapping, watch).map_err(|refused| refused.fault)?;
    Ok(imported.refused.csv(LOCALE))
}

/// Reads a log from its own file and says what is in it. Open cases are aged to the date, else to the last event.
///
/// # Errors
/// The file is no log; its dates can be read in more than one way; the working week of the mapping is odd.
pub fn read_log(
    request: &RecordsRequest,
    as_of: Option<Date>,
    watch: &dyn Watch,
) -> Result<LogReport, RecordsFault> {
    let (summary, _) = request.summary(&Owners::new(), watch)?;
    Ok(LogReport::of(&summary, as_of))
}
