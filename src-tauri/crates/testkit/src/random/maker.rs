//! What is being made of a random workshop, and what all its parts are made with: titles and numbers.

use std::collections::BTreeSet;

use twinlane_model::{Basis, MapId, Measure, Row, Step, StepId, ToolId};

use super::dice::Dice;
use super::titles;
use crate::Ids;

/// What is being made.
pub(super) struct Maker {
    pub(super) dice: Dice,
    pub(super) ids: Ids,
    pub(super) map: MapId,
    pub(super) scripts: bool,
    pub(super) made: usize,
    pub(super) rows: Vec<Row>,
    pub(super) tools: Vec<ToolId>,
}

/// A side while its steps are made.
pub(super) struct Half {
    pub(super) steps: Vec<Step>,
    /// Steps inside a parallel block, or its end: they get no other flow.
    pub(super) blocked: BTreeSet<StepId>,
}

impl Maker {
    pub(super) fn new(seed: u64, scripts: bool) -> Self {
        let mut ids = Ids::new();
        let map = MapId::new(&mut ids);
        Self {
            dice: Dice::new(seed),
            ids,
            map,
            scripts,
            made: 0,
            rows: Vec::new(),
            tools: Vec::new(),
        }
    }

    pub(super) fn title(&mut self, what: &str) -> String {
        self.made += 1;
        if self.scripts {
            titles::any(&mut self.dice, what, self.made)
        } else {
            format!("{what} {}", self.made)
        }
    }

    /// A title unlike all others, for lanes, stages and pools, which formats find by name.
    pub(super) fn unlike(&mut self, what: &str) -> String {
        self.made += 1;
        if self.scripts {
            format!("{} {}", titles::word(&mut self.dice, what), self.made)
        } else {
            format!("{what} {}", self.made)
        }
    }

    pub(super) fn sometimes(&mut self, percent: usize, low: usize, high: usize) -> Option<Measure> {
        if !self.dice.chance(percent) {
            return None;
        }
        let value = (low + self.dice.below(high - low)) as f64;
        Some(self.based(value))
    }

    pub(super) fn based(&mut self, value: f64) -> Measure {
        match self.dice.below(3) {
            0 => Measure::measured(value, 5 + self.dice.below(400) as u32),
            1 => Measure::assumed(value),
            _ => Measure {
                low: self.dice.chance(40).then_some(value / 2.0),
                basis: Basis::Estimated,
                ..Measure::estimated(value)
            },
        }
    }
}
