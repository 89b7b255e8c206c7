//! What lines of an outline share: titles, references, ids, attributes in braces.

use super::cursor::Cursor;
use super::title::{ends_like_share, outcome_word, quote, split_as};
use super::tree::{At, Reference};
use crate::ExchangeError;

/// A title where it is defined: in quotes, or without them up to one of the stops.
pub(crate) fn title(cursor: &mut Cursor, stops: &[&str], what: &str) -> Result<At<String>, ExchangeError> {
    cursor.skip_spaces();
    let place = cursor.place();
    if cursor.sees("\"") {
        let value = cursor.quoted()?;
        return Ok(At { value, place });
    }
    let start = cursor.clone();
    let text = cursor.bare(stops)?;
    let reason = if text.is_empty() {
        format!("the title of this {what} is missing")
    } else if text.starts_with(['#', '-']) {
        format!("the title of a {what} cannot begin with “#” or “-”")
    } else if outcome_word(text).is_some() || split_as(text).is_some() {
        format!("“{text}” reads like an outcome")
    } else if ends_like_share(text) {
        format!("“{text}” reads like a title with a share behind it")
    } else {
        return Ok(At {
            value: text.to_owned(),
            place,
        });
    };
    Err(start.error(
        reason,
        &format!("If it is meant so, write it in quotes: {}", quote(text)),
    ))
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
            return Err(ExchangeError::syntax(
                place,
                "a title is missing here",
                "Write the title that is meant, or #x for the one marked {id x}",
            ));
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
        return Err(cursor.error(
            "a name is missing here",
            "An id is letters, digits, - and _, as in {id x}",
        ));
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
                let what = if key.is_empty() {
                    "an attribute is missing here".to_owned()
                } else {
                    format!("“{key}” is no attribute that can stand here")
                };
                return Err(here.error(what, "Attributes are listed in the user guide, under The outline"));
            }
            if !cursor.eat(",") {
                break;
            }
        }
        cursor.expect("}", "Attributes are separated by commas and closed with }")?;
    }
    cursor.expect_end("Nothing may follow here")
}
