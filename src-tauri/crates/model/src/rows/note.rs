//! Notes: short texts from the room, in the inbox, at a step or on the parking lot.

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Joins, RowKind, RowRules, Scope, TableKind};
use crate::{MapId, NoteId, Phase, Side, StepId};

/// Where a note lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NoteState {
    /// Came in, not dealt with.
    #[default]
    Inbox,
    /// Placed at a step.
    Placed,
    /// On the parking lot.
    Parked,
}

/// A short text from the room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Identity.
    pub id: NoteId,
    /// The text.
    pub text: String,
    /// Alias of the author; empty for the facilitator.
    #[serde(default)]
    pub author: String,
    /// Phase it was written in.
    #[serde(default)]
    pub phase: Phase,
    /// Where it lies.
    #[serde(default)]
    pub state: NoteState,
    /// The step it was placed at.
    #[serde(default)]
    pub step: Option<StepId>,
    /// Order in its list.
    #[serde(default)]
    pub position: u32,
}

row_ids! {
    Note {
        Own: id;
        Names: step;
        Plain: text, author, phase, state, position;
    }
}

impl RowKind for Note {
    const COUNTED: Counted = Counted {
        one: "note",
        many: "notes",
    };
    const MANY_ON_A_MAP: bool = false;

    fn title(&self) -> Option<&str> {
        Some(&self.text)
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

impl TableKind for Note {
    type Id = NoteId;

    fn stand_in(_: NoteId, _: MapId, _: Option<Side>, _: &str) -> Option<Self> {
        None
    }

    fn forgot(&mut self) {
        if self.step.is_none() && self.state == NoteState::Placed {
            self.state = NoteState::Inbox;
        }
    }
}

impl RowRules for Note {
    const FIXED: &'static [&'static str] = &["id", "position"];

    fn called(&self) -> Called<'_> {
        Called::Title(&self.text)
    }

    fn set_title(&mut self, title: String) -> Result<(), &'static str> {
        self.text = title;
        Ok(())
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::State(self.state as u8))
    }

    fn set_position(&mut self, position: u32) {
        self.position = position;
    }

    fn check_fields(&self, check: &mut Fields<'_>) {
        check.text("text", &self.text);
        check.text("author", &self.author);
    }
}

impl<W> Joins<W> for Note {}
