//! What a workshop is: its rows, its maps, the changes that alter it and their inverses.
//!
//! This crate depends on no other crate of the project and must hold no file, window, clock or random
//! source: ids come from an [`IdSource`], dates are arguments. petgraph is private to [`topology`].

pub mod capture;
mod change;
mod charter;
mod check;
mod compare;
mod gap;
mod ids;
mod index;
mod link;
mod map;
mod measure;
mod moves;
mod plan;
pub mod records;
mod row;
mod settings;
mod tool;
pub mod topology;
mod view;
mod watch;
mod workshop;

pub use change::{Applied, Change, Conversion, Refusal};
pub use charter::{AgendaItem, Charter, Goal, Level, Note, NoteState, Participant, Phase};
pub use compare::{Difference, FieldChange, MapDiff, compare};
pub use gap::{GapRecord, GapState};
pub use ids::{
    AgendaId, CriterionId, GapId, IdSource, LaneId, LinkId, LogId, MapId, NoteId, OutcomeId, ParticipantId,
    PoolId, QuestionId, StageId, StepId, ToolId,
};
pub use link::{End, Link, LinkKind, Outcome, OutcomeKind, Pool, Strength};
pub use map::{
    Actor, Criterion, Drawn, Knowledge, Lane, Map, MapKind, Question, Side, Stage, Step, Target, TargetKind,
};
pub use measure::{Basis, Measure};
pub use moves::{MeasuredShare, ScenarioMove};
pub use records::{ImportedLog, Kept};
pub use row::{Row, RowKey};
pub use settings::{Settings, Severity};
pub use tool::{Decision, Tool, ToolKind};
pub use view::{MapView, Spot};
pub use watch::{Cancelled, Watch};
pub use workshop::Workshop;

/// Longest text a field may hold, in characters (Unicode scalar values).
pub const TEXT_LIMIT: usize = 10_000;
