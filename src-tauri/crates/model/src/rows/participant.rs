//! Participants: who is in the room, and the level of the company they act on.

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, RowKind, RowRules, Scope, TableKind};
use crate::{MapId, ParticipantId, Side};

/// The level of the company that a person acts on, or that controls a cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// One person.
    #[default]
    Individual,
    /// A department.
    Department,
    /// Management.
    Management,
}

/// Someone in the room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Identity.
    pub id: ParticipantId,
    /// Name or alias.
    pub name: String,
    /// Function in the company.
    #[serde(default)]
    pub function: String,
    /// Level.
    #[serde(default)]
    pub level: Level,
    /// Private: never on the projector, on phones or, unless asked for, in reports.
    #[serde(default)]
    pub private_note: String,
    /// Order in the list.
    #[serde(default)]
    pub position: u32,
}

row_ids! {
    Participant {
        Own: id;
        Plain: name, function, level, private_note, position;
    }
}

impl RowKind for Participant {
    const COUNTED: Counted = Counted {
        one: "participant",
        many: "participants",
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

impl TableKind for Participant {
    type Id = ParticipantId;

    fn stand_in(_: ParticipantId, _: MapId, _: Option<Side>, _: &str) -> Option<Self> {
        None
    }
}

impl RowRules for Participant {
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
        check.text("function", &self.function);
        check.text("private_note", &self.private_note);
    }
}

impl<W> Joins<W> for Participant {}
