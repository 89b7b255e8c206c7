//! The agenda: its items and the phases of a workshop.

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, RowKind, RowRules, Scope, TableKind};
use crate::{AgendaId, MapId, Side};

/// A phase of the workshop; each is a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the phases are explained once, in the user guide")]
pub enum Phase {
    #[default]
    Charter,
    Map,
    Measure,
    Gaps,
    Causes,
    Improve,
    Plan,
    Report,
}

/// A line of the agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Identity.
    pub id: AgendaId,
    /// What is done.
    pub title: String,
    /// Phase it belongs to.
    #[serde(default)]
    pub phase: Phase,
    /// Planned length in minutes.
    #[serde(default)]
    pub minutes: u32,
    /// Done.
    #[serde(default)]
    pub done: bool,
    /// Order on the agenda.
    #[serde(default)]
    pub position: u32,
}

row_ids! {
    AgendaItem {
        Own: id;
        Plain: title, phase, minutes, done, position;
    }
}

impl RowKind for AgendaItem {
    const COUNTED: Counted = Counted {
        one: "agenda item",
        many: "agenda items",
    };
    const MANY_ON_A_MAP: bool = false;

    fn title(&self) -> Option<&str> {
        Some(&self.title)
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

impl TableKind for AgendaItem {
    type Id = AgendaId;

    fn stand_in(_: AgendaId, _: MapId, _: Option<Side>, _: &str) -> Option<Self> {
        None
    }
}

impl RowRules for AgendaItem {
    const FIXED: &'static [&'static str] = &["id", "position"];

    fn called(&self) -> Called<'_> {
        Called::Title(&self.title)
    }

    fn set_title(&mut self, title: String) -> Result<(), &'static str> {
        self.title = title;
        Ok(())
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::Workshop)
    }

    fn set_position(&mut self, position: u32) {
        self.position = position;
    }

    fn check_fields(&self, check: &mut Fields<'_>) {
        check.text("title", &self.title);
    }
}

impl<W> Joins<W> for AgendaItem {}
