//! What an import asks the person who imports, apart from how it is found out.

use twinlane_words::{Locale, sentences};

/// The language of the questions, until there is a second one.
pub(crate) const LOCALE: Locale = Locale::English;

sentences! {
    /// Questions of imports.
    pub(crate) trait Questions for English {
        /// The volume of a start.
        fn how_many_cases(start: &str) => "How many cases begin at {start} in a period?";
        /// A start without a name.
        fn the_start() => "the start";
        /// Which of several pools is meant.
        fn which_pool() => "Which pool is the company that sells?";
        /// What the end of a process is, by its kind and name.
        fn which_outcome(end: &str) => "Which outcome is the {end}?";
        /// An encoding that was guessed.
        fn windows_1252() => "The text is not in UTF-8; is it in Windows-1252 (Western European)?";
        /// A table that does not say whose steps it holds.
        fn whose_steps() => "The table has no column “side”; are its steps activities of the sales process?";
        /// A title that is nearly one that is there.
        fn is_meant(title: &str) => "Is “{title}” meant?";
        /// A title of another place.
        fn stands_elsewhere(title: &str) => "“{title}” stands elsewhere, where this cannot lead";
        /// A title that is not there.
        fn check_spelling() => "Check the spelling; titles are told apart by every character";
    }
}
