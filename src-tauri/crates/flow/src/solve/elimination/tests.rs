//! Plans and their numbers beside a dense inverse.

use super::*;
use nalgebra::{DMatrix, DVector};
use proptest::prelude::*;

type Rows = Vec<Vec<(usize, f64)>>;

/// A component of the given size: a ring, so that it is strongly connected, and other links by chance.
fn ring(weights: &[f64], extra: &[(usize, usize, f64)]) -> (Rows, Vec<f64>) {
    let size = weights.len();
    let mut rows: Rows = (0..size).map(|at| vec![((at + 1) % size, 1.0)]).collect();
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

fn arrows(rows: &Rows) -> Vec<(usize, usize)> {
    let arrows = rows.iter().enumerate();
    arrows
        .flat_map(|(from, row)| row.iter().map(move |(to, _)| (from, *to)))
        .collect()
}

/// The numbers of a component, eliminated by a plan whose states are those of the rows.
fn eliminated(plan: &Plan, rows: &Rows, exit: &[f64]) -> Cells {
    let mut cells = plan.cells();
    let mut place = vec![0; rows.len()];
    for (at, state) in plan.nodes.iter().enumerate() {
        place[*state] = at;
        cells.exit[at] = exit[*state];
    }
    for (from, row) in rows.iter().enumerate() {
        for &(to, share) in row.iter().filter(|(to, _)| *to != from) {
            let cell = plan.cell(place[from], place[to]).expect("an arrow has a cell");
            cells.share[cell] += share;
        }
    }
    assert!(plan.eliminate(&mut cells), "there is a way out");
    cells
}

fn plan(rows: &Rows, sparse_work: usize, dense_core: usize) -> Result<Plan, TooTangled> {
    let members: Vec<usize> = (0..rows.len()).collect();
    Plan::with_limits(&members, &arrows(rows), sparse_work, dense_core)
}

fn diagonal(plan: &Plan, cells: &Cells) -> Vec<f64> {
    let mut by_state = vec![0.0; plan.nodes.len()];
    for (state, visits) in plan.nodes.iter().zip(plan.diagonal(cells)) {
        by_state[*state] = visits;
    }
    by_state
}

fn dense(rows: &Rows) -> DMatrix<f64> {
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
        let plan = plan(&rows, sparse_work, 100).unwrap();
        let cells = eliminated(&plan, &rows, &exit);
        let inverse = dense(&rows).try_inverse().unwrap();
        let given = DVector::from_column_slice(&right[..rows.len()]);
        let mut worth = right[..rows.len()].to_vec();
        plan.worth(&cells, &mut worth);
        close(&worth, (&inverse * &given).iter().copied());
        let mut visits = right[..rows.len()].to_vec();
        plan.visits(&cells, &mut visits);
        close(&visits, (given.transpose() * &inverse).iter().copied());
        close(&diagonal(&plan, &cells), inverse.diagonal().iter().copied());
    }
}

#[test]
fn a_loop_that_hardly_ever_ends_keeps_its_digits() {
    let rows = vec![vec![(1, 1.0)], vec![(0, 1.0 - 1e-14)]];
    let plan = plan(&rows, SPARSE_WORK, DENSE_CORE).unwrap();
    let visits = diagonal(&plan, &eliminated(&plan, &rows, &[0.0, 1e-14]))[0];
    assert!(
        (visits * 1e-14 - 1.0).abs() < 1e-9,
        "one in 1e14 leaves, so 1e14 visits: {visits}"
    );
}

#[test]
fn a_loop_without_a_way_out_has_no_solution() {
    let rows = vec![vec![(1, 1.0)], vec![(0, 1.0)]];
    let plan = plan(&rows, SPARSE_WORK, DENSE_CORE).unwrap();
    let mut cells = plan.cells();
    cells.share.fill(1.0);
    assert!(!plan.eliminate(&mut cells), "nobody ever leaves");
}

#[test]
fn a_long_chain_with_short_loops_stays_sparse() {
    let size = 20_000;
    let rows: Rows = (0..size)
        .map(|at: usize| vec![((at + 1) % size, 0.8), (at.saturating_sub(3), 0.1)])
        .collect();
    let plan = plan(&rows, SPARSE_WORK, DENSE_CORE).unwrap();
    assert!(
        plan.later.len() < 20 * size,
        "fill-in stays proportional to the chain: {}",
        plan.later.len()
    );
    assert!(plan.is_repeatable());
}

#[test]
fn what_is_too_entangled_is_refused() {
    let size: usize = 60;
    let rows: Rows = (0..size)
        .map(|at| {
            let others = (0..size).filter(|to| *to != at);
            others.map(|to| (to, 0.9 / 59.0)).collect()
        })
        .collect();
    assert_eq!(plan(&rows, 100, 10).err(), Some(TooTangled));
}
