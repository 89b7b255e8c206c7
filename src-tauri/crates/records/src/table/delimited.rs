//! Rows of delimited text, one at a time, each with the line it begins on, in memory of one row.
//!
//! Built on csv-core and not on its comfortable sister, which loses count of lines where rows end in CR LF or blank
//! lines lie between them, and lets one row grow as long as memory lasts. What cells mean does not belong here.

use std::io::Read;

use csv_core::{ReadRecordResult, Reader};

use super::row::{Cells, Row};
use crate::source::too_much;
use crate::{Limits, RecordsError};

/// Delimiters that are looked for, in the order in which they win when they fit equally well.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows of a text in UTF-8.
pub(crate) struct Records<R> {
    reader: R,
    core: Reader,
    input: Box<[u8]>,
    at: usize,
    end: usize,
    ended: bool,
    out: Vec<u8>,
    ends: Vec<usize>,
    line: u64,
    /// What ends a line as far as lines are counted.
    line_end: u8,
    limits: Limits,
}

impl<R: Read> Records<R> {
    /// Reads rows whose cells the delimiter parts. With `carriage`, lines end in carriage returns alone.
    pub fn new(reader: R, delimiter: u8, carriage: bool, limits: Limits) -> Self {
        Self {
            reader,
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            input: vec![0; 1 << 16].into_boxed_slice(),
            at: 0,
            end: 0,
            ended: false,
            out: vec![0; 1 << 12],
            ends: vec![0; 64],
            line: 1,
            line_end: if carriage { b'\r' } else { b'\n' },
            limits,
        }
    }

    /// The next row; `None` after the last one.
    pub fn next(&mut self) -> Result<Option<Row<'_>>, RecordsError> {
        if !self.skip_breaks()? {
            return Ok(None);
        }
        let line = self.line;
        let (mut length, mut cells) = (0, 0);
        loop {
            if self.at == self.end && !self.ended {
                self.fill()?;
            }
            let input = &self.input[self.at..self.end];
            let (result, read, written, ended) =
                self.core
                    .read_record(input, &mut self.out[length..], &mut self.ends[cells..]);
            let line_end = self.line_end;
            self.line += input[..read]
                .iter()
                .map(|byte| u64::from(*byte == line_end))
                .sum::<u64>();
            self.at += read;
            length += written;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    if self.out.len() as u64 >= self.limits.row {
                        let what = format!("a row of more than {} MB", self.limits.row >> 20);
                        return Err(RecordsError::Limit { line, what });
                    }
                    self.out.resize(self.out.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    if self.ends.len() > self.limits.columns {
                        let what = format!("a row of more than {} cells", self.limits.columns);
                        return Err(RecordsError::Limit { line, what });
                    }
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        let text = std::str::from_utf8(&self.out[..length]).map_err(|error| RecordsError::Malformed {
            line,
            why: error.to_string(),
        })?;
        Ok(Some(Row {
            line,
            cells: Cells::Joined {
                text,
                ends: &self.ends[..cells],
            },
        }))
    }

    /// Skips what lies between rows; false at the end of the text.
    fn skip_breaks(&mut self) -> Result<bool, RecordsError> {
        loop {
            while self.at < self.end {
                let byte = self.input[self.at];
                if !matches!(byte, b'\n' | b'\r') {
                    return Ok(true);
                }
                self.line += u64::from(byte == self.line_end);
                self.at += 1;
            }
            if self.ended {
                return Ok(false);
            }
            self.fill()?;
        }
    }

    fn fill(&mut self) -> Result<(), RecordsError> {
        self.at = 0;
        self.end = 0;
        let count = super::encoding::fill(&mut self.reader, &mut self.input);
        self.end = count.map_err(|error| match too_much(&error) {
            Some(what) => RecordsError::Limit {
                line: self.line,
                what,
            },
            None => RecordsError::Io(error),
        })?;
        self.ended = self.end == 0;
        Ok(())
    }
}

/// What the beginning of a text says about its dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// What parts the cells.
    pub delimiter: u8,
    /// True when lines end in carriage returns alone.
    pub carriage: bool,
    /// True when the first line only names the delimiter, as spreadsheet programs write it.
    pub named: bool,
}

/// Finds the dialect in the beginning of a text. The delimiter that parts most rows into the same number of cells
/// wins, then the one that gives more cells.
pub(crate) fn dialect(text: &[u8], whole: bool) -> Dialect {
    let carriage = text.contains(&b'\r') && !text.contains(&b'\n');
    let line = text
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .next()
        .unwrap_or_default();
    if let [b's', b'e', b'p', b'=', delimiter] = line
        && DELIMITERS.contains(delimiter)
    {
        return Dialect {
            delimiter: *delimiter,
            carriage,
            named: true,
        };
    }
    let mut best = (0, 1, b',');
    for delimiter in DELIMITERS {
        let (alike, width) = fit(text, delimiter, whole);
        if width > 1 && (alike, width) > (best.0, best.1) {
            best = (alike, width, delimiter);
        }
    }
    Dialect {
        delimiter: best.2,
        carriage,
        named: false,
    }
}

/// How many rows in a thousand have the usual number of cells, and that number.
fn fit(text: &[u8], delimiter: u8, whole: bool) -> (usize, usize) {
    let mut records = Records::new(text, delimiter, false, Limits::default());
    let mut widths = Vec::new();
    while let Ok(Some(row)) = records.next() {
        widths.push(row.len());
        if widths.len() == 500 {
            break;
        }
    }
    // The last row of a part is cut off somewhere.
    if !whole && widths.len() > 1 {
        widths.pop();
    }
    let mut counts = std::collections::BTreeMap::new();
    for width in &widths {
        *counts.entry(*width).or_insert(0_usize) += 1;
    }
    let usual = counts
        .iter()
        .max_by_key(|(width, count)| (**count, **width))
        .map_or(1, |(width, _)| *width);
    let alike = counts.get(&usual).copied().unwrap_or(0);
    (alike * 1000 / widths.len().max(1), usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, rows: &[(u64, &[&str])]) {
        let dialect = dialect(text.as_bytes(), true);
        let mut records = Records::new(
            text.as_bytes(),
            dialect.delimiter,
            dialect.carriage,
            Limits::default(),
        );
        let mut found = Vec::new();
        while let Some(row) = records.next().expect("the text is sound") {
            found.push((row.line, row.iter().map(str::to_owned).collect::<Vec<_>>()));
        }
        let wanted: Vec<(u64, Vec<String>)> = rows
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect();
        assert_eq!(found, wanted, "{text:?}");
    }

    #[test]
    fn rows_know_their_line_in_every_dialect() {
        check("a,b\n1,2\n", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check(
            "a;b\r\n1;2\r\n\r\n3;4",
            &[(1, &["a", "b"]), (2, &["1", "2"]), (4, &["3", "4"])],
        );
        check("\n\na\tb\n\n1\t\n", &[(3, &["a", "b"]), (5, &["1", ""])]);
        check(
            "a|b\n\"x\ny\"|\"say \"\"hi\"\"\"\n1|2\n",
            &[(1, &["a", "b"]), (2, &["x\ny", "say \"hi\""]), (4, &["1", "2"])],
        );
        check(
            "a,b\n\"1\r\n2\",3\r\n4,5",
            &[(1, &["a", "b"]), (2, &["1\r\n2", "3"]), (4, &["4", "5"])],
        );
        check(
            "a,b\r\r\"1\r2\",3\r4,5",
            &[(1, &["a", "b"]), (3, &["1\r2", "3"]), (5, &["4", "5"])],
        );
        check("one\ntwo\n", &[(1, &["one"]), (2, &["two"])]);
        check("", &[]);
    }

    #[test]
    fn the_delimiter_is_the_one_that_parts_rows_alike() {
        let of = |text: &str| char::from(dialect(text.as_bytes(), true).delimiter);
        assert_eq!(of("a;b\n1,5;2,5\n3,5;4\n"), ';', "decimal commas part nothing");
        assert_eq!(
            of("name,note\nx,\"a;b;c\"\ny,\"d;e\"\n"),
            ',',
            "what is quoted is a cell"
        );
        assert_eq!(of("sep=|\na,b|c\n"), '|', "the file says it");
        assert_eq!(of("one\ntwo\n"), ',', "a single column needs none");
    }

    #[test]
    fn a_row_without_an_end_is_given_up() {
        let limits = Limits {
            row: 1 << 20,
            ..Limits::default()
        };
        for start in ["", "a,b\n\"", ",,"] {
            let endless = std::io::Cursor::new(start.as_bytes()).chain(std::io::repeat(b'x'));
            let mut records = Records::new(endless, b',', false, limits);
            let error = loop {
                match records.next() {
                    Ok(Some(_)) => {}
                    Ok(None) => panic!("the text has no end"),
                    Err(error) => break error,
                }
            };
            assert_eq!(error.code(), "records.limit", "after {start:?}");
        }
        let mut records = Records::new(std::io::repeat(b','), b',', false, limits);
        let error = records.next().err().map(|error| error.code());
        assert_eq!(error, Some("records.limit"), "commas without an end");
    }
}
