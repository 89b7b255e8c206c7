//! A table as rows of cells, and what a cell may hold.

use std::collections::BTreeMap;

use twinlane_model::Measure;

use super::columns::{Column, unguarded};
use crate::outline::cursor::Cursor;
use crate::outline::measure::{Unit, measure};
use crate::sentences::{LOCALE, TableFaults};
use crate::{ExchangeError, Place};

/// A table with its known columns; rows that are blank are left out.
pub(super) struct Table {
    pub columns: BTreeMap<Column, usize>,
    pub headings: Vec<String>,
    pub unknown: Vec<(String, Place)>,
    pub rows: Vec<(u32, Vec<String>)>,
}

impl Table {
    /// Reads the headings and rows of a text.
    pub fn of(text: &str) -> Result<Self, ExchangeError> {
        let first = text.lines().next().unwrap_or_default();
        let separator = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|sign| (first.bytes().filter(|byte| byte == sign).count(), *sign == b','))
            .unwrap_or(b',');
        let mut reader = ::csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut records = Vec::new();
        for (at, record) in reader.records().enumerate() {
            let record = record.map_err(|error| {
                LOCALE
                    .unreadable_row(&error.to_string())
                    .syntax(cell(at as u32 + 1, ""))
            })?;
            records.push((
                at as u32 + 1,
                record.iter().map(str::to_owned).collect::<Vec<_>>(),
            ));
        }
        let mut records = records.into_iter();
        let headings = records.next().map(|(_, row)| row).unwrap_or_default();
        let mut columns = BTreeMap::new();
        let mut unknown = Vec::new();
        for (at, heading) in headings.iter().enumerate() {
            match Column::of(heading) {
                Some(column) => {
                    if columns.insert(column, at).is_some() {
                        return Err(LOCALE.heading_twice(column.heading()).syntax(cell(1, heading)));
                    }
                }
                None if heading.trim().is_empty() => {}
                None => unknown.push((heading.clone(), cell(1, heading))),
            }
        }
        if !columns.contains_key(&Column::Step) {
            return Err(LOCALE.no_table_of_steps().unknown(cell(1, "")));
        }
        let rows = records
            .filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()))
            .collect();
        Ok(Self {
            columns,
            headings,
            unknown,
            rows,
        })
    }
}

fn cell(row: u32, column: &str) -> Place {
    Place::Cell {
        row,
        column: column.to_owned(),
    }
}

/// One row of the table.
pub(super) struct Cells<'a> {
    pub table: &'a Table,
    pub number: u32,
    pub row: &'a [String],
}

impl Cells<'_> {
    /// Where a cell of this row is.
    pub fn place(&self, column: Column) -> Place {
        let heading = self
            .table
            .columns
            .get(&column)
            .and_then(|at| self.table.headings.get(*at));
        cell(self.number, heading.map_or("", |heading| heading.trim()))
    }

    /// The cell without its guard; empty when it is not there.
    pub fn text(&self, column: Column) -> &str {
        let at = self.table.columns.get(&column);
        at.and_then(|at| self.row.get(*at))
            .map(|cell| unguarded(cell))
            .unwrap_or_default()
    }

    /// Reads a cell with a reader of the outline; `None` when it is empty.
    pub fn parse<T>(
        &self,
        column: Column,
        one: impl Fn(&mut Cursor) -> Result<T, ExchangeError>,
    ) -> Result<Option<T>, ExchangeError> {
        let text = self.text(column);
        if text.trim().is_empty() {
            return Ok(None);
        }
        self.part(column, text, one).map(Some)
    }

    /// Reads a part of a cell.
    pub fn part<T>(
        &self,
        column: Column,
        text: &str,
        one: impl Fn(&mut Cursor) -> Result<T, ExchangeError>,
    ) -> Result<T, ExchangeError> {
        let mut cursor = Cursor::new(self.number, text);
        let value = one(&mut cursor).and_then(|value| {
            cursor.expect_end(LOCALE.lists_have_semicolons())?;
            Ok(value)
        });
        value.map_err(|error| error.moved(self.place(column)))
    }

    /// A number whose unit the heading gives; the cell may repeat it.
    pub fn measure(&self, column: Column, unit: Unit) -> Result<Option<Measure>, ExchangeError> {
        self.parse(column, |cursor| {
            let plain = cursor.clone();
            measure(cursor, unit).or_else(|error| {
                *cursor = plain;
                let mut value = measure(cursor, Unit::Plain).map_err(|_| error)?;
                if unit == Unit::Percent {
                    value.value /= 100.0;
                    value.low = value.low.map(|low| low / 100.0);
                    value.high = value.high.map(|high| high / 100.0);
                }
                Ok(value)
            })
        })
    }

    /// A cell that says yes or no.
    pub fn flag(&self, column: Column) -> Result<bool, ExchangeError> {
        match self.text(column).trim().to_ascii_lowercase().as_str() {
            "" | "no" | "n" | "false" | "0" => Ok(false),
            "yes" | "y" | "x" | "true" | "1" => Ok(true),
            other => Err(LOCALE.neither_yes_nor_no(other).syntax(self.place(column))),
        }
    }
}

/// The items of a list, separated by `;` outside quotes; spaces around them dropped, empty ones left out.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let mut escaped = false;
    text.split(move |c| {
        let was_escaped = std::mem::replace(&mut escaped, false);
        match c {
            '\\' if quoted && !was_escaped => escaped = true,
            '"' if !was_escaped => quoted = !quoted,
            _ => {}
        }
        c == ';' && !quoted
    })
    .map(str::trim)
    .filter(|item| !item.is_empty())
}

/// An item that is one text: in quotes with the escapes of JSON, or as it is.
pub(super) fn unquoted(item: &str) -> String {
    serde_json::from_str(item).unwrap_or_else(|_| item.to_owned())
}
