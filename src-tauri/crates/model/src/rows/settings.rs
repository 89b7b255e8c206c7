//! Settings of a workshop: thresholds, severities, rules switched off.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, RowKind, RowRules, Scope};
use crate::{MapId, Side};

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

row_ids! {
    Settings {
        Plain: thresholds, severities, off;
    }
}

impl RowKind for Settings {
    const COUNTED: Counted = Counted {
        one: "settings",
        many: "settings",
    };
    const MANY_ON_A_MAP: bool = false;

    fn title(&self) -> Option<&str> {
        None
    }

    fn map(&self) -> Option<MapId> {
        None
    }

    fn side(&self) -> Option<Side> {
        None
    }

    fn position(&self) -> Option<u32> {
        None
    }
}

impl RowRules for Settings {
    const FIXED: &'static [&'static str] = &[];

    fn called(&self) -> Called<'_> {
        Called::Words("the settings")
    }

    fn set_title(&mut self, _: String) -> Result<(), &'static str> {
        Err("the settings have no title")
    }

    fn scope(&self) -> Option<Scope> {
        None
    }

    fn set_position(&mut self, _: u32) {}

    fn check_fields(&self, check: &mut Fields<'_>) {
        for (name, value) in &self.thresholds {
            check.finite(&format!("thresholds.{name}"), *value);
        }
        for (rule, why) in &self.off {
            check.text(&format!("off.{rule}"), why);
        }
    }
}

impl<W> Joins<W> for Settings {}
