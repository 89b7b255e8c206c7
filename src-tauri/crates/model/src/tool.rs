//! Tools and programmes: what the company bought or runs to sell better.

use serde::{Deserialize, Serialize};

use crate::ToolId;

/// Kind of a tool or programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the kinds are plain words of the trade")]
pub enum ToolKind {
    Crm,
    Training,
    Methodology,
    Content,
    Compensation,
    Contest,
    #[default]
    Other,
}

/// What is to become of a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It stays as it is.
    Keep,
    /// It stays and is repaired.
    Fix,
    /// It goes.
    Stop,
    /// It is not there yet.
    Planned,
}

/// A tool or programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Identity.
    pub id: ToolId,
    /// Name.
    pub name: String,
    /// Kind.
    #[serde(default)]
    pub kind: ToolKind,
    /// Cost per year, in the currency.
    #[serde(default)]
    pub cost_per_year: Option<f64>,
    /// People who are to use it.
    #[serde(default)]
    pub users: Option<u32>,
    /// What it is to bring.
    #[serde(default)]
    pub expected_outcome: String,
    /// What it brought.
    #[serde(default)]
    pub outcome_seen: String,
    /// Share of users who use it, 0..1.
    #[serde(default)]
    pub adoption: Option<f64>,
    /// Value to the salesperson, -2..+2.
    #[serde(default)]
    pub value_to_seller: Option<i8>,
    /// Value to the buyer, -2..+2.
    #[serde(default)]
    pub value_to_buyer: Option<i8>,
    /// Minutes it takes per deal.
    #[serde(default)]
    pub minutes_per_deal: Option<f64>,
    /// Managers use it themselves.
    #[serde(default)]
    pub managers_use: Option<bool>,
    /// It was designed with sellers.
    #[serde(default)]
    pub designed_with_sellers: Option<bool>,
    /// Who coaches it; empty when nobody does.
    #[serde(default)]
    pub coached_by: String,
    /// It is practised.
    #[serde(default)]
    pub practised: Option<bool>,
    /// What is to become of it.
    #[serde(default)]
    pub decision: Option<Decision>,
    /// Rank among the tools, from 1.
    #[serde(default)]
    pub rank: Option<u32>,
    /// Order in lists.
    #[serde(default)]
    pub position: u32,
}
