//! Settings of a workshop: thresholds, severities, rules switched off.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How bad a gap is. Ordered from low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the three words are the documentation")]
pub enum Severity {
    Low,
    Medium,
    High,
}

/// Thresholds, severities and rules switched off. Absent keys mean the catalogue's own values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Threshold name (as the rule's page gives it) → value.
    pub thresholds: BTreeMap<String, f64>,
    /// Rule name → severity that replaces the catalogue's.
    pub severities: BTreeMap<String, Severity>,
    /// Rule name → why it is switched off.
    pub off: BTreeMap<String, String>,
}
