//! Commands: everything a window can ask for, declared once. A host that lacks one does not compile.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use twinlane_model::{Change, GapState, Kept, LaneId, MapId, RowKey, Side, StageId, StepId};
use twinlane_records::mapping::Mapping;

use crate::{NumberKey, ReportSection, Trial};

/// What a window asks for. Paths are absolute and come from dialogs, the recent list or the command line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
#[serde(tag = "call", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// What the start screen shows. Reply: `start`.
    Start,
    /// Opens a workshop file. Reply: `opened`.
    Open {
        /// The file.
        path: String,
        /// Open a read-only snapshot although somebody else has it.
        #[serde(default)]
        snapshot: bool,
    },
    /// Makes a workshop file. Reply: `opened`.
    Create {
        /// The file; the app proposes one in the documents folder when absent.
        #[serde(default)]
        path: Option<String>,
        /// Name of a template.
        #[serde(default)]
        template: Option<String>,
        /// Start from the sample.
        #[serde(default)]
        sample: bool,
    },
    /// Closes the workshop; waits until everything is on disk. Reply: `done`.
    Close,
    /// The whole state, after opening or when a revision was missed. Reply: `snapshot`.
    Snapshot,
    /// The next part of what the last snapshot left out. Reply: `more`.
    More {
        /// Number of the snapshot; refused when there was another since.
        of: u32,
    },
    /// What some columns of a large map show, as far as the window was told of the map. Reply: `drawing`.
    Draw {
        /// Places of the columns in the scene.
        columns: Vec<u32>,
    },
    /// Chooses the map and how it is drawn in this window. Reply: `snapshot`.
    View {
        /// Options.
        options: ViewOptions,
    },
    /// Applies a change. Reply: `done`.
    Change {
        /// The change.
        change: Change,
    },
    /// A line typed into the card editor. Reply: `entered`.
    Enter {
        /// The map.
        map: MapId,
        /// How it is linked.
        mode: EntryMode,
        /// Side of a first step, when neither lane nor stage says it; the buyer's when absent.
        #[serde(default)]
        side: Option<Side>,
        /// The step the editor stood at.
        #[serde(default)]
        from: Option<StepId>,
        /// Lane, when chosen by Alt+arrows.
        #[serde(default)]
        lane: Option<LaneId>,
        /// Stage, when chosen by Alt+arrows.
        #[serde(default)]
        stage: Option<StageId>,
        /// The text; several lines when pasted.
        text: String,
        /// Number of the line in the draft of the editor, counting up; [`crate::TakenLine`] names it after a
        /// crash.
        #[serde(default)]
        line: Option<u32>,
    },
    /// Undoes the last change. Reply: `undone`.
    Undo,
    /// Redoes what was undone. Reply: `undone`.
    Redo,
    /// Keeps the text of an open field, or forgets it when empty. Reply: `done`.
    Draft {
        /// Names the field.
        key: String,
        /// Its text.
        text: String,
    },
    /// What a finding says beyond its title. Reply: `reasons`.
    Explain {
        /// Fingerprint of the finding.
        fingerprint: String,
    },
    /// Decides about a finding. Reply: `done`.
    Judge {
        /// Fingerprint of the finding.
        fingerprint: String,
        /// What it is to be.
        state: GapState,
        /// Why it is dismissed.
        #[serde(default)]
        reason: String,
    },
    /// Sets the comment on a finding. Reply: `done`.
    Comment {
        /// Fingerprint of the finding.
        fingerprint: String,
        /// The room's words.
        comment: String,
    },
    /// Steps as outline text for the clipboard. Reply: `text`.
    Copy {
        /// The steps.
        steps: Vec<StepId>,
    },
    /// What differs between two maps. Reply: `differences`.
    Differences {
        /// The first map.
        a: MapId,
        /// The second.
        b: MapId,
    },
    /// Imports a file. Reply: `imported`.
    Import {
        /// The file.
        path: String,
        /// As what; guessed from the file when absent.
        #[serde(default)]
        kind: Option<ImportKind>,
        /// Replace what is on that side.
        #[serde(default)]
        replace: bool,
        /// Import into a new map of this name.
        #[serde(default)]
        new_map: Option<String>,
        /// Pool of a BPMN file.
        #[serde(default)]
        pool: Option<String>,
        /// Revision that an import made which this one replaces; refused when there was an edit since.
        #[serde(default)]
        instead: Option<u32>,
    },
    /// Writes the map shown or the whole workshop to another format, by extension. Reply: `done`.
    Export {
        /// The file.
        path: String,
        /// Replace an existing file (the dialog has asked).
        #[serde(default)]
        force: bool,
    },
    /// Lays out the report and says how many pages it has. Reply: `preview`.
    Preview {
        /// Options.
        options: ReportOptions,
    },
    /// One page of the report last laid out, as SVG. Reply: `text`.
    Page {
        /// Number, from 1.
        number: u32,
    },
    /// Writes the report. Reply: `done`.
    Print {
        /// The file.
        path: String,
        /// Options.
        options: ReportOptions,
    },
    /// Saves a copy from memory, whatever happened to the file. Reply: `done`.
    SaveCopy {
        /// The new file.
        path: String,
    },
    /// Keeps a named version. Reply: `done`.
    SaveVersion {
        /// Its name.
        name: String,
    },
    /// Named versions, newest first. Reply: `versions`.
    Versions,
    /// Goes back to a named version, as one change. Reply: `done`.
    RestoreVersion {
        /// Its id.
        id: u32,
    },
    /// Recovers a damaged file into a new one. Reply: `imported` (what was kept, what was lost).
    Recover {
        /// The damaged file; it stays as it is.
        path: String,
        /// The new file.
        out: String,
    },
    /// Forgets an entry of the recent list. Reply: `start`.
    ForgetRecent {
        /// Its path.
        path: String,
    },
    /// Works out the flow of the map shown. Reply: `flow`.
    Flow,
    /// Says how a file of records would be read. Reply: `reading`.
    ReadRecords {
        /// The file.
        path: String,
        /// What is said of it already; the rest is found in the data.
        #[serde(default)]
        mapping: Mapping,
    },
    /// Reads a file of records and keeps what it says. Reply: `done`.
    KeepRecords {
        /// The file.
        path: String,
        /// How it is to be read.
        mapping: Mapping,
        /// What the log is to be called; the name of the file when empty.
        #[serde(default)]
        name: String,
        /// What of it is to stay in the workshop file.
        kept: Kept,
    },
    /// Writes the rows that cannot be used as CSV. Reply: `done`.
    WriteRefused {
        /// The file of records.
        path: String,
        /// How it is read.
        mapping: Mapping,
        /// Where the rows are to go.
        to: String,
    },
    /// The log kept, beside the map shown. Reply: `records`.
    Records,
    /// Charts of what the log kept says. Reply: `charts`.
    RecordsCharts {
        /// How wide they may be, pixels.
        width: u32,
    },
    /// Proposes a sales process from what the log kept shows, without drawing it. Reply: `proposed`.
    ProposeFromLog {
        /// Activities and ways of fewer cases are left out: share of the cases, 0..1.
        least_share: f64,
    },
    /// Draws that sales process on the map shown, as one change. Reply: `done`.
    DrawFromLog {
        /// As in `propose_from_log`.
        least_share: f64,
    },
    /// Writes what the log kept measures on the map shown, as one change. Reply: `done`, with remarks as conflicts.
    ApplyMeasures,
    /// Works out the present and the scenarios of the map shown, side by side. Only the last one asked for is
    /// worked out. Reply: `comparison`.
    Compare {
        /// The scenarios meant; all of the family when absent.
        #[serde(default)]
        maps: Option<Vec<MapId>>,
        /// Draws behind the ranges; none when 0.
        draws: u32,
        /// Numbers of the map shown that are asked for beside those that matter most.
        #[serde(default)]
        numbers: Vec<NumberKey>,
    },
    /// Works out a scenario as it would be: nothing is stored. Only the last one asked for is worked out. Reply:
    /// `tried`.
    TryOut {
        /// What would be otherwise.
        trial: Trial,
    },
    /// Keeps on a scenario what was tried out, as one change. Reply: `done`.
    Keep {
        /// What is to be otherwise.
        trial: Trial,
    },
    /// Cancels long work, unless it is too late. Whoever waits for it gets the fault `cancelled`. Reply: `done`.
    Cancel {
        /// Number of the work.
        work: u32,
    },
    /// The catalogue of gaps: what the settings of a workshop may change. Reply: `rules`.
    Rules,
    /// Where a row is to be looked at: the map and the step or stage that shows it. Reply: `place`.
    Locate {
        /// The row.
        row: RowKey,
    },
}

/// How a typed line is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EntryMode {
    /// A first step of its own, not linked.
    First,
    /// Next step, linked by flow (Enter).
    Next,
    /// A sibling branch of the step it stands at (Shift+Enter).
    Sibling,
    /// A step across the line, linked by support (Ctrl+Enter).
    Across,
    /// New title of the step it stands at.
    Retitle,
}

/// What a file is imported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// A buyer journey.
    Buyer,
    /// A sales process.
    Sales,
    /// Both sides of a map.
    Map,
    /// A whole workshop.
    Workshop,
}

/// What a file is exported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the formats are named by their extensions")]
pub enum ExportKind {
    Json,
    Bpmn,
    Svg,
    Png,
    Csv,
    Xlsx,
    Ics,
    Mmd,
    Dot,
    Md,
}

/// Paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 in.
    Letter,
}

/// What the report holds and how it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ReportOptions {
    /// Paper.
    pub paper: Paper,
    /// Sections in order; all when empty. A section without content leaves itself out.
    pub sections: Vec<ReportSection>,
    /// Print private notes and the reasons of dismissals.
    pub private: bool,
    /// Date printed, `YYYY-MM-DD`; today when absent.
    pub date: Option<String>,
}

/// A theme of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the themes are named by what they are")]
pub enum ThemeName {
    #[default]
    Light,
    Dark,
    Projector,
}

/// How a window shows a map.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
#[serde(default, deny_unknown_fields)]
pub struct ViewOptions {
    /// The map; the first when absent.
    pub map: Option<MapId>,
    /// Steps whose bundled links are drawn one by one.
    pub unfold: Vec<StepId>,
    /// Hides what other people must not see: dismissed gaps, private notes, numbers of money.
    pub presenting: bool,
    /// Marks on a scenario how it differs from the present.
    pub compared: bool,
    /// Draws what the log kept says over the map.
    #[serde(default)]
    pub recorded: bool,
}
