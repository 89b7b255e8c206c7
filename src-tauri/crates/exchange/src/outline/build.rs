//! From the tree of an outline to rows: ids are given, titles looked up, pools merged. Links are made by
//! [`super::links`].

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use twinlane_model::{
    Charter, CriterionId, Drawn, End, IdSource, Lane, LaneId, Link, LinkKind, Map, MapId, MapKind, Outcome,
    OutcomeId, OutcomeKind, QuestionId, Row, Side, Stage, StageId, Step, StepId, Tool, ToolId,
};

use super::index::Index;
use super::pools::Pools;
use super::tree::{Outline, Reference, StepBlock};
use crate::sentences::{LOCALE, Noun, OutlineFaults, StatedBy};
use crate::{ExchangeError, Imported, Place};

/// The name of a map whose outline gives none.
pub const DEFAULT_MAP_NAME: &str = "Current";

/// The rows so far, and where to find them.
pub(super) struct Builder<'a> {
    pub(super) ids: &'a mut dyn IdSource,
    pub(super) map: MapId,
    pub(super) lanes: Vec<Lane>,
    pub(super) lane_index: Index<Side, LaneId>,
    pub(super) stages: Vec<Stage>,
    pub(super) stage_index: Index<Side, StageId>,
    pub(super) pools: Pools,
    pub(super) tools: IndexMap<String, ToolId>,
    pub(super) steps: Vec<Step>,
    /// How many steps each cell has so far.
    pub(super) cells: BTreeMap<(LaneId, StageId), u32>,
    pub(super) step_index: Index<Side, usize>,
    pub(super) question_index: Index<StepId, QuestionId>,
    pub(super) outcomes: IndexMap<(String, OutcomeKind), OutcomeId>,
    pub(super) outcome_titles: IndexMap<String, (OutcomeKind, Place)>,
    pub(super) links: Vec<Link>,
    pub(super) joined: BTreeSet<(LinkKind, End, End)>,
}

/// Makes the rows, or says what is wrong and where.
pub(crate) fn build(outline: &Outline, ids: &mut dyn IdSource) -> Result<Imported, ExchangeError> {
    let map = MapId::new(ids);
    let mut builder = Builder {
        ids,
        map,
        lanes: Vec::new(),
        lane_index: Index::new(Noun::Lane),
        stages: Vec::new(),
        stage_index: Index::new(Noun::Stage),
        pools: Pools::new(map),
        tools: IndexMap::new(),
        steps: Vec::new(),
        cells: BTreeMap::new(),
        step_index: Index::new(Noun::Step),
        question_index: Index::new(Noun::Question),
        outcomes: IndexMap::new(),
        outcome_titles: IndexMap::new(),
        links: Vec::new(),
        joined: BTreeSet::new(),
    };
    builder.header(outline)?;
    builder.stages(outline)?;
    builder.steps(outline)?;
    builder.entries(outline)?;
    builder.step_links(outline)?;
    builder.returns(outline)?;
    let map_row = map_row(outline, map);
    let rows = builder.into_rows(charter(outline), map_row);
    Imported::counted(rows).checked()
}

fn charter(outline: &Outline) -> Charter {
    let mut charter = Charter {
        title: outline.title.clone().unwrap_or_default(),
        client: outline
            .client
            .as_ref()
            .map(|at| at.value.clone())
            .unwrap_or_default(),
        ..Charter::default()
    };
    if let Some(period) = &outline.period {
        charter.period.clone_from(&period.value.name);
        charter.days_per_period = period.value.days.unwrap_or(charter.days_per_period);
        charter.hours_per_day = period.value.hours.unwrap_or(charter.hours_per_day);
    }
    charter
}

fn map_row(outline: &Outline, id: MapId) -> Map {
    let drawn = |side| {
        outline
            .sides
            .iter()
            .any(|block| block.side == side && block.drawn)
    };
    let scenario = outline.scenario.as_ref().is_some_and(|at| at.value);
    Map {
        kind: if scenario {
            MapKind::Scenario
        } else {
            MapKind::Current
        },
        about: outline.about.join("\n"),
        drawn: Drawn {
            buyer: drawn(Side::Buyer),
            seller: drawn(Side::Seller),
        },
        ..Map::new(
            id,
            &outline
                .map
                .as_ref()
                .map_or_else(|| DEFAULT_MAP_NAME.to_owned(), |at| at.value.clone()),
        )
    }
}

impl Builder<'_> {
    fn header(&mut self, outline: &Outline) -> Result<(), ExchangeError> {
        for line in &outline.lanes {
            if line.id.is_none() && self.lane_index.has(line.side, &line.title.value) {
                return Err(LOCALE
                    .lane_twice(&line.title.value)
                    .syntax(line.title.place.clone()));
            }
            let id = self.lane(line.side, &line.title.value, &line.owner);
            self.lane_index
                .put(line.side, &line.title.value, line.id.as_ref(), id)?;
        }
        for line in &outline.pools {
            self.pools
                .say(&line.name.value, &line.values, &StatedBy::Header, self.ids)?;
        }
        Ok(())
    }

    fn lane(&mut self, side: Side, title: &str, owner: &str) -> LaneId {
        let id = LaneId::new(self.ids);
        let position = self.lanes.iter().filter(|lane| lane.side == side).count() as u32;
        self.lanes.push(Lane {
            id,
            map: self.map,
            origin: None,
            side,
            title: title.to_owned(),
            owner: owner.to_owned(),
            position,
        });
        id
    }

    fn stages(&mut self, outline: &Outline) -> Result<(), ExchangeError> {
        for side in &outline.sides {
            for (position, block) in side.stages.iter().enumerate() {
                let id = StageId::new(self.ids);
                self.stage_index
                    .put(side.side, &block.title.value, block.id.as_ref(), id)?;
                let mut criteria = block.criteria.clone();
                for criterion in &mut criteria {
                    criterion.id = CriterionId::new(self.ids);
                }
                self.stages.push(Stage {
                    id,
                    map: self.map,
                    origin: None,
                    side: side.side,
                    title: block.title.value.clone(),
                    paired: Vec::new(),
                    after_purchase: block.after_purchase,
                    criteria,
                    position: position as u32,
                });
            }
        }
        // Pairs are looked up when all stages are known: the sides may stand in any order.
        let blocks = outline.sides.iter().flat_map(|side| &side.stages);
        for (stage, block) in self.stages.iter_mut().zip(blocks) {
            for reference in &block.paired {
                let paired = self.stage_index.find(Side::Buyer, reference)?;
                if stage.paired.contains(&paired) {
                    return Err(LOCALE.pair_twice().syntax(reference.place.clone()));
                }
                stage.paired.push(paired);
            }
        }
        Ok(())
    }

    fn steps(&mut self, outline: &Outline) -> Result<(), ExchangeError> {
        let mut stages = self
            .stages
            .iter()
            .map(|stage| stage.id)
            .collect::<Vec<_>>()
            .into_iter();
        for side in &outline.sides {
            for (block, stage) in side.stages.iter().zip(stages.by_ref()) {
                for step in &block.steps {
                    self.step(step, side.side, stage)?;
                }
            }
        }
        Ok(())
    }

    fn step(&mut self, block: &StepBlock, side: Side, stage: StageId) -> Result<(), ExchangeError> {
        let lane = match &block.lane.value {
            Reference::Title(title) if !self.lane_index.has(side, title) => {
                let id = self.lane(side, title, "");
                self.lane_index.put(side, title, None, id)?;
                id
            }
            _ => self.lane_index.find(side, &block.lane)?,
        };
        let mut step = block.draft.clone();
        step.id = StepId::new(self.ids);
        step.map = self.map;
        step.lane = lane;
        step.stage = stage;
        let taken = self.cells.entry((lane, stage)).or_default();
        step.position = *taken;
        *taken += 1;
        self.step_index
            .put(side, &step.title, block.id.as_ref(), self.steps.len())?;
        for line in &block.questions {
            let mut question = line.question.clone();
            question.id = QuestionId::new(self.ids);
            self.question_index
                .put(step.id, &question.text, line.id.as_ref(), question.id)?;
            step.questions.push(question);
        }
        let owner = block
            .owner
            .as_ref()
            .map(|at| at.value.as_str())
            .unwrap_or_default();
        if !owner.is_empty() || !block.pool.is_empty() {
            let by = StatedBy::Step(step.title.clone());
            step.pool = Some(self.pools.say(owner, &block.pool, &by, self.ids)?);
        }
        for name in &block.tools {
            let ids = &mut *self.ids;
            let tool = *self.tools.entry(name.clone()).or_insert_with(|| ToolId::new(ids));
            if !step.tools.contains(&tool) {
                step.tools.push(tool);
            }
        }
        self.steps.push(step);
        Ok(())
    }

    fn entries(&mut self, outline: &Outline) -> Result<(), ExchangeError> {
        for line in &outline.entries {
            let at = self.step_index.find(Side::Seller, &line.step)?;
            if self.steps[at].entry.replace(line.volume.clone()).is_some() {
                return Err(LOCALE
                    .two_entries(&self.steps[at].title)
                    .syntax(line.step.place.clone()));
            }
        }
        Ok(())
    }

    fn into_rows(self, charter: Charter, map: Map) -> Vec<Row> {
        let map_id = self.map;
        let tools = self
            .tools
            .into_iter()
            .enumerate()
            .map(|(at, (name, id))| Tool::new(id, &name, at as u32));
        let outcomes = self
            .outcomes
            .into_iter()
            .enumerate()
            .map(|(at, ((title, kind), id))| {
                Row::Outcome(Outcome {
                    id,
                    map: map_id,
                    origin: None,
                    kind,
                    title,
                    targets: Vec::new(),
                    position: at as u32,
                })
            });
        [Row::Charter(charter)]
            .into_iter()
            .chain(tools.map(Row::Tool))
            .chain([Row::Map(map)])
            .chain(self.lanes.into_iter().map(Row::Lane))
            .chain(self.stages.into_iter().map(Row::Stage))
            .chain(self.pools.into_rows().into_iter().map(Row::Pool))
            .chain(self.steps.into_iter().map(Row::Step))
            .chain(outcomes)
            .chain(self.links.into_iter().map(Row::Link))
            .collect()
    }
}
