//! What an import made of a file.

use super::oddities::Oddities;
use crate::log::EventLog;
use crate::refused::Refused;

/// What an import made of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The log.
    pub log: EventLog,
    /// Rows that could not be used.
    pub refused: Refused,
    /// Rows that were used.
    pub used: u64,
    /// Rows and cases outside of the part that the mapping asks for.
    pub left_out: u64,
    /// What is odd, and kept as it is.
    pub oddities: Oddities,
}
