//! Reads a text line by line and collects the rows it makes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map as JsonMap, json};

use super::{CaptureContext, CaptureMode, Captured};
use crate::refusal::refuse;
use crate::{
    Change, Criterion, CriterionId, End, IdSource, Lane, LaneId, Link, LinkId, LinkKind, Note, NoteId,
    NoteState, Phase, Question, QuestionId, Refusal, Row, RowKey, Side, Stage, StageId, Step, StepId,
    Workshop, plan, topology,
};

/// Titles of what an empty side gets, so that the first word can be typed at once.
const FIRST_STAGE: &str = "Stage 1";

/// Longest text before a colon that is taken for a lane, in characters.
const LONGEST_LANE: usize = 40;

/// `Lane: title`, when a line is one.
fn lane_and_title(line: &str) -> Option<(&str, &str)> {
    let (lane, title) = line.split_once(':')?;
    let lane = lane.trim();
    let parted = title.is_empty() || title.starts_with(char::is_whitespace);
    (parted && !lane.is_empty() && lane.chars().count() <= LONGEST_LANE).then(|| (lane, title.trim()))
}

/// What a text has come to so far.
pub(super) struct Desk<'a> {
    workshop: &'a Workshop,
    context: &'a CaptureContext,
    ids: &'a mut dyn IdSource,
    /// Side new steps go to.
    side: Side,
    /// The step that the next line continues.
    at: Option<Step>,
    /// Cell for the next step.
    lane: Option<LaneId>,
    stage: Option<StageId>,
    lanes: Vec<Lane>,
    stages: Vec<Stage>,
    steps: Vec<Step>,
    links: Vec<Link>,
    notes: Vec<Note>,
    questions: BTreeMap<StepId, Vec<Question>>,
    criteria: BTreeMap<StageId, Vec<Criterion>>,
    said: Vec<String>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        workshop: &'a Workshop,
        context: &'a CaptureContext,
        ids: &'a mut dyn IdSource,
    ) -> Result<Self, Refusal> {
        let missing = |field: &str, table| Refusal::Missing {
            field: field.to_owned(),
            table,
        };
        if !workshop.maps().contains_key(&context.map) {
            return Err(missing("map", "maps"));
        }
        let at = match context.from {
            None => None,
            Some(id) => match workshop.steps().get(&id) {
                Some(step) if step.map == context.map => Some(step.clone()),
                Some(_) => return Err(refuse("from", "the step is on another map")),
                None => return Err(missing("from", "steps")),
            },
        };
        let side = match (&at, context.mode) {
            (None, _) | (_, CaptureMode::First) => context.side,
            (Some(from), CaptureMode::Across) => from.side.other(),
            (Some(from), _) => from.side,
        };
        let home = Some((context.map, side));
        if let Some(id) = context.lane {
            let lane = workshop
                .lanes()
                .get(&id)
                .ok_or_else(|| missing("lane", "lanes"))?;
            if Some((lane.map, lane.side)) != home {
                return Err(refuse("lane", "the lane is not on the side the step goes to"));
            }
        }
        if let Some(id) = context.stage {
            let stage = workshop
                .stages()
                .get(&id)
                .ok_or_else(|| missing("stage", "stages"))?;
            if Some((stage.map, stage.side)) != home {
                return Err(refuse("stage", "the stage is not on the side the step goes to"));
            }
        }
        Ok(Self {
            workshop,
            context,
            ids,
            side,
            at,
            lane: context.lane,
            stage: context.stage,
            lanes: Vec::new(),
            stages: Vec::new(),
            steps: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            questions: BTreeMap::new(),
            criteria: BTreeMap::new(),
            said: Vec::new(),
        })
    }

    pub(super) fn line(&mut self, line: &str) {
        if let Some(rest) = line.strip_prefix('?') {
            self.question(rest.trim());
        } else if let Some(rest) = line.strip_prefix('!') {
            self.criterion(rest.trim());
        } else if let Some(rest) = line.strip_prefix('+') {
            self.park(rest.trim());
        } else if let Some((lane, title)) = lane_and_title(line) {
            self.lane = Some(self.lane_of(lane));
            if !title.is_empty() {
                self.step(title);
            }
        } else {
            self.step(line);
        }
    }

    /// The step that questions and criteria typed now belong to.
    fn holder(&self) -> Option<&Step> {
        self.steps.last().or(self.at.as_ref())
    }

    fn question(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let Some(holder) = self
            .holder()
            .filter(|step| step.side == Side::Buyer)
            .map(|step| step.id)
        else {
            self.said.push(format!(
                "{} went to the parking lot: a question belongs to a buyer step.",
                plan::quoted(text)
            ));
            self.park(text);
            return;
        };
        let question = Question {
            id: QuestionId::new(self.ids),
            text: text.to_owned(),
        };
        match self.steps.iter_mut().find(|step| step.id == holder) {
            Some(step) => step.questions.push(question),
            None => self.questions.entry(holder).or_default().push(question),
        }
    }

    fn criterion(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let stage = self
            .holder()
            .filter(|step| step.side == Side::Seller)
            .map(|step| step.stage)
            .or(self.stage.filter(|_| self.side == Side::Seller));
        let Some(stage) = stage else {
            self.said.push(format!(
                "{} went to the parking lot: an exit criterion belongs to a stage of the sales process.",
                plan::quoted(text)
            ));
            self.park(text);
            return;
        };
        let criterion = Criterion {
            id: CriterionId::new(self.ids),
            text: text.to_owned(),
            actor: None,
            action: false,
            objective: false,
            yes_no: false,
            recorded: String::new(),
        };
        match self.stages.iter_mut().find(|row| row.id == stage) {
            Some(row) => row.criteria.push(criterion),
            None => self.criteria.entry(stage).or_default().push(criterion),
        }
    }

    fn park(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.notes.push(Note {
            id: NoteId::new(self.ids),
            text: text.to_owned(),
            author: String::new(),
            phase: Phase::Map,
            state: NoteState::Parked,
            step: None,
            position: u32::MAX,
        });
    }

    fn step(&mut self, title: &str) {
        let stage = self.next_stage();
        let lane = self.next_lane(stage);
        let id = StepId::new(self.ids);
        let mut step = Step::new(id, self.context.map, self.side, lane, stage, title);
        step.position = match self.holder() {
            // Behind the step it follows when they share a cell, else at the end.
            Some(before) if (before.stage, before.lane) == (stage, lane) => before.position.saturating_add(1),
            _ => u32::MAX,
        };
        if step.position == u32::MAX {
            let there = self.workshop.steps_in(stage, lane).count();
            let new = self
                .steps
                .iter()
                .filter(|row| (row.stage, row.lane) == (stage, lane))
                .count();
            step.position = (there + new) as u32;
        }
        self.join(&step);
        self.steps.push(step);
    }

    fn join(&mut self, step: &Step) {
        let new = End::Step(step.id);
        let first = self.steps.is_empty();
        let from = self.context.from.map(End::Step);
        let (kind, from, to) = match (self.context.mode, from) {
            (CaptureMode::Across, Some(from)) if self.side == Side::Buyer => (LinkKind::Support, from, new),
            (CaptureMode::Across, Some(from)) => (LinkKind::Support, new, from),
            (CaptureMode::Sibling, _) if first => match self.before() {
                Some(before) => (LinkKind::Flow, End::Step(before), new),
                None => return,
            },
            (CaptureMode::First, _) if first => return,
            (_, from) => match self.steps.last().map(|step| End::Step(step.id)).or(from) {
                Some(before) => (LinkKind::Flow, before, new),
                None => return,
            },
        };
        let id = LinkId::new(self.ids);
        self.links.push(Link::new(id, self.context.map, kind, from, to));
    }

    /// The step that leads to the one typed from: a sibling leaves it too. Ways back count last.
    fn before(&self) -> Option<StepId> {
        let view = self.workshop.view(self.context.map)?;
        let from = self.context.from?;
        let into = || view.flow_into(from).filter(|link| link.from != link.to);
        into()
            .find(|link| !topology::is_back_link(&view, link))
            .or_else(|| into().next())
            .and_then(|link| link.from.step())
    }

    fn next_stage(&mut self) -> StageId {
        if let Some(stage) = self.stage {
            return stage;
        }
        let stage = match self.holder().filter(|step| step.side == self.side) {
            Some(before) => before.stage,
            None => self.across_stage().unwrap_or_else(|| self.first_stage()),
        };
        self.stage = Some(stage);
        stage
    }

    /// The stage across the line that goes with that of the step typed from: paired, else of the same number.
    fn across_stage(&self) -> Option<StageId> {
        let from = self.at.as_ref().filter(|from| from.side != self.side)?;
        let view = self.workshop.view(self.context.map)?;
        let own = view.stage(from.stage)?;
        let mut others = view.stages_of(self.side);
        let paired = match self.side {
            Side::Buyer => others.find(|stage| own.paired.contains(&stage.id)),
            Side::Seller => others.find(|stage| stage.paired.contains(&own.id)),
        };
        let others: Vec<&Stage> = view.stages_of(self.side).collect();
        let number = view.stages_of(from.side).position(|stage| stage.id == own.id)?;
        paired
            .or_else(|| others.get(number.min(others.len().checked_sub(1)?)).copied())
            .map(|stage| stage.id)
    }

    fn first_stage(&mut self) -> StageId {
        let mut all: Vec<&Stage> = self
            .workshop
            .stages()
            .values()
            .filter(|stage| (stage.map, stage.side) == (self.context.map, self.side))
            .collect();
        all.sort_by_key(|stage| (stage.position, stage.id));
        if let Some(first) = all.first() {
            return first.id;
        }
        let id = StageId::new(self.ids);
        self.stages.push(Stage {
            id,
            map: self.context.map,
            origin: None,
            side: self.side,
            title: FIRST_STAGE.to_owned(),
            paired: Vec::new(),
            after_purchase: false,
            criteria: Vec::new(),
            position: 0,
        });
        id
    }

    fn next_lane(&mut self, stage: StageId) -> LaneId {
        if let Some(lane) = self.lane {
            return lane;
        }
        let lane = match self.holder().filter(|step| step.side == self.side) {
            Some(before) => before.lane,
            None => self.likely_lane(stage),
        };
        self.lane = Some(lane);
        lane
    }

    /// The lane that has most steps in a stage; the first lane when none has; a new one on an empty side.
    fn likely_lane(&mut self, stage: StageId) -> LaneId {
        let mut all: Vec<&Lane> = self
            .workshop
            .lanes()
            .values()
            .filter(|lane| (lane.map, lane.side) == (self.context.map, self.side))
            .collect();
        all.sort_by_key(|lane| {
            let steps = self.workshop.steps_in(stage, lane.id).count();
            (std::cmp::Reverse(steps), lane.position, lane.id)
        });
        if let Some(likely) = all.first() {
            return likely.id;
        }
        let title = match self.side {
            Side::Buyer => "Buyer",
            Side::Seller => "Sales",
        };
        self.lane_of(title)
    }

    /// The lane of a title, whatever its capitals; made at the end of its side when there is none.
    fn lane_of(&mut self, title: &str) -> LaneId {
        let wanted = title.to_lowercase();
        let mut all: Vec<&Lane> = self
            .workshop
            .lanes()
            .values()
            .filter(|lane| (lane.map, lane.side) == (self.context.map, self.side))
            .chain(&self.lanes)
            .collect();
        all.sort_by_key(|lane| (lane.position, lane.id));
        if let Some(lane) = all.iter().find(|lane| lane.title.trim().to_lowercase() == wanted) {
            return lane.id;
        }
        let position = all.len() as u32;
        let id = LaneId::new(self.ids);
        self.lanes.push(Lane {
            id,
            map: self.context.map,
            origin: None,
            side: self.side,
            title: title.to_owned(),
            owner: String::new(),
            position,
        });
        id
    }

    pub(super) fn finish(self) -> Captured {
        let made: Vec<StepId> = self.steps.iter().map(|step| step.id).collect();
        let next = match self.context.mode {
            CaptureMode::Across => self.context.from,
            _ => made.last().copied().or(self.context.from),
        };
        let titles: BTreeSet<String> = self.steps.iter().map(|step| step.title.to_lowercase()).collect();
        let also = self
            .workshop
            .steps()
            .values()
            .filter(|step| step.map == self.context.map && titles.contains(&step.title.trim().to_lowercase()))
            .map(|step| step.id)
            .collect();
        let label = self.label();
        let block = self.block();
        let mut changes: Vec<Change> = Vec::new();
        let add = |row: Row| Change::Add { row };
        changes.extend(self.lanes.into_iter().map(Row::Lane).map(add));
        changes.extend(self.stages.into_iter().map(Row::Stage).map(add));
        let many = self.steps.len() > 1;
        changes.extend(self.steps.into_iter().map(|mut step| {
            if many {
                step.position = u32::MAX;
            }
            add(Row::Step(step))
        }));
        changes.extend(block);
        changes.extend(self.links.into_iter().map(Row::Link).map(add));
        changes.extend(self.notes.into_iter().map(Row::Note).map(add));
        for (step, new) in self.questions {
            let mut all = self
                .workshop
                .steps()
                .get(&step)
                .map_or_else(Vec::new, |row| row.questions.clone());
            all.extend(new);
            changes.push(set(RowKey::Step(step), "questions", json!(all)));
        }
        for (stage, new) in self.criteria {
            let mut all = self
                .workshop
                .stages()
                .get(&stage)
                .map_or_else(Vec::new, |row| row.criteria.clone());
            all.extend(new);
            changes.push(set(RowKey::Stage(stage), "criteria", json!(all)));
        }
        Captured {
            change: Change::Batch { label, changes },
            made,
            next,
            also,
            said: self.said,
        }
    }

    /// Moves several new steps behind the one they were typed from, at once: putting each into the middle of a
    /// long cell would renumber the rest of it each time.
    fn block(&self) -> Option<Change> {
        let from = self.at.as_ref()?;
        let steps: Vec<StepId> = self
            .steps
            .iter()
            .filter(|step| (step.stage, step.lane) == (from.stage, from.lane))
            .map(|step| step.id)
            .collect();
        (self.steps.len() > 1 && !steps.is_empty()).then(|| Change::Move {
            steps,
            lane: None,
            stage: None,
            position: Some(from.position.saturating_add(1)),
        })
    }

    fn label(&self) -> String {
        let question = self.questions.values().flatten().next();
        let criterion = self.criteria.values().flatten().next();
        match (self.steps.as_slice(), question, criterion, self.notes.as_slice()) {
            ([one], ..) => format!("Add {}", plan::quoted(&one.title)),
            ([_, ..], ..) => format!("Add {} steps", self.steps.len()),
            ([], Some(question), ..) => format!("Add the question {}", plan::quoted(&question.text)),
            ([], None, Some(criterion), _) => {
                format!("Add the exit criterion {}", plan::quoted(&criterion.text))
            }
            ([], None, None, [note, ..]) => format!("Park {}", plan::quoted(&note.text)),
            ([], None, None, []) => self
                .lanes
                .first()
                .map_or_else(String::new, |lane| format!("Add {}", plan::quoted(&lane.title))),
        }
    }
}

fn set(of: RowKey, field: &str, value: serde_json::Value) -> Change {
    Change::Set {
        of,
        values: JsonMap::from_iter([(field.to_owned(), value)]),
    }
}
