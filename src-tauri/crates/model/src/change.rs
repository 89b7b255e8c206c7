//! Changes: everything that alters a workshop is a [`Change`] value. The same JSON drives the app, the
//! command line and the tests.
//!
//! A change runs on a journal that keeps the old state of each row it touches; the result is checked as a
//! whole, and taken back when it is refused. The inverse is the list of those old states, so that every
//! change has one by construction and a refused change has altered nothing.

use serde::{Deserialize, Serialize};
use serde_json::{Map as JsonMap, Value};
use uuid::Uuid;

use crate::{LaneId, LinkId, MapId, MapKind, NoteId, QuestionId, Row, RowKey, Side, StageId, Step, StepId};

/// Something that alters a workshop. Tagged by `do`, in `snake_case`.
///
/// Where a change makes rows, it carries them with their ids; a nil id (all zeros, the default where it may
/// be left out) asks for one from the [`crate::IdSource`]. [`Applied::change`] has the ids filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(optional_fields))]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
#[allow(
    clippy::large_enum_variant,
    reason = "changes are moved rarely; a box would be noise everywhere"
)]
pub enum Change {
    /// Adds a row that is not there yet: a map, lane, stage, step, outcome, link, pool, tool, note, … A row
    /// with a `position` beyond the end goes to the end; others move down.
    Add {
        /// The row.
        row: Row,
    },
    /// Gives a row another title (or name, or text).
    Rename {
        /// The row.
        of: RowKey,
        /// The title, kept byte for byte.
        title: String,
    },
    /// Sets fields of a row: a JSON merge patch (RFC 7386) on the row's JSON; `null` clears. Identity, map,
    /// side, lane, stage, position and ends of a row are not set this way.
    Set {
        /// The row.
        of: RowKey,
        /// Field → new value.
        #[cfg_attr(feature = "ts", ts(type = "Record<string, unknown>"))]
        values: JsonMap<String, Value>,
    },
    /// Moves steps to a cell of their side, in the order given.
    Move {
        /// The steps.
        steps: Vec<StepId>,
        /// Lane; that of each step when absent.
        #[serde(default)]
        lane: Option<LaneId>,
        /// Stage; that of each step when absent.
        #[serde(default)]
        stage: Option<StageId>,
        /// Place in the cell; at the end when absent.
        #[serde(default)]
        position: Option<u32>,
    },
    /// Moves a lane, stage, map, outcome, pool, tool, participant, agenda item or note among its like.
    Reorder {
        /// The row.
        of: RowKey,
        /// New place, from 0; beyond the end is the end.
        position: u32,
    },
    /// Removes rows. A step takes its links along, an outcome too, a map everything on it. A lane or a stage
    /// with steps is refused, unless `move_to` names one of the same kind and side that takes them.
    Remove {
        /// The rows.
        of: Vec<RowKey>,
        /// The lane or stage that takes the steps.
        #[serde(default)]
        move_to: Option<RowKey>,
    },
    /// Puts a step into a flow link: from → to becomes from → step → to. Share, criterion and wait stay on
    /// the first link.
    InsertOnLink {
        /// The link.
        link: LinkId,
        /// The new step; its side must be that of the link.
        step: Box<Step>,
        /// Id of the second link.
        #[serde(default = "nil_link")]
        new_link: LinkId,
    },
    /// Splits a step in two, linked by flow: incoming links stay with the first, outgoing ones go to the
    /// second. Supports, questions and numbers stay with the first.
    SplitStep {
        /// The step.
        step: StepId,
        /// Id of the second.
        #[serde(default = "nil_step")]
        new_step: StepId,
        /// Title of the second.
        title: String,
        /// Id of the link between them.
        #[serde(default = "nil_link")]
        new_link: LinkId,
    },
    /// Merges steps of one side into one: union of links and questions; links among them are dropped. Where
    /// fields differ, the kept step's value stays unless it is empty, and [`Applied::conflicts`] lists them.
    MergeSteps {
        /// The step that stays.
        keep: StepId,
        /// Those that go into it.
        others: Vec<StepId>,
    },
    /// Copies steps next to themselves, with the links among them.
    Duplicate {
        /// The steps.
        steps: Vec<StepId>,
        /// Ids of the copies, in the same order; made when absent.
        #[serde(default)]
        ids: Vec<StepId>,
    },
    /// Turns one thing into another; see [`Conversion`].
    Convert(Conversion),
    /// Moves steps across the line, into a lane and stage of the other side. Links that no longer may be, and
    /// fields the other side does not have, are dropped and listed in [`Applied::conflicts`].
    SwapSide {
        /// The steps, all of one side.
        steps: Vec<StepId>,
        /// Lane on the other side.
        lane: LaneId,
        /// Stage on the other side.
        stage: StageId,
    },
    /// Pairs a sales stage with buyer stages; replaces the pairs it had.
    Pair {
        /// The sales stage.
        stage: StageId,
        /// The buyer stages.
        with: Vec<StageId>,
    },
    /// Marks a side of a map as drawn, or takes the mark away.
    MarkDrawn {
        /// The map.
        map: MapId,
        /// The side.
        side: Side,
        /// The mark.
        drawn: bool,
    },
    /// Copies a map with everything on it, each row with its origin: a scenario, or another current map.
    CopyMap {
        /// The map.
        map: MapId,
        /// Id of the copy.
        #[serde(default = "nil_map")]
        id: MapId,
        /// Its name.
        name: String,
        /// Scenario or current.
        kind: MapKind,
    },
    /// Several changes as one: all or none, one undo.
    Batch {
        /// What the whole is called in undo; that of the first change when empty.
        #[serde(default)]
        label: String,
        /// Applied in order, all or none.
        changes: Vec<Change>,
    },
    /// Puts and deletes whole rows, checked as a whole: imports, and the inverse of every change.
    Rows {
        /// What it is called in undo.
        #[serde(default)]
        label: String,
        /// Rows with their new state.
        put: Vec<Row>,
        /// Rows that go.
        delete: Vec<RowKey>,
    },
}

/// What [`Change::Convert`] turns into what. The new row stands where the old one stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "as", rename_all = "snake_case", deny_unknown_fields)]
pub enum Conversion {
    /// A step becomes a question of a buyer step.
    StepToQuestion {
        /// The step; it and its links go.
        step: StepId,
        /// The buyer step that gets the question.
        at: StepId,
    },
    /// A question becomes a buyer step after the one that held it, linked by flow.
    QuestionToStep {
        /// The buyer step.
        step: StepId,
        /// Its question.
        question: QuestionId,
    },
    /// A step becomes a note on the parking lot.
    StepToNote {
        /// The step.
        step: StepId,
    },
    /// A note becomes a step.
    NoteToStep {
        /// The note.
        note: NoteId,
        /// Lane of the step.
        lane: LaneId,
        /// Stage of the step.
        stage: StageId,
    },
    /// A note becomes a gap added by hand.
    NoteToGap {
        /// The note.
        note: NoteId,
        /// The map it is about.
        map: MapId,
    },
    /// A gap added by hand becomes a note.
    GapToNote {
        /// The gap.
        gap: crate::GapId,
    },
    /// A step becomes a waypoint, or a waypoint a step.
    Waypoint {
        /// The step.
        step: StepId,
        /// What it is to be.
        waypoint: bool,
    },
}

/// What a change did.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The change with all ids filled in, or its rows where it has no field for some of the ids it drew
    /// (copies, for example); replaying it gives the same rows.
    pub change: Change,
    /// What it did, in a few words for the undo list: "Add “Demo”".
    pub label: String,
    /// Rows with their new state, each once.
    pub put: Vec<Row>,
    /// Rows that are gone.
    pub deleted: Vec<RowKey>,
    /// The change that brings the workshop back to an equal state.
    pub inverse: Change,
    /// What could not be kept (merge, swap of sides), in sentences.
    pub conflicts: Vec<String>,
}

fn nil_link() -> LinkId {
    LinkId(Uuid::nil())
}

fn nil_step() -> StepId {
    StepId(Uuid::nil())
}

fn nil_map() -> MapId {
    MapId(Uuid::nil())
}
