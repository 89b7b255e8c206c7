//! How a file of records would be read, for a person to look at and correct before anything is kept.

use std::ops::ControlFlow;
use std::path::Path;

use twinlane_model::Watch;
use twinlane_model::records::{Ending, Summary};
use twinlane_records::detect::{Profile, Proposal, propose};
use twinlane_records::discover::Owners;
use twinlane_records::import::{import, keep_period};
use twinlane_records::log::Zone;
use twinlane_records::mapping::Mapping;
use twinlane_records::refused::Refused;
use twinlane_records::stamp::DateOrder;
use twinlane_records::summary::summarise;
use twinlane_records::table::Table;
use twinlane_records::{Limits, RecordsError, Source, xes};
use twinlane_wire::{
    DateChoice, DateQuestion, DateReading, Fault, RecordsActivity, RecordsColumn, RecordsEnding,
    RecordsFound, RecordsReading, RecordsRefused, RecordsRow, RefusedLine,
};

use crate::sentences::{LOCALE, RecordRemarks};

/// Rows of the file that are shown.
const ROWS: usize = 8;

/// Rows that cannot be used that are shown.
const REFUSED: usize = 20;

/// Reads a file with what is said of it already, and says what the rest would be.
///
/// # Errors
/// The file cannot be read as a table or log at all, or nobody wants to know any more. What a mapping can settle is no
/// error but said in the answer.
pub fn read(path: &Path, given: &Mapping, watch: &dyn Watch) -> Result<RecordsReading, Fault> {
    let fault = |error: RecordsError| super::fault::fault(path, &error).fault;
    let (source, limits) = (Source::file(path), Limits::default());
    if xes::is_xes(&source, &limits).map_err(fault)? {
        let zone = Zone::named(given.zone.as_deref().unwrap_or_default()).map_err(fault)?;
        let mut imported = xes::read(&source, &zone, &limits, watch).map_err(fault)?;
        keep_period(&mut imported, given).map_err(fault)?;
        let summary = summarise(&imported, given, &Owners::new(), &()).map_err(fault)?;
        return Ok(RecordsReading {
            xes: true,
            mapping: given.clone(),
            found: Some(found(&summary, Some(&imported.refused))),
            ..RecordsReading::default()
        });
    }
    let mut reading = first_rows(&source, given, &limits).map_err(fault)?;
    match propose(&source, given, &limits, watch) {
        Ok(proposal) => {
            take(&mut reading, &proposal);
            match import(&proposal, watch) {
                Ok(imported) => {
                    let summary =
                        summarise(&imported, &proposal.mapping, &Owners::new(), &()).map_err(fault)?;
                    reading.found = Some(found(&summary, Some(&imported.refused)));
                }
                Err(error) => reading.unread = Some(settled(error).map_err(fault)?),
            }
        }
        Err(RecordsError::AmbiguousDate {
            column,
            line,
            sample,
            readings,
        }) => {
            let order = |text: &str| {
                DateOrder::ALL
                    .into_iter()
                    .find(|order| text.contains(order.name()))
            };
            // The rest of the proposal does not hang on the answer; any of them shows it.
            let answered = Mapping {
                date: readings.first().and_then(|reading| order(&reading.line)),
                ..given.clone()
            };
            if let Ok(proposal) = propose(&source, &answered, &limits, watch) {
                take(&mut reading, &proposal);
                reading.mapping.date = None;
            }
            reading.question = Some(DateQuestion {
                column,
                line: small(line),
                sample,
                readings: readings
                    .iter()
                    .filter_map(|reading| {
                        Some(DateReading {
                            order: order(&reading.line)?,
                            date: reading.date.clone(),
                            values: small(reading.rows),
                        })
                    })
                    .collect(),
            });
        }
        Err(error) => reading.unread = Some(settled(error).map_err(fault)?),
    }
    Ok(reading)
}

/// The sentence for an error that a mapping can settle; others stay errors.
fn settled(error: RecordsError) -> Result<String, RecordsError> {
    match error {
        RecordsError::NoShape { .. } => Ok(LOCALE.choose_layout().to_owned()),
        error @ (RecordsError::NoSuchColumn { .. }
        | RecordsError::Mapping(_)
        | RecordsError::NoSuchZone(_)
        | RecordsError::NoSuchSheet { .. }
        | RecordsError::Empty) => Ok(LOCALE.not_read_so(&error.to_string())),
        error => Err(error),
    }
}

fn first_rows(source: &Source, given: &Mapping, limits: &Limits) -> Result<RecordsReading, RecordsError> {
    let table = Table::open(source, &given.table, limits)?;
    let mut reading = RecordsReading {
        mapping: given.clone().or(Mapping {
            table: table.options(),
            ..Mapping::default()
        }),
        ..RecordsReading::default()
    };
    table.rows(&(), &mut |row| {
        reading.rows.push(RecordsRow {
            line: small(row.line),
            cells: row.iter().map(shown).collect(),
        });
        Ok(if reading.rows.len() < ROWS {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        })
    })?;
    reading.columns = table
        .columns()
        .iter()
        .map(|name| RecordsColumn {
            name: name.clone(),
            filled: 0,
            first: Vec::new(),
        })
        .collect();
    Ok(reading)
}

fn take(reading: &mut RecordsReading, proposal: &Proposal) {
    reading.mapping.clone_from(&proposal.mapping);
    reading.columns = proposal.columns.iter().map(column).collect();
    reading.dated = small(proposal.dated);
    reading.dates = proposal
        .dates
        .iter()
        .map(|date| DateChoice {
            order: date.choice,
            values: small(date.values),
        })
        .collect();
    let values = |at: usize| proposal.decimals.get(at).map_or(0, |found| small(found.values));
    reading.decimals = [values(0), values(1)];
}

fn column(profile: &Profile) -> RecordsColumn {
    RecordsColumn {
        name: profile.name.clone(),
        filled: small(profile.filled),
        first: profile.first.iter().map(|value| shown(value)).collect(),
    }
}

/// A cell, cut where nobody reads on.
fn shown(cell: &str) -> String {
    cell.chars().take(120).collect()
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What records became, in the words of a window.
pub fn found(summary: &Summary, refused: Option<&Refused>) -> RecordsFound {
    let count = |ending: Ending| {
        let shares = summary.endings.iter().filter(|share| share.ending == ending);
        small(shares.map(|share| share.cases).sum())
    };
    let day = |time: jiff::Timestamp| time.to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    RecordsFound {
        used: small(summary.used),
        cases: small(summary.cases),
        events: small(summary.events),
        period: summary.first.map(day).zip(summary.last.map(day)),
        activities: summary
            .activities
            .iter()
            .map(|activity| RecordsActivity {
                name: activity.name.clone(),
                events: small(activity.events),
                cases: small(activity.cases),
            })
            .collect(),
        won: count(Ending::Won),
        lost: count(Ending::Lost),
        open: count(Ending::Open),
        endings: summary
            .endings
            .iter()
            .map(|share| RecordsEnding {
                name: share.name.clone(),
                ending: share.ending,
                cases: small(share.cases),
            })
            .collect(),
        refused: summary
            .refused
            .iter()
            .map(|refused| RecordsRefused {
                reason: refused.reason.replace('-', " "),
                rows: small(refused.count),
            })
            .collect(),
        refused_rows: refused
            .iter()
            .flat_map(|refused| refused.rows().iter().take(REFUSED))
            .map(|row| RefusedLine {
                line: small(row.line),
                reason: row.reason.words(LOCALE).to_owned(),
                value: row.value.clone(),
            })
            .collect(),
        odd: odd(summary),
    }
}

/// What is odd, and kept as it is.
fn odd(summary: &Summary) -> Vec<String> {
    let odd = summary.oddities;
    let batches = summary.batch.unwrap_or_default().cases;
    [
        (summary.left_out, LOCALE.outside(summary.left_out as usize)),
        (odd.untimed, LOCALE.untimed(odd.untimed as usize)),
        (
            odd.before_created,
            LOCALE.before_created(odd.before_created as usize),
        ),
        (odd.out_of_order, LOCALE.out_of_order(odd.out_of_order as usize)),
        (
            odd.without_account,
            LOCALE.without_account(odd.without_account as usize),
        ),
        (
            odd.without_created,
            LOCALE.without_created(odd.without_created as usize),
        ),
        (
            odd.without_amount,
            LOCALE.without_amount(odd.without_amount as usize),
        ),
        (
            odd.unreadable_numbers,
            LOCALE.unreadable_numbers(odd.unreadable_numbers as usize),
        ),
        (batches, LOCALE.batches(batches as usize)),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(_, sentence)| sentence)
    .collect()
}
