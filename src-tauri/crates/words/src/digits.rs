//! A number as decimal digits, and rounding on them. No sign, grouping or language here.
//!
//! Rounding works on the shortest digits that read back to the number (what people typed and see), not on its
//! binary fraction, so that 0.285 with two decimals is 0.29 and not 0.28; a half goes away from zero. JavaScript
//! gives the same digits, so that the window can round in the same way.

use std::fmt::Write;

/// Digits that a binary fraction can be trusted with. What lies behind them is noise of arithmetic:
/// 0.1 + 0.7 is 0.7999999999999999.
const TRUSTED: i32 = 15;

/// A finite number, without its sign: 0.d₁d₂d₃… × 10^point. Zero has no digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digits {
    pub negative: bool,
    figures: [u8; 20],
    length: usize,
    /// Digits before the decimal sign; below zero, zeros behind it.
    point: i32,
}

impl PartialEq for Digits {
    fn eq(&self, other: &Self) -> bool {
        let of = |number: &Self| (number.negative, number.point);
        of(self) == of(other) && self.figures[..self.length] == other.figures[..other.length]
    }
}

impl Digits {
    /// The digits of a number; nothing for what is no finite number.
    pub fn of(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let mut text = Buffer::default();
        // A buffer of 32 bytes holds every f64 in this form; the longest has 24.
        let _ = write!(text, "{value:e}");
        let text = text.as_str();
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let mut found = Self {
            negative: false,
            figures: [0; 20],
            length: 0,
            point: exponent.parse::<i32>().unwrap_or(0) + 1,
        };
        for digit in mantissa.bytes().filter(u8::is_ascii_digit) {
            if found.length < found.figures.len() {
                found.figures[found.length] = digit - b'0';
                found.length += 1;
            }
        }
        found.trim();
        found.negative = value < 0.0;
        Some(found.significant(TRUSTED))
    }

    /// The digits of a count.
    pub fn of_count(mut count: u64) -> Self {
        let mut figures = [0; 20];
        let mut at = figures.len();
        while count > 0 {
            at -= 1;
            figures[at] = (count % 10) as u8;
            count /= 10;
        }
        let length = figures.len() - at;
        figures.copy_within(at.., 0);
        let mut found = Self {
            negative: false,
            figures,
            length,
            point: length as i32,
        };
        found.trim();
        found
    }

    pub fn is_zero(&self) -> bool {
        self.length == 0
    }

    /// Digits before the decimal sign, when written plainly; zero or less for numbers below one.
    pub fn magnitude(&self) -> i32 {
        self.point
    }

    /// The number times a power of ten.
    pub fn shifted(mut self, tens: i32) -> Self {
        if !self.is_zero() {
            self.point += tens;
        }
        self
    }

    /// Rounded to so many decimals.
    pub fn rounded(mut self, decimals: i32) -> Self {
        let kept = self.point + decimals;
        if kept < 0 {
            self.length = 0;
        } else if (kept as usize) < self.length {
            let kept = kept as usize;
            let up = self.figures[kept] >= 5;
            self.length = kept;
            if up {
                self.carry();
            }
        }
        self.trim();
        self
    }

    /// Rounded to so many digits that count.
    pub fn significant(self, digits: i32) -> Self {
        self.rounded(digits - self.point)
    }

    /// Adds one in the last kept place.
    fn carry(&mut self) {
        for at in (0..self.length).rev() {
            if self.figures[at] < 9 {
                self.figures[at] += 1;
                return;
            }
            self.figures[at] = 0;
        }
        // 99.96 became 00.0: a one before them.
        self.figures[0] = 1;
        self.length = 1;
        self.point += 1;
    }

    /// Without zeros at either end; zero has no digits, no sign and no magnitude.
    fn trim(&mut self) {
        while self.length > 0 && self.figures[self.length - 1] == 0 {
            self.length -= 1;
        }
        if self.length == 0 {
            self.point = 0;
            self.negative = false;
        }
    }

    /// The digit that stands so many places before (from 1) or behind (from 0 down) the decimal sign.
    fn digit(&self, place: i32) -> u8 {
        let at = self.point - place;
        usize::try_from(at)
            .ok()
            .filter(|at| *at < self.length)
            .map_or(0, |at| self.figures[at])
    }

    /// Decimals that are written.
    pub fn decimals(&self) -> usize {
        usize::try_from(self.length as i32 - self.point).unwrap_or(0)
    }

    /// The part before the decimal sign, as far as a u64 holds it.
    pub fn whole(&self) -> u64 {
        (1..=self.point).rev().fold(0_u64, |sum, place| {
            sum.saturating_mul(10)
                .saturating_add(u64::from(self.digit(place)))
        })
    }

    /// Writes the digits without a sign: groups of three joined by `group`, at least so many decimals.
    pub fn write(&self, out: &mut String, group: Option<char>, decimal: char, decimals: usize) {
        let before = self.point.max(1);
        for place in (1..=before).rev() {
            out.push(char::from(b'0' + self.digit(place)));
            if let Some(group) = group
                && place > 1
                && place % 3 == 1
            {
                out.push(group);
            }
        }
        let decimals = self.decimals().max(decimals);
        if decimals > 0 {
            out.push(decimal);
        }
        for place in 0..decimals {
            out.push(char::from(b'0' + self.digit(-(place as i32))));
        }
    }
}

/// Room for one number, so that writing it does not ask for memory.
#[derive(Default)]
struct Buffer {
    bytes: [u8; 32],
    length: usize,
}

impl Buffer {
    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or("0")
    }
}

impl Write for Buffer {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = self.length + text.len();
        let room = self.bytes.get_mut(self.length..end).ok_or(std::fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(digits: Digits) -> String {
        let mut text = String::new();
        digits.write(&mut text, None, '.', 0);
        text
    }

    #[test]
    fn a_half_goes_away_from_zero_as_it_is_typed() {
        for (value, decimals, text) in [
            (0.285, 2, "0.29"),
            (1.005, 2, "1.01"),
            (2.5, 0, "3"),
            (-2.5, 0, "3"),
            (0.05, 1, "0.1"),
            (0.049, 1, "0"),
            (0.5, 0, "1"),
            (99.96, 1, "100"),
            (1234.5, -2, "1200"),
            (0.1 + 0.7, 3, "0.8"),
        ] {
            let digits = Digits::of(value).expect("a number");
            assert_eq!(plain(digits.rounded(decimals)), text, "{value} with {decimals}");
        }
    }

    #[test]
    fn counts_have_all_their_digits() {
        assert_eq!(plain(Digits::of_count(0)), "0");
        assert_eq!(plain(Digits::of_count(1_000)), "1000");
        assert_eq!(plain(Digits::of_count(u64::MAX)), "18446744073709551615");
        assert_eq!(Digits::of_count(u64::MAX).whole(), u64::MAX);
    }
}
