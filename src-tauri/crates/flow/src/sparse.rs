//! Exact solving of (I − Q) for one strongly connected component of a chain, sparse where the map is sparse.
//!
//! States are eliminated one after the other, the one with the fewest neighbours first. The pivot is never
//! formed as 1 − q but as the sum of what leaves the state (Grassmann, Taksar, Heyman 1985), so no digit is
//! lost to cancellation even when a loop hardly ever ends. The diagonal of the inverse comes from the
//! factors alone (Takahashi, Fagan, Chen 1973). Nothing here knows of maps.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};

/// Pair updates after which the sparse phase gives way to a dense one.
const SPARSE_WORK: usize = 4_000_000;
/// Largest core that is eliminated densely.
const DENSE_CORE: usize = 2_500;

/// Smallest share that may leave a state; below it the visits leave the range of the numbers.
const LEAST_PIVOT: f64 = 1e-200;

/// The component is too entangled to be eliminated in reasonable time and memory, or its shares are too
/// small to be told from none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooTangled;

/// One eliminated state: its pivot and its links to the states eliminated later.
#[derive(Debug)]
struct Eliminated {
    /// The state's own index in the component.
    state: usize,
    /// What leaves the state at the moment of its elimination.
    pivot: f64,
    /// Later neighbours: place in the order, share into this state ÷ pivot, share out of it.
    near: Vec<(usize, f64, f64)>,
}

/// The factored matrix I − Q.
#[derive(Debug)]
pub(crate) struct Factor {
    eliminated: Vec<Eliminated>,
}

impl Factor {
    /// Factors I − Q.
    ///
    /// `rows[i]` holds the shares from state i to states of the component (a share to itself may be among
    /// them), `exit[i]` what leaves the component from i. A row and its exit add up to one; every state must
    /// have a way out.
    pub(crate) fn new(rows: &[Vec<(usize, f64)>], exit: &[f64]) -> Result<Self, TooTangled> {
        Self::with_limits(rows, exit, SPARSE_WORK, DENSE_CORE)
    }

    fn with_limits(
        rows: &[Vec<(usize, f64)>],
        exit: &[f64],
        sparse_work: usize,
        dense_core: usize,
    ) -> Result<Self, TooTangled> {
        let count = rows.len();
        let mut exit = exit.to_vec();
        // Neighbours of each state: share out to it, share in from it. The pattern is kept symmetric.
        let mut near: Vec<BTreeMap<usize, (f64, f64)>> = vec![BTreeMap::new(); count];
        for (from, row) in rows.iter().enumerate() {
            for &(to, share) in row {
                if to != from {
                    near[from].entry(to).or_default().0 += share;
                    near[to].entry(from).or_default().1 += share;
                }
            }
        }
        let mut queue: BinaryHeap<Reverse<(usize, usize)>> = near
            .iter()
            .enumerate()
            .map(|(state, around)| Reverse((around.len(), state)))
            .collect();
        let mut done = vec![false; count];
        let mut place = vec![0; count];
        let mut eliminated: Vec<Eliminated> = Vec::with_capacity(count);
        let mut work = 0;
        while let Some(Reverse((degree, state))) = queue.pop() {
            if done[state] || degree != near[state].len() {
                continue;
            }
            work += degree * degree;
            if work > sparse_work {
                queue.push(Reverse((degree, state)));
                break;
            }
            done[state] = true;
            place[state] = eliminated.len();
            let around = std::mem::take(&mut near[state]);
            let pivot = exit[state] + around.values().map(|(out, _)| out).sum::<f64>();
            if pivot < LEAST_PIVOT {
                return Err(TooTangled);
            }
            for (&one, &(_, into)) in &around {
                near[one].remove(&state);
                let factor = into / pivot;
                exit[one] += factor * exit[state];
                for (&other, &(out, _)) in &around {
                    if one != other {
                        near[one].entry(other).or_default().0 += factor * out;
                        near[other].entry(one).or_default().1 += factor * out;
                    }
                }
            }
            for &one in around.keys() {
                queue.push(Reverse((near[one].len(), one)));
            }
            eliminated.push(Eliminated {
                state,
                pivot,
                near: around
                    .into_iter()
                    .map(|(one, (out, into))| (one, into / pivot, out))
                    .collect(),
            });
        }
        let core: Vec<usize> = (0..count).filter(|state| !done[*state]).collect();
        if core.len() > dense_core {
            return Err(TooTangled);
        }
        eliminate_densely(&core, &near, &exit, &mut place, &mut eliminated)?;
        for row in &mut eliminated {
            for entry in &mut row.near {
                entry.0 = place[entry.0];
            }
            row.near.sort_unstable_by_key(|entry| entry.0);
        }
        Ok(Self { eliminated })
    }

    /// Solves (I − Q) x = b in place: what each state is worth when b is what it earns per visit.
    pub(crate) fn worth(&self, b: &mut [f64]) {
        for row in &self.eliminated {
            let own = b[row.state];
            for &(later, into, _) in &row.near {
                b[self.eliminated[later].state] += into * own;
            }
        }
        for row in self.eliminated.iter().rev() {
            let ahead: f64 = row
                .near
                .iter()
                .map(|&(later, _, out)| out * b[self.eliminated[later].state])
                .sum();
            b[row.state] = (b[row.state] + ahead) / row.pivot;
        }
    }

    /// Solves v (I − Q) = c in place: visits of each state when c is what arrives from outside.
    pub(crate) fn visits(&self, c: &mut [f64]) {
        for row in &self.eliminated {
            let own = c[row.state] / row.pivot;
            c[row.state] = own;
            for &(later, _, out) in &row.near {
                c[self.eliminated[later].state] += out * own;
            }
        }
        for row in self.eliminated.iter().rev() {
            let back: f64 = row
                .near
                .iter()
                .map(|&(later, into, _)| into * c[self.eliminated[later].state])
                .sum();
            c[row.state] += back;
        }
    }

    /// The states in the order of their elimination, each with the places of its later neighbours, ascending:
    /// what stays the same when only the numbers change.
    pub(crate) fn pattern(&self) -> impl Iterator<Item = (usize, Vec<usize>)> + '_ {
        self.eliminated
            .iter()
            .map(|row| (row.state, row.near.iter().map(|entry| entry.0).collect()))
    }

    /// Diagonal of the inverse: expected visits of each state that starts there, the first included.
    pub(crate) fn diagonal(&self) -> Vec<f64> {
        let count = self.eliminated.len();
        // Entries of the inverse on the pattern of the factors: (earlier, later) and (later, earlier).
        let mut across: Vec<Vec<(f64, f64)>> = vec![Vec::new(); count];
        let mut diagonal = vec![0.0; count];
        for at in (0..count).rev() {
            let row = &self.eliminated[at];
            let mut found = Vec::with_capacity(row.near.len());
            for &(one, _, _) in &row.near {
                let mut to = 0.0;
                let mut from = 0.0;
                for &(other, into, out) in &row.near {
                    let (other_one, one_other) = match other.cmp(&one) {
                        Ordering::Equal => (diagonal[one], diagonal[one]),
                        Ordering::Less => self.pair(&across, other, one),
                        Ordering::Greater => {
                            let (forth, back) = self.pair(&across, one, other);
                            (back, forth)
                        }
                    };
                    to += out / row.pivot * other_one;
                    from += one_other * into;
                }
                found.push((to, from));
            }
            let returning: f64 = row
                .near
                .iter()
                .zip(&found)
                .map(|(&(_, into, _), &(to, _))| into * to)
                .sum();
            diagonal[at] = 1.0 / row.pivot + returning;
            across[at] = found;
        }
        let mut by_state = vec![0.0; count];
        for (row, value) in self.eliminated.iter().zip(diagonal) {
            by_state[row.state] = value;
        }
        by_state
    }

    /// Entries (earlier, later) and (later, earlier) of the inverse; both lie on the pattern because all
    /// neighbours of an eliminated state become neighbours of each other.
    fn pair(&self, across: &[Vec<(f64, f64)>], earlier: usize, later: usize) -> (f64, f64) {
        let near = &self.eliminated[earlier].near;
        let first = near.first().map_or(0, |entry| entry.0);
        // In the dense core the later places follow each other without a hole.
        let at = match near.get(later.wrapping_sub(first)) {
            Some(entry) if entry.0 == later => Some(later - first),
            _ => near.binary_search_by_key(&later, |entry| entry.0).ok(),
        };
        at.map_or((0.0, 0.0), |at| across[earlier][at])
    }
}

/// Eliminates the states that are left when nearly everything has become a neighbour of everything.
fn eliminate_densely(
    core: &[usize],
    near: &[BTreeMap<usize, (f64, f64)>],
    exit: &[f64],
    place: &mut [usize],
    eliminated: &mut Vec<Eliminated>,
) -> Result<(), TooTangled> {
    let size = core.len();
    let mut share = vec![0.0; size * size];
    let mut exit: Vec<f64> = core.iter().map(|&state| exit[state]).collect();
    let index: BTreeMap<usize, usize> = core.iter().enumerate().map(|(at, &state)| (state, at)).collect();
    for (row, &state) in core.iter().enumerate() {
        for (other, &(out, _)) in &near[state] {
            if let Some(&column) = index.get(other) {
                share[row * size + column] = out;
            }
        }
    }
    for at in 0..size {
        let (upper, lower) = share.split_at_mut((at + 1) * size);
        let own = &upper[at * size..];
        let leaving = exit[at];
        let pivot = leaving + own[at + 1..].iter().sum::<f64>();
        if pivot < LEAST_PIVOT {
            return Err(TooTangled);
        }
        let mut entries = Vec::with_capacity(size - at - 1);
        for (below, row) in lower.chunks_exact_mut(size).enumerate() {
            let one = at + 1 + below;
            let factor = row[at] / pivot;
            if factor != 0.0 {
                exit[one] += factor * leaving;
                for (cell, out) in row[at + 1..].iter_mut().zip(&own[at + 1..]) {
                    *cell += factor * out;
                }
                // A retry is already in the pivot of its own row.
                row[one] = 0.0;
            }
            entries.push((core[one], factor, own[one]));
        }
        place[core[at]] = eliminated.len();
        eliminated.push(Eliminated {
            state: core[at],
            pivot,
            near: entries,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::{DMatrix, DVector};
    use proptest::prelude::*;

    /// A component of the given size: a ring, so that it is strongly connected, and other links by chance.
    fn ring(weights: &[f64], extra: &[(usize, usize, f64)]) -> (Vec<Vec<(usize, f64)>>, Vec<f64>) {
        let size = weights.len();
        let mut rows: Vec<Vec<(usize, f64)>> = (0..size).map(|at| vec![((at + 1) % size, 1.0)]).collect();
        for &(from, to, weight) in extra {
            rows[from % size].push((to % size, weight));
        }
        let mut exit = Vec::new();
        for (row, leaving) in rows.iter_mut().zip(weights) {
            let sum: f64 = row.iter().map(|(_, share)| share).sum::<f64>() + leaving;
            for entry in row.iter_mut() {
                entry.1 /= sum;
            }
            exit.push(leaving / sum);
        }
        (rows, exit)
    }

    fn dense(rows: &[Vec<(usize, f64)>]) -> DMatrix<f64> {
        let mut matrix = DMatrix::identity(rows.len(), rows.len());
        for (from, row) in rows.iter().enumerate() {
            for &(to, share) in row {
                matrix[(from, to)] -= share;
            }
        }
        matrix
    }

    fn close(ours: &[f64], theirs: impl Iterator<Item = f64>) {
        for (at, (one, other)) in ours.iter().zip(theirs).enumerate() {
            assert!(
                (one - other).abs() <= 1e-9 * other.abs().max(1.0),
                "state {at}: {one} against {other} of the dense inverse"
            );
        }
    }

    proptest! {
        #[test]
        fn agrees_with_a_dense_inverse(
            weights in prop::collection::vec(0.01..2.0, 1..25),
            extra in prop::collection::vec((0..25_usize, 0..25_usize, 0.01..3.0), 0..60),
            right in prop::collection::vec(0.0..10.0, 25),
            // Zero sends everything through the dense core, a few mix both phases.
            sparse_work in prop::sample::select(vec![0_usize, 40, 1_000_000]),
        ) {
            let (rows, exit) = ring(&weights, &extra);
            let factor = Factor::with_limits(&rows, &exit, sparse_work, 100).unwrap();
            let inverse = dense(&rows).try_inverse().unwrap();
            let given = DVector::from_column_slice(&right[..rows.len()]);
            let mut worth = right[..rows.len()].to_vec();
            factor.worth(&mut worth);
            close(&worth, (&inverse * &given).iter().copied());
            let mut visits = right[..rows.len()].to_vec();
            factor.visits(&mut visits);
            close(&visits, (given.transpose() * &inverse).iter().copied());
            close(&factor.diagonal(), inverse.diagonal().iter().copied());
        }
    }

    #[test]
    fn a_loop_that_hardly_ever_ends_keeps_its_digits() {
        let rows = vec![vec![(1, 1.0)], vec![(0, 1.0 - 1e-14)]];
        let factor = Factor::new(&rows, &[0.0, 1e-14]).unwrap();
        let visits = factor.diagonal()[0];
        assert!(
            (visits * 1e-14 - 1.0).abs() < 1e-9,
            "one in 1e14 leaves, so 1e14 visits: {visits}"
        );
    }

    #[test]
    fn a_long_chain_with_short_loops_stays_sparse() {
        let size = 20_000;
        let rows: Vec<Vec<(usize, f64)>> = (0..size)
            .map(|at: usize| vec![((at + 1) % size, 0.8), (at.saturating_sub(3), 0.1)])
            .collect();
        let factor = Factor::new(&rows, &vec![0.1; size]).unwrap();
        let entries: usize = factor.eliminated.iter().map(|row| row.near.len()).sum();
        assert!(
            entries < 20 * size,
            "fill-in stays proportional to the chain: {entries}"
        );
    }

    #[test]
    fn what_is_too_entangled_is_refused() {
        let size: usize = 60;
        let rows: Vec<Vec<(usize, f64)>> = (0..size)
            .map(|at| {
                (0..size)
                    .filter(|to| *to != at)
                    .map(|to| (to, 0.9 / 59.0))
                    .collect()
            })
            .collect();
        let refused = Factor::with_limits(&rows, &vec![0.1; size], 100, 10);
        assert_eq!(refused.err(), Some(TooTangled));
    }
}
