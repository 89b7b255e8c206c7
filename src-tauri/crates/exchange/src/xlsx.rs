//! The table of steps as a workbook. The same columns as [`crate::csv`]; text is written as text and numbers
//! as numbers, so that no cell can be a formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use twinlane_model::MapView;

use crate::csv::{Column, rows};
use crate::sentences::{FileFaults, LOCALE, TableFaults};
use crate::{ExchangeError, Place};

/// Longest name of a sheet, in characters.
const SHEET_NAME: usize = 31;

/// Longest text of a cell, in characters; longer ones are cut there by the format itself.
const CELL: usize = 32_767;

/// Writes the steps of a map as a workbook of one sheet.
///
/// # Errors
/// When the workbook cannot be put together, which no map is known to bring about.
pub fn write(view: &MapView) -> Result<Vec<u8>, ExchangeError> {
    put_together(view).map_err(|error| LOCALE.no_workbook(&error.to_string()).limit(Place::Whole))
}

fn put_together(view: &MapView) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The library would write the time of day; a fixed date keeps the bytes the same for the same map.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let heading = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&view.map.name))?;
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in rows(view).enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32, column as u16);
            if row == 0 {
                sheet.write_string_with_format(row, column, cell, &heading)?;
            } else if Column::ALL[usize::from(column)].0.is_number()
                && let Ok(number) = cell.parse::<f64>()
                && number.is_finite()
            {
                sheet.write_number(row, column, number)?;
            } else if !cell.is_empty() {
                let short: String = cell.chars().take(CELL).collect();
                sheet.write_string(row, column, short)?;
            }
        }
    }
    sheet.autofit();
    workbook.save_to_buffer()
}

/// A name that a workbook takes for a sheet: not empty, no `[ ] : * ? / \`, no quote at an end.
fn sheet_name(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_control() || "[]:*?/\\".contains(c) {
                ' '
            } else {
                c
            }
        })
        .take(SHEET_NAME)
        .collect();
    let plain = plain.trim_matches(['\'', ' ']);
    if plain.is_empty() || plain.eq_ignore_ascii_case("history") {
        LOCALE.one_stage().to_owned()
    } else {
        plain.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use twinlane_model::Workshop;
    use twinlane_testkit::{Ids, random};

    use super::*;

    #[test]
    fn the_same_map_gives_the_same_bytes() {
        let workshop = Workshop::from_rows(crate::sample(&mut Ids::new())).unwrap();
        let view = workshop.view(workshop.maps_in_order()[0].id).unwrap();
        let bytes = write(&view).unwrap();
        assert!(bytes.starts_with(b"PK"), "a workbook is a ZIP file");
        assert_eq!(bytes, write(&view).unwrap());
    }

    #[test]
    fn awkward_titles_make_a_workbook() {
        for seed in 0..10 {
            let workshop = random::titled(seed, 25);
            assert!(write(&workshop.view(workshop.maps_in_order()[0].id).unwrap()).is_ok());
        }
        for name in ["", "'", "a/b", "History", &"ä".repeat(50), "[x]:*?"] {
            let name = sheet_name(name);
            assert!(!name.is_empty() && name.chars().count() <= SHEET_NAME, "{name}");
        }
    }
}
