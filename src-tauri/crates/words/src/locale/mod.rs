//! Which languages there are, and what the rest of the crate asks a language for.
//!
//! A language is one file in this folder: its [`Language`] and a type of its own, which implements the crates'
//! sentences. It is added here by a variant, an arm of [`Locale::language`], its `Deref` and an arm of
//! [`dispatch!`]; then
//! every crate whose sentences it lacks no longer compiles.

mod english;
mod language;
mod plural;

use std::ops::Deref;

pub use english::English;
pub use language::{Language, UnitWords};
pub use plural::Plural;

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

impl Deref for English {
    type Target = Locale;

    fn deref(&self) -> &Locale {
        &Locale::English
    }
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
