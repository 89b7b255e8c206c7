//! From the tree of an outline to rows: ids are given, titles looked up, pools merged, links made.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use twinlane_model::{
    Charter, CriterionId, Drawn, End, IdSource, Lane, LaneId, Link, LinkId, LinkKind, Map, MapId, MapKind,
    Outcome, OutcomeId, OutcomeKind, QuestionId, Row, Side, Stage, StageId, Step, StepId, Tool, ToolId,
    ToolKind,
};
use uuid::Uuid;

use super::DEFAULT_MAP_NAME;
use super::index::Index;
use super::pools::Pools;
use super::tree::{At, Flow, FlowEnd, FlowLine, OutcomeName, Outline, Reference, StepBlock};
use crate::{ExchangeError, Imported, Place};

struct Builder<'a> {
    ids: &'a mut dyn IdSource,
    map: MapId,
    lanes: Vec<Lane>,
    lane_index: Index<Side, LaneId>,
    stages: Vec<Stage>,
    stage_index: Index<Side, StageId>,
    pools: Pools,
    tools: IndexMap<String, ToolId>,
    steps: Vec<Step>,
    /// How many steps each cell has so far.
    cells: BTreeMap<(LaneId, StageId), u32>,
    step_index: Index<Side, usize>,
    question_index: Index<StepId, QuestionId>,
    outcomes: IndexMap<(String, OutcomeKind), OutcomeId>,
    outcome_titles: IndexMap<String, (OutcomeKind, Place)>,
    links: Vec<Link>,
    joined: BTreeSet<(LinkKind, End, End)>,
}

/// Makes the rows, or says what is wrong and where.
pub(crate) fn build(outline: &Outline, ids: &mut dyn IdSource) -> Result<Imported, ExchangeError> {
    let map = MapId::new(ids);
    let mut builder = Builder {
        ids,
        map,
        lanes: Vec::new(),
        lane_index: Index::new("lane"),
        stages: Vec::new(),
        stage_index: Index::new("stage"),
        pools: Pools::new(map),
        tools: IndexMap::new(),
        steps: Vec::new(),
        cells: BTreeMap::new(),
        step_index: Index::new("step"),
        question_index: Index::new("question"),
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
        id,
        name: outline
            .map
            .as_ref()
            .map_or_else(|| DEFAULT_MAP_NAME.to_owned(), |at| at.value.clone()),
        kind: if scenario {
            MapKind::Scenario
        } else {
            MapKind::Current
        },
        about: outline.about.join("\n"),
        copied_from: None,
        drawn: Drawn {
            buyer: drawn(Side::Buyer),
            seller: drawn(Side::Seller),
        },
        dismissed_rules: BTreeMap::new(),
        position: 0,
    }
}

impl Builder<'_> {
    fn header(&mut self, outline: &Outline) -> Result<(), ExchangeError> {
        for line in &outline.lanes {
            if line.id.is_none() && self.lane_index.has(line.side, &line.title.value) {
                return Err(ExchangeError::syntax(
                    line.title.place.clone(),
                    format!("the lane “{}” is there twice", line.title.value),
                    "Leave one out, or mark both with {id x} and write [#x] at their steps",
                ));
            }
            let id = self.lane(line.side, &line.title.value, &line.owner);
            self.lane_index
                .put(line.side, &line.title.value, line.id.as_ref(), id)?;
        }
        for line in &outline.pools {
            self.pools
                .say(&line.name.value, &line.values, "the header", self.ids)?;
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
                    return Err(ExchangeError::syntax(
                        reference.place.clone(),
                        "this pair is there twice",
                        "Name each buyer stage once",
                    ));
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
            let by = format!("“{}”", step.title);
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
                return Err(ExchangeError::syntax(
                    line.step.place.clone(),
                    format!("“{}” has two entries", self.steps[at].title),
                    "Add the two numbers up in one line",
                ));
            }
        }
        Ok(())
    }

    fn step_links(&mut self, outline: &Outline) -> Result<(), ExchangeError> {
        let blocks: Vec<&StepBlock> = outline
            .sides
            .iter()
            .flat_map(|side| &side.stages)
            .flat_map(|stage| &stage.steps)
            .collect();
        let next_in_lane = self.next_in_lane();
        for ((at, block), next) in blocks.into_iter().enumerate().zip(next_in_lane) {
            let (id, side) = (self.steps[at].id, self.steps[at].side);
            match &block.flow {
                Flow::Nothing => {}
                Flow::Silent => {
                    if let Some(to) = next.map(End::Step) {
                        let draft = Link::new(LinkId(Uuid::nil()), self.map, LinkKind::Flow, to, to);
                        self.join(draft, LinkKind::Flow, End::Step(id), to, &block.place)?;
                    }
                }
                Flow::Links(lines) => {
                    for line in lines {
                        self.flow(line, id, side)?;
                    }
                }
            }
            for part in &block.supports {
                let to = self.steps[self.step_index.find(Side::Buyer, &part.to)?].id;
                let end = End::Step(to);
                let mut draft = Link::new(LinkId(Uuid::nil()), self.map, LinkKind::Support, end, end);
                draft.strength = part.strength;
                for answer in &part.answers {
                    let question = self.question_index.find(to, answer)?;
                    if !draft.answers.contains(&question) {
                        draft.answers.push(question);
                    }
                }
                self.join(draft, LinkKind::Support, End::Step(id), end, &part.to.place)?;
            }
        }
        Ok(())
    }

    /// For each step, the next one of its lane in the order of reading.
    fn next_in_lane(&self) -> Vec<Option<StepId>> {
        let mut next: BTreeMap<LaneId, StepId> = BTreeMap::new();
        let mut found: Vec<Option<StepId>> = self
            .steps
            .iter()
            .rev()
            .map(|step| next.insert(step.lane, step.id))
            .collect();
        found.reverse();
        found
    }

    fn flow(&mut self, line: &FlowLine, from: StepId, side: Side) -> Result<(), ExchangeError> {
        let to = match &line.to.value {
            FlowEnd::Step(reference) => {
                let reference = At {
                    value: reference.clone(),
                    place: line.to.place.clone(),
                };
                End::Step(self.steps[self.step_index.find(side, &reference)?].id)
            }
            FlowEnd::Outcome(..) if side == Side::Buyer => {
                return Err(ExchangeError::syntax(
                    line.to.place.clone(),
                    "a buyer step leads to no outcome",
                    "Outcomes belong to the sales process; a step of this title is written in quotes",
                ));
            }
            FlowEnd::Outcome(title, kind) => End::Outcome(self.outcome(title, *kind, &line.to.place)?),
        };
        if side == Side::Buyer && to == End::Step(from) {
            return Err(ExchangeError::syntax(
                line.to.place.clone(),
                "a buyer step cannot flow to itself",
                "Only an activity may be tried again",
            ));
        }
        self.join(
            line.draft.clone(),
            LinkKind::Flow,
            End::Step(from),
            to,
            &line.to.place,
        )
    }

    fn outcome(&mut self, title: &str, kind: OutcomeKind, place: &Place) -> Result<OutcomeId, ExchangeError> {
        if !title.is_empty() {
            let first = self
                .outcome_titles
                .entry(title.to_owned())
                .or_insert_with(|| (kind, place.clone()));
            if first.0 != kind {
                return Err(ExchangeError::conflict(
                    place.clone(),
                    first.1.clone(),
                    format!("the outcome “{title}” is {} and {}", first.0.word(), kind.word()),
                    "Give one of the two another title",
                ));
            }
        }
        let ids = &mut *self.ids;
        Ok(*self
            .outcomes
            .entry((title.to_owned(), kind))
            .or_insert_with(|| OutcomeId::new(ids)))
    }

    fn returns(&mut self, outline: &Outline) -> Result<(), ExchangeError> {
        for block in &outline.outcomes {
            let place = &block.name.place;
            let (id, kind) = match &block.name.value {
                OutcomeName::Word(kind) => (self.outcome("", *kind, place)?, *kind),
                OutcomeName::Declared(title, kind) => (self.outcome(title, *kind, place)?, *kind),
                OutcomeName::Title(title) => {
                    let Some((kind, _)) = self.outcome_titles.get(title) else {
                        return Err(ExchangeError::reference(
                            place.clone(),
                            format!("no flow leads to an outcome “{title}”"),
                            "Write “=> Title as Lost” (or another kind) below the activity that ends so",
                        ));
                    };
                    let kind = *kind;
                    (self.outcome(title, kind, place)?, kind)
                }
            };
            for line in &block.returns {
                let place = &line.to.place;
                if kind == OutcomeKind::Won {
                    return Err(ExchangeError::syntax(
                        place.clone(),
                        "nothing returns from a won deal",
                        "What follows a purchase is an activity of its own",
                    ));
                }
                let FlowEnd::Step(reference) = &line.to.value else {
                    return Err(ExchangeError::syntax(
                        place.clone(),
                        "a return leads to an activity",
                        "Write the title of an activity; one that reads like an outcome is put in quotes",
                    ));
                };
                if !line.draft.criterion.is_empty() {
                    return Err(ExchangeError::syntax(
                        place.clone(),
                        "a return has no acceptance criterion",
                        "Leave the criterion out; share and wait may stay",
                    ));
                }
                let reference = At {
                    value: reference.clone(),
                    place: place.clone(),
                };
                let to = self.steps[self.step_index.find(Side::Seller, &reference)?].id;
                let (from, to) = (End::Outcome(id), End::Step(to));
                self.join(line.draft.clone(), LinkKind::Return, from, to, place)?;
            }
        }
        Ok(())
    }

    /// Adds a link; a second one of its kind between the same two is refused.
    fn join(
        &mut self,
        draft: Link,
        kind: LinkKind,
        from: End,
        to: End,
        place: &Place,
    ) -> Result<(), ExchangeError> {
        if !self.joined.insert((kind, from, to)) {
            return Err(ExchangeError::syntax(
                place.clone(),
                "this link is there twice",
                "Between the same two stands at most one flow and one support",
            ));
        }
        self.links.push(Link {
            id: LinkId::new(self.ids),
            map: self.map,
            kind,
            from,
            to,
            ..draft
        });
        Ok(())
    }

    fn into_rows(self, charter: Charter, map: Map) -> Vec<Row> {
        let map_id = self.map;
        let tools = self
            .tools
            .into_iter()
            .enumerate()
            .map(|(at, (name, id))| tool(id, name, at as u32));
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

fn tool(id: ToolId, name: String, position: u32) -> Tool {
    Tool {
        id,
        name,
        kind: ToolKind::Other,
        cost_per_year: None,
        users: None,
        expected_outcome: String::new(),
        outcome_seen: String::new(),
        adoption: None,
        value_to_seller: None,
        value_to_buyer: None,
        minutes_per_deal: None,
        managers_use: None,
        designed_with_sellers: None,
        coached_by: String::new(),
        practised: None,
        decision: None,
        rank: None,
        position,
    }
}
