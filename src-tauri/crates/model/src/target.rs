//! Targets that a company sets for an activity or an outcome.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a target counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// How often something is done.
    #[default]
    Volume,
    /// What comes of it.
    Result,
}

/// A target set for an activity or an outcome.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct Target {
    /// Volume or result.
    pub kind: TargetKind,
    /// What is counted, in words.
    pub what: String,
    /// The number.
    pub value: f64,
    /// Its unit, in words.
    pub unit: String,
    /// By when.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub by: Option<Date>,
    /// Who inspects it; empty when nobody does.
    pub inspector: String,
    /// How often; empty when never said.
    pub cadence: String,
}
