//! A row: the unit in which a workshop is changed, stored and sent to windows.

use serde::{Deserialize, Serialize};

use crate::{
    AgendaId, AgendaItem, Charter, GapId, GapRecord, Lane, LaneId, Link, LinkId, Map, MapId, Note, NoteId,
    Outcome, OutcomeId, Participant, ParticipantId, Pool, PoolId, Settings, Stage, StageId, Step, StepId,
    Tool, ToolId,
};

macro_rules! rows {
    ($($(#[$doc:meta])* $variant:ident($key:ty, $table:ident)),* $(,)?) => {
        /// One row of a workshop, with its new state.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        #[allow(clippy::large_enum_variant, reason = "rows are moved rarely; a box would be noise everywhere")]
        pub enum Row {
            $($(#[$doc])* $variant($variant),)*
            /// The charter, one per workshop.
            Charter(Charter),
            /// The settings, one per workshop.
            Settings(Settings),
        }

        /// Names a row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum RowKey {
            $($(#[$doc])* $variant($key),)*
            /// The charter.
            Charter,
            /// The settings.
            Settings,
        }

        impl Row {
            /// The name of this row.
            pub fn key(&self) -> RowKey {
                match self {
                    $(Self::$variant(row) => RowKey::$variant(row.id),)*
                    Self::Charter(_) => RowKey::Charter,
                    Self::Settings(_) => RowKey::Settings,
                }
            }
        }

        impl RowKey {
            /// The table the row lies in: snake_case plural, stable; used by the file and by messages.
            pub fn table(self) -> &'static str {
                match self {
                    $(Self::$variant(_) => stringify!($table),)*
                    Self::Charter => "charter",
                    Self::Settings => "settings",
                }
            }

            /// The identifier inside its table; `None` for charter and settings.
            pub fn uuid(self) -> Option<uuid::Uuid> {
                match self {
                    $(Self::$variant(id) => Some(id.0),)*
                    Self::Charter | Self::Settings => None,
                }
            }
        }
    };
}

/// The record of a gap, under the name its row variant needs.
type Gap = GapRecord;
/// The agenda item, under the name its row variant needs.
type Agenda = AgendaItem;

rows! {
    /// A participant.
    Participant(ParticipantId, participants),
    /// An item of the agenda.
    Agenda(AgendaId, agenda),
    /// A note.
    Note(NoteId, notes),
    /// A tool or programme.
    Tool(ToolId, tools),
    /// A map.
    Map(MapId, maps),
    /// A lane.
    Lane(LaneId, lanes),
    /// A stage.
    Stage(StageId, stages),
    /// A pool.
    Pool(PoolId, pools),
    /// A step.
    Step(StepId, steps),
    /// An outcome.
    Outcome(OutcomeId, outcomes),
    /// A link.
    Link(LinkId, links),
    /// A gap record.
    Gap(GapId, gaps),
}
