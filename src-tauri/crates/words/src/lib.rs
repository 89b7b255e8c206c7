//! How Twinlane writes numbers, dates and lists, reads typed numbers, and keeps sentences apart from logic.
//!
//! Everything that differs between languages comes from a [`Locale`] that is given as an argument; what a language
//! is lies in one file, `locale/english.rs`. The window follows the same rules: `ui/src/words` reads the data of the
//! language from a generated file and must answer a generated table of cases as this crate does.
//!
//! | to write | call | example |
//! |---|---|---|
//! | any number | [`Locale::number`] | `0.125`, `12.3`, `145,292` |
//! | a number where room is short | [`Locale::compact`] | `12.3 M` |
//! | a share | [`Locale::percent`] | `12.5 %` |
//! | an amount | [`Locale::money`] | `1,600 EUR` |
//! | a count | [`Locale::count`], [`Locale::counted`] | `1,456`, `2 steps` |
//! | a number with a unit | [`Locale::measured`], [`Locale::with_symbol`] | `0.5 hours`, `0.5 h` |
//! | a day, days | [`Locale::date`], [`Locale::days`] | `17–18 November 2026` |
//! | names | [`Locale::list`], [`Locale::list_of`], [`Locale::quote`] | `a, b and c` |
//!
//! No sentence of the product stands here: each crate keeps its own, framed by [`sentences!`].

mod dates;
mod digits;
mod lists;
mod locale;
mod numbers;
mod plurals;
mod read;
mod sentences;
mod units;

pub use locale::{English, Locale, Plural};
pub use numbers::no_break;
pub use read::{NotRead, ReadNumber};
pub use units::Unit;

#[doc(hidden)]
pub use locale::{Language, UnitWords};
