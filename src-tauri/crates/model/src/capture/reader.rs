//! What a text that is read has come to so far: the rows of the lines before.

use std::collections::BTreeMap;

use super::context::{CaptureContext, CaptureMode};
use crate::refusal::refuse;
use crate::{
    Criterion, IdSource, Lane, LaneId, Link, Note, Question, Refusal, RowKey, Side, Stage, StageId, Step,
    StepId, Workshop,
};

/// What a text has come to so far.
pub(super) struct LineReader<'a> {
    pub(super) workshop: &'a Workshop,
    pub(super) context: &'a CaptureContext,
    pub(super) ids: &'a mut dyn IdSource,
    /// Side new steps go to.
    pub(super) side: Side,
    /// The step that the next line continues.
    pub(super) at: Option<Step>,
    /// Cell for the next step.
    pub(super) lane: Option<LaneId>,
    pub(super) stage: Option<StageId>,
    pub(super) lanes: Vec<Lane>,
    pub(super) stages: Vec<Stage>,
    pub(super) steps: Vec<Step>,
    pub(super) links: Vec<Link>,
    pub(super) notes: Vec<Note>,
    pub(super) questions: BTreeMap<StepId, Vec<Question>>,
    pub(super) criteria: BTreeMap<StageId, Vec<Criterion>>,
    pub(super) remarks: Vec<String>,
}

impl<'a> LineReader<'a> {
    pub(super) fn new(
        workshop: &'a Workshop,
        context: &'a CaptureContext,
        ids: &'a mut dyn IdSource,
    ) -> Result<Self, Refusal> {
        if !workshop.maps().contains_key(&context.map) {
            return Err(RowKey::Map(context.map).missing("map"));
        }
        let at = match context.from {
            None => None,
            Some(id) => match workshop.steps().get(&id) {
                Some(step) if step.map == context.map => Some(step.clone()),
                Some(_) => return Err(refuse("from", "the step is on another map")),
                None => return Err(RowKey::Step(id).missing("from")),
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
                .ok_or_else(|| RowKey::Lane(id).missing("lane"))?;
            if Some((lane.map, lane.side)) != home {
                return Err(refuse("lane", "the lane is not on the side the step goes to"));
            }
        }
        if let Some(id) = context.stage {
            let stage = workshop
                .stages()
                .get(&id)
                .ok_or_else(|| RowKey::Stage(id).missing("stage"))?;
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
            remarks: Vec::new(),
        })
    }

    /// The step that questions and criteria typed now belong to.
    pub(super) fn holder(&self) -> Option<&Step> {
        self.steps.last().or(self.at.as_ref())
    }
}
