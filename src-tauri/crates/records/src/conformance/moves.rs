//! The moves of an alignment.

use serde::Serialize;
use twinlane_model::End;

/// One move of an alignment. Silent moves are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// Log and map do the same; costs nothing.
    Synchronous {
        /// Activity of the log.
        activity: usize,
        /// Step, or outcome that the log records.
        end: End,
    },
    /// The log does what the map does not draw here; costs 1.
    Log {
        /// Activity of the log.
        activity: usize,
    },
    /// The map draws what the log does not do here, a skipped step; costs 1.
    Model {
        /// Step, or outcome that the log records.
        end: End,
    },
}
