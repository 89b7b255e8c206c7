//! Stable identifiers: one UUID type for each kind of row, so that they cannot be mixed up.
//!
//! No identifier is made here; new ones come from the caller's [`IdSource`].

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where new identifiers come from. The app hands in UUID v7, tests a counter.
pub trait IdSource {
    /// A fresh identifier, never given before by this source.
    fn next(&mut self) -> Uuid;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier from the source.
            pub fn new(ids: &mut dyn IdSource) -> Self {
                Self(ids.next())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A map: one picture of buyer journey and sales process.
    MapId,
    /// A lane: a buyer role or a company function.
    LaneId,
    /// A stage: a column of one side.
    StageId,
    /// A step: a buyer step or an activity.
    StepId,
    /// An outcome of the sales process.
    OutcomeId,
    /// A link: flow, return or support.
    LinkId,
    /// A pool: people who share work.
    PoolId,
    /// A buyer's question at a step.
    QuestionId,
    /// An exit criterion of a sales stage.
    CriterionId,
    /// A tool or programme.
    ToolId,
    /// A participant of the workshop.
    ParticipantId,
    /// An item of the agenda.
    AgendaId,
    /// A note: inbox, placed or parked.
    NoteId,
    /// An imported event log.
    LogId,
    /// A gap: what people decided about a finding, or a gap added by hand.
    GapId,
}
