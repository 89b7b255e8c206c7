//! What a language is to this crate: its data.

use super::plural::Plural;

/// What a language is to this crate.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// Stands before decimals.
    pub decimal: char,
    /// Stands between groups of three digits.
    pub group: char,
    /// Stands before a number below zero.
    pub minus: char,
    /// A percentage; `{}` is the number.
    pub percent: &'static str,
    /// A share above zero that rounds to zero; `{}` is the smallest percentage that is written.
    pub below: &'static str,
    /// A share below one that rounds to one; `{}` is the largest percentage below hundred that is written.
    pub above: &'static str,
    /// An amount of money; the first `{}` is the number, the second the currency.
    pub money: &'static str,
    /// Stands where there is no finite number.
    pub absent: &'static str,
    /// Words for millions, thousand millions and million millions, where room is short.
    pub large: [&'static str; 3],
    /// Words for the numbers from zero on.
    pub small: &'static [&'static str],
    /// Names of the months.
    pub months: [&'static str; 12],
    /// Short names of the months.
    pub months_short: [&'static str; 12],
    /// A day: `{d}`, `{month}`, `{y}`.
    pub date: &'static str,
    /// Days of one month: `{first}` and `{d}`, `{month}`, `{y}` of the last.
    pub days: &'static str,
    /// Two dates: `{first}`, `{last}`.
    pub dates: &'static str,
    /// A date and a time of day: `{date}`, `{time}`.
    pub moment: &'static str,
    /// Stands between the names of a list.
    pub comma: &'static str,
    /// Stands before the last name of a list.
    pub and: &'static str,
    /// What a list says of names that are not listed; `{}` is their number.
    pub more: &'static str,
    /// Opening and closing quotation mark.
    pub quotes: [&'static str; 2],
    /// Words for units, in the order of [`crate::Unit::ALL`].
    pub units: [UnitWords; 6],
    /// Which plural a number takes, from its whole part and the number of decimals that are written.
    pub plural: fn(whole: u64, decimals: usize) -> Plural,
}

/// How a unit is called.
#[derive(Debug)]
pub struct UnitWords {
    /// Behind a number where room is short.
    pub symbol: &'static str,
    /// In a sentence, by plural; the last serves every plural that is not listed.
    pub forms: &'static [(Plural, &'static str)],
}
