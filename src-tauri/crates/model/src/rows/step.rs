//! Steps: what the buyer does (buyer step) and what the company does (activity).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fields::Fields;
use super::held_ids::row_ids;
use super::kind::{Called, Counted, Holds, Joins, Recheck, RowKind, RowRules, Scope, TableKind};
use super::lane::Lane;
use super::pool::Pool;
use super::stage::Stage;
use crate::refusal::refuse;
use crate::{
    End, HoldsIds, IdAt, IdKind, LaneId, MapId, Measure, PoolId, QuestionId, Refusal, Side, StageId, StepId,
    Target, ToolId,
};

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

impl HoldsIds for Question {
    const NAMES: &'static [IdKind] = QuestionId::NAMES;

    fn each_id(&self, at: IdAt, see: &mut impl FnMut(IdAt, Uuid)) {
        self.id.each_id(at, see);
    }

    fn change_ids(&mut self, at: IdAt, change: &mut impl FnMut(IdAt, &mut Uuid) -> bool) -> bool {
        self.id.change_ids(at, change)
    }
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

row_ids! {
    Step {
        Own: id, questions;
        BelongsTo: map;
        StandsIn: lane, stage;
        Names: pool, tools;
        Origin: origin;
        Plain: side, position, title, note, importance, value, all, waits, waypoint, start, motivation, knowledge, required, ask, accountable, targets, entry, touch, elapsed, volume, complete_accurate;
    }
}

impl RowKind for Step {
    const COUNTED: Counted = Counted {
        one: "step",
        many: "steps",
    };
    const MANY_ON_A_MAP: bool = true;

    fn title(&self) -> Option<&str> {
        Some(&self.title)
    }

    fn map(&self) -> Option<MapId> {
        Some(self.map)
    }

    fn side(&self) -> Option<Side> {
        Some(self.side)
    }

    fn position(&self) -> Option<u32> {
        Some(self.position)
    }
}

impl TableKind for Step {
    type Id = StepId;

    fn stand_in(_: StepId, _: MapId, _: Option<Side>, _: &str) -> Option<Self> {
        None
    }
}

impl RowRules for Step {
    const FIXED: &'static [&'static str] = &["id", "map", "origin", "side", "lane", "stage", "position"];

    fn called(&self) -> Called<'_> {
        Called::Title(&self.title)
    }

    fn set_title(&mut self, title: String) -> Result<(), &'static str> {
        self.title = title;
        Ok(())
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::Cell(self.stage, self.lane))
    }

    fn set_position(&mut self, position: u32) {
        self.position = position;
    }

    fn check_fields(&self, check: &mut Fields<'_>) {
        check.text("title", &self.title);
        check.text("note", &self.note);
        check.text("accountable", &self.accountable);
        if self
            .importance
            .is_some_and(|importance| !(1..=3).contains(&importance))
        {
            check.wrong("importance", "importance goes from 1 to 3");
        }
        check.grade("value", self.value);
        check.grade("motivation", self.motivation);
        for (number, question) in self.questions.iter().enumerate() {
            check.text(&format!("questions.{number}.text"), &question.text);
            if question.id.0.is_nil() {
                check.wrong(&format!("questions.{number}.id"), "the id is missing");
            }
        }
        check.targets(&self.targets);
        check.measured_amount("entry", self.entry.as_ref());
        check.measured_amount("touch", self.touch.as_ref());
        check.measured_amount("elapsed", self.elapsed.as_ref());
        check.measured_amount("volume", self.volume.as_ref());
        check.measured_share("complete_accurate", self.complete_accurate.as_ref());
        match self.side {
            Side::Seller => {
                let why = "only a buyer step has this";
                check.absent("start", self.start, why);
                check.absent("motivation", self.motivation.is_some(), why);
                check.absent("knowledge", self.knowledge.is_some(), why);
                check.absent("questions", !self.questions.is_empty(), why);
            }
            Side::Buyer => {
                let why = "only an activity has this";
                check.absent("required", self.required, why);
                check.absent("ask", self.ask, why);
                check.absent("pool", self.pool.is_some(), why);
                check.absent("accountable", !self.accountable.is_empty(), why);
                check.absent("tools", !self.tools.is_empty(), why);
                check.absent("targets", !self.targets.is_empty(), why);
                check.absent("entry", self.entry.is_some(), why);
            }
        }
    }

    fn recheck(before: Option<&Self>, after: Option<&Self>, also: &mut Recheck) {
        let joined = |row: &Self| (row.map, row.side, row.waypoint);
        if let Some(before) = before
            && after
                .is_none_or(|after| joined(before) != joined(after) || before.questions != after.questions)
        {
            also.ends.insert(End::Step(before.id));
        }
        if let Some(after) = after {
            let had: BTreeSet<QuestionId> = before
                .filter(|before| before.map == after.map)
                .into_iter()
                .flat_map(|before| before.questions.iter().map(|question| question.id))
                .collect();
            let new = after.questions.iter().map(|question| question.id);
            also.questions
                .entry(after.map)
                .or_default()
                .extend(new.filter(|id| !had.contains(id)));
        }
    }
}

impl<W: Holds<Lane> + Holds<Stage> + Holds<Pool>> Joins<W> for Step {
    fn check_joins(&self, rows: &W, out: &mut Vec<Refusal>) {
        out.extend(cell_fits(self, rows).err());
        if let Some(pool) = self.pool.and_then(|id| Holds::<Pool>::table(rows).get(&id))
            && pool.map != self.map
        {
            out.push(refuse("step.pool", "the pool belongs to another map"));
        }
        for (number, tool) in self.tools.iter().enumerate() {
            if self.tools[..number].contains(tool) {
                out.push(refuse(format!("step.tools.{number}"), "this tool is named twice"));
            }
        }
    }
}

/// The side and map of a lane and stage must be those of the step.
fn cell_fits<W: Holds<Lane> + Holds<Stage>>(step: &Step, rows: &W) -> Result<(), Refusal> {
    let lane = Holds::<Lane>::table(rows).get(&step.lane);
    let stage = Holds::<Stage>::table(rows).get(&step.stage);
    let home = (step.map, step.side);
    if lane.is_some_and(|lane| (lane.map, lane.side) != home) {
        return Err(refuse(
            "step.lane",
            "the lane must be on the step's own side and map",
        ));
    }
    if stage.is_some_and(|stage| (stage.map, stage.side) != home) {
        return Err(refuse(
            "step.stage",
            "the stage must be on the step's own side and map",
        ));
    }
    Ok(())
}
