//! Header lines: client, period, map, about, entries, pools, lanes.
//!
//! A text takes the rest of its line as it is, but for one space behind the colon.

use twinlane_model::Side;

use super::cursor::{Cursor, shorten, trim};
use super::measure::{Unit, count, measure, number};
use super::part::{attributes, id_value};
use super::title::number_starts;
use super::tree::{At, EntryLine, LaneLine, Outline, Period, PoolLine, PoolValues, Reference};
use crate::ExchangeError;
use crate::sentences::{LOCALE, LineFaults, LineRemedies};

/// Reads one header line.
pub(crate) fn line(outline: &mut Outline, cursor: &mut Cursor) -> Result<(), ExchangeError> {
    let start = cursor.clone();
    let key = cursor.word();
    if !cursor.rest().starts_with(':') {
        return Err(unknown(&start));
    }
    cursor.advance(1);
    let place = cursor.place();
    match key {
        "client" => once(&mut outline.client, &start, rest_of_line(cursor)),
        "map" => once(&mut outline.map, &start, rest_of_line(cursor)),
        "about" => {
            outline.about.push(rest_of_line(cursor));
            Ok(())
        }
        "kind" => match trim(cursor.rest()) {
            "scenario" => once(&mut outline.scenario, &start, true),
            "current" => once(&mut outline.scenario, &start, false),
            _ => Err(LOCALE.no_kind_of_map().syntax(place)),
        },
        "period" => {
            let period = period(cursor)?;
            once(&mut outline.period, &start, period)
        }
        "entry" => {
            outline.entries.push(entry(cursor)?);
            Ok(())
        }
        "pool" => {
            outline.pools.push(pool(cursor)?);
            Ok(())
        }
        "lane" => {
            outline.lanes.push(lane(cursor)?);
            Ok(())
        }
        _ => Err(unknown(&start)),
    }
}

/// What is left of the line as it is, one space at its start left off.
pub(crate) fn rest_of_line(cursor: &mut Cursor) -> String {
    let rest = cursor.rest();
    cursor.advance(rest.len());
    rest.strip_prefix(' ').unwrap_or(rest).to_owned()
}

fn once<T>(slot: &mut Option<At<T>>, start: &Cursor, value: T) -> Result<(), ExchangeError> {
    let place = start.place();
    if let Some(before) = slot {
        return Err(LOCALE
            .header_line_twice(start.peek_word())
            .conflict(place, before.place.clone()));
    }
    *slot = Some(At { value, place });
    Ok(())
}

/// `month, 20 days of 8 h`, or only the name.
fn period(cursor: &mut Cursor) -> Result<Period, ExchangeError> {
    cursor.skip_spaces();
    let text = cursor.rest();
    let Some((name, _)) = text.rsplit_once(',') else {
        cursor.advance(text.len());
        return Ok(Period {
            name: trim(text).to_owned(),
            days: None,
            hours: None,
        });
    };
    let name = trim(name).to_owned();
    let remedy = LOCALE.period();
    cursor.advance(text.rfind(',').unwrap_or(0) + 1);
    let days = positive(cursor)?;
    if !(cursor.eat("days") || cursor.eat("day")) {
        return Err(cursor.error(LOCALE.no_days()));
    }
    cursor.expect("of", remedy)?;
    let hours = positive(cursor)?;
    cursor.expect("h", remedy)?;
    cursor.expect_end(remedy)?;
    Ok(Period {
        name,
        days: Some(days),
        hours: Some(hours),
    })
}

fn positive(cursor: &mut Cursor) -> Result<f64, ExchangeError> {
    cursor.skip_spaces();
    let start = cursor.clone();
    let value = number(cursor)?;
    if value > 0.0 {
        Ok(value)
    } else {
        Err(start.error(LOCALE.none_at_all()))
    }
}

/// `Title 100 measured n=12`
fn entry(cursor: &mut Cursor) -> Result<EntryLine, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    let value = if cursor.sees("#") {
        Reference::Id(cursor.id()?)
    } else if cursor.sees("\"") {
        Reference::Title(cursor.quoted()?)
    } else {
        return plain_entry(cursor);
    };
    let volume = measure(cursor, Unit::Plain)?;
    cursor.expect_end(LOCALE.nothing_follows_entry())?;
    Ok(EntryLine {
        step: At { value, place },
        volume,
    })
}

/// A title as it is, then the number: the first one behind it that reads to the end of the line.
fn plain_entry(cursor: &mut Cursor) -> Result<EntryLine, ExchangeError> {
    let here = cursor.clone();
    let text = cursor.rest();
    for at in number_starts(text).filter(|at| *at > 0) {
        *cursor = here.clone();
        cursor.advance(at);
        if let Ok(volume) = measure(cursor, Unit::Plain)
            && cursor.at_end()
        {
            let value = Reference::Title(trim(&text[..at]).to_owned());
            let place = here.place();
            return Ok(EntryLine {
                step: At { value, place },
                volume,
            });
        }
    }
    Err(here.error(LOCALE.no_entry()))
}

/// `Field sales, 4 people, 320 h, cost 95`
fn pool(cursor: &mut Cursor) -> Result<PoolLine, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    let value = if cursor.sees("\"") {
        cursor.quoted()?
    } else {
        cursor.until(",").to_owned()
    };
    if value.is_empty() {
        return Err(cursor.error(LOCALE.unnamed_pool()));
    }
    let mut values = PoolValues::default();
    while cursor.eat(",") {
        cursor.skip_spaces();
        let here = cursor.clone();
        let place = here.place();
        let twice = if cursor.peek_word() == "cost" {
            cursor.word();
            let value = measure(cursor, Unit::Plain)?;
            values.cost.replace(At { value, place }).is_some()
        } else if let Some(value) = people(cursor) {
            values.people.replace(At { value, place }).is_some()
        } else {
            let value = measure(cursor, Unit::Hours)?;
            values.capacity.replace(At { value, place }).is_some()
        };
        if twice {
            return Err(here.error(LOCALE.said_twice_of_pool()));
        }
    }
    cursor.expect_end(LOCALE.pool())?;
    Ok(PoolLine {
        name: At { value, place },
        values,
    })
}

/// `4 people`, if that is next.
fn people(cursor: &mut Cursor) -> Option<u32> {
    let mut probe = cursor.clone();
    let value = count(&mut probe).ok()?;
    if !matches!(probe.word(), "people" | "person") {
        return None;
    }
    *cursor = probe;
    Some(value)
}

/// `buyer [Role] owner "…" {id x}`
fn lane(cursor: &mut Cursor) -> Result<LaneLine, ExchangeError> {
    cursor.skip_spaces();
    let start = cursor.clone();
    let side = match cursor.word() {
        "buyer" => Side::Buyer,
        "sales" => Side::Seller,
        _ => {
            return Err(start.error(LOCALE.lane_without_side()));
        }
    };
    cursor.expect("[", LOCALE.title_of_lane())?;
    cursor.skip_spaces();
    let place = cursor.place();
    let value = if cursor.sees("\"") {
        cursor.quoted()?
    } else {
        cursor.until("]").to_owned()
    };
    let title = At { value, place };
    cursor.expect("]", LOCALE.title_of_lane())?;
    cursor.skip_spaces();
    let mut owner = String::new();
    if cursor.peek_word() == "owner" {
        cursor.word();
        owner = cursor.quoted()?;
    }
    let mut id = None;
    attributes(cursor, |cursor, key, _| {
        let known = key == "id";
        if known {
            id = Some(id_value(cursor)?);
        }
        Ok(known)
    })?;
    Ok(LaneLine {
        side,
        title,
        id,
        owner,
    })
}

fn unknown(start: &Cursor) -> ExchangeError {
    start.error(LOCALE.no_header_line(&shorten(start.rest())))
}
