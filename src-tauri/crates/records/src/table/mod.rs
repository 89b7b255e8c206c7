//! The one reader of tables: delimited text and workbooks, row by row, each row with its line.
//!
//! What the columns mean is found in [`crate::detect`] and said by a [`crate::mapping::Mapping`]; this knows cells.

mod delimited;
mod encoding;
mod foreign;
mod head;
mod ods;
mod row;
mod workbook;

use std::ops::ControlFlow;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};
use twinlane_model::Watch;

use crate::source::too_much;
use crate::{Limits, RecordsError, Source};
use delimited::Records;

pub(crate) use encoding::{Decoded, fill, sniff};
pub(crate) use foreign::is_markup;
pub use row::Row;

/// Rows that are looked at to find the header.
const LOOKED_AT: usize = 200;

/// How a table is to be read; what is absent is found in the data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(optional_fields))]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct TableOptions {
    /// Name of the encoding, such as `windows-1252` (the labels of the WHATWG Encoding Standard).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What parts the cells of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// Name of the sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Rows above the table that do not belong to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip: Option<u32>,
    /// True when the first row names the columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
}

/// A table that can be gone through again and again.
#[derive(Clone, Debug)]
pub struct Table {
    source: Source,
    limits: Limits,
    how: How,
    skip: usize,
    header: bool,
    columns: Vec<String>,
}

#[derive(Clone, Debug)]
enum How {
    Text {
        encoding: &'static Encoding,
        delimiter: u8,
        carriage: bool,
    },
    Sheet {
        kind: workbook::Kind,
        sheet: String,
    },
}

impl Table {
    /// Finds how a table is written, unless the options say it, and what its columns are called.
    ///
    /// # Errors
    /// The source cannot be read, is beyond the limits, or has no rows.
    pub fn open(source: &Source, options: &TableOptions, limits: &Limits) -> Result<Self, RecordsError> {
        let (how, named) = match workbook::kind(source, limits)? {
            Some(kind) => (sheet(source, kind, options, limits)?, false),
            None => text(source, options, limits)?,
        };
        let mut table = Self {
            source: source.clone(),
            limits: *limits,
            how,
            skip: 0,
            header: false,
            columns: Vec::new(),
        };
        let first = usize::from(named && options.skip.is_none());
        let mut sample: Vec<Vec<String>> = Vec::new();
        table.all(&(), &mut |row| {
            sample.push(row.iter().map(str::to_owned).collect());
            Ok(if sample.len() < LOOKED_AT {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            })
        })?;
        if sample.len() <= first {
            return Err(RecordsError::Empty);
        }
        let head = head::find(&sample[first..]);
        table.skip = options.skip.map_or(first + head.skip, |skip| skip as usize);
        let Some(rest) = sample.get(table.skip..).filter(|rest| !rest.is_empty()) else {
            return Err(RecordsError::Empty);
        };
        table.header = options.header.unwrap_or(head.header);
        table.columns = head::names(rest, table.header);
        Ok(table)
    }

    /// Names of the columns, each once; columns without a name are called by their number.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The options with which this table would be read the same again.
    pub fn options(&self) -> TableOptions {
        let (encoding, delimiter, sheet) = match &self.how {
            How::Text {
                encoding, delimiter, ..
            } => (
                Some(encoding.name().to_ascii_lowercase()),
                Some(char::from(*delimiter)),
                None,
            ),
            How::Sheet { sheet, .. } => (None, None, Some(sheet.clone())),
        };
        TableOptions {
            encoding,
            delimiter,
            sheet,
            skip: Some(self.skip as u32),
            header: Some(self.header),
        }
    }

    /// Goes through the rows below the header, until `each` breaks.
    ///
    /// # Errors
    /// Those of `each`; the source cannot be read or is beyond the limits; nobody wants the rows any more.
    pub fn rows(
        &self,
        watch: &dyn Watch,
        each: &mut dyn FnMut(&Row<'_>) -> Result<ControlFlow<()>, RecordsError>,
    ) -> Result<(), RecordsError> {
        let mut above = self.skip + usize::from(self.header);
        self.all(watch, &mut |row| {
            if above > 0 {
                above -= 1;
                return Ok(ControlFlow::Continue(()));
            }
            each(row)
        })
    }

    fn all(
        &self,
        watch: &dyn Watch,
        each: &mut dyn FnMut(&Row<'_>) -> Result<ControlFlow<()>, RecordsError>,
    ) -> Result<(), RecordsError> {
        match &self.how {
            How::Sheet { kind, sheet } => {
                let mut count = 0_u32;
                workbook::rows(&self.source, *kind, sheet, &self.limits, &mut |row| {
                    count = count.wrapping_add(1);
                    if count.is_multiple_of(1024) {
                        // How long a sheet is is known only at its end; Excel's own have at most 2^20 rows.
                        watch.at((row.line as f32 / 1_048_576.0).min(1.0))?;
                    }
                    each(row)
                })
            }
            How::Text {
                encoding,
                delimiter,
                carriage,
            } => {
                let opened = self.source.open(&self.limits)?;
                let gauge = opened.gauge();
                let decoded = Decoded::new(opened, encoding);
                let mut records = Records::new(decoded, *delimiter, *carriage, self.limits);
                let mut count = 0_u32;
                while let Some(row) = records.next()? {
                    count = count.wrapping_add(1);
                    if count.is_multiple_of(1024) {
                        watch.at(gauge.part())?;
                    }
                    if each(&row)?.is_break() {
                        break;
                    }
                }
                Ok(())
            }
        }
    }
}

fn sheet(
    source: &Source,
    kind: workbook::Kind,
    options: &TableOptions,
    limits: &Limits,
) -> Result<How, RecordsError> {
    let known = workbook::sheets(source, kind)?;
    let sheet = match &options.sheet {
        Some(wanted) if known.contains(wanted) => wanted.clone(),
        Some(wanted) => {
            return Err(RecordsError::NoSuchSheet {
                wanted: wanted.clone(),
                known,
            });
        }
        None => first_with_rows(source, kind, known, limits)?,
    };
    Ok(How::Sheet { kind, sheet })
}

/// Programs like to leave a blank sheet in front.
fn first_with_rows(
    source: &Source,
    kind: workbook::Kind,
    known: Vec<String>,
    limits: &Limits,
) -> Result<String, RecordsError> {
    for sheet in known {
        let mut any = false;
        workbook::rows(source, kind, &sheet, limits, &mut |_| {
            any = true;
            Ok(ControlFlow::Break(()))
        })?;
        if any {
            return Ok(sheet);
        }
    }
    Err(RecordsError::Empty)
}

/// How a text is written, and whether its first line only names the delimiter.
fn text(source: &Source, options: &TableOptions, limits: &Limits) -> Result<(How, bool), RecordsError> {
    let limited = |error: std::io::Error| match too_much(&error) {
        Some(what) => RecordsError::Limit { line: 0, what },
        None => RecordsError::Io(error),
    };
    let foreign = |what: &str| RecordsError::Malformed {
        line: 1,
        why: format!("this is {what}; a table is a text or a workbook, or one of these packed with gzip"),
    };
    if let Some(what) = foreign::kind(&source.magic()?) {
        return Err(foreign(what));
    }
    let encoding = match &options.encoding {
        Some(label) => Encoding::for_label(label.as_bytes())
            .ok_or_else(|| RecordsError::Mapping(format!("there is no encoding “{label}”")))?,
        None => sniff(source.open(limits)?).map_err(limited)?.encoding,
    };
    let mut start = vec![0; 1 << 18];
    let mut decoded = Decoded::new(source.open(limits)?, encoding);
    let count = fill(&mut decoded, &mut start).map_err(limited)?;
    if is_markup(&String::from_utf8_lossy(&start[..count.min(4096)])) {
        return Err(foreign("XML"));
    }
    let dialect = delimited::dialect(&start[..count], count < start.len());
    let delimiter = match options.delimiter {
        Some(delimiter) => u8::try_from(delimiter)
            .ok()
            .filter(u8::is_ascii)
            .ok_or_else(|| RecordsError::Mapping(format!("{delimiter:?} cannot part cells")))?,
        None => dialect.delimiter,
    };
    let how = How::Text {
        encoding,
        delimiter,
        carriage: dialect.carriage,
    };
    Ok((how, dialect.named))
}
