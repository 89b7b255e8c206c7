//! The rows of a map: the map itself, lanes, stages and steps. What joins them is in `link`.
//!
//! Only plain data; what is allowed to be joined with what is checked by the changes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    CriterionId, End, LaneId, MapId, Measure, PoolId, QuestionId, ScenarioMove, StageId, StepId, ToolId,
};

/// A side of the line of visibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Above the line: the buyer journey.
    Buyer,
    /// Below the line: the sales process.
    Seller,
}

impl Side {
    /// The side across the line.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Buyer => Self::Seller,
            Self::Seller => Self::Buyer,
        }
    }
}

/// What a map shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MapKind {
    /// How it is today; several may stand side by side.
    #[default]
    Current,
    /// How it could be, copied from a current map.
    Scenario,
}

/// Which sides the room has finished drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct Drawn {
    /// The buyer journey.
    pub buyer: bool,
    /// The sales process.
    pub seller: bool,
}

impl Drawn {
    /// The mark of one side.
    pub fn of(self, side: Side) -> bool {
        match side {
            Side::Buyer => self.buyer,
            Side::Seller => self.seller,
        }
    }
}

/// A map: buyer journey above, sales process below.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// Identity.
    pub id: MapId,
    /// Name, unique in the workshop by convention only.
    pub name: String,
    /// Current or scenario.
    #[serde(default)]
    pub kind: MapKind,
    /// The segment or the buyer hypothesis it is about.
    #[serde(default)]
    pub about: String,
    /// The map it was copied from.
    #[serde(default)]
    pub copied_from: Option<MapId>,
    /// Which sides are finished.
    #[serde(default)]
    pub drawn: Drawn,
    /// Rules dismissed for this map: kebab-case rule name → reason.
    #[serde(default)]
    pub dismissed_rules: BTreeMap<String, String>,
    /// What names in records mean on this map: activity of a log → steps and outcomes; nothing when it means none of
    /// them. Names that are not here are compared with the titles. An end that is gone is passed over.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<BTreeMap<String, Vec<End>>>"))]
    pub matching: BTreeMap<String, Vec<End>>,
    /// Order among the maps.
    #[serde(default)]
    pub position: u32,
    /// Scenarios: what is done otherwise that no map can draw, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(as = "Option<Vec<ScenarioMove>>", optional))]
    pub moves: Vec<ScenarioMove>,
}

impl Map {
    /// A current map with every field but its name at the default.
    pub fn new(id: MapId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kind: MapKind::Current,
            about: String::new(),
            copied_from: None,
            drawn: Drawn::default(),
            dismissed_rules: BTreeMap::new(),
            matching: BTreeMap::new(),
            moves: Vec::new(),
            position: 0,
        }
    }
}

/// A lane: a buyer role or a company function.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Identity.
    pub id: LaneId,
    /// Its map.
    pub map: MapId,
    /// The lane it was copied from; of a copy's copy, the first one.
    #[serde(default)]
    pub origin: Option<LaneId>,
    /// Its side.
    pub side: Side,
    /// Name of the role or function.
    pub title: String,
    /// Who owns it; empty when nobody does.
    #[serde(default)]
    pub owner: String,
    /// Order on its side, from the top.
    #[serde(default)]
    pub position: u32,
}

/// A stage: a column of one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Identity.
    pub id: StageId,
    /// Its map.
    pub map: MapId,
    /// The stage it was copied from; of a copy's copy, the first one.
    #[serde(default)]
    pub origin: Option<StageId>,
    /// Its side.
    pub side: Side,
    /// Title.
    pub title: String,
    /// Sales stages: the buyer stages it is paired with, no order meant.
    #[serde(default)]
    pub paired: Vec<StageId>,
    /// Buyer stages: it follows the purchase.
    #[serde(default)]
    pub after_purchase: bool,
    /// Sales stages: exit criteria, in order.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// Order on its side, from the left.
    #[serde(default)]
    pub position: u32,
}

/// Whose action a criterion names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The buyer does it.
    Buyer,
    /// The seller does it.
    Seller,
}

/// An exit criterion of a sales stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Identity.
    pub id: CriterionId,
    /// The text.
    pub text: String,
    /// Whose action it is, when known.
    #[serde(default)]
    pub actor: Option<Actor>,
    /// It is an action.
    #[serde(default)]
    pub action: bool,
    /// Two people would judge it alike.
    #[serde(default)]
    pub objective: bool,
    /// It can be answered by yes or no.
    #[serde(default)]
    pub yes_no: bool,
    /// Where it is recorded.
    #[serde(default)]
    pub recorded: String,
}

/// How a buyer step is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Knowledge {
    /// Buyers said so.
    Heard {
        /// How many buyers.
        buyers: u32,
        /// When.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(type = "string | null"))]
        on: Option<Date>,
    },
    /// Somebody watched it.
    Observed,
    /// The team believes so.
    Guess,
}

/// A question the buyer asks at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Identity.
    pub id: QuestionId,
    /// The text.
    pub text: String,
}

/// What a target counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// How often something is done.
    #[default]
    Volume,
    /// What comes of it.
    Result,
}

/// A target set for an activity or an outcome.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields, default)]
pub struct Target {
    /// Volume or result.
    pub kind: TargetKind,
    /// What is counted, in words.
    pub what: String,
    /// The number.
    pub value: f64,
    /// Its unit, in words.
    pub unit: String,
    /// By when.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub by: Option<Date>,
    /// Who inspects it; empty when nobody does.
    pub inspector: String,
    /// How often; empty when never said.
    pub cadence: String,
}

/// A step: what the buyer does (buyer step) or what the company does (activity).
///
/// Fields of the other side stay at their defaults; the changes refuse to set them.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own that people set"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Identity.
    pub id: StepId,
    /// Its map.
    pub map: MapId,
    /// The step it was copied from; of a copy's copy, the first one.
    #[serde(default)]
    pub origin: Option<StepId>,
    /// Its side, that of its lane and stage.
    pub side: Side,
    /// Its lane.
    pub lane: LaneId,
    /// Its stage.
    pub stage: StageId,
    /// Order inside its cell (lane × stage).
    #[serde(default)]
    pub position: u32,
    /// Title; may be empty ("untitled") and may repeat.
    #[serde(default)]
    pub title: String,
    /// A private note.
    #[serde(default)]
    pub note: String,
    /// Importance to the buyer, 1..3; counts as 2 when not given.
    #[serde(default)]
    pub importance: Option<u8>,
    /// Value to the buyer, -2..+2.
    #[serde(default)]
    pub value: Option<i8>,
    /// Splits to *all* of its flow links at once.
    #[serde(default)]
    pub all: bool,
    /// Begins when all its incoming flow has arrived.
    #[serde(default)]
    pub waits: bool,
    /// An untitled junction that is no activity; only the F rules see it.
    #[serde(default)]
    pub waypoint: bool,
    /// Buyer steps: the journey may start here.
    #[serde(default)]
    pub start: bool,
    /// Buyer steps: motivation, -2..+2 (the emotion line).
    #[serde(default)]
    pub motivation: Option<i8>,
    /// Buyer steps: how it is known.
    #[serde(default)]
    pub knowledge: Option<Knowledge>,
    /// Buyer steps: the buyer's questions, in order.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Activities: required by law, finance or safety.
    #[serde(default)]
    pub required: bool,
    /// Activities: asks the buyer for a commitment.
    #[serde(default)]
    pub ask: bool,
    /// Activities: who does the work.
    #[serde(default)]
    pub pool: Option<PoolId>,
    /// Activities: the accountable person; empty when there is none.
    #[serde(default)]
    pub accountable: String,
    /// Activities: tools used.
    #[serde(default)]
    pub tools: Vec<ToolId>,
    /// Activities: targets.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Activities: cases per period that start here.
    #[serde(default)]
    pub entry: Option<Measure>,
    /// Touch time per visit, hours.
    #[serde(default)]
    pub touch: Option<Measure>,
    /// Elapsed time per visit, working days.
    #[serde(default)]
    pub elapsed: Option<Measure>,
    /// Cases per period seen here.
    #[serde(default)]
    pub volume: Option<Measure>,
    /// Share of work that arrives complete and accurate, 0..1.
    #[serde(default)]
    pub complete_accurate: Option<Measure>,
}

impl Step {
    /// A step with every field but its place at the default.
    pub fn new(id: StepId, map: MapId, side: Side, lane: LaneId, stage: StageId, title: &str) -> Self {
        Self {
            id,
            map,
            origin: None,
            side,
            lane,
            stage,
            position: 0,
            title: title.to_owned(),
            note: String::new(),
            importance: None,
            value: None,
            all: false,
            waits: false,
            waypoint: false,
            start: false,
            motivation: None,
            knowledge: None,
            questions: Vec::new(),
            required: false,
            ask: false,
            pool: None,
            accountable: String::new(),
            tools: Vec::new(),
            targets: Vec::new(),
            entry: None,
            touch: None,
            elapsed: None,
            volume: None,
            complete_accurate: None,
        }
    }

    /// Importance to the buyer, 2 when not given.
    pub fn weight(&self) -> u8 {
        self.importance.unwrap_or(2)
    }
}
