//! Stable identifiers: one UUID type for each kind of row and for the parts of rows that others name, so that they
//! cannot be mixed up.
//!
//! No identifier is made here; new ones come from the caller's [`IdSource`].

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where new identifiers come from. The app hands in UUID v7, tests a counter.
pub trait IdSource {
    /// A fresh identifier, never given before by this source.
    fn next(&mut self) -> Uuid;
}

macro_rules! ids {
    (
        [$($part:ident($PartId:ident, $part_doc:literal);)*]
        one { $($one:tt)* }
        many { $($kind:ident: $Kind:ident($Type:ident, $Id:ident), $table:ident, $doc:literal, $id_doc:literal, $table_doc:literal;)* }
    ) => {
        $(ids!(@type $Id, $id_doc);)*
        $(ids!(@type $PartId, $part_doc);)*

        /// What an id names: a row of a kind, or a part of a row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum IdKind {
            $(#[doc = $doc] $Kind,)*
            $(#[doc = $part_doc] $part,)*
        }

        impl IdKind {
            /// The kind in a sentence: "there is no such step".
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$Kind => stringify!($kind),)*
                    $(Self::$part => ids!(@word $part),)*
                }
            }
        }
    };
    (@word Question) => { "question" };
    (@word Criterion) => { "criterion" };
    (@type $name:ident, $doc:literal) => {
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier from the source.
            pub fn new(ids: &mut dyn IdSource) -> Self {
                Self(ids.next())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

crate::for_each_row_kind! { [ids]
    Question(QuestionId, "A buyer's question at a step.");
    Criterion(CriterionId, "An exit criterion of a sales stage.");
}
