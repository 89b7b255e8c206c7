//! What lines of an outline share: titles, references, ids, attributes in braces.

use super::cursor::Cursor;
use super::title::{ends_like_share, outcome_word, quote, split_as};
use super::tree::{At, Reference};
use crate::ExchangeError;
use crate::sentences::{LOCALE, LineFaults, LineRemedies, Noun};

/// A title where it is defined: in quotes, or without them up to one of the stops.
pub(crate) fn title(cursor: &mut Cursor, stops: &[&str], noun: Noun) -> Result<At<String>, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    if cursor.sees("\"") {
        let value = cursor.quoted()?;
        return Ok(At { value, place });
    }
    let start = cursor.clone();
    let text = cursor.bare(stops)?;
    let fault = if text.is_empty() {
        LOCALE.title_missing(noun, &quote(text))
    } else if text.starts_with(['#', '-']) {
        LOCALE.title_begins_with_sign(noun, &quote(text))
    } else if outcome_word(text).is_some() || split_as(text).is_some() {
        LOCALE.reads_like_outcome(text, &quote(text))
    } else if ends_like_share(text) {
        LOCALE.reads_like_share(text, &quote(text))
    } else {
        return Ok(At {
            value: text.to_owned(),
            place,
        });
    };
    Err(start.error(fault))
}

/// A reference to something by title, in quotes or not, or by id.
pub(crate) fn reference(cursor: &mut Cursor, stops: &[&str]) -> Result<At<Reference>, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    let value = if cursor.sees("#") {
        Reference::Id(cursor.id()?)
    } else if cursor.sees("\"") {
        Reference::Title(cursor.quoted()?)
    } else {
        let text = cursor.bare(stops)?;
        if text.is_empty() {
            return Err(LOCALE.no_title_here().syntax(place));
        }
        Reference::Title(text.to_owned())
    };
    Ok(At { value, place })
}

/// The name behind `id`.
pub(crate) fn id_value(cursor: &mut Cursor) -> Result<At<String>, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    let value = cursor.word().to_owned();
    if value.is_empty() {
        return Err(cursor.error(LOCALE.no_id_here()));
    }
    Ok(At { value, place })
}

/// `{key value, key value}` up to the end of the line, if there is one. `one` reads the value of a key it
/// knows; it gets the cursor at the start of the key for its errors.
pub(crate) fn attributes(
    cursor: &mut Cursor,
    mut one: impl FnMut(&mut Cursor, &str, &Cursor) -> Result<bool, ExchangeError>,
) -> Result<(), ExchangeError> {
    if cursor.eat("{") && !cursor.eat("}") {
        loop {
            cursor.skip_spaces();
            let here = cursor.clone();
            let key = cursor.word().to_owned();
            if !one(cursor, &key, &here)? {
                return Err(here.error(if key.is_empty() {
                    LOCALE.no_attribute()
                } else {
                    LOCALE.unknown_attribute(&key)
                }));
            }
            if !cursor.eat(",") {
                break;
            }
        }
        cursor.expect("}", LOCALE.attributes_close())?;
    }
    cursor.expect_end(LOCALE.nothing_follows())
}
