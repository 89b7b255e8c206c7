//! A row: the unit in which a workshop is changed, stored and sent to windows.

use serde::{Deserialize, Serialize};

use crate::{
    AgendaId, AgendaItem, Charter, GapId, GapRecord, ImportedLog, Lane, LaneId, Link, LinkId, LogId, Map,
    MapId, Note, NoteId, Outcome, OutcomeId, Participant, ParticipantId, Pool, PoolId, Settings, Stage,
    StageId, Step, StepId, Tool, ToolId,
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
            /// The table the row lies in: `snake_case` plural, stable; used by the file and by messages.
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
/// The imported log, under the name its row variant needs.
type Log = ImportedLog;
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
    /// An imported event log.
    Log(LogId, logs),
}

impl Row {
    /// What the row is called on the screen: title, name or text; `None` for links and settings, which have
    /// none, and for a gap record that is about a finding.
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Participant(row) => Some(&row.name),
            Self::Agenda(row) => Some(&row.title),
            Self::Note(row) => Some(&row.text),
            Self::Tool(row) => Some(&row.name),
            Self::Map(row) => Some(&row.name),
            Self::Lane(row) => Some(&row.title),
            Self::Stage(row) => Some(&row.title),
            Self::Pool(row) => Some(&row.name),
            Self::Step(row) => Some(&row.title),
            Self::Outcome(row) => Some(row.name()),
            Self::Log(row) => Some(&row.name),
            Self::Charter(row) => Some(&row.title),
            Self::Gap(row) => row.fingerprint.is_empty().then_some(row.title.as_str()),
            Self::Link(_) | Self::Settings(_) => None,
        }
    }

    /// The map the row lies on; `None` for what belongs to the workshop as a whole, a map among them.
    pub fn map(&self) -> Option<MapId> {
        match self {
            Self::Lane(row) => Some(row.map),
            Self::Stage(row) => Some(row.map),
            Self::Pool(row) => Some(row.map),
            Self::Step(row) => Some(row.map),
            Self::Outcome(row) => Some(row.map),
            Self::Link(row) => Some(row.map),
            Self::Gap(row) => row.map,
            Self::Participant(_)
            | Self::Agenda(_)
            | Self::Note(_)
            | Self::Tool(_)
            | Self::Map(_)
            | Self::Log(_)
            | Self::Charter(_)
            | Self::Settings(_) => None,
        }
    }

    /// Place among its like, for the rows that have one.
    pub fn position(&self) -> Option<u32> {
        match self {
            Self::Participant(row) => Some(row.position),
            Self::Agenda(row) => Some(row.position),
            Self::Note(row) => Some(row.position),
            Self::Tool(row) => Some(row.position),
            Self::Map(row) => Some(row.position),
            Self::Lane(row) => Some(row.position),
            Self::Stage(row) => Some(row.position),
            Self::Pool(row) => Some(row.position),
            Self::Step(row) => Some(row.position),
            Self::Outcome(row) => Some(row.position),
            Self::Log(row) => Some(row.position),
            Self::Link(_) | Self::Gap(_) | Self::Charter(_) | Self::Settings(_) => None,
        }
    }

    /// Gives the row a place; nothing happens to rows that have none.
    pub(crate) fn set_position(&mut self, position: u32) {
        match self {
            Self::Participant(row) => row.position = position,
            Self::Agenda(row) => row.position = position,
            Self::Note(row) => row.position = position,
            Self::Tool(row) => row.position = position,
            Self::Map(row) => row.position = position,
            Self::Lane(row) => row.position = position,
            Self::Stage(row) => row.position = position,
            Self::Pool(row) => row.position = position,
            Self::Step(row) => row.position = position,
            Self::Outcome(row) => row.position = position,
            Self::Log(row) => row.position = position,
            Self::Link(_) | Self::Gap(_) | Self::Charter(_) | Self::Settings(_) => {}
        }
    }
}
