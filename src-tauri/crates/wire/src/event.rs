//! Events: what a window is told without having asked.

use serde::Serialize;
use ts_rs::TS;
use twinlane_gaps::{Readiness, Scorecard};
use twinlane_model::{MapId, Row, RowKey};
use twinlane_picture::SceneDiff;

use crate::{DiskState, Finding, HistoryState, MapFamily};

/// What a window is told.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "event", content = "value", rename_all = "snake_case")]
pub enum Event {
    /// The workshop changed.
    Patch(Box<Patch>),
    /// The state of the disk changed.
    Disk(DiskState),
    /// The long work under way, all of it; a window shows what takes its time.
    Work(Vec<WorkState>),
    /// The workshop was closed.
    Closed,
}

/// Long work under way.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct WorkState {
    /// Number, to cancel it by.
    pub number: u32,
    /// What it is.
    pub kind: WorkKind,
    /// Name of the file it reads or writes; empty when there is none.
    pub name: String,
    /// Part that is done, 0 to 1.
    pub done: f32,
}

/// What long work does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// Reads a file of another format.
    Import,
    /// Writes another format.
    Export,
    /// Lays the report out.
    Preview,
    /// Writes the report.
    Print,
    /// Recovers a damaged file.
    Recover,
    /// Works out the flow.
    Flow,
    /// Looking how records would be read.
    Reading,
    /// Comparing records with a map.
    Records,
    /// Works out scenarios side by side.
    Compare,
    /// Works out a scenario with changes that are not made.
    TryOut,
}

/// What changed between two revisions. A window that has not revision `from` fetches a snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Patch {
    /// Revision it starts from.
    pub from: u32,
    /// Revision it leads to.
    pub rev: u32,
    /// What the last change did.
    pub label: String,
    /// Rows with their new state.
    pub put: Vec<Row>,
    /// Rows that are gone.
    pub deleted: Vec<RowKey>,
    /// The map that findings, scorecard and scene belong to.
    pub map: Option<MapId>,
    /// The maps that belong together with it.
    pub family: MapFamily,
    /// Revision the findings, the scorecard and the readiness belong to: those of a very large map follow the
    /// rows a moment later. A patch that brings only them leads to the revision it starts from.
    pub findings_rev: u32,
    /// Findings by fingerprint.
    pub findings: FindingsPatch,
    /// Scorecard; absent when there is no map.
    pub scorecard: Option<Scorecard>,
    /// Readiness.
    pub readiness: Readiness,
    /// Scene elements by key.
    pub scene: SceneDiff,
    /// Undo and redo.
    pub history: HistoryState,
}

/// How the findings changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct FindingsPatch {
    /// New or changed ones.
    pub upserted: Vec<Finding>,
    /// Fingerprints of those that are gone.
    pub removed: Vec<String>,
    /// Fingerprints in their new order; absent when no finding came, went or changed its place.
    pub order: Option<Vec<String>>,
}
