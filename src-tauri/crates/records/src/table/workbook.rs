//! Rows of a sheet, dates as dates. The libraries that read workbooks hold a sheet in memory and believe what it says
//! about its size, so what it unpacks to is measured first.
//!
//! What cells mean does not belong here; a date is written as text in the one form that cannot be misread.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, Xls, Xlsx};

use super::row::{Cells, Row};
use crate::source::ReadSeek;
use crate::{Limits, RecordsError, Source};

/// Kind of workbook, by its first bytes and its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Office Open XML.
    Xlsx,
    /// The binary format before it.
    Xls,
    /// The format of the OASIS.
    Ods,
}

type Each<'a> = &'a mut dyn FnMut(&Row<'_>) -> Result<ControlFlow<()>, RecordsError>;

/// Says what kind of workbook a source is; `None` when it is none. Refuses what unpacks beyond the limits.
pub(crate) fn kind(source: &Source, limits: &Limits) -> Result<Option<Kind>, RecordsError> {
    let magic = source.magic()?;
    if magic.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        if source.len()? > limits.workbook {
            return Err(too_large(limits));
        }
        return Ok(Some(Kind::Xls));
    }
    if !magic.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let mut archive = zip::ZipArchive::new(source.raw()?).map_err(|error| said(&error))?;
    let mut left = limits.workbook;
    let mut kind = None;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| said(&error))?;
        match part.name().unwrap_or_default().as_ref() {
            "xl/workbook.xml" | "xl\\workbook.xml" => kind = Some(Kind::Xlsx),
            "content.xml" => kind = Some(Kind::Ods),
            _ => {}
        }
        // What the archive says about sizes is what a bomb would lie about.
        let size = io::copy(&mut part.take(left + 1), &mut io::sink())?;
        left = left.checked_sub(size).ok_or_else(|| too_large(limits))?;
    }
    if kind == Some(Kind::Ods) {
        let content = archive.by_name("content.xml").map_err(|error| said(&error))?;
        super::ods::measure(content, limits)?;
    }
    kind.map(Some)
        .ok_or_else(|| RecordsError::Workbook("it is a ZIP archive without a workbook".to_owned()))
}

fn too_large(limits: &Limits) -> RecordsError {
    RecordsError::Limit {
        line: 0,
        what: format!(
            "a workbook of more than {} MB after unpacking",
            limits.workbook >> 20
        ),
    }
}

fn said(error: &impl std::fmt::Display) -> RecordsError {
    RecordsError::Workbook(error.to_string())
}

/// Names of the sheets.
pub(crate) fn sheets(source: &Source, kind: Kind) -> Result<Vec<String>, RecordsError> {
    guarded(|| {
        let raw = source.raw()?;
        Ok(match kind {
            Kind::Xlsx => Xlsx::new(raw).map_err(|error| said(&error))?.sheet_names(),
            Kind::Xls => Xls::new(raw).map_err(|error| said(&error))?.sheet_names(),
            Kind::Ods => Ods::new(raw).map_err(|error| said(&error))?.sheet_names(),
        })
    })
}

/// Hands over each row of a sheet; blank ones are passed over, and the line is the number that the sheet shows.
pub(crate) fn rows(
    source: &Source,
    kind: Kind,
    sheet: &str,
    limits: &Limits,
    each: Each<'_>,
) -> Result<(), RecordsError> {
    guarded(|| {
        let raw = source.raw()?;
        match kind {
            Kind::Xlsx => streamed(raw, sheet, limits, each),
            Kind::Xls => {
                let mut book = Xls::new(raw).map_err(|error| said(&error))?;
                held(
                    &book.worksheet_range(sheet).map_err(|error| said(&error))?,
                    limits,
                    each,
                )
            }
            Kind::Ods => {
                let mut book = Ods::new(raw).map_err(|error| said(&error))?;
                held(
                    &book.worksheet_range(sheet).map_err(|error| said(&error))?,
                    limits,
                    each,
                )
            }
        }
    })
}

/// The library indexes into what the file claims; where a damaged file makes it panic, that is the file's fault.
fn guarded<T>(work: impl FnOnce() -> Result<T, RecordsError>) -> Result<T, RecordsError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(RecordsError::Workbook(
            "its parts contradict each other".to_owned(),
        ))
    })
}

/// Cells one after the other: a sheet with one cell at each far corner costs two cells.
fn streamed(
    raw: Box<dyn ReadSeek + '_>,
    sheet: &str,
    limits: &Limits,
    each: Each<'_>,
) -> Result<(), RecordsError> {
    let mut book = Xlsx::new(raw).map_err(|error| said(&error))?;
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| said(&error))?;
    let mut row: Vec<String> = Vec::new();
    let mut at = None;
    let mut hand_over = |row: &mut Vec<String>, at: Option<u32>| -> Result<ControlFlow<()>, RecordsError> {
        let Some(at) = at else {
            return Ok(ControlFlow::Continue(()));
        };
        let flow = if row.iter().all(String::is_empty) {
            ControlFlow::Continue(())
        } else {
            each(&Row {
                line: u64::from(at) + 1,
                cells: Cells::Apart(row),
            })?
        };
        row.clear();
        Ok(flow)
    };
    while let Some(cell) = cells.next_cell().map_err(|error| said(&error))? {
        let (line, column) = cell.get_position();
        if at != Some(line) {
            if hand_over(&mut row, at)?.is_break() {
                return Ok(());
            }
            at = Some(line);
        }
        let column = column as usize;
        if column >= limits.columns {
            return Err(RecordsError::Limit {
                line: u64::from(line) + 1,
                what: format!("a row of more than {} cells", limits.columns),
            });
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = words_of(cell.get_value());
    }
    hand_over(&mut row, at).map(|_| ())
}

fn held(range: &calamine::Range<Data>, limits: &Limits, each: Each<'_>) -> Result<(), RecordsError> {
    let (height, width) = range.get_size();
    if (height as u64).saturating_mul(width as u64) > limits.cells || width > limits.columns {
        return Err(RecordsError::Limit {
            line: 0,
            what: format!("a sheet of more than {} cells", limits.cells),
        });
    }
    let (first, left) = range.start().unwrap_or_default();
    let mut row: Vec<String> = Vec::new();
    for (line, cells) in (u64::from(first) + 1..).zip(range.rows()) {
        row.clear();
        row.resize(left as usize, String::new());
        row.extend(cells.iter().map(|cell| words_of(&DataRef::from_data(cell))));
        if row.iter().all(String::is_empty) {
            continue;
        }
        let row = Row {
            line,
            cells: Cells::Apart(&row),
        };
        if each(&row)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// A cell of any library type in the one that the words are made of.
trait FromData<'a> {
    fn from_data(data: &'a Data) -> Self;
}

impl<'a> FromData<'a> for DataRef<'a> {
    fn from_data(data: &'a Data) -> Self {
        match data {
            Data::Int(value) => Self::Int(*value),
            Data::Float(value) => Self::Float(*value),
            Data::String(text) => Self::SharedString(text),
            Data::Bool(value) => Self::Bool(*value),
            Data::DateTime(value) => Self::DateTime(*value),
            Data::DateTimeIso(text) => Self::DateTimeIso(text.clone()),
            Data::DurationIso(text) => Self::DurationIso(text.clone()),
            Data::Error(error) => Self::Error(error.clone()),
            Data::Empty => Self::Empty,
        }
    }
}

fn words_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => value.to_string(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(value) => date(value),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// `2020-01-31`, `2020-01-31 08:30:00` or, for a time of day or a duration, `32:15:00`.
fn date(value: &ExcelDateTime) -> String {
    if value.is_duration() || value.as_f64() < 1.0 {
        let seconds = (value.as_f64() * 86_400.0).round().max(0.0) as u64;
        return format!(
            "{:02}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        );
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second, milli) == (0, 0, 0, 0) {
        return day;
    }
    let time = format!("{day} {hour:02}:{minute:02}:{second:02}");
    if milli == 0 {
        time
    } else {
        format!("{time}.{milli:03}")
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use rust_xlsxwriter::{ExcelDateTime as Moment, Format, Workbook, XlsxError};

    use super::*;

    fn book(write: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Source {
        let mut book = Workbook::new();
        write(&mut book).expect("the cells can be written");
        Source::memory("book.xlsx", book.save_to_buffer().expect("the book can be saved"))
    }

    fn read(source: &Source, limits: &Limits) -> Result<Vec<(u64, Vec<String>)>, RecordsError> {
        let kind = kind(source, limits)?.ok_or(RecordsError::Empty)?;
        let names = sheets(source, kind)?;
        let mut found = Vec::new();
        rows(source, kind, &names[0], limits, &mut |row| {
            found.push((row.line, row.iter().map(str::to_owned).collect()));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    #[test]
    fn cells_become_text_and_dates_stay_dates() {
        let source = book(|book| {
            let sheet = book.add_worksheet();
            let date = Format::new().set_num_format("dd/mm/yyyy hh:mm");
            sheet.write(1, 1, "when")?;
            sheet.write_with_format(3, 1, &Moment::from_ymd(2003, 2, 1)?, &date)?;
            sheet.write_with_format(4, 1, &Moment::from_ymd(2003, 2, 1)?.and_hms(8, 30, 0)?, &date)?;
            sheet.write(4, 2, 0.1)?;
            sheet.write(4, 3, true)?;
            Ok(())
        });
        let rows = read(&source, &Limits::default()).expect("the book is sound");
        let shown: Vec<(u64, String)> = rows
            .iter()
            .map(|(line, cells)| (*line, cells.join("|")))
            .collect();
        assert_eq!(
            shown,
            [
                (2, "|when".to_owned()),
                (4, "|2003-02-01".to_owned()),
                (5, "|2003-02-01 08:30:00|0.1|true".to_owned()),
            ],
            "rows have the numbers that the sheet shows"
        );
    }

    #[test]
    fn a_sheet_with_far_corners_costs_what_is_in_it() {
        let source = book(|book| {
            let sheet = book.add_worksheet();
            sheet.write(0, 0, "a")?;
            sheet.write(1_048_575, 16_383, "z")?;
            Ok(())
        });
        let rows = read(&source, &Limits::default()).expect("the book is sound");
        let ends: Vec<(u64, usize)> = rows.iter().map(|(line, cells)| (*line, cells.len())).collect();
        assert_eq!(ends, [(1, 1), (1_048_576, 16_384)]);
    }

    #[test]
    fn bombs_and_damaged_books_are_refused() {
        let limits = Limits {
            workbook: 4 << 20,
            ..Limits::default()
        };
        let mut archive = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        let plain = zip::write::SimpleFileOptions::default();
        archive
            .start_file("xl/workbook.xml", plain)
            .expect("memory takes it");
        archive.write_all(&vec![b' '; 32 << 20]).expect("memory takes it");
        let bytes = archive.finish().expect("memory takes it").into_inner();
        assert!(bytes.len() < 1 << 20, "it is packed");
        let error = read(&Source::memory("bomb.xlsx", bytes), &limits).err();
        assert_eq!(error.map(|error| error.code()), Some("records.limit"));
        let sound = book(|book| book.add_worksheet().write(0, 0, "a").map(|_| ()));
        let mut bytes = Vec::new();
        sound
            .raw()
            .and_then(|mut raw| raw.read_to_end(&mut bytes))
            .expect("memory can be read");
        for at in (0..bytes.len()).step_by(97) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x5a;
            let _ = read(&Source::memory("damaged.xlsx", damaged), &limits);
            let _ = read(&Source::memory("cut.xlsx", bytes[..at].to_vec()), &limits);
        }
    }
}
