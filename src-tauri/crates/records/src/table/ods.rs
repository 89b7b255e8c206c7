//! How many cells a sheet of an `OpenDocument` workbook becomes when its repetitions are written out: a file of a few
//! bytes can ask for billions. What the cells say is read elsewhere.

use std::io::{BufReader, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::source::Guard;
use crate::{Limits, RecordsError};

/// Refuses content whose sheets have more cells than the limits allow. Blank cells and rows count only where used ones
/// follow.
pub(crate) fn measure(content: impl Read, limits: &Limits) -> Result<(), RecordsError> {
    let (guard, mark) = Guard::new(content, limits.workbook);
    let mut reader = Reader::from_reader(BufReader::new(guard));
    let mut buffer = Vec::new();
    let (mut total, mut row, mut blank, mut repeated) = (0_u64, 0_u64, 0_u64, 1_u64);
    loop {
        buffer.clear();
        mark.set();
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| RecordsError::Workbook(error.to_string()))?;
        match &event {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "table-row" => {
                    (row, blank) = (0, 0);
                    repeated = number(start, "number-rows-repeated");
                }
                "table-cell" | "covered-table-cell" => {
                    let repeat = number(start, "number-columns-repeated");
                    if attribute(start, "value-type").is_some() {
                        row = row.saturating_add(blank).saturating_add(repeat);
                        blank = 0;
                        total = total.saturating_add(repeat.saturating_mul(repeated));
                        // Every row is as wide as the widest, so what is blank before a used cell counts too.
                        if row.saturating_mul(repeated) > limits.cells || total > limits.cells {
                            return Err(RecordsError::Limit {
                                line: 0,
                                what: format!("a sheet of more than {} cells", limits.cells),
                            });
                        }
                    } else {
                        blank = blank.saturating_add(repeat);
                    }
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "table-row" => {
                total = total.saturating_add(row);
            }
            Event::DocType(_) => {
                return Err(RecordsError::Limit {
                    line: 0,
                    what: "a document type inside of a workbook".to_owned(),
                });
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

fn number(start: &BytesStart<'_>, name: &str) -> u64 {
    attribute(start, name)
        .and_then(|value| value.parse().ok())
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetitions_are_counted_where_something_is_in_them() {
        let check = |rows: &str, sound: bool| {
            let text = format!("<table:table>{rows}</table:table>");
            let limits = Limits {
                cells: 1000,
                ..Limits::default()
            };
            assert_eq!(measure(text.as_bytes(), &limits).is_ok(), sound, "{rows}");
        };
        let used = |times: u32| {
            format!(
                "<table:table-cell table:number-columns-repeated=\"{times}\" office:value-type=\"float\"/>"
            )
        };
        let blank = "<table:table-cell table:number-columns-repeated=\"16384\"/>";
        let row = |times: u32, cells: &str| {
            format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>")
        };
        check(&row(10, &used(10)), true);
        check(&row(1_048_576, blank), true);
        check(&row(1, &format!("{}{blank}", used(3))), true);
        check(&row(1, &format!("{blank}{}", used(3))), false);
        check(&row(1, &used(1001)), false);
        check(&row(2000, &used(1)), false);
        check(&row(1, &used(300)).repeat(4), false);
    }
}
