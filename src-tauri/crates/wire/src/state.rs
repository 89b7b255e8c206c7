//! The state of a window: the snapshot it starts from.

use serde::Serialize;
use ts_rs::TS;
use twinlane_gaps::{Readiness, Scorecard};
use twinlane_model::{MapId, Row, StepId};
use twinlane_picture::{Element, Rect, Scene};

use crate::{DiskState, Finding};

/// Everything a window needs to show an open workshop.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Snapshot {
    /// Revision it shows.
    pub rev: u32,
    /// The file.
    pub path: String,
    /// It cannot be edited, and why; absent when it can.
    pub read_only: Option<Notice>,
    /// What the opening had to say (recovered side files, migrated format).
    pub notices: Vec<Notice>,
    /// Rows of the workshop, and of the map shown.
    pub rows: Vec<Row>,
    /// Number of this snapshot, for `snapshot_part`.
    pub number: u32,
    /// How many rows, findings and places of cards are left out, since those of a large map would hold up the
    /// first picture. `snapshot_part` brings them, a part at a time; until the last has come the snapshot is not whole
    /// and no patch can be applied.
    pub left: u32,
    /// The map shown, with what was computed for it.
    pub view: View,
    /// Undo and redo.
    pub history: HistoryState,
    /// Text of fields that were open when the app went down.
    pub drafts: Vec<Draft>,
    /// The line of the card editor that was captured last: drafts may still hold it.
    pub captured: Option<CapturedLine>,
    /// State of the disk.
    pub disk: DiskState,
}

/// A part of what a snapshot left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct SnapshotPart {
    /// Where cards lie, drawn or not.
    pub places: Vec<ScenePlace>,
    /// Rows.
    pub rows: Vec<Row>,
    /// Findings, ranked.
    pub findings: Vec<Finding>,
    /// How many are still left out.
    pub left: u32,
}

/// Where a card lies.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ScenePlace {
    /// Its key.
    pub key: String,
    /// Place of its anchor in the columns of the scene.
    pub column: u32,
    /// Place of its anchor in the rows of the scene.
    pub row: u32,
    /// Bounds relative to the anchor.
    pub bounds: Rect,
}

/// Elements of some columns of the drawing.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Drawing {
    /// Revision it shows.
    pub rev: u32,
    /// The columns.
    pub columns: Vec<u32>,
    /// Cards of these columns, and what passes over them, in drawing order.
    pub elements: Vec<Element>,
}

/// The maps that belong together with the one shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct MapFamily {
    /// The current map; absent in a workshop without one.
    pub present: Option<MapId>,
    /// Its scenarios, in the order of the maps.
    pub scenarios: Vec<MapId>,
}

/// The map shown, with everything computed for it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct View {
    /// The map; absent in a workshop without maps.
    pub map: Option<MapId>,
    /// The maps that belong together with it.
    pub family: MapFamily,
    /// Revision the scene belongs to.
    pub rev: u32,
    /// Revision the findings, the scorecard and the readiness belong to.
    pub findings_rev: u32,
    /// Findings, ranked.
    pub findings: Vec<Finding>,
    /// Scorecard; absent without a map.
    pub scorecard: Option<Scorecard>,
    /// Readiness.
    pub readiness: Readiness,
    /// The drawing; absent without a map.
    pub scene: Option<Scene>,
    /// Of a large map: the columns whose elements are in the scene; others are asked for by `draw`. Absent when
    /// everything is there.
    pub drawn: Option<Vec<u32>>,
}

/// What undo and redo would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct HistoryState {
    /// Label of what undo would take back.
    pub undo: Option<String>,
    /// Label of what redo would do again.
    pub redo: Option<String>,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeCode {
    /// The file or its folder cannot be written.
    ReadOnly,
    /// A newer version wrote the file.
    NewerFormat,
    /// The file was of an older format.
    Migrated,
    /// The file was not closed in good order.
    NotClosed,
    /// A read-only snapshot was asked for.
    Snapshot,
}

/// Something the window says once, at the top.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Notice {
    /// What it is about.
    pub code: NoticeCode,
    /// The sentence.
    pub text: String,
}

/// A line of the card editor that became what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CapturedLine {
    /// Its number.
    pub line: u32,
    /// The step the editor stood at afterwards.
    pub step: Option<StepId>,
}

/// The text of a field that was open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Draft {
    /// Names the field.
    pub key: String,
    /// Its text.
    pub text: String,
}
