//! Why an import was refused, and where in the input. Holds no file names: the caller knows the file.

use std::fmt;

use crate::sentences::{Fault, LOCALE, PlaceNames};

/// A place in an input, independent of the file it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The input as a whole.
    #[default]
    Whole,
    /// A place in a text.
    Text {
        /// Line, from 1.
        line: u32,
        /// Column in characters (Unicode scalar values), from 1.
        column: u32,
    },
    /// A path into a JSON document, such as `$.steps[3].title`.
    Path(String),
    /// An element of an XML document, by its id or name.
    Element(String),
    /// A cell of a table.
    Cell {
        /// Row, from 1, the header counted.
        row: u32,
        /// Name of the column; empty for the whole row.
        column: String,
    },
}

impl Place {
    /// A place in a text; both count from 1.
    pub fn text(line: u32, column: u32) -> Self {
        Self::Text { line, column }
    }

    /// The line, where there is one; for a table, its row.
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::Text { line, .. } => Some(*line),
            Self::Cell { row, .. } => Some(*row),
            Self::Whole | Self::Path(_) | Self::Element(_) => None,
        }
    }

    /// The column in characters, where there is one.
    pub fn column(&self) -> Option<u32> {
        match self {
            Self::Text { column, .. } => Some(*column),
            Self::Whole | Self::Path(_) | Self::Element(_) | Self::Cell { .. } => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str(LOCALE.whole_file()),
            Self::Text { line, column } => f.write_str(&LOCALE.line_and_column(*line, *column)),
            Self::Path(path) => f.write_str(path),
            Self::Element(name) => f.write_str(&LOCALE.element_of_id(name)),
            Self::Cell { row, column } if column.is_empty() => f.write_str(&LOCALE.row(*row)),
            Self::Cell { row, column } => f.write_str(&LOCALE.cell(*row, column)),
        }
    }
}

/// Why nothing was imported (or exported). Each says where, what is wrong and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeError {
    /// The input does not follow the grammar of its format.
    #[error("{place}: {what}. {remedy}")]
    Syntax {
        /// Where.
        place: Place,
        /// What is wrong, without a full stop.
        what: String,
        /// What to do, as a sentence.
        remedy: String,
    },
    /// Something is referred to that is not there, or that is there more than once.
    #[error("{place}: {what}. {remedy}")]
    Reference {
        /// Where.
        place: Place,
        /// What is wrong, without a full stop.
        what: String,
        /// What to do, as a sentence.
        remedy: String,
    },
    /// Two places say different things about the same.
    #[error("{place}: {what} (see also {other}). {remedy}")]
    Conflict {
        /// The second place, where it was noticed.
        place: Place,
        /// The first place.
        other: Place,
        /// What is wrong, without a full stop.
        what: String,
        /// What to do, as a sentence.
        remedy: String,
    },
    /// The bytes are no text in an encoding that can be read.
    #[error("{place}: {what}. {remedy}")]
    Encoding {
        /// Where.
        place: Place,
        /// What is wrong, without a full stop.
        what: String,
        /// What to do, as a sentence.
        remedy: String,
    },
    /// The input asks for more than is safe to give: nesting, expansion, size.
    #[error("{place}: {what}. {remedy}")]
    Limit {
        /// Where.
        place: Place,
        /// What is wrong, without a full stop.
        what: String,
        /// What to do, as a sentence.
        remedy: String,
    },
    /// The input was written in a format, or a version of it, that this program does not know.
    #[error("{place}: {what}. {remedy}")]
    Unknown {
        /// Where.
        place: Place,
        /// What is wrong, without a full stop.
        what: String,
        /// What to do, as a sentence.
        remedy: String,
    },
    /// The grammar is right, and yet the rows make no workshop.
    #[error("{place}: {what}. {remedy}")]
    Model {
        /// Where.
        place: Place,
        /// What is wrong, without a full stop.
        what: String,
        /// What to do, as a sentence.
        remedy: String,
    },
}

macro_rules! parts {
    ($($variant:ident => $code:literal, $maker:ident),* $(,)?) => {
        impl Fault {
            $(
                #[doc = concat!("Makes the error `", $code, "`.")]
                pub(crate) fn $maker(self, place: Place) -> ExchangeError {
                    ExchangeError::$variant {
                        place,
                        what: self.what.into_owned(),
                        remedy: self.remedy.into_owned(),
                    }
                }
            )*
        }

        impl ExchangeError {
            /// A stable code, for machines.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)*
                    Self::Conflict { .. } => "exchange.conflict",
                }
            }

            /// Where it is.
            pub fn place(&self) -> &Place {
                match self {
                    $(Self::$variant { place, .. } => place,)*
                    Self::Conflict { place, .. } => place,
                }
            }

            /// The same error at another place.
            pub(crate) fn moved(mut self, to: Place) -> Self {
                match &mut self {
                    $(Self::$variant { place, .. } => *place = to,)*
                    Self::Conflict { place, .. } => *place = to,
                }
                self
            }

            /// What is wrong, without its place.
            pub fn what(&self) -> &str {
                match self {
                    $(Self::$variant { what, .. } => what,)*
                    Self::Conflict { what, .. } => what,
                }
            }

            /// What to do about it.
            pub fn remedy(&self) -> &str {
                match self {
                    $(Self::$variant { remedy, .. } => remedy,)*
                    Self::Conflict { remedy, .. } => remedy,
                }
            }
        }
    };
}

parts! {
    Syntax => "exchange.syntax", syntax,
    Reference => "exchange.reference", reference,
    Encoding => "exchange.encoding", encoding,
    Limit => "exchange.limit", limit,
    Unknown => "exchange.unknown", unknown,
    Model => "exchange.model", model,
}

impl Fault {
    /// Makes the error `exchange.conflict`: `place` is where it was noticed, `other` the first place.
    pub(crate) fn conflict(self, place: Place, other: Place) -> ExchangeError {
        ExchangeError::Conflict {
            place,
            other,
            what: self.what.into_owned(),
            remedy: self.remedy.into_owned(),
        }
    }
}
