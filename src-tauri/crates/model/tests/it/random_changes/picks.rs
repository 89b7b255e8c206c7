//! Picks rows of a workshop for a change: mostly some that are there, now and then one that is not.

use twinlane_model::{LaneId, LinkId, MapId, NoteId, QuestionId, RowKey, Side, StageId, StepId};
use uuid::Uuid;

use super::Maker;

impl Maker<'_> {
    pub(super) fn step(&mut self) -> StepId {
        let all: Vec<StepId> = self.on.steps().keys().copied().collect();
        if all.is_empty() || self.dice.chance(2) {
            return StepId(Uuid::max());
        }
        self.dice.pick(&all)
    }

    pub(super) fn step_of(&mut self, side: Side) -> StepId {
        let all: Vec<StepId> = self
            .on
            .steps()
            .values()
            .filter(|step| step.side == side)
            .map(|step| step.id)
            .collect();
        if all.is_empty() {
            self.step()
        } else {
            self.dice.pick(&all)
        }
    }

    pub(super) fn steps(&mut self) -> Vec<StepId> {
        let side = if self.dice.chance(50) {
            Side::Buyer
        } else {
            Side::Seller
        };
        let count = 1 + self.dice.below(3);
        let mut steps: Vec<StepId> = (0..count).map(|_| self.step_of(side)).collect();
        if self.dice.chance(90) {
            steps.sort_unstable();
            steps.dedup();
        }
        steps
    }

    pub(super) fn lane(&mut self) -> LaneId {
        let all: Vec<LaneId> = self.on.lanes().keys().copied().collect();
        if all.is_empty() {
            LaneId(Uuid::max())
        } else {
            self.dice.pick(&all)
        }
    }

    pub(super) fn stage(&mut self) -> StageId {
        let all: Vec<StageId> = self.on.stages().keys().copied().collect();
        if all.is_empty() {
            StageId(Uuid::max())
        } else {
            self.dice.pick(&all)
        }
    }

    pub(super) fn map(&mut self) -> MapId {
        let all: Vec<MapId> = self.on.maps().keys().copied().collect();
        if all.is_empty() {
            MapId(Uuid::max())
        } else {
            self.dice.pick(&all)
        }
    }

    pub(super) fn link(&mut self) -> LinkId {
        let all: Vec<LinkId> = self.on.links().keys().copied().collect();
        if all.is_empty() {
            LinkId(Uuid::max())
        } else {
            self.dice.pick(&all)
        }
    }

    pub(super) fn note(&mut self) -> NoteId {
        let all: Vec<NoteId> = self.on.notes().keys().copied().collect();
        if all.is_empty() {
            NoteId(Uuid::max())
        } else {
            self.dice.pick(&all)
        }
    }

    pub(super) fn question(&mut self) -> (StepId, QuestionId) {
        let all: Vec<(StepId, QuestionId)> = self
            .on
            .steps()
            .values()
            .flat_map(|step| step.questions.iter().map(|question| (step.id, question.id)))
            .collect();
        if all.is_empty() {
            (self.step(), QuestionId(Uuid::max()))
        } else {
            self.dice.pick(&all)
        }
    }

    pub(super) fn key(&mut self) -> RowKey {
        let all: Vec<RowKey> = self.on.rows().map(|row| row.key()).collect();
        self.dice.pick(&all)
    }

    /// Lane and stage of one side and map.
    pub(super) fn cell(&mut self) -> (LaneId, StageId) {
        let lane = self.lane();
        let home = self.on.lanes().get(&lane).map(|lane| (lane.map, lane.side));
        let stages: Vec<StageId> = self
            .on
            .stages()
            .values()
            .filter(|stage| Some((stage.map, stage.side)) == home)
            .map(|stage| stage.id)
            .collect();
        let stage = if stages.is_empty() {
            self.stage()
        } else {
            self.dice.pick(&stages)
        };
        (lane, stage)
    }
}
