//! Exact solving of (I − Q) for one strongly connected component of a network, sparse where the map is sparse.
//!
//! States are eliminated one after the other, the one with the fewest neighbours first. That order and its fill-in
//! depend on the arrows alone and are planned once ([`Plan`]); the numbers go through the plan as often as they change
//! ([`Cells`]), so that ten thousand draws only multiply and add. A pivot is never formed as 1 − q but as the sum of what
//! leaves the state (Grassmann, Taksar, Heyman 1985), so no digit is lost to cancellation even when a loop hardly ever
//! ends; a component without a way out shows as a pivot of exactly nothing. The diagonal of the inverse comes from the
//! factors alone (Takahashi, Fagan, Chen 1973). Nothing here knows of maps.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeSet, BinaryHeap};
use std::ops::Range;

/// Pair updates after which the sparse phase gives way to a dense one.
const SPARSE_WORK: usize = 4_000_000;
/// Largest core that is eliminated densely.
const DENSE_CORE: usize = 2_500;
/// Most updates of a plan that is to be repeated for many sets of numbers.
const MOST_REPEATED_UPDATES: usize = 6_000_000;
/// Smallest share that may leave a state; below it the visits leave the range of the numbers.
const LEAST_PIVOT: f64 = 1e-200;

/// The component is too entangled to be eliminated in reasonable time and memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooTangled;

/// What is done to eliminate a component, whatever its numbers are.
#[derive(Debug)]
pub(crate) struct Plan {
    /// States of the caller in the order of elimination.
    pub nodes: Vec<usize>,
    /// Where the slots of each place begin; one more than there are places. A slot is a pair of places that the
    /// elimination connects, kept with the earlier of the two.
    rows: Vec<usize>,
    /// The later place of each slot, ascending within a row.
    later: Vec<usize>,
    /// Slots that the sparse phase adds to: for each place, for each pair of its slots.
    updates: Vec<usize>,
    /// First place of the dense core, in which every place has a slot for each later one.
    dense_from: usize,
}

/// The numbers of one elimination; kept by the caller, so that nothing is allocated from draw to draw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cells {
    /// What leaves each place at the moment of its elimination.
    pub pivot: Vec<f64>,
    /// What leaves the component from each place; used up by the elimination.
    pub exit: Vec<f64>,
    /// Two for each slot: the share from the earlier place to the later one, and the share back (÷ pivot once the
    /// earlier place is eliminated).
    pub share: Vec<f64>,
}

impl Plan {
    /// Plans the elimination of states, given by the caller's numbers, with arrows between their places in
    /// that list. Every state must have a way out of the component.
    pub(crate) fn new(members: &[usize], arrows: &[(usize, usize)]) -> Result<Self, TooTangled> {
        Self::with_limits(members, arrows, SPARSE_WORK, DENSE_CORE)
    }

    fn with_limits(
        members: &[usize],
        arrows: &[(usize, usize)],
        sparse_work: usize,
        dense_core: usize,
    ) -> Result<Self, TooTangled> {
        let (order, dense_from) = order(members.len(), arrows, sparse_work, dense_core)?;
        let mut place = vec![0; members.len()];
        for (at, (state, _)) in order.iter().enumerate() {
            place[*state] = at;
        }
        let mut plan = Self {
            nodes: Vec::with_capacity(members.len()),
            rows: vec![0],
            later: Vec::new(),
            updates: Vec::new(),
            dense_from,
        };
        for (state, neighbours) in order {
            plan.nodes.push(members[state]);
            let start = plan.later.len();
            plan.later
                .extend(neighbours.into_iter().map(|neighbour| place[neighbour]));
            plan.later[start..].sort_unstable();
            plan.rows.push(plan.later.len());
        }
        for at in 0..dense_from {
            let slots = plan.slots(at);
            for one in slots.clone() {
                for other in one + 1..slots.end {
                    let slot = plan.slot(plan.later[one], plan.later[other]).ok_or(TooTangled)?;
                    plan.updates.push(slot);
                }
            }
        }
        Ok(plan)
    }

    /// Whether the elimination is quick enough to be repeated for many sets of numbers.
    pub(crate) fn is_repeatable(&self) -> bool {
        let degrees = self.rows.windows(2).map(|row| row[1] - row[0]);
        degrees
            .map(|degree| degree * degree.saturating_sub(1))
            .sum::<usize>()
            <= MOST_REPEATED_UPDATES
    }

    fn slots(&self, place: usize) -> Range<usize> {
        self.rows[place]..self.rows[place + 1]
    }

    /// The slot of two places; `None` where the elimination never connects them.
    fn slot(&self, earlier: usize, later: usize) -> Option<usize> {
        let slots = self.slots(earlier);
        let row = &self.later[slots.clone()];
        let first = *row.first()?;
        // In the dense core, and often elsewhere, the later places follow each other without a hole.
        let guess = later.checked_sub(first)?;
        let at = match row.get(guess) {
            Some(place) if *place == later => guess,
            _ => row.binary_search(&later).ok()?,
        };
        Some(slots.start + at)
    }

    /// The cell of the share from one place to another; `None` where nothing can ever stand.
    pub(crate) fn cell(&self, from: usize, to: usize) -> Option<usize> {
        let slot = self.slot(from.min(to), from.max(to))?;
        Some(2 * slot + usize::from(from > to))
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
            let slots = self.slots(place);
            let (before, after) = cells.share.split_at_mut(2 * slots.end);
            let own = &mut before[2 * slots.start..];
            let leaving = cells.exit[place];
            let onward: f64 = own.iter().step_by(2).sum();
            let pivot = leaving + onward;
            cells.pivot[place] = pivot;
            if !leaves(pivot) {
                return false;
            }
            for (pair, later) in own.chunks_exact_mut(2).zip(&self.later[slots.clone()]) {
                pair[1] /= pivot;
                cells.exit[*later] += pair[1] * leaving;
            }
            if place < self.dense_from {
                for (at, one) in own.chunks_exact(2).enumerate() {
                    let others = own[2 * (at + 1)..].chunks_exact(2);
                    for (other, slot) in others.zip(updates.by_ref()) {
                        let cell = 2 * (slot - slots.end);
                        after[cell] += one[1] * other[0];
                        after[cell + 1] += other[1] * one[0];
                    }
                }
            } else {
                for (at, one) in own.chunks_exact(2).enumerate() {
                    let row = 2 * (self.rows[place + 1 + at] - slots.end);
                    let others = own[2 * (at + 1)..].chunks_exact(2);
                    for (other, cell) in others.zip(after[row..].chunks_exact_mut(2)) {
                        cell[0] += one[1] * other[0];
                        cell[1] += other[1] * one[0];
                    }
                }
            }
        }
        true
    }

    /// Solves v (I − Q) = c in place: visits of each state when `flow`, by the caller's numbers, holds what arrives
    /// from outside.
    pub(crate) fn visits(&self, cells: &Cells, flow: &mut [f64]) {
        for (place, &node) in self.nodes.iter().enumerate() {
            let own = flow[node] / cells.pivot[place];
            flow[node] = own;
            for slot in self.slots(place) {
                flow[self.nodes[self.later[slot]]] += cells.share[2 * slot] * own;
            }
        }
        for (place, &node) in self.nodes.iter().enumerate().rev() {
            let back: f64 = self
                .slots(place)
                .map(|slot| cells.share[2 * slot + 1] * flow[self.nodes[self.later[slot]]])
                .sum();
            flow[node] += back;
        }
    }

    /// Solves (I − Q) x = b in place: what each state is worth when `worth`, by the caller's numbers, holds what a
    /// visit earns.
    pub(crate) fn worth(&self, cells: &Cells, worth: &mut [f64]) {
        for (place, &node) in self.nodes.iter().enumerate() {
            let own = worth[node];
            for slot in self.slots(place) {
                worth[self.nodes[self.later[slot]]] += cells.share[2 * slot + 1] * own;
            }
        }
        for (place, &node) in self.nodes.iter().enumerate().rev() {
            let ahead: f64 = self
                .slots(place)
                .map(|slot| cells.share[2 * slot] * worth[self.nodes[self.later[slot]]])
                .sum();
            worth[node] = (worth[node] + ahead) / cells.pivot[place];
        }
    }

    /// Diagonal of the inverse, by place: expected visits of each state of [`Self::nodes`] by a case that starts there,
    /// the first visit included.
    pub(crate) fn diagonal(&self, cells: &Cells) -> Vec<f64> {
        // Entries of the inverse on the pattern of the factors, by slot: (earlier, later) and (later, earlier). Both lie
        // on the pattern, because all neighbours of an eliminated state become neighbours of each other.
        let mut across: Vec<(f64, f64)> = vec![(0.0, 0.0); self.later.len()];
        let mut diagonal = vec![0.0; self.nodes.len()];
        for place in (0..self.nodes.len()).rev() {
            let pivot = cells.pivot[place];
            for one in self.slots(place) {
                let (mut to, mut from) = (0.0, 0.0);
                for other in self.slots(place) {
                    let pair = |earlier: usize, later: usize| {
                        let slot = self.slot(self.later[earlier], self.later[later]);
                        slot.map_or((0.0, 0.0), |slot| across[slot])
                    };
                    let (other_one, one_other) = match other.cmp(&one) {
                        Ordering::Equal => (diagonal[self.later[one]], diagonal[self.later[one]]),
                        Ordering::Less => pair(other, one),
                        Ordering::Greater => {
                            let (forth, back) = pair(one, other);
                            (back, forth)
                        }
                    };
                    to += cells.share[2 * other] / pivot * other_one;
                    from += one_other * cells.share[2 * other + 1];
                }
                across[one] = (to, from);
            }
            let returning: f64 = self
                .slots(place)
                .map(|slot| cells.share[2 * slot + 1] * across[slot].0)
                .sum();
            diagonal[place] = 1.0 / pivot + returning;
        }
        diagonal
    }
}

/// Whether a state from which this share leaves has a way out.
pub(crate) fn leaves(exit: f64) -> bool {
    exit >= LEAST_PIVOT
}

/// The states in the order of elimination, each with the neighbours that are eliminated later, and how many come
/// before the dense core.
type Order = (Vec<(usize, Vec<usize>)>, usize);

fn order(
    count: usize,
    arrows: &[(usize, usize)],
    sparse_work: usize,
    dense_core: usize,
) -> Result<Order, TooTangled> {
    // The pattern is kept symmetric.
    let mut near: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); count];
    for &(from, to) in arrows.iter().filter(|(from, to)| from != to) {
        near[from].insert(to);
        near[to].insert(from);
    }
    let degrees = near.iter().enumerate();
    let mut queue: BinaryHeap<Reverse<(usize, usize)>> = degrees
        .map(|(state, around)| Reverse((around.len(), state)))
        .collect();
    let mut done = vec![false; count];
    let mut order = Vec::with_capacity(count);
    let mut work = 0;
    while let Some(Reverse((degree, state))) = queue.pop() {
        if done[state] || degree != near[state].len() {
            continue;
        }
        work += degree * degree;
        if work > sparse_work {
            break;
        }
        done[state] = true;
        let around: Vec<usize> = std::mem::take(&mut near[state]).into_iter().collect();
        for &one in &around {
            near[one].remove(&state);
            near[one].extend(around.iter().copied().filter(|other| *other != one));
        }
        for &one in &around {
            queue.push(Reverse((near[one].len(), one)));
        }
        order.push((state, around));
    }
    let core: Vec<usize> = (0..count).filter(|state| !done[*state]).collect();
    if core.len() > dense_core {
        return Err(TooTangled);
    }
    let sparse = order.len();
    for (at, &state) in core.iter().enumerate() {
        order.push((state, core[at + 1..].to_vec()));
    }
    Ok((order, sparse))
}

#[cfg(test)]
mod tests;
