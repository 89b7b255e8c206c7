//! The elimination of one component as a fixed list of operations, to be done again with other numbers.
//!
//! [`Factor`] looks for a good order while it eliminates; here that order and its fill-in are written down
//! once, so that ten thousand draws only multiply and add. The pivots are formed as there (Grassmann, Taksar,
//! Heyman 1985), and a component without a way out shows as a pivot of exactly nothing. Nothing here knows
//! of maps.

use crate::sparse::{Factor, TooTangled};

/// Longest list of operations that is written down.
const MOST_UPDATES: usize = 6_000_000;
/// Smallest share that may leave a state; below it the visits leave the range of the numbers.
const LEAST_PIVOT: f64 = 1e-200;

/// What is done to eliminate a component, whatever its numbers are.
#[derive(Debug)]
pub(crate) struct Plan {
    /// States of the caller in the order of elimination.
    pub nodes: Vec<usize>,
    /// Where the slots of each place begin; one more than there are places.
    rows: Vec<usize>,
    /// Place that each slot leads to, later than its own.
    later: Vec<usize>,
    /// Cells that the elimination adds to, in order: twice the slot, one more for the way back.
    updates: Vec<usize>,
}

/// The numbers of one elimination; kept by the caller, so that nothing is allocated from draw to draw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cells {
    /// What leaves each place at the moment of its elimination.
    pub pivot: Vec<f64>,
    /// What leaves the component from each place; eaten up by the elimination.
    pub exit: Vec<f64>,
    /// Twice as many as slots: share from the place to the later one, and back (÷ pivot once eliminated).
    pub share: Vec<f64>,
}

impl Plan {
    /// Plans the elimination of states, given by the caller's numbers, with arrows between their places in
    /// that list.
    pub(crate) fn new(members: &[usize], arrows: &[(usize, usize)]) -> Result<Self, TooTangled> {
        let mut rows: Vec<Vec<(usize, f64)>> = vec![Vec::new(); members.len()];
        for &(from, to) in arrows {
            rows[from].push((to, 1.0));
        }
        // Only the pattern is asked for; with a way out everywhere no number can stand in its way.
        let factor = Factor::new(&rows, &vec![1.0; members.len()])?;
        let mut plan = Self {
            nodes: Vec::with_capacity(members.len()),
            rows: vec![0],
            later: Vec::new(),
            updates: Vec::new(),
        };
        for (state, later) in factor.pattern() {
            plan.nodes.push(members[state]);
            plan.later.extend(later);
            plan.rows.push(plan.later.len());
        }
        for place in 0..plan.nodes.len() {
            let slots = plan.rows[place]..plan.rows[place + 1];
            for one in slots.clone() {
                for other in slots.clone().filter(|other| *other != one) {
                    let cell = plan.cell(plan.later[one], plan.later[other]).ok_or(TooTangled)?;
                    plan.updates.push(cell);
                }
            }
            if plan.updates.len() > MOST_UPDATES {
                return Err(TooTangled);
            }
        }
        Ok(plan)
    }

    /// The cell of the share from one place to another; `None` where nothing can ever stand.
    pub(crate) fn cell(&self, from: usize, to: usize) -> Option<usize> {
        let (early, late) = (from.min(to), from.max(to));
        let slots = self.rows[early]..self.rows[early + 1];
        let at = self.later[slots.clone()].binary_search(&late).ok()?;
        Some(2 * (slots.start + at) + usize::from(from > to))
    }

    /// Cells ready to be filled.
    pub(crate) fn cells(&self) -> Cells {
        Cells {
            pivot: vec![0.0; self.nodes.len()],
            exit: vec![0.0; self.nodes.len()],
            share: vec![0.0; 2 * self.later.len()],
        }
    }

    /// Eliminates in place; false when some states have no way out.
    pub(crate) fn eliminate(&self, cells: &mut Cells) -> bool {
        let mut updates = self.updates.iter();
        for place in 0..self.nodes.len() {
            let slots = self.rows[place]..self.rows[place + 1];
            let leaving = cells.exit[place];
            let onward: f64 = slots.clone().map(|slot| cells.share[2 * slot]).sum();
            let pivot = leaving + onward;
            cells.pivot[place] = pivot;
            if pivot < LEAST_PIVOT {
                return false;
            }
            for one in slots.clone() {
                let factor = cells.share[2 * one + 1] / pivot;
                cells.share[2 * one + 1] = factor;
                cells.exit[self.later[one]] += factor * leaving;
                let others = slots.clone().filter(|other| *other != one);
                for (other, &cell) in others.zip(updates.by_ref()) {
                    cells.share[cell] += factor * cells.share[2 * other];
                }
            }
        }
        true
    }

    /// Visits of each state when `flow`, by the caller's numbers, holds what arrives from outside; in place.
    pub(crate) fn visits(&self, cells: &Cells, flow: &mut [f64]) {
        for (place, &node) in self.nodes.iter().enumerate() {
            let own = flow[node] / cells.pivot[place];
            flow[node] = own;
            for slot in self.rows[place]..self.rows[place + 1] {
                flow[self.nodes[self.later[slot]]] += cells.share[2 * slot] * own;
            }
        }
        for (place, &node) in self.nodes.iter().enumerate().rev() {
            let slots = self.rows[place]..self.rows[place + 1];
            let back: f64 = slots
                .map(|slot| cells.share[2 * slot + 1] * flow[self.nodes[self.later[slot]]])
                .sum();
            flow[node] += back;
        }
    }

    /// What each state is worth when `worth`, by the caller's numbers, holds what a visit earns; in place.
    pub(crate) fn worth(&self, cells: &Cells, worth: &mut [f64]) {
        for (place, &node) in self.nodes.iter().enumerate() {
            let own = worth[node];
            for slot in self.rows[place]..self.rows[place + 1] {
                worth[self.nodes[self.later[slot]]] += cells.share[2 * slot + 1] * own;
            }
        }
        for (place, &node) in self.nodes.iter().enumerate().rev() {
            let slots = self.rows[place]..self.rows[place + 1];
            let ahead: f64 = slots
                .map(|slot| cells.share[2 * slot] * worth[self.nodes[self.later[slot]]])
                .sum();
            worth[node] = (worth[node] + ahead) / cells.pivot[place];
        }
    }
}

/// Whether a state of a component of its own has a way out.
pub(crate) fn leaves(exit: f64) -> bool {
    exit >= LEAST_PIVOT
}
