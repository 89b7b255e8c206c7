//! A log in pieces for a file, and back: gzip of JSON, each piece small, so that neither way needs much memory and other
//! programs can read it. Where the pieces are kept does not belong here.
//!
//! | piece | what it holds |
//! |---|---|
//! | `head` | how many cases, events and facts there are |
//! | `names` | a part of a list of names: `activities`, `resources`, `lifecycles`, `stages` or `cases` |
//! | `lengths` | number of events of the next cases |
//! | `facts` | what is known of the next cases beside their events |
//! | `events` | columns of the next events; times are differences to the event before, -1 names nothing |

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::{CaseFacts, EventLog, NO_TIME, NONE, Names};
use crate::RecordsError;

/// Entries of a piece.
const ENTRIES: usize = 50_000;

/// Bytes that a piece may have unpacked; one with long names has far less.
const UNPACKED: u64 = 256 << 20;

/// Which list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Table {
    Activities,
    Resources,
    Lifecycles,
    Stages,
    Cases,
}

const TABLES: [Table; 5] = [
    Table::Activities,
    Table::Resources,
    Table::Lifecycles,
    Table::Stages,
    Table::Cases,
];

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Piece {
    /// What all others together have to hold.
    Head {
        cases: usize,
        events: usize,
        facts: usize,
    },
    Names {
        of: Table,
        names: Vec<String>,
    },
    Lengths(Vec<u32>),
    Facts(Vec<CaseFacts>),
    Events {
        activity: Vec<u32>,
        /// Milliseconds since the event before, of the first since 1970; `None` where there is no time.
        time: Vec<Option<i64>>,
        offset: Vec<i16>,
        lifecycle: Vec<i64>,
        resource: Vec<i64>,
    },
}

fn table(log: &EventLog, of: Table) -> &Names {
    match of {
        Table::Activities => &log.activities,
        Table::Resources => &log.resources,
        Table::Lifecycles => &log.lifecycles,
        Table::Stages => &log.stages,
        Table::Cases => &log.cases,
    }
}

fn table_mut(log: &mut EventLog, of: Table) -> &mut Names {
    match of {
        Table::Activities => &mut log.activities,
        Table::Resources => &mut log.resources,
        Table::Lifecycles => &mut log.lifecycles,
        Table::Stages => &mut log.stages,
        Table::Cases => &mut log.cases,
    }
}

fn id(id: u32) -> i64 {
    if id == NONE { -1 } else { i64::from(id) }
}

fn zipped(piece: &Piece) -> Result<Vec<u8>, RecordsError> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    serde_json::to_writer(&mut out, piece).map_err(std::io::Error::from)?;
    out.flush()?;
    Ok(out.finish()?)
}

/// The log in pieces, one after the other.
///
/// # Errors
/// What `each` gives back, such as that nobody wants the pieces any more.
pub fn pack<E: From<RecordsError>>(
    log: &EventLog,
    mut each: impl FnMut(Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    let mut put = |piece: &Piece| -> Result<(), E> { each(zipped(piece)?) };
    put(&Piece::Head {
        cases: log.case_count(),
        events: log.event_count(),
        facts: log.facts.len(),
    })?;
    for of in TABLES {
        let names: Vec<String> = table(log, of).iter().map(str::to_owned).collect();
        for names in names.chunks(ENTRIES) {
            put(&Piece::Names {
                of,
                names: names.to_vec(),
            })?;
        }
    }
    for starts in (0..log.case_count()).collect::<Vec<_>>().chunks(ENTRIES) {
        put(&Piece::Lengths(
            starts.iter().map(|case| log.range(*case).len() as u32).collect(),
        ))?;
    }
    for facts in log.facts.chunks(ENTRIES) {
        put(&Piece::Facts(facts.to_vec()))?;
    }
    for begin in (0..log.activity.len()).step_by(ENTRIES) {
        let range = begin..(begin + ENTRIES).min(log.activity.len());
        let mut before = 0;
        let time = log.time[range.clone()].iter().map(|time| {
            (*time != NO_TIME).then(|| {
                let since = time.wrapping_sub(before);
                before = *time;
                since
            })
        });
        put(&Piece::Events {
            activity: log.activity[range.clone()].to_vec(),
            time: time.collect(),
            offset: log.offset.get(range.clone()).unwrap_or_default().to_vec(),
            lifecycle: ids(&log.lifecycle, range.clone()),
            resource: ids(&log.resource, range),
        })?;
    }
    Ok(())
}

fn ids(column: &[u32], range: std::ops::Range<usize>) -> Vec<i64> {
    column
        .get(range)
        .unwrap_or_default()
        .iter()
        .map(|one| id(*one))
        .collect()
}

fn broken(number: usize, why: &str) -> RecordsError {
    RecordsError::Malformed {
        line: number as u64 + 1,
        why: format!("this piece of the stored log {why}"),
    }
}

/// The log of its pieces, checked: a file may come from anybody.
///
/// # Errors
/// A piece is no piece of a log, or the pieces do not fit together.
pub fn unpack<B: AsRef<[u8]>>(pieces: impl IntoIterator<Item = B>) -> Result<EventLog, RecordsError> {
    let mut log = EventLog::default();
    let mut starts = vec![0_u32];
    let mut whole = None;
    for (number, bytes) in pieces.into_iter().enumerate() {
        let reader = GzDecoder::new(bytes.as_ref()).take(UNPACKED);
        let piece: Piece = serde_json::from_reader(std::io::BufReader::new(reader))
            .map_err(|error| broken(number, &format!("cannot be read ({error})")))?;
        match piece {
            Piece::Head { cases, events, facts } => whole = Some((cases, events, facts)),
            Piece::Names { of, names } => {
                let known = table_mut(&mut log, of);
                for name in names {
                    let before = known.len();
                    if known.intern(&name) as usize != before {
                        return Err(broken(number, "has a name twice"));
                    }
                }
            }
            Piece::Lengths(lengths) => {
                for length in lengths {
                    let last = starts.last().copied().unwrap_or(0);
                    let next = last
                        .checked_add(length)
                        .ok_or_else(|| broken(number, "has too many events"))?;
                    starts.push(next);
                }
            }
            Piece::Facts(facts) => log.facts.extend(facts),
            events @ Piece::Events { .. } => take(&mut log, events).map_err(|why| broken(number, why))?,
        }
    }
    let fits = whole == Some((log.cases.len(), log.activity.len(), log.facts.len()))
        && starts.len() == log.cases.len() + 1
        && starts.last().copied().unwrap_or(0) as usize == log.activity.len()
        && (log.facts.is_empty() || log.facts.len() == log.cases.len())
        && log
            .facts
            .iter()
            .all(|facts| known(facts.stage, &log.stages) && known(facts.owner, &log.resources));
    if !fits {
        return Err(broken(0, "does not fit with the others"));
    }
    log.starts = starts;
    Ok(log)
}

fn known(id: u32, names: &Names) -> bool {
    id == NONE || (id as usize) < names.len()
}

fn take(log: &mut EventLog, events: Piece) -> Result<(), &'static str> {
    let Piece::Events {
        activity,
        time,
        offset,
        lifecycle,
        resource,
    } = events
    else {
        return Ok(());
    };
    let (before, count) = (log.activity.len(), activity.len());
    let fits = |length: usize| length == 0 || length == count;
    if time.len() != count
        || ![offset.len(), lifecycle.len(), resource.len()]
            .into_iter()
            .all(fits)
    {
        return Err("has columns of different lengths");
    }
    if activity.iter().any(|id| *id as usize >= log.activities.len()) {
        return Err("names an activity that is not there");
    }
    log.activity.extend(activity);
    let mut last = 0_i64;
    log.time.extend(time.into_iter().map(|since| {
        since.map_or(NO_TIME, |since| {
            last = last.wrapping_add(since);
            last
        })
    }));
    column(&mut log.offset, before, count, offset.into_iter().map(Some), 0).ok_or("has odd offsets")?;
    let as_id = |names: &Names, id: i64| match id {
        -1 => Some(NONE),
        id => u32::try_from(id).ok().filter(|id| (*id as usize) < names.len()),
    };
    let lifecycles = lifecycle.into_iter().map(|id| as_id(&log.lifecycles, id));
    column(&mut log.lifecycle, before, count, lifecycles, NONE)
        .ok_or("names a lifecycle that is not there")?;
    let resources = resource.into_iter().map(|id| as_id(&log.resources, id));
    column(&mut log.resource, before, count, resources, NONE).ok_or("names somebody who is not there")
}

/// Puts a part behind a column; a column in which nothing was said so far takes no memory.
fn column<T: Copy>(
    into: &mut Vec<T>,
    before: usize,
    count: usize,
    part: impl ExactSizeIterator<Item = Option<T>>,
    usual: T,
) -> Option<()> {
    if part.len() == 0 {
        if !into.is_empty() {
            into.resize(before + count, usual);
        }
        return Some(());
    }
    into.resize(before, usual);
    for value in part {
        into.push(value?);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::{Event, LogBuilder};

    fn some_log() -> EventLog {
        let mut builder = LogBuilder::default();
        for (case, activity, time, who) in [
            ("1", "Qualify", 1_000, "Ann"),
            ("2", "Qualify", NO_TIME, ""),
            ("1", "Demo", 5_000, ""),
            ("3", "Demo", -7, "Bob"),
        ] {
            let case = builder.case(case);
            let event = Event {
                activity: builder.activity(activity),
                time,
                offset: 60,
                lifecycle: NONE,
                resource: builder.resource(who),
            };
            builder.push(case, event);
        }
        builder.case("without an event");
        builder.facts(
            1,
            CaseFacts {
                amount: Some(0.1 + 0.2),
                created: Some(-5),
                ..CaseFacts::default()
            },
        );
        builder.finish()
    }

    fn pieces(log: &EventLog) -> Vec<Vec<u8>> {
        let mut pieces = Vec::new();
        pack(log, |piece| {
            pieces.push(piece);
            Ok::<(), RecordsError>(())
        })
        .expect("nothing stops it");
        pieces
    }

    #[test]
    fn a_log_comes_back_from_its_pieces() {
        let log = some_log();
        assert_eq!(unpack(pieces(&log)).expect("its own pieces"), log);
        let back = unpack(pieces(&EventLog::default())).expect("its only piece");
        assert_eq!((back.case_count(), back.event_count()), (0, 0), "an empty log");
    }

    #[test]
    fn damaged_pieces_are_refused() {
        let whole = pieces(&some_log());
        for gone in 0..whole.len() {
            let mut part = whole.clone();
            part.remove(gone);
            assert!(unpack(part).is_err(), "piece {gone} is missing");
        }
        for (at, piece) in whole.iter().enumerate() {
            let mut cut = whole.clone();
            cut[at] = piece[..piece.len() / 2].to_vec();
            assert!(unpack(cut).is_err(), "piece {at} is cut off");
        }
        assert!(unpack([b"SQLite".to_vec()]).is_err(), "no gzip");
    }
}
