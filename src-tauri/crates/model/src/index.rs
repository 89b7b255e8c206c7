//! Indexes of a workshop: which steps lie in a cell, which links touch an end.
//!
//! They follow from the rows alone, so two equal workshops have equal indexes; nothing here is stored.

use std::collections::{BTreeMap, BTreeSet};

use crate::{End, LaneId, Link, LinkId, Row, StageId, Step, StepId};

/// The indexes. Kept up to date by `Workshop::put` and `Workshop::take`, never by hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Index {
    /// Steps of a cell in the order of their positions.
    cells: BTreeMap<(StageId, LaneId), BTreeSet<(u32, StepId)>>,
    /// Links that leave or reach an end.
    ends: BTreeMap<End, BTreeSet<LinkId>>,
}

impl Index {
    /// Takes up what the indexes say of a row.
    pub(crate) fn add(&mut self, row: &Row) {
        if let Row::Step(step) = row {
            self.add_step(step);
        } else if let Row::Link(link) = row {
            self.add_link(link);
        }
    }

    fn add_step(&mut self, step: &Step) {
        self.cells
            .entry((step.stage, step.lane))
            .or_default()
            .insert((step.position, step.id));
    }

    pub(crate) fn remove_step(&mut self, step: &Step) {
        let cell = (step.stage, step.lane);
        if let Some(steps) = self.cells.get_mut(&cell) {
            steps.remove(&(step.position, step.id));
            if steps.is_empty() {
                self.cells.remove(&cell);
            }
        }
    }

    fn add_link(&mut self, link: &Link) {
        for end in [link.from, link.to] {
            self.ends.entry(end).or_default().insert(link.id);
        }
    }

    pub(crate) fn remove_link(&mut self, link: &Link) {
        for end in [link.from, link.to] {
            if let Some(links) = self.ends.get_mut(&end) {
                links.remove(&link.id);
                if links.is_empty() {
                    self.ends.remove(&end);
                }
            }
        }
    }

    /// Steps of a cell, by position.
    pub(crate) fn cell(&self, stage: StageId, lane: LaneId) -> impl Iterator<Item = (u32, StepId)> + '_ {
        self.cells.get(&(stage, lane)).into_iter().flatten().copied()
    }

    /// Number of steps in a cell.
    pub(crate) fn cell_len(&self, stage: StageId, lane: LaneId) -> usize {
        self.cells.get(&(stage, lane)).map_or(0, BTreeSet::len)
    }

    /// Steps of a stage, cell by cell.
    pub(crate) fn in_stage(&self, stage: StageId) -> impl Iterator<Item = StepId> + '_ {
        let from = (stage, LaneId(uuid::Uuid::nil()));
        let to = (stage, LaneId(uuid::Uuid::max()));
        self.cells
            .range(from..=to)
            .flat_map(|(_, steps)| steps.iter().map(|(_, id)| *id))
    }

    /// Steps of a lane, stage by stage; reads every cell key, which are few beside the steps.
    pub(crate) fn in_lane(&self, lane: LaneId) -> impl Iterator<Item = StepId> + '_ {
        self.cells
            .iter()
            .filter(move |((_, at), _)| *at == lane)
            .flat_map(|(_, steps)| steps.iter().map(|(_, id)| *id))
    }

    /// Links that leave or reach an end, by id; a link to itself once.
    pub(crate) fn touching(&self, end: End) -> impl Iterator<Item = LinkId> + '_ {
        self.ends.get(&end).into_iter().flatten().copied()
    }
}
