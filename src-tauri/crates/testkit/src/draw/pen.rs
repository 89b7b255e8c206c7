//! What is being drawn: rows made so far, and what is known by name only until the end of the drawing.

use std::collections::BTreeMap;

use twinlane_model::{
    Charter, Lane, LaneId, Link, LinkKind, Map, MapId, Measure, Outcome, Pool, PoolId, Side, Stage, StageId,
    Step, StepId, Strength, Tool, ToolId,
};

use crate::Ids;
use crate::token::Token;

/// What is being drawn.
pub(super) struct Pen {
    pub(super) ids: Ids,
    pub(super) charter: Charter,
    pub(super) map: Map,
    pub(super) lanes: Vec<Lane>,
    pub(super) stages: Vec<Stage>,
    pub(super) steps: Vec<Step>,
    pub(super) pools: Vec<Pool>,
    pub(super) tools: Vec<Tool>,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) links: Vec<Link>,
    pub(super) pending: Vec<Pending>,
    pub(super) pairs: Vec<(StageId, Vec<String>)>,
    pub(super) entries: Vec<String>,
    pub(super) named: BTreeMap<String, StepId>,
    pub(super) side: Option<Side>,
    pub(super) stage: Option<StageId>,
    /// The outcome whose returns follow.
    pub(super) outcome: Option<String>,
    /// Steps whose flow is written out.
    pub(super) explicit: Vec<StepId>,
}

/// A link whose end is known by name only.
pub(super) struct Pending {
    pub(super) from: Start,
    pub(super) to: Vec<Token>,
    pub(super) kind: LinkKind,
    pub(super) share: Option<Measure>,
    pub(super) criterion: String,
    pub(super) wait: Option<Measure>,
    pub(super) strength: Strength,
    pub(super) answers: Vec<String>,
}

pub(super) enum Start {
    Step(StepId),
    Outcome(String),
}

impl Pen {
    pub(super) fn new() -> Self {
        let mut ids = Ids::new();
        let map = Map::new(MapId::new(&mut ids), "Map");
        Self {
            ids,
            charter: Charter::default(),
            map,
            lanes: Vec::new(),
            stages: Vec::new(),
            steps: Vec::new(),
            pools: Vec::new(),
            tools: Vec::new(),
            outcomes: Vec::new(),
            links: Vec::new(),
            pending: Vec::new(),
            pairs: Vec::new(),
            entries: Vec::new(),
            named: BTreeMap::new(),
            side: None,
            stage: None,
            outcome: None,
            explicit: Vec::new(),
        }
    }

    pub(super) fn last_step(&mut self, line: &str) -> &mut Step {
        match self.steps.last_mut() {
            Some(step) => step,
            None => panic!("{line:?} stands before any step"),
        }
    }

    pub(super) fn new_stage(&mut self, side: Side, title: &str) -> StageId {
        let id = StageId::new(&mut self.ids);
        let position = self.stages.iter().filter(|row| row.side == side).count() as u32;
        self.stages.push(Stage {
            id,
            map: self.map.id,
            origin: None,
            side,
            title: title.to_owned(),
            paired: Vec::new(),
            after_purchase: false,
            criteria: Vec::new(),
            position,
        });
        id
    }

    pub(super) fn lane(&mut self, side: Side, title: &str) -> LaneId {
        if let Some(lane) = self
            .lanes
            .iter()
            .find(|row| row.side == side && row.title == title)
        {
            return lane.id;
        }
        let id = LaneId::new(&mut self.ids);
        let position = self.lanes.iter().filter(|row| row.side == side).count() as u32;
        self.lanes.push(Lane {
            id,
            map: self.map.id,
            origin: None,
            side,
            title: title.to_owned(),
            owner: String::new(),
            position,
        });
        id
    }

    /// The pool of a name, made when it is not there.
    pub(super) fn pool(&mut self, name: &str) -> PoolId {
        if let Some(pool) = self
            .pools
            .iter()
            .find(|pool| pool.name == name && !name.is_empty())
        {
            return pool.id;
        }
        let id = PoolId::new(&mut self.ids);
        self.pools.push(Pool {
            id,
            map: self.map.id,
            origin: None,
            name: name.to_owned(),
            people: None,
            capacity: None,
            cost: None,
            position: self.pools.len() as u32,
        });
        id
    }

    /// The tool of a name, made when it is not there.
    pub(super) fn tool(&mut self, name: &str) -> ToolId {
        if let Some(tool) = self.tools.iter().find(|tool| tool.name == name) {
            return tool.id;
        }
        let id = ToolId::new(&mut self.ids);
        let position = self.tools.len() as u32;
        self.tools.push(Tool::new(id, name, position));
        id
    }
}
