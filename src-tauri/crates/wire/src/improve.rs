//! Scenarios beside the present, as a window shows them. Numbers and sentences only; the arithmetic is in `flow`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use twinlane_model::{MapId, RowKey, ScenarioMove};
use twinlane_picture::Scene;

/// The present and its scenarios, side by side. Cases, wins, hours and cost are per period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
pub struct Comparison {
    /// Revision it was worked out for.
    pub rev: u32,
    /// The current map of the family; absent when it is gone.
    pub present: Option<MapId>,
    /// The present first, then its scenarios in the order of the maps.
    pub columns: Vec<FlowColumn>,
    /// Scenarios of the family that were left out, because so many are not read side by side.
    pub left_out: u32,
    /// Draws behind the ranges; 0 when none were asked for.
    pub draws: u32,
    /// Numbers of the scenario shown: what moves the result most, then what differs from the present, then what
    /// was asked for. Empty while the present is shown.
    pub numbers: Vec<ScenarioNumber>,
    /// Trying harder against helping the constraint; absent while presenting, since it shows money, and where what
    /// comes out is not known.
    pub effort: Option<Picture>,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Picture {
    /// What is drawn.
    pub scene: Scene,
    /// The chart in words, for readers who cannot see it.
    pub alt: String,
}

/// What comes out of one map.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct FlowColumn {
    /// The map.
    pub map: MapId,
    /// Its name.
    pub name: String,
    /// A scenario; else the present.
    pub scenario: bool,
    /// Cases that enter.
    pub entering: Compared,
    /// Demand: if everything that arrives were served.
    pub served: ComparedTotals,
    /// What really comes out when pools serve no more than they can.
    pub at_capacity: ComparedTotals,
    /// Lead time of a won case, working days, at demand.
    pub lead_time_won: Compared,
    /// Name of the pool of highest utilisation.
    pub constraint: Option<String>,
    /// Its utilisation, 1 = as much work as there are hours.
    pub utilisation: Compared,
    /// Queues that grow at capacity, the fastest first.
    pub growing: Vec<NamedQueue>,
    /// Why the totals are not known, in a sentence; absent when they are.
    pub unknown: Option<String>,
    /// What the reader must know of these numbers, in sentences.
    pub remarks: Vec<String>,
    /// What the scenario brings, in a sentence; empty for the present.
    pub says: String,
}

/// Totals of one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, TS)]
pub struct ComparedTotals {
    /// Cases won.
    pub wins: Compared,
    /// Currency; unknown while presenting.
    pub cost: Compared,
    /// Currency per case won; unknown while presenting.
    pub cost_per_win: Compared,
}

/// A number of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, TS)]
pub struct Compared {
    /// The number; absent where it cannot be known.
    pub value: Option<f64>,
    /// More than at present; absent for the present and where either is not known.
    pub change: Option<f64>,
    /// What it might be.
    pub range: Option<Range>,
}

/// What a number is in one of ten draws or less, in half of them, in nine of ten.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[expect(
    missing_docs,
    reason = "the name says it: the tenth, the fiftieth, the ninetieth percentile"
)]
pub struct Range {
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
}

/// A queue that grows.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct NamedQueue {
    /// Title of the step.
    pub step: String,
    /// Cases per period.
    pub by: f64,
}

/// A number of a row, by the name of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NumberKey {
    /// The row: a step, a link, a pool.
    pub of: RowKey,
    /// The field.
    pub field: NumberField,
}

/// The numbers of a map that the flow arithmetic reads, by the names of their fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is a field of the model, explained there")]
pub enum NumberField {
    Entry,
    Touch,
    Elapsed,
    Share,
    Wait,
    Capacity,
    People,
    Cost,
}

/// What a scenario is to be otherwise: numbers of its map, and what no map can draw.
///
/// A share takes what it gains from the loss of its step and gives it back what it leaves, so that the shares of
/// the step go on adding up; a number that is that of the present rests on what it rests on there, any other is an
/// assumption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// The scenario.
    pub map: MapId,
    /// Numbers, in the units of their fields.
    #[serde(default)]
    pub numbers: Vec<NumberSet>,
    /// The moves it is to have; those it has when absent.
    #[serde(default)]
    pub moves: Option<Vec<ScenarioMove>>,
}

/// A number that is to be another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NumberSet {
    /// The row: a step, a link, a pool.
    pub of: RowKey,
    /// The field.
    pub field: NumberField,
    /// The number; none takes it away.
    pub value: Option<f64>,
}

/// A number of a scenario beside that of the present.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ScenarioNumber {
    /// The row of the scenario.
    pub of: RowKey,
    /// The field.
    pub field: NumberField,
    /// What the row is called; a link is "From → To".
    pub name: String,
    /// At present, in the unit of the field; the scenario's own stands in its row.
    pub present: Option<f64>,
    /// Cases won per period at capacity, more than at present, if the number of the present were a tenth better;
    /// absent where nobody has worked it out.
    pub effect: Option<f64>,
}
