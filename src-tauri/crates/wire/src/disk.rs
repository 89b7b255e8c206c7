//! How far the disk is behind the edits.

use serde::Serialize;
use ts_rs::TS;

/// Where the edits are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DiskState {
    /// Everything up to the revision is on disk.
    OnDisk {
        /// The revision.
        rev: u32,
    },
    /// Behind by more than 250 ms.
    Writing {
        /// The last revision on disk.
        rev: u32,
    },
    /// Writing fails; editing goes on in memory.
    Failing {
        /// Since when, `HH:MM`.
        since: String,
        /// The last revision on disk.
        rev: u32,
        /// Why.
        fault: crate::Fault,
    },
}
