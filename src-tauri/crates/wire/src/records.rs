//! Records of a company as a window shows them: how a file would be read, and what the log kept says of a map.

use serde::Serialize;
use ts_rs::TS;
use twinlane_model::records::Ending;
use twinlane_model::{End, LogId, MapId, StageId};
use twinlane_records::drift::Verdict;
use twinlane_records::mapping::Mapping;
use twinlane_records::stamp::DateOrder;

use crate::Picture;

/// How a file of records would be read, for a person to look at and correct.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct RecordsReading {
    /// True for XES, whose format says what its parts mean.
    pub xes: bool,
    /// The mapping that would be used; complete unless something below has to be settled.
    pub mapping: Mapping,
    /// The columns.
    pub columns: Vec<RecordsColumn>,
    /// The first rows as they are in the file.
    pub rows: Vec<RecordsRow>,
    /// Values in the columns with dates.
    pub dated: u32,
    /// How many of them each order of a date understands.
    pub dates: Vec<DateChoice>,
    /// How many numbers each decimal sign understands: point, comma.
    pub decimals: [u32; 2],
    /// Dates that can be read in more than one way.
    pub question: Option<DateQuestion>,
    /// Why it cannot be read so, in a sentence; absent when it can.
    pub unread: Option<String>,
    /// What it would become.
    pub found: Option<RecordsFound>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RecordsColumn {
    /// Its name.
    pub name: String,
    /// Values that are not blank.
    pub filled: u32,
    /// The first of them.
    pub first: Vec<String>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RecordsRow {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// An order of dates and how many values it understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DateChoice {
    /// The order.
    pub order: DateOrder,
    /// Values it understands.
    pub values: u32,
}

/// Dates that can be read in more than one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DateQuestion {
    /// Column that shows it.
    pub column: String,
    /// Line of a value that does.
    pub line: u32,
    /// The value as written.
    pub sample: String,
    /// The ways to read it: order, the date it would be, values understood.
    pub readings: Vec<DateReading>,
}

/// A way to read a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DateReading {
    /// The order.
    pub order: DateOrder,
    /// The date it would be, `YYYY-MM-DD`.
    pub date: String,
    /// Values understood this way.
    pub values: u32,
}

/// What records would become.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct RecordsFound {
    /// Rows that can be used.
    pub used: u32,
    /// Cases.
    pub cases: u32,
    /// Events.
    pub events: u32,
    /// First and last day, `YYYY-MM-DD`.
    pub period: Option<(String, String)>,
    /// Activities in the order in which cases go through them.
    pub activities: Vec<RecordsActivity>,
    /// Cases won.
    pub won: u32,
    /// Cases lost.
    pub lost: u32,
    /// Cases that go on.
    pub open: u32,
    /// What says so: stage or activity, and its ending.
    pub endings: Vec<RecordsEnding>,
    /// Rows that cannot be used: reason and number.
    pub refused: Vec<RecordsRefused>,
    /// The first of them.
    pub refused_rows: Vec<RefusedLine>,
    /// What is odd, and kept, in sentences.
    pub odd: Vec<String>,
}

/// An activity of records.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RecordsActivity {
    /// Its name.
    pub name: String,
    /// Events.
    pub events: u32,
    /// Cases that have it.
    pub cases: u32,
}

/// What ends cases.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RecordsEnding {
    /// The stage or activity; empty where nothing says it.
    pub name: String,
    /// How they ended.
    pub ending: Ending,
    /// Cases that ended so.
    pub cases: u32,
}

/// Rows that cannot be used.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RecordsRefused {
    /// Why, in words.
    pub reason: String,
    /// How many.
    pub rows: u32,
}

/// A row that cannot be used.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RefusedLine {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Why, in words.
    pub reason: String,
    /// What stood there.
    pub value: String,
}

/// The log kept beside the map shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct RecordsView {
    /// Revision it was worked out for.
    pub rev: u32,
    /// The map it is compared with.
    pub map: Option<MapId>,
    /// The log; absent while the workshop keeps none.
    pub log: Option<LogId>,
    /// What the log says of itself.
    pub found: RecordsFound,
    /// What its activities mean on the map.
    pub matching: Vec<MatchRow>,
    /// How far cases go the ways the map draws, 0..1.
    pub fitness: Option<f64>,
    /// Cases that go only ways that are drawn.
    pub fitting: u32,
    /// Cases that were compared.
    pub compared: u32,
    /// Why they could not be compared, in a sentence.
    pub unknown: Option<String>,
    /// Steps that cases skip, most cases first.
    pub skipped: Vec<SkippedStep>,
    /// Transitions that are not drawn, most cases first.
    pub undrawn: Vec<UndrawnPath>,
    /// What the map documents beside what is recorded, by sales stage.
    pub drift: Vec<DriftRow>,
    /// Open cases, and those of them that should have ended: absent where nothing says how cases end.
    pub overdue: Option<(u32, u32)>,
}

/// How far a sales stage is from its records.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct DriftRow {
    /// The stage.
    pub stage: StageId,
    /// Working days: documented and recorded.
    pub time: Option<(f64, f64)>,
    /// Share that goes on, 0..1: documented and recorded.
    pub conversion: Option<(f64, f64)>,
    /// The larger of the two drifts, 0...
    pub drift: f64,
    /// What that means for the written process.
    pub verdict: Verdict,
}

/// A sales process as the log kept shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct ProposedProcess {
    /// Titles of its steps, in the order of cases.
    pub steps: Vec<String>,
    /// Titles of its outcomes.
    pub outcomes: Vec<String>,
    /// Number of its stages.
    pub stages: u32,
    /// Number of its links.
    pub links: u32,
    /// Share of the cases that do nothing else, 0..1.
    pub coverage: Option<f64>,
    /// Why it cannot be drawn on the map shown, in a sentence.
    pub unfit: Option<String>,
}

/// What an activity of the log means on the map.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct MatchRow {
    /// Its name.
    pub name: String,
    /// Cases that have it.
    pub cases: u32,
    /// The steps and outcomes it stands for.
    pub ends: Vec<End>,
    /// True when a person has chosen it; else the names are the same.
    pub by_hand: bool,
    /// Steps and outcomes called alike, the likest first.
    pub like: Vec<End>,
}

/// A step that cases skip.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct SkippedStep {
    /// The step or outcome.
    pub end: End,
    /// Cases that skip it.
    pub cases: u32,
}

/// What a chart of a log shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordsChartKind {
    /// How many cases come how far.
    Funnel,
    /// How long cases stay in a stage.
    TimeInStage,
    /// Cases on their way, over time.
    Queue,
    /// The most frequent orders of activities.
    Variants,
}

/// A chart of what the log kept says.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RecordsChart {
    /// What it shows.
    pub kind: RecordsChartKind,
    /// The drawing.
    pub picture: Picture,
}

/// A transition that is not drawn.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct UndrawnPath {
    /// Activity before, as the log calls it.
    pub from: String,
    /// Activity after.
    pub to: String,
    /// Cases with it.
    pub cases: u32,
}
