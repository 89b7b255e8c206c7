//! What people decided about a gap. The findings themselves are computed, never stored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{GapId, MapId, Severity};

/// State of a gap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum GapState {
    /// Nobody has decided.
    #[default]
    Open,
    /// The room agrees that it is one.
    Confirmed,
    /// The room says it is none, with a reason.
    Dismissed,
    /// It was one.
    Resolved,
}

/// A decision about a finding, or a gap added by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct GapRecord {
    /// Identity.
    pub id: GapId,
    /// Fingerprint of the finding it is about (rule and sorted origin ids); empty when added by hand.
    #[serde(default)]
    pub fingerprint: String,
    /// Map of a gap added by hand.
    #[serde(default)]
    pub map: Option<MapId>,
    /// State.
    #[serde(default)]
    pub state: GapState,
    /// Private: why it was dismissed.
    #[serde(default)]
    pub reason: String,
    /// Title of a gap added by hand.
    #[serde(default)]
    pub title: String,
    /// The room's comment.
    #[serde(default)]
    pub comment: String,
    /// Votes it got.
    #[serde(default)]
    pub votes: u32,
    /// Severity when it was decided; a higher one reopens a dismissal.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Numbers when it was decided; one that worsens by a quarter reopens a dismissal.
    #[serde(default)]
    pub numbers: BTreeMap<String, f64>,
    /// A step it names was merged or split since: look again.
    #[serde(default)]
    pub check_again: bool,
}
