//! Numbers as people type or paste them: with comma or point, in groups, with a percent sign.
//!
//! Both signs are taken, whatever the language, since a table that is pasted comes from anywhere. Where the sign
//! decides the size of the number ("1.456" is one and a half here and fourteen hundred there), the language's
//! reading is taken and the other one comes along, to be shown before the number counts.

use crate::Locale;

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReadNumber {
    /// The number as it stands; "12.5 %" is 12.5.
    pub value: f64,
    /// Whether a percent sign stands behind it.
    pub percent: bool,
    /// The number that somebody who groups in the other way means; none where only one reading makes sense.
    pub other: Option<f64>,
    /// The decimal sign of whoever wrote it, as far as the number itself shows it: "1.234,5" and "12,5" have a comma.
    pub sign: Option<char>,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// Nothing was typed.
    Empty,
    /// What was typed is no number.
    NotANumber,
}

/// Groups of three digits are set apart by these as well, in every language.
const GROUPS: [char; 6] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];

impl Locale {
    /// Reads a number. What [`Locale::number`], [`Locale::percent`] and [`Locale::editable`] write reads back.
    ///
    /// # Errors
    /// [`NotRead`] when there is nothing, or no number.
    pub fn read(self, text: &str) -> Result<ReadNumber, NotRead> {
        self.read_as(text, self.language().decimal)
    }

    /// The same where another number of the table has shown the decimal sign: a number with two readings is read
    /// with that.
    ///
    /// # Errors
    /// [`NotRead`] when there is nothing, or no number.
    pub fn read_as(self, text: &str, decimal: char) -> Result<ReadNumber, NotRead> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NotRead::Empty);
        }
        read_number(text, decimal).ok_or(NotRead::NotANumber)
    }
}

fn read_number(text: &str, decimal: char) -> Option<ReadNumber> {
    let (text, percent) = match text.strip_suffix('%') {
        Some(before) => (before.trim_end(), true),
        None => (text, false),
    };
    let (text, negative) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (rest.trim_start(), true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    let (text, exponent) = power(text)?;
    let plain = Plain::of(text, decimal)?;
    let number = |plain: &str| {
        let value: f64 = format!("{plain}e{exponent}").parse().ok()?;
        // No minus before nothing.
        let signed = if negative && value != 0.0 { -value } else { value };
        value.is_finite().then_some(signed)
    };
    Some(ReadNumber {
        value: number(&plain.taken)?,
        percent,
        other: plain.other.and_then(|other| number(&other)),
        sign: plain.sign,
    })
}

/// Digits with a point, as machines write them.
struct Plain {
    taken: String,
    /// The other reading where there are two.
    other: Option<String>,
    sign: Option<char>,
}

impl Plain {
    fn of(text: &str, decimal: char) -> Option<Self> {
        let certain = |taken: String, sign: Option<char>| Self {
            taken,
            other: None,
            sign,
        };
        let points = text.matches('.').count();
        let commas = text.matches(',').count();
        if points > 0 && commas > 0 {
            // The last of them stands before the decimals.
            let sign = text.chars().rev().find(|sign| matches!(sign, '.' | ','));
            return Some(certain(joined(text, sign)?, sign));
        }
        if points + commas == 0 {
            return Some(certain(joined(text, None)?, None));
        }
        let (sign, other_sign) = if points > 0 { ('.', ',') } else { (',', '.') };
        if points + commas > 1 {
            // A number has one decimal sign: these are groups.
            return Some(certain(joined(text, None)?, Some(other_sign)));
        }
        let fraction = joined(text, Some(sign))?;
        match joined(text, None).filter(|_| !text.contains(GROUPS)) {
            None => Some(certain(fraction, Some(sign))),
            Some(grouped) => {
                let (taken, other) = if sign == decimal {
                    (fraction, grouped)
                } else {
                    (grouped, fraction)
                };
                Some(Self {
                    taken,
                    other: Some(other),
                    sign: None,
                })
            }
        }
    }
}

/// Digits in groups of three, and behind the decimal sign as many as there are; nothing where they are not so.
fn joined(text: &str, decimal: Option<char>) -> Option<String> {
    let (whole, fraction) = match decimal {
        Some(sign) => text.split_once(sign)?,
        None => (text, ""),
    };
    let is_group = |sign: char| matches!(sign, '.' | ',') || GROUPS.contains(&sign);
    let digits = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    let mut out = String::with_capacity(text.len() + 1);
    let mut groups = whole.split(is_group);
    let first = groups.next().unwrap_or_default();
    out.push_str(first);
    let mut grouped = false;
    let mut well = digits(first) && digits(fraction);
    for group in groups {
        well &= group.len() == 3 && digits(group);
        out.push_str(group);
        grouped = true;
    }
    if grouped {
        // Nobody groups four digits at the front, or puts a zero there.
        well &= (1..=3).contains(&first.len()) && !first.starts_with('0');
        let mut signs = whole.chars().filter(|sign| is_group(*sign));
        let sign = signs.next();
        well &= signs.all(|other| Some(other) == sign);
    }
    if !well || out.is_empty() && fraction.is_empty() {
        return None;
    }
    if out.is_empty() {
        out.push('0');
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    Some(out)
}

/// Splits off a power of ten, as machines ("1e-3") and as this crate writes it ("1 × 10⁻³").
fn power(text: &str) -> Option<(&str, i32)> {
    if let Some((number, raised)) = text.split_once('×') {
        let mut exponent = String::new();
        for sign in raised.trim_start().strip_prefix("10")?.chars() {
            exponent.push(match sign {
                '⁻' => '-',
                '⁰' => '0',
                '¹' => '1',
                '²' => '2',
                '³' => '3',
                '⁴'..='⁹' => char::from(b'4' + (sign as u32 - '⁴' as u32) as u8),
                _ => return None,
            });
        }
        return Some((number.trim_end(), bounded(&exponent)?));
    }
    match text.split_once(['e', 'E']) {
        Some((number, exponent)) => Some((number, bounded(exponent)?)),
        None => Some((text, 0)),
    }
}

/// An exponent that a number can have.
fn bounded(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || digits.len() > 3 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

impl ReadNumber {
    /// Both readings as they are shown to be chosen from: the one taken first.
    pub fn readings(&self, locale: Locale) -> Option<[String; 2]> {
        Some([locale.full(self.value), locale.full(self.other?)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<f64> {
        Locale::English.read(text).ok().map(|read| {
            assert_eq!(read.other, None, "{text} has one reading");
            read.value
        })
    }

    #[test]
    fn both_signs_and_groups_are_taken() {
        for (text, value) in [
            ("40", 40.0),
            ("0,3", 0.3),
            ("0.125", 0.125),
            ("0,125", 0.125),
            (".5", 0.5),
            (",5", 0.5),
            ("5.", 5.0),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("1.234.567", 1_234_567.0),
            ("1,234,567", 1_234_567.0),
            ("1 200", 1200.0),
            ("1\u{a0}200,5", 1200.5),
            ("1'234.5", 1234.5),
            ("12 345 678", 12_345_678.0),
            ("1234.567", 1234.567),
            ("12.3456", 12.3456),
            ("−4", -4.0),
            ("- 4", -4.0),
            ("-0", 0.0),
            ("+2", 2.0),
            ("1e3", 1000.0),
            ("1.2\u{a0}×\u{a0}10⁻³", 0.0012),
            (" 7 ", 7.0),
        ] {
            assert_eq!(read(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "many",
            "1,2,3",
            "1 2",
            "12,34,567",
            "1.2.3",
            "1,234,5",
            "0,123,456",
            "--1",
            "%",
            ".",
            "1e",
            "1e9999",
            "NaN",
            "inf",
            "0x10",
            "1.234 567",
            "1,234.567.8",
            "1 %%",
            "1 × 3",
        ] {
            assert_eq!(Locale::English.read(text), Err(NotRead::NotANumber), "{text}");
        }
        assert_eq!(Locale::English.read("  "), Err(NotRead::Empty));
    }

    #[test]
    fn a_sign_that_decides_the_size_has_two_readings() {
        let read = |text| Locale::English.read(text).expect("a number");
        let point = read("1.456");
        assert_eq!((point.value, point.other), (1.456, Some(1456.0)));
        assert_eq!(
            point.readings(Locale::English),
            Some(["1.456".to_owned(), "1,456".to_owned()])
        );
        assert_eq!(
            (point.sign, read("1.234,5").sign, read("12.5").sign),
            (None, Some(','), Some('.'))
        );
        let german = Locale::English.read_as("1.456", ',').expect("a number");
        assert_eq!((german.value, german.other), (1456.0, Some(1.456)));
        let comma = read("-145,292 %");
        assert_eq!((comma.value, comma.other), (-145_292.0, Some(-145.292)));
        assert!(comma.percent);
    }
}
