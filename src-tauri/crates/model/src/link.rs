//! The rows that join steps: outcomes, links with their ends, and the pools that do the work.
//!
//! Only plain data; what is allowed to be joined with what is checked by the changes.

use serde::{Deserialize, Serialize};

use crate::{LinkId, MapId, Measure, OutcomeId, PoolId, QuestionId, StepId, Target};

/// What an outcome means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// The buyer bought.
    Won,
    /// The buyer bought elsewhere.
    Lost,
    /// The buyer did not decide.
    NoDecision,
    /// Not a fit.
    Disqualified,
    /// A fit, not yet.
    NotReady,
    /// An end nobody has classified.
    Unclassified,
}

impl OutcomeKind {
    /// All kinds, in the order of the word list.
    pub const ALL: [Self; 6] = [
        Self::Won,
        Self::Lost,
        Self::NoDecision,
        Self::Disqualified,
        Self::NotReady,
        Self::Unclassified,
    ];

    /// The word of the outline and of the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Won => "Won",
            Self::Lost => "Lost",
            Self::NoDecision => "No decision",
            Self::Disqualified => "Disqualified",
            Self::NotReady => "Not ready",
            Self::Unclassified => "Unclassified",
        }
    }
}

/// An end of the sales process.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Identity.
    pub id: OutcomeId,
    /// Its map.
    pub map: MapId,
    /// The outcome it was copied from; of a copy's copy, the first one.
    #[serde(default)]
    pub origin: Option<OutcomeId>,
    /// What it means.
    pub kind: OutcomeKind,
    /// A title of its own; the kind's word when empty.
    #[serde(default)]
    pub title: String,
    /// Targets.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Order in the last column.
    #[serde(default)]
    pub position: u32,
}

impl Outcome {
    /// The title shown: its own, else the kind's word.
    pub fn name(&self) -> &str {
        if self.title.is_empty() {
            self.kind.word()
        } else {
            &self.title
        }
    }
}

/// One end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// A step.
    Step(StepId),
    /// An outcome.
    Outcome(OutcomeId),
}

impl End {
    /// The step, if it is one.
    pub fn step(self) -> Option<StepId> {
        match self {
            Self::Step(id) => Some(id),
            Self::Outcome(_) => None,
        }
    }

    /// The outcome, if it is one.
    pub fn outcome(self) -> Option<OutcomeId> {
        match self {
            Self::Outcome(id) => Some(id),
            Self::Step(_) => None,
        }
    }
}

/// What a link means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Between steps of one side, or from an activity to an outcome.
    Flow,
    /// From an outcome (not won) back to an activity.
    Return,
    /// From an activity to a buyer step.
    Support,
}

/// How much an activity helps a buyer step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Hardly.
    Weak,
    /// Helps; the strength when none is given.
    #[default]
    Helps,
    /// Decisively.
    Strong,
}

/// A link of a map. At most one flow and one support per ordered pair of ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Identity.
    pub id: LinkId,
    /// Its map.
    pub map: MapId,
    /// The link it was copied from; of a copy's copy, the first one.
    #[serde(default)]
    pub origin: Option<LinkId>,
    /// What it means.
    pub kind: LinkKind,
    /// Where it leaves.
    pub from: End,
    /// Where it arrives.
    pub to: End,
    /// Flow and returns: share of the cases, 0..1.
    #[serde(default)]
    pub share: Option<Measure>,
    /// Flow: acceptance criterion; empty when there is none.
    #[serde(default)]
    pub criterion: String,
    /// Flow and returns: wait, working days.
    #[serde(default)]
    pub wait: Option<Measure>,
    /// Support: strength.
    #[serde(default)]
    pub strength: Strength,
    /// Support: questions of the buyer step that it answers.
    #[serde(default)]
    pub answers: Vec<QuestionId>,
}

impl Link {
    /// A link with every optional field at its default.
    pub fn new(id: LinkId, map: MapId, kind: LinkKind, from: End, to: End) -> Self {
        Self {
            id,
            map,
            origin: None,
            kind,
            from,
            to,
            share: None,
            criterion: String::new(),
            wait: None,
            strength: Strength::Helps,
            answers: Vec::new(),
        }
    }
}

/// A pool: people who share work. Pools belong to one map, so that a scenario may change them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// Identity.
    pub id: PoolId,
    /// Its map.
    pub map: MapId,
    /// The pool it was copied from; of a copy's copy, the first one.
    #[serde(default)]
    pub origin: Option<PoolId>,
    /// Name; empty for the unnamed pool of a single step (which is no owner: rule H3).
    #[serde(default)]
    pub name: String,
    /// Number of people.
    #[serde(default)]
    pub people: Option<u32>,
    /// Capacity, hours per period.
    #[serde(default)]
    pub capacity: Option<Measure>,
    /// Cost, currency per hour.
    #[serde(default)]
    pub cost: Option<Measure>,
    /// Order in lists.
    #[serde(default)]
    pub position: u32,
}
