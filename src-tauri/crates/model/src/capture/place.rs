//! Where a step goes that says nothing about it: the next stage and lane.

use super::reader::LineReader;
use crate::{Lane, LaneId, Side, Stage, StageId};

/// Titles of what an empty side gets, so that the first word can be typed at once.
const FIRST_STAGE: &str = "Stage 1";

impl LineReader<'_> {
    pub(super) fn next_stage(&mut self) -> StageId {
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
    pub(super) fn across_stage(&self) -> Option<StageId> {
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

    pub(super) fn first_stage(&mut self) -> StageId {
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

    pub(super) fn next_lane(&mut self, stage: StageId) -> LaneId {
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
    pub(super) fn likely_lane(&mut self, stage: StageId) -> LaneId {
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
    pub(super) fn lane_of(&mut self, title: &str) -> LaneId {
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
}
