//! Reads one line and adds the rows it makes.

use super::context::CaptureMode;
use super::reader::LineReader;
use crate::plan::quoted;
use crate::{
    Criterion, CriterionId, End, Link, LinkId, LinkKind, Note, NoteId, NoteState, Phase, Question,
    QuestionId, Side, Step, StepId, topology,
};

/// Longest text before a colon that is taken for a lane, in characters.
const LONGEST_LANE: usize = 40;

/// `Lane: title`, when a line is one.
fn lane_and_title(line: &str) -> Option<(&str, &str)> {
    let (lane, title) = line.split_once(':')?;
    let lane = lane.trim();
    let parted = title.is_empty() || title.starts_with(char::is_whitespace);
    (parted && !lane.is_empty() && lane.chars().count() <= LONGEST_LANE).then(|| (lane, title.trim()))
}

impl LineReader<'_> {
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

    fn question(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let Some(holder) = self
            .holder()
            .filter(|step| step.side == Side::Buyer)
            .map(|step| step.id)
        else {
            self.remarks.push(format!(
                "{} went to the parking lot: a question belongs to a buyer step.",
                quoted(text)
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
            self.remarks.push(format!(
                "{} went to the parking lot: an exit criterion belongs to a stage of the sales process.",
                quoted(text)
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
}
