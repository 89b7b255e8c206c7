//! Tools and programmes: what the company bought or runs to sell better.

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, RowKind, RowRules, Scope, TableKind};
use crate::{MapId, Side, ToolId};

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

impl Tool {
    /// A tool of which nothing but its name is known.
    pub fn new(id: ToolId, name: &str, position: u32) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kind: ToolKind::default(),
            cost_per_year: None,
            users: None,
            expected_outcome: String::new(),
            outcome_seen: String::new(),
            adoption: None,
            value_to_seller: None,
            value_to_buyer: None,
            minutes_per_deal: None,
            managers_use: None,
            designed_with_sellers: None,
            coached_by: String::new(),
            practised: None,
            decision: None,
            rank: None,
            position,
        }
    }
}

row_ids! {
    Tool {
        Own: id;
        Plain: name, kind, cost_per_year, users, expected_outcome, outcome_seen, adoption, value_to_seller, value_to_buyer, minutes_per_deal, managers_use, designed_with_sellers, coached_by, practised, decision, rank, position;
    }
}

impl RowKind for Tool {
    const COUNTED: Counted = Counted {
        one: "tool",
        many: "tools",
    };
    const MANY_ON_A_MAP: bool = false;

    fn title(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn map(&self) -> Option<MapId> {
        None
    }

    fn side(&self) -> Option<Side> {
        None
    }

    fn position(&self) -> Option<u32> {
        Some(self.position)
    }
}

impl TableKind for Tool {
    type Id = ToolId;

    fn stand_in(_: ToolId, _: MapId, _: Option<Side>, _: &str) -> Option<Self> {
        None
    }
}

impl RowRules for Tool {
    const FIXED: &'static [&'static str] = &["id", "position"];

    fn called(&self) -> Called<'_> {
        Called::Title(&self.name)
    }

    fn set_title(&mut self, title: String) -> Result<(), &'static str> {
        self.name = title;
        Ok(())
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::Workshop)
    }

    fn set_position(&mut self, position: u32) {
        self.position = position;
    }

    fn check_fields(&self, check: &mut Fields<'_>) {
        check.text("name", &self.name);
        check.text("expected_outcome", &self.expected_outcome);
        check.text("outcome_seen", &self.outcome_seen);
        check.text("coached_by", &self.coached_by);
        check.grade("value_to_seller", self.value_to_seller);
        check.grade("value_to_buyer", self.value_to_buyer);
        if let Some(adoption) = self.adoption {
            check.share("adoption", adoption);
        }
        if let Some(cost) = self.cost_per_year {
            check.amount("cost_per_year", cost);
        }
        if let Some(minutes) = self.minutes_per_deal {
            check.amount("minutes_per_deal", minutes);
        }
    }
}

impl<W> Joins<W> for Tool {}
