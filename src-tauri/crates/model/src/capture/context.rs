//! Where something is typed, and what it has come to.

use serde::{Deserialize, Serialize};

use crate::{Change, LaneId, MapId, Side, StageId, StepId};

/// How what is typed is joined to the step it was typed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CaptureMode {
    /// Nothing is before it: no link.
    First,
    /// The next step, linked by flow (Enter).
    Next,
    /// Another branch from the step before (Shift+Enter).
    Sibling,
    /// A step across the line, linked by support (Ctrl+Enter).
    Across,
}

/// Where something is typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct CaptureContext {
    /// The map.
    pub map: MapId,
    /// Side of a first step; otherwise that of `from`, or the other one when it goes across.
    pub side: Side,
    /// The step it is typed from.
    #[serde(default)]
    pub from: Option<StepId>,
    /// How it is joined.
    pub mode: CaptureMode,
    /// Lane chosen by hand, on the side the step goes to.
    #[serde(default)]
    pub lane: Option<LaneId>,
    /// Stage chosen by hand, on the side the step goes to.
    #[serde(default)]
    pub stage: Option<StageId>,
}

/// What the text means.
#[derive(Clone, Debug, PartialEq)]
pub struct Captured {
    /// What is to be applied, one undo; a batch of nothing when the text is blank.
    pub change: Change,
    /// The new steps in order.
    pub made: Vec<StepId>,
    /// The step from which Enter goes on: the last new one, or the one across the line that it supports.
    pub next: Option<StepId>,
    /// Steps of the map that have the title of a new one already, to be gone to or merged with.
    pub also: Vec<StepId>,
    /// What went elsewhere than typed, in sentences.
    pub remarks: Vec<String>,
}
