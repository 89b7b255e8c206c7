//! Which languages there are, and what the rest of the crate asks a language for.
//!
//! A language is one file in this folder: its [`Language`] and a type of its own, which implements the crates'
//! sentences. It is added here by a variant, an arm of [`Locale::language`] and an arm of [`dispatch!`]; then
//! every crate whose sentences it lacks no longer compiles.

mod english;

pub use english::English;

use crate::plurals::Plural;

/// The language in which something is written. Functions that write take it as an argument.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// International English: a point before decimals, a comma between groups, the day before the month.
    #[default]
    English,
}

impl Locale {
    /// Every language, for tests and generated files.
    pub const ALL: [Self; 1] = [Self::English];

    /// The language's tag (BCP 47).
    pub fn tag(self) -> &'static str {
        self.language().tag
    }

    /// The data of the language.
    #[doc(hidden)]
    pub fn language(self) -> &'static Language {
        match self {
            Self::English => &english::LANGUAGE,
        }
    }
}

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

/// Calls a sentence in the language of a [`Locale`]. It lists the languages, so that a trait of sentences compiles
/// only when each language has it. For [`sentences!`](crate::sentences).
#[doc(hidden)]
#[macro_export]
macro_rules! dispatch {
    ($locale:expr, $sentences:ident :: $name:ident ( $($argument:ident),* )) => {
        match $locale {
            $crate::Locale::English => <$crate::English as $sentences>::$name($crate::English $(, $argument)*),
        }
    };
}
