//! Every command, declared once: what a window can ask for, with what, and what it gets. A host that lacks one does
//! not compile, nor one that answers with another type.

use twinlane_model::{End, GapState, Kept, LaneId, MapId, RowKey, Side, StageId, StepId};
use twinlane_records::mapping::Mapping;

use crate::declare::commands;
use crate::{
    Answer, Comparison, Done, Drawing, Entered, EntryMode, FlowColumn, FlowResult, FoundVersion, ImportKind,
    Imported, NumberKey, Opened, Place, ProposedProcess, Reasons, RecordsChart, RecordsReading, RecordsView,
    ReportOptions, RuleInfo, StartPage, Trial, Undone, ViewOptions,
};

/// Something that can be asked, and the type of what it answers.
pub trait Request: Send + Sized + 'static {
    /// What it answers.
    type Reply: Send + 'static;

    /// Hands the request to the handler that the host has for it.
    fn hand_to<H: Host>(self, host: &mut H, answer: Answer<Self::Reply>);
}

/// Handles requests of one type. The answer is given now, or later when the work takes long.
pub trait Handler<R: Request> {
    /// Carries the request out and sees to it that it is answered.
    fn handle(&mut self, request: R, answer: Answer<R::Reply>);
}

commands! {
    /// What the start screen shows.
    Start => StartPage;
    /// Opens a workshop file.
    Open {
        /// The file.
        path: String,
        /// Open a read-only snapshot although somebody else has it.
        #[serde(default)]
        snapshot: bool,
    } => Opened;
    /// Makes a workshop file.
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
    } => Opened;
    /// Closes the workshop; waits until everything is on disk.
    Close => Done;
    /// The whole state, after opening or when a revision was missed.
    Snapshot => crate::Snapshot;
    /// The next part of what the last snapshot left out.
    SnapshotPart {
        /// Number of the snapshot; refused when there was another since.
        of: u32,
    } => crate::SnapshotPart;
    /// What some columns of a large map show, as far as the window was told of the map.
    Draw {
        /// Places of the columns in the scene.
        columns: Vec<u32>,
    } => Drawing;
    /// Chooses the map and how it is drawn in this window.
    View {
        /// Options.
        options: ViewOptions,
    } => crate::Snapshot;
    /// Links two cards: flow on one side, a support across the line, a return from an outcome.
    Join {
        /// The map.
        map: MapId,
        /// One of them.
        from: End,
        /// The other; a support leaves the activity, whichever it is.
        to: End,
    } => Done;
    /// Applies a change.
    Change {
        /// The change.
        change: twinlane_model::Change,
    } => Done;
    /// A line typed into the card editor.
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
        /// Number of the line in the draft of the editor, counting up; [`crate::CapturedLine`] names it after a
        /// crash.
        #[serde(default)]
        line: Option<u32>,
    } => Entered;
    /// Undoes the last change.
    Undo => Undone;
    /// Redoes what was undone.
    Redo => Undone;
    /// Keeps the text of an open field, or forgets it when empty.
    Draft {
        /// Names the field.
        key: String,
        /// Its text.
        text: String,
    } => Done;
    /// What a finding says beyond its title.
    Explain {
        /// Fingerprint of the finding.
        fingerprint: String,
    } => Reasons;
    /// Decides about a finding.
    Decide {
        /// Fingerprint of the finding.
        fingerprint: String,
        /// What it is to be.
        state: GapState,
        /// Why it is dismissed.
        #[serde(default)]
        reason: String,
    } => Done;
    /// Sets the comment on a finding.
    Comment {
        /// Fingerprint of the finding.
        fingerprint: String,
        /// The room's words.
        comment: String,
    } => Done;
    /// Steps as outline text for the clipboard.
    Copy {
        /// The steps.
        steps: Vec<StepId>,
    } => String;
    /// What differs between two maps.
    Differences {
        /// The first map.
        a: MapId,
        /// The second.
        b: MapId,
    } => crate::Differences;
    /// Imports a file.
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
    } => Imported;
    /// Writes the map shown or the whole workshop to another format, by extension.
    Export {
        /// The file.
        path: String,
        /// Replace an existing file (the dialog has asked).
        #[serde(default)]
        force: bool,
    } => Done;
    /// Lays out the report and says how many pages it has.
    Preview {
        /// Options.
        options: ReportOptions,
    } => crate::Preview;
    /// One page of the report last laid out, as SVG.
    Page {
        /// Number, from 1.
        number: u32,
    } => String;
    /// Writes the report.
    Print {
        /// The file.
        path: String,
        /// Options.
        options: ReportOptions,
    } => Done;
    /// Saves a copy from memory, whatever happened to the file.
    SaveCopy {
        /// The new file.
        path: String,
    } => Done;
    /// Keeps a named version.
    SaveVersion {
        /// Its name.
        name: String,
    } => Done;
    /// Named versions, newest first.
    Versions => Vec<FoundVersion>;
    /// Goes back to a named version, as one change.
    RestoreVersion {
        /// Its id.
        id: u32,
    } => Done;
    /// Recovers a damaged file into a new one; says what was kept and what was lost. [ (what was kept, what was lost).]
    Recover {
        /// The damaged file; it stays as it is.
        path: String,
        /// The new file.
        out: String,
    } => Imported;
    /// Forgets an entry of the recent list.
    ForgetRecent {
        /// Its path.
        path: String,
    } => StartPage;
    /// Works out the flow of the map shown.
    Flow => FlowResult;
    /// Says how a file of records would be read.
    ReadRecords {
        /// The file.
        path: String,
        /// What is said of it already; the rest is found in the data.
        #[serde(default)]
        mapping: Mapping,
    } => RecordsReading;
    /// Reads a file of records and keeps what it says.
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
    } => Done;
    /// Writes the rows that cannot be used as CSV.
    WriteRefused {
        /// The file of records.
        path: String,
        /// How it is read.
        mapping: Mapping,
        /// Where the rows are to go.
        to: String,
    } => Done;
    /// The log kept, beside the map shown.
    Records => RecordsView;
    /// Charts of what the log kept says.
    RecordsCharts {
        /// How wide they may be, pixels.
        width: u32,
    } => Vec<RecordsChart>;
    /// Proposes a sales process from what the log kept shows, without drawing it.
    ProposeFromLog {
        /// Activities and ways of fewer cases are left out: share of the cases, 0..1.
        least_share: f64,
    } => ProposedProcess;
    /// Draws that sales process on the map shown, as one change.
    DrawFromLog {
        /// As in `propose_from_log`.
        least_share: f64,
    } => Done;
    /// Writes what the log kept measures on the map shown, as one change; the remarks are among the conflicts.
    ApplyMeasures => Done;
    /// Works out the present and the scenarios of the map shown, side by side. Only the last one asked for is
    /// worked out.
    Compare {
        /// The scenarios meant; all of the family when absent.
        #[serde(default)]
        maps: Option<Vec<MapId>>,
        /// Draws behind the ranges; none when 0.
        draws: u32,
        /// Numbers of the map shown that are asked for beside those that matter most.
        #[serde(default)]
        numbers: Vec<NumberKey>,
    } => Comparison;
    /// Works out a scenario as it would be: nothing is stored. Only the last one asked for is worked out.
    TryOut {
        /// What would be otherwise.
        trial: Trial,
    } => FlowColumn;
    /// Keeps on a scenario what was tried out, as one change.
    Keep {
        /// What is to be otherwise.
        trial: Trial,
    } => Done;
    /// Cancels long work, unless it is too late. Whoever waits for it gets the fault `cancelled`.
    Cancel {
        /// Number of the work.
        work: u32,
    } => Done;
    /// The catalogue of gaps: what the settings of a workshop may change.
    Rules => Vec<RuleInfo>;
    /// Where a row is to be looked at: the map and the step or stage that shows it.
    Locate {
        /// The row.
        row: RowKey,
    } => Place;
}
