//! The two sides of the line of visibility.

use serde::{Deserialize, Serialize};

/// A side of the line of visibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Above the line: the buyer journey.
    Buyer,
    /// Below the line: the sales process.
    Seller,
}

impl Side {
    /// The side across the line.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Buyer => Self::Seller,
            Self::Seller => Self::Buyer,
        }
    }
}
