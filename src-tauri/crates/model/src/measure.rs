//! Numbers that say what they rest on.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a number rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Counted or timed; `n` says in how many cases.
    Measured,
    /// Judged by people who know the work. The basis when none is given.
    #[default]
    Estimated,
    /// Taken for want of anything better.
    Assumed,
}

/// A number with its basis. The unit is that of the field that holds it: hours (touch, capacity), working
/// days (elapsed, wait), cases per period (volume), 0..1 (share, percent complete and accurate), currency
/// per hour (cost). The value of a time is its mean.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The number, finite, in the unit of its field.
    pub value: f64,
    /// What it rests on.
    #[serde(default)]
    pub basis: Basis,
    /// Number of cases it was measured in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
    /// Where it comes from, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The date it was true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub as_of: Option<Date>,
    /// Low end of the plausible range, same unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// High end of the plausible range, same unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Standard deviation of what was measured, same unit; that of the mean is this ÷ √n.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviation: Option<f64>,
}

impl Measure {
    /// An estimate without further words.
    pub fn estimated(value: f64) -> Self {
        Self {
            value,
            ..Self::default()
        }
    }

    /// An assumption.
    pub fn assumed(value: f64) -> Self {
        Self {
            value,
            basis: Basis::Assumed,
            ..Self::default()
        }
    }

    /// A measured number and the cases it was measured in.
    pub fn measured(value: f64, n: u32) -> Self {
        Self {
            value,
            basis: Basis::Measured,
            n: Some(n),
            ..Self::default()
        }
    }
}
