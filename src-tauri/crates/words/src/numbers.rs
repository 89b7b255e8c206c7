//! Numbers as text. The rule of digits is here and nowhere else (docs/decisions/numbers-and-words.md).

use std::borrow::Cow;

use crate::digits::Digits;
use crate::locale::Language;
use crate::{Locale, Unit};

/// Digits that count in a number below hundred; from hundred on it is whole.
const FIGURES: i32 = 3;
/// Decimals of a percentage.
const PERCENT_DECIMALS: i32 = 1;
/// Numbers below 10^-6 and from 10^15 on are written with a power of ten.
const PLAIN: std::ops::RangeInclusive<i32> = -5..=15;
/// Numbers with more digits than this are short in millions, where room is short.
const MILLIONS: i32 = 7;
/// Exponents as raised figures.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
/// A space at which no line breaks.
const NO_BREAK: char = '\u{a0}';

impl Locale {
    /// A number: three digits that count, whole from a hundred on, with groups: 0.125, 12.3, 145,292, −4. What is
    /// very small or large has a power of ten: 1.2 × 10¹⁵.
    pub fn number(self, value: f64) -> String {
        let Some(digits) = Digits::of(value) else {
            return self.language().absent.to_owned();
        };
        self.language().write(&shown(digits))
    }

    /// The same in few characters, for cards and charts: from ten millions on 12.3 M, 4.53 bn, 1.2 tn. The space
    /// does not break.
    pub fn compact(self, value: f64) -> String {
        let language = self.language();
        let Some(digits) = Digits::of(value) else {
            return language.absent.to_owned();
        };
        let digits = shown(digits);
        if digits.magnitude() <= MILLIONS || !PLAIN.contains(&digits.magnitude()) {
            return language.write(&digits);
        }
        let digits = digits.significant(FIGURES);
        let scale = (digits.magnitude() - 1) / 3;
        let Some(word) = usize::try_from(scale - 2)
            .ok()
            .and_then(|at| language.large.get(at))
        else {
            return language.write(&digits);
        };
        let mut text = language.write(&digits.shifted(-3 * scale));
        text.push(NO_BREAK);
        text.push_str(word);
        text
    }

    /// A number with at most so many decimals, with groups. For what has a natural smallest unit; anything else
    /// is [`Locale::number`].
    pub fn decimal(self, value: f64, at_most: u8) -> String {
        let Some(digits) = Digits::of(value) else {
            return self.language().absent.to_owned();
        };
        self.language()
            .write_plain(&digits.rounded(i32::from(at_most)), 0)
    }

    /// A number rounded to so many digits that count, with groups: 145,292 with two is 150,000.
    pub fn significant(self, value: f64, digits: u8) -> String {
        let Some(found) = Digits::of(value) else {
            return self.language().absent.to_owned();
        };
        self.language().write(&found.significant(i32::from(digits)))
    }

    /// A number as a field is filled with it for editing: all digits that can be trusted, no groups. It reads
    /// back as the same number.
    pub fn editable(self, value: f64) -> String {
        Digits::of(value).map_or_else(String::new, |digits| self.language().write_editable(&digits))
    }

    /// A number as somebody has typed it, at rest: all digits that can be trusted, with groups: 145,292.75. For
    /// what was put in; results have [`Locale::number`].
    pub fn full(self, value: f64) -> String {
        Digits::of(value).map_or_else(String::new, |digits| self.language().write(&digits))
    }

    /// A difference: a number with its sign, "+2.5", "−0.4"; "0" for none.
    pub fn change(self, value: f64) -> String {
        let text = self.number(value);
        if value > 0.0 { format!("+{text}") } else { text }
    }

    /// A count: 1,456.
    pub fn count(self, count: usize) -> String {
        self.language().write_plain(&Digits::of_count(count as u64), 0)
    }

    /// A count with its noun: "1 step", "1,456 steps". For sentences of languages with two forms.
    pub fn counted(self, count: usize, one: &str, other: &str) -> String {
        let mut text = self.count(count);
        text.push(' ');
        text.push_str(self.choose(count, one, other));
        text
    }

    /// A share as a percentage with at most one decimal: 0.125 is "12.5 %". A share that is not quite nothing or
    /// not quite all never reads as such: "<0.1 %", ">99.9 %". On paper see [`no_break`].
    pub fn percent(self, share: f64) -> String {
        let language = self.language();
        let Some(digits) = Digits::of(share) else {
            return language.absent.to_owned();
        };
        let exact = digits.shifted(2);
        let rounded = exact.rounded(PERCENT_DECIMALS);
        let write = |digits: &Digits| fill(language.percent, &[&language.write_plain(digits, 0)]);
        let least = Digits::of_count(1).shifted(-PERCENT_DECIMALS);
        let hundred = Digits::of_count(100);
        if rounded.is_zero() && !exact.is_zero() && !exact.negative {
            return fill(language.below, &[&write(&least)]);
        }
        if rounded == hundred && exact != hundred && exact.magnitude() < 3 {
            let most = Digits::of_count(999).shifted(-PERCENT_DECIMALS);
            return fill(language.above, &[&write(&most)]);
        }
        write(&rounded)
    }

    /// An amount: whole from a hundred on, below with two decimals unless it is whole; "12.50 EUR", "1,600 EUR".
    /// Without a currency the number alone.
    pub fn money(self, amount: f64, currency: &str) -> String {
        let language = self.language();
        let Some(digits) = Digits::of(amount) else {
            return language.absent.to_owned();
        };
        let cents = digits.rounded(2);
        let number = if cents.magnitude() > 2 {
            language.write_plain(&digits.rounded(0), 0)
        } else if cents.decimals() > 0 {
            language.write_plain(&cents, 2)
        } else {
            language.write_plain(&cents, 0)
        };
        if currency.is_empty() {
            number
        } else {
            fill(language.money, &[&number, currency])
        }
    }

    /// A number with its unit in words: "1 hour", "0.5 hours", "1,456 working days".
    pub fn measured(self, value: f64, unit: Unit) -> String {
        let Some(digits) = Digits::of(value) else {
            return self.language().absent.to_owned();
        };
        let digits = shown(digits);
        let mut text = self.language().write(&digits);
        text.push(' ');
        text.push_str(self.unit(unit, self.plural_of(&digits)));
        text
    }

    /// A number with the symbol of its unit where room is short: "0.5 h". The space does not break.
    pub fn with_symbol(self, value: f64, unit: Unit) -> String {
        let mut text = self.compact(value);
        text.push(NO_BREAK);
        text.push_str(self.symbol(unit));
        text
    }

    /// A small count in words, as running text has it: "no", "one", …, "twelve", 13.
    pub fn in_words(self, count: usize) -> Cow<'static, str> {
        match self.language().small.get(count) {
            Some(word) => Cow::Borrowed(word),
            None => Cow::Owned(self.count(count)),
        }
    }
}

/// The rule of digits.
fn shown(digits: Digits) -> Digits {
    if digits.magnitude() >= FIGURES && PLAIN.contains(&digits.magnitude()) {
        digits.rounded(0)
    } else {
        digits.significant(FIGURES)
    }
}

impl Language {
    /// Writes rounded digits with sign and groups, or with a power of ten.
    fn write(&self, digits: &Digits) -> String {
        if PLAIN.contains(&digits.magnitude()) {
            return self.write_plain(digits, 0);
        }
        let exponent = digits.magnitude() - 1;
        let mut text = self.write_plain(&digits.shifted(-exponent), 0);
        text.push_str("\u{a0}×\u{a0}10");
        if exponent < 0 {
            text.push('⁻');
        }
        for digit in exponent.unsigned_abs().to_string().bytes() {
            text.push(RAISED[usize::from(digit - b'0')]);
        }
        text
    }

    fn write_editable(&self, digits: &Digits) -> String {
        if !PLAIN.contains(&digits.magnitude()) {
            return self.write(digits);
        }
        let mut text = self.sign(digits);
        digits.write(&mut text, None, self.decimal, 0);
        text
    }

    fn write_plain(&self, digits: &Digits, decimals: usize) -> String {
        let mut text = self.sign(digits);
        digits.write(&mut text, Some(self.group), self.decimal, decimals);
        text
    }

    /// The sign of a number, with room for the number behind it.
    fn sign(&self, digits: &Digits) -> String {
        let mut text = String::with_capacity(16);
        if digits.negative {
            text.push(self.minus);
        }
        text
    }
}

/// Puts texts in the places `{}` of a pattern.
pub(crate) fn fill(pattern: &str, texts: &[&str]) -> String {
    let mut out = String::with_capacity(pattern.len() + texts.iter().map(|text| text.len()).sum::<usize>());
    let mut texts = texts.iter();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once("{}") {
        out.push_str(before);
        out.push_str(texts.next().unwrap_or(&""));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Running text for paper: no line breaks between a figure and its percent sign, or between a figure and the short
/// word or symbol of a unit behind it ("h", "d", "bn").
pub fn no_break(text: &str) -> Cow<'_, str> {
    let breaks = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = &text[at + 1..];
        let word = after
            .split(|letter: char| !letter.is_alphanumeric() && letter != '%')
            .next()
            .unwrap_or_default();
        let tied = after.starts_with('%')
            || Locale::ALL.iter().any(|locale| {
                let language = locale.language();
                let symbols = language.units.iter().map(|unit| unit.symbol);
                symbols
                    .chain(language.large)
                    .any(|symbol| symbol.len() < 4 && symbol == word)
            });
        before.is_some_and(|letter| letter.is_ascii_digit()) && tied
    };
    let places: Vec<usize> = text
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|at| breaks(*at))
        .collect();
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + places.len());
    let mut from = 0;
    for at in places {
        out.push_str(&text[from..at]);
        out.push(NO_BREAK);
        from = at + 1;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Locale = Locale::English;

    #[test]
    fn one_rule_of_digits() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (0.125, "0.125"),
            (0.0001, "0.0001"),
            (0.266_666_7, "0.267"),
            (-0.4, "−0.4"),
            (-1e-300, "−1\u{a0}×\u{a0}10⁻³⁰⁰"),
            (0.996, "0.996"),
            (0.9996, "1"),
            (5.12, "5.12"),
            (12.34, "12.3"),
            (99.96, "100"),
            (263.4, "263"),
            (1234.5, "1,235"),
            (145_292.0, "145,292"),
            (-1_234_567.0, "−1,234,567"),
            (1e12, "1,000,000,000,000"),
            (999_999_999_999_999.0, "999,999,999,999,999"),
            (1.2e15, "1.2\u{a0}×\u{a0}10¹⁵"),
            (0.000_001, "0.000001"),
            (3e-7, "3\u{a0}×\u{a0}10⁻⁷"),
            (20.000_000_000_000_018, "20"),
            (f64::NAN, "–"),
            (f64::INFINITY, "–"),
        ] {
            assert_eq!(EN.number(value), text, "{value}");
        }
    }

    #[test]
    fn short_where_room_is_short() {
        for (value, text) in [
            (122_105.263, "122,105"),
            (9_999_999.4, "9,999,999"),
            (9_999_999.6, "10\u{a0}M"),
            (12_345_678.0, "12.3\u{a0}M"),
            (999_950_000.0, "1\u{a0}bn"),
            (-4.53e9, "−4.53\u{a0}bn"),
            (1.2e12, "1.2\u{a0}tn"),
            (0.042, "0.042"),
            (1.2e15, "1.2\u{a0}×\u{a0}10¹⁵"),
        ] {
            assert_eq!(EN.compact(value), text, "{value}");
        }
    }

    #[test]
    fn shares_are_percentages() {
        for (share, text) in [
            (0.0, "0 %"),
            (0.4, "40 %"),
            (0.125, "12.5 %"),
            (0.285, "28.5 %"),
            (0.0842, "8.4 %"),
            (2.631, "263.1 %"),
            (1e-9, "<0.1 %"),
            (0.9999, ">99.9 %"),
            (0.1 * 3.0 + 0.7, "100 %"),
            (1.0001, "100 %"),
            (-0.125, "−12.5 %"),
            (-1e-9, "0 %"),
        ] {
            assert_eq!(EN.percent(share), text, "{share}");
        }
    }

    #[test]
    fn amounts_have_cents_below_a_hundred() {
        for (amount, text) in [
            (0.0, "0 EUR"),
            (0.125, "0.13 EUR"),
            (12.5, "12.50 EUR"),
            (12.0, "12 EUR"),
            (99.996, "100 EUR"),
            (1600.4, "1,600 EUR"),
            (-1600.0, "−1,600 EUR"),
        ] {
            assert_eq!(EN.money(amount, "EUR"), text, "{amount}");
        }
        assert_eq!(EN.money(1600.0, ""), "1,600");
    }

    #[test]
    fn units_go_with_what_is_written() {
        assert_eq!(EN.measured(1.0, Unit::Hours), "1 hour");
        assert_eq!(EN.measured(0.9999, Unit::Hours), "1 hour");
        assert_eq!(EN.measured(0.5, Unit::Hours), "0.5 hours");
        assert_eq!(EN.measured(1456.0, Unit::WorkingDays), "1,456 working days");
        assert_eq!(EN.with_symbol(0.25, Unit::Hours), "0.25\u{a0}h");
    }

    #[test]
    fn fields_are_filled_with_every_digit() {
        assert_eq!(EN.editable(1_234_567.891), "1234567.891");
        assert_eq!(EN.editable(-0.4), "−0.4");
        assert_eq!(EN.editable(0.1 + 0.2), "0.3");
        assert_eq!(EN.editable(0.07 * 100.0), "7");
        assert_eq!(EN.full(145_292.75), "145,292.75");
        assert_eq!(EN.change(2.5), "+2.5");
        assert_eq!(EN.change(-0.4), "−0.4");
        assert_eq!(EN.change(0.0), "0");
        assert_eq!(EN.decimal(0.125, 2), "0.13");
        assert_eq!(EN.significant(145_292.0, 2), "150,000");
    }

    #[test]
    fn paper_keeps_a_number_and_its_unit_together() {
        assert_eq!(
            no_break("Some 40 % of 3 h in 12 d, not 40 days or a % b"),
            "Some 40\u{a0}% of 3\u{a0}h in 12\u{a0}d, not 40 days or a % b"
        );
        assert!(matches!(no_break("nothing to do"), Cow::Borrowed(_)));
    }

    #[test]
    fn small_counts_are_words() {
        assert_eq!(EN.in_words(0), "no");
        assert_eq!(EN.in_words(12), "twelve");
        assert_eq!(EN.in_words(1300), "1,300");
    }
}
