//! Imported event logs: where they come from, how they were read, and what they say as numbers.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, RowKind, RowRules, Scope, TableKind};
use crate::records::Summary;
use crate::{LogId, MapId, Side};

/// What of a log stays in the workshop file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Only the numbers: no case can be told from another.
    #[default]
    Summary,
    /// Every event, so that other questions can be asked of it later.
    Events,
}

/// Imported records: an event log as the workshop knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ImportedLog {
    /// Identity.
    pub id: LogId,
    /// What it is called.
    pub name: String,
    /// Name of the file it was read from, without its folder.
    #[serde(default)]
    pub source: String,
    /// The day it was imported.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub imported: Option<Date>,
    /// What of it stays in the file.
    #[serde(default)]
    pub kept: Kept,
    /// How it was read, as TOML; empty where the format says it all.
    #[serde(default)]
    pub mapping: String,
    /// What it says.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(skip))]
    pub summary: Arc<Summary>,
    /// Order among the logs; the last one is what the maps are compared with.
    #[serde(default)]
    pub position: u32,
}

row_ids! {
    ImportedLog {
        Own: id;
        Plain: name, source, imported, kept, mapping, summary, position;
    }
}

impl RowKind for ImportedLog {
    const COUNTED: Counted = Counted {
        one: "log",
        many: "logs",
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

impl TableKind for ImportedLog {
    type Id = LogId;

    fn stand_in(_: LogId, _: MapId, _: Option<Side>, _: &str) -> Option<Self> {
        None
    }
}

impl RowRules for ImportedLog {
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
        check.text("source", &self.source);
    }
}

impl<W> Joins<W> for ImportedLog {}
