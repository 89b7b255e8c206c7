//! The order in which dates name their parts, found in every value of the table; what these leave open is an error.

use super::profile::Profile;
use super::understood::Understood;
use crate::RecordsError;
use crate::error::Reading;
use crate::stamp::{DateOrder, parse};

/// The one order that understands the dates. An order is out when it understands much less than another; when more
/// than one is left and they disagree about a single value, nobody guesses.
pub(super) fn order(
    columns: &[&Profile],
    dates: &[Understood<DateOrder>],
) -> Result<DateOrder, RecordsError> {
    let filled: u64 = columns.iter().map(|column| column.filled).sum();
    let most = dates.iter().map(|date| date.values).max().unwrap_or(0);
    if most == 0 {
        return Ok(DateOrder::YearMonthDay);
    }
    let missed = |understood: u64| filled - understood.min(filled);
    // An order that misses ten values for each one that the best misses is not what was meant.
    let left: Vec<&Understood<DateOrder>> = dates
        .iter()
        .filter(|date| date.values > 0 && (date.values == most || missed(date.values) < 10 * missed(most)))
        .collect();
    let disputed = columns.iter().find_map(|column| {
        column.samples.iter().find_map(|(line, text)| {
            let mut read: Vec<(DateOrder, i64)> = left
                .iter()
                .filter_map(|date| Some((date.choice, parse(text, date.choice)?.local)))
                .collect();
            read.dedup_by_key(|(_, moment)| *moment);
            (read.len() > 1).then_some((*column, *line, text, read))
        })
    });
    let Some((column, line, sample, read)) = disputed else {
        let best = dates.iter().find(|date| date.values == most);
        return Ok(best.map_or(DateOrder::YearMonthDay, |date| date.choice));
    };
    let values = |order: DateOrder| {
        dates
            .iter()
            .find(|date| date.choice == order)
            .map_or(0, |date| date.values)
    };
    Err(RecordsError::AmbiguousDate {
        column: column.name.clone(),
        line,
        sample: sample.clone(),
        readings: read
            .into_iter()
            .map(|(order, moment)| Reading {
                date: jiff::Timestamp::from_millisecond(moment)
                    .map(|moment| moment.strftime("%Y-%m-%d").to_string())
                    .unwrap_or_default(),
                line: format!("date = \"{}\"", order.name()),
                rows: values(order),
            })
            .collect(),
    })
}
