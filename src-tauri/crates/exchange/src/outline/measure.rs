//! Numbers of an outline: a value, its unit, and what it rests on.
//!
//! Shares are written in per cent and held from 0 to 1; the decimal point is moved in the digits, never by
//! arithmetic, so that what is written reads back as the same number.

use std::fmt::Write;

use jiff::civil::Date;
use twinlane_model::{Basis, Measure};

use super::cursor::Cursor;
use super::number::number_end;
use super::title::quote;
use crate::ExchangeError;
use crate::sentences::{LOCALE, LineRemedies, NumberFaults};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// `N h`
    Hours,
    /// `N d`
    Days,
    /// `N %`, held as 0..1
    Percent,
    /// `N`
    Plain,
}

impl Unit {
    fn sign(self) -> &'static str {
        match self {
            Self::Hours => "h",
            Self::Days => "d",
            Self::Percent => "%",
            Self::Plain => "",
        }
    }
}

/// Reads a plain number.
pub(crate) fn number(cursor: &mut Cursor) -> Result<f64, ExchangeError> {
    digits(cursor, Unit::Plain)
}

fn digits(cursor: &mut Cursor, unit: Unit) -> Result<f64, ExchangeError> {
    cursor.skip_spaces();
    let rest = cursor.rest();
    let end = number_end(rest);
    let text = &rest[..end];
    let value = if unit == Unit::Percent {
        shift_point(text, -2).parse::<f64>()
    } else {
        text.parse::<f64>()
    };
    match value {
        Ok(value) if value.is_finite() && end > 0 => {
            cursor.advance(end);
            let next = cursor.rest().chars().next();
            if next.is_some_and(|c| c == '.' || c.is_ascii_digit()) {
                return Err(cursor.error(LOCALE.no_plain_number()));
            }
            Ok(value)
        }
        Ok(_) if end > 0 => Err(cursor.error(LOCALE.number_too_large())),
        _ => Err(cursor.error(LOCALE.no_number())),
    }
}

/// Reads a whole number that fits into 32 bits.
pub(crate) fn count(cursor: &mut Cursor) -> Result<u32, ExchangeError> {
    cursor.skip_spaces();
    let end = number_end(cursor.rest());
    if let Ok(value) = cursor.rest()[..end].parse() {
        cursor.advance(end);
        Ok(value)
    } else {
        Err(cursor.error(LOCALE.no_whole_number()))
    }
}

/// Reads a whole number within bounds; a plus sign is allowed.
pub(crate) fn level(cursor: &mut Cursor, low: i8, high: i8) -> Result<i8, ExchangeError> {
    cursor.skip_spaces();
    let start = cursor.clone();
    if cursor.rest().starts_with('+') {
        cursor.advance(1);
    }
    let end = number_end(cursor.rest());
    match cursor.rest()[..end].parse::<i8>() {
        Ok(value) if (low..=high).contains(&value) => {
            cursor.advance(end);
            Ok(value)
        }
        _ => Err(start.error(LOCALE.no_level(low, high))),
    }
}

/// Reads a number with its unit, basis and the rest. Negative numbers are refused: nothing that is measured
/// here can be less than nothing.
pub(crate) fn measure(cursor: &mut Cursor, unit: Unit) -> Result<Measure, ExchangeError> {
    cursor.skip_spaces();
    let start = cursor.clone();
    let value = digits(cursor, unit)?;
    if value < 0.0 {
        return Err(start.error(LOCALE.below_zero()));
    }
    if unit == Unit::Percent && value > 1.0 {
        return Err(start.error(LOCALE.above_all()));
    }
    if unit != Unit::Plain && !unit_sign(cursor, unit) {
        return Err(cursor.error(LOCALE.unit_missing(unit.sign())));
    }
    let mut measure = Measure::estimated(value);
    let mut basis = false;
    loop {
        cursor.skip_spaces();
        let here = cursor.clone();
        let twice = match cursor.peek_word() {
            word @ ("measured" | "estimated" | "assumed") => {
                cursor.word();
                measure.basis = match word {
                    "measured" => Basis::Measured,
                    "assumed" => Basis::Assumed,
                    _ => Basis::Estimated,
                };
                std::mem::replace(&mut basis, true)
            }
            "n" => {
                cursor.word();
                cursor.expect("=", LOCALE.number_of_cases())?;
                measure.n.replace(count(cursor)?).is_some()
            }
            "source" => {
                cursor.word();
                measure.source.replace(cursor.quoted()?).is_some()
            }
            "as-of" => {
                cursor.word();
                measure.as_of.replace(date(cursor)?).is_some()
            }
            "low" => {
                cursor.word();
                measure.low.replace(bound(cursor, unit)?).is_some()
            }
            "high" => {
                cursor.word();
                measure.high.replace(bound(cursor, unit)?).is_some()
            }
            _ => break,
        };
        if twice {
            return Err(here.error(LOCALE.said_twice_of_number(here.peek_word())));
        }
    }
    if let (Some(low), Some(high)) = (measure.low, measure.high)
        && low > high
    {
        return Err(start.error(LOCALE.low_above_high()));
    }
    Ok(measure)
}

fn bound(cursor: &mut Cursor, unit: Unit) -> Result<f64, ExchangeError> {
    let value = digits(cursor, unit)?;
    unit_sign(cursor, unit);
    Ok(value)
}

/// Takes the unit's sign if it is next and is no beginning of a longer word.
fn unit_sign(cursor: &mut Cursor, unit: Unit) -> bool {
    cursor.skip_spaces();
    let found = match unit {
        Unit::Plain => false,
        Unit::Percent => cursor.rest().starts_with('%'),
        Unit::Hours | Unit::Days => cursor.peek_word() == unit.sign(),
    };
    if found {
        cursor.advance(unit.sign().len());
    }
    found
}

/// Reads a date as `YYYY-MM-DD`.
pub(crate) fn date(cursor: &mut Cursor) -> Result<Date, ExchangeError> {
    cursor.skip_spaces();
    let word = cursor.peek_word();
    let shape = word.len() == 10
        && word.bytes().enumerate().all(|(at, c)| {
            if at == 4 || at == 7 {
                c == b'-'
            } else {
                c.is_ascii_digit()
            }
        });
    match word.parse() {
        Ok(date) if shape => {
            cursor.advance(word.len());
            Ok(date)
        }
        _ => Err(cursor.error(LOCALE.no_date())),
    }
}

/// A number with its unit and what it rests on, as the outline writes it.
pub(crate) fn written(measure: &Measure, unit: Unit) -> String {
    let mut text = digits_of(measure.value, unit);
    if unit != Unit::Plain {
        text.push(' ');
        text.push_str(unit.sign());
    }
    match measure.basis {
        Basis::Measured => text.push_str(" measured"),
        Basis::Assumed => text.push_str(" assumed"),
        Basis::Estimated => {}
    }
    if let Some(n) = measure.n {
        let _ = write!(text, " n={n}");
    }
    if let Some(source) = &measure.source {
        text.push_str(" source ");
        text.push_str(&quote(source));
    }
    if let Some(date) = measure.as_of {
        let _ = write!(text, " as-of {date}");
    }
    for (word, bound) in [("low", measure.low), ("high", measure.high)] {
        if let Some(bound) = bound {
            let _ = write!(text, " {word} {}", digits_of(bound, unit));
        }
    }
    text
}

/// The digits of a number: never an exponent, always the same number when read.
pub(crate) fn digits_of(value: f64, unit: Unit) -> String {
    let text = value.to_string();
    if unit == Unit::Percent {
        shift_point(&text, 2)
    } else {
        text
    }
}

/// Moves the decimal point of a number in digits to the right (or, negative, to the left).
fn shift_point(text: &str, by: i32) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut all = format!("{whole}{fraction}");
    let mut point = whole.len() as i32 + by;
    while point <= 0 {
        all.insert(0, '0');
        point += 1;
    }
    while (point as usize) > all.len() {
        all.push('0');
    }
    let (whole, fraction) = all.split_at(point as usize);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cent_is_exact_both_ways() {
        for value in [
            0.0,
            0.07,
            0.29,
            0.4,
            0.57,
            1.0,
            0.003_5,
            1.0 / 3.0,
            5e-324,
            0.1 + 0.2,
        ] {
            let text = digits_of(value, Unit::Percent);
            let back: f64 = shift_point(&text, -2).parse().unwrap();
            assert_eq!(back, value, "{text} must read back as the same share");
        }
        assert_eq!(
            digits_of(0.07, Unit::Percent),
            "7",
            "no dust of binary arithmetic"
        );
    }

    #[test]
    fn a_measure_is_written_as_it_is_read() {
        for text in [
            "40 % measured n=420 source \"CRM, \\\"won\\\"\" as-of 2026-09-30 low 30 high 50.5",
            "0.3 % assumed",
            "100 %",
        ] {
            let mut cursor = Cursor::new(1, text);
            let read = measure(&mut cursor, Unit::Percent).unwrap();
            assert!(cursor.at_end(), "all of it is read");
            assert_eq!(written(&read, Unit::Percent), text);
        }
    }

    #[test]
    fn wrong_numbers_say_where() {
        for (text, unit, column) in [
            ("4,5 h", Unit::Hours, 2),
            ("5 d", Unit::Hours, 3),
            ("1.2.3 h", Unit::Hours, 4),
            ("110 %", Unit::Percent, 1),
            ("-1 h", Unit::Hours, 1),
            ("1 h as-of 2026-13-01", Unit::Hours, 11),
            ("1 h measured measured", Unit::Hours, 14),
            ("1 h low 3 high 2", Unit::Hours, 1),
            ("1 h n=1.5", Unit::Hours, 7),
        ] {
            let error = measure(&mut Cursor::new(7, text), unit).expect_err(text);
            assert_eq!(error.place(), &crate::Place::text(7, column), "{text}: {error}");
        }
    }
}
