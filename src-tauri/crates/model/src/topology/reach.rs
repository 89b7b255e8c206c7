//! *Before*: which node lies strictly before which, loops condensed to one place.

use std::collections::{BTreeMap, BTreeSet};

use super::Graph;

/// Says which of some nodes lie before which others, in constant time.
///
/// Nodes of one loop are not before one another. It is a table of bits: components of the nodes asked for,
/// squared; while it is made, rows nobody needs any more are dropped.
#[derive(Clone, Debug)]
pub struct Order<N> {
    /// Row and column of each node asked for; nodes of one loop share theirs.
    places: BTreeMap<N, usize>,
    rows: Vec<Box<[u64]>>,
}

impl<N: Copy + Ord> Order<N> {
    /// The order among some nodes of a graph; paths may pass any node of the graph.
    pub fn among(graph: &Graph<N>, asked: impl IntoIterator<Item = N>) -> Self {
        let asked: BTreeSet<N> = asked.into_iter().collect();
        let components = graph.scc();
        let mut of_node = vec![0; graph.nodes().len()];
        for (number, component) in components.iter().enumerate() {
            for at in component {
                of_node[*at] = number;
            }
        }
        let mut places = BTreeMap::new();
        let mut columns: Vec<Option<usize>> = vec![None; components.len()];
        let mut width = 0;
        for (at, node) in graph.nodes().iter().enumerate() {
            if asked.contains(node) {
                let column = *columns[of_node[at]].get_or_insert_with(|| {
                    width += 1;
                    width - 1
                });
                places.insert(*node, column);
            }
        }
        let words = width.div_ceil(64);
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); components.len()];
        let mut waiting = vec![0_usize; components.len()];
        for (from, to) in graph.arrows() {
            let (from, to) = (of_node[from], of_node[to]);
            if from != to {
                next[from].push(to);
            }
        }
        for list in &mut next {
            list.sort_unstable();
            list.dedup();
            for to in list {
                waiting[*to] += 1;
            }
        }
        let mut rows: Vec<Box<[u64]>> = vec![Box::default(); width];
        let mut open: Vec<Option<Box<[u64]>>> = vec![None; components.len()];
        // What a component leads to stands before it, so its row is ready.
        for (number, followers) in next.iter().enumerate() {
            let mut row = vec![0_u64; words].into_boxed_slice();
            for to in followers {
                if let Some(column) = columns[*to] {
                    row[column / 64] |= 1 << (column % 64);
                }
                if let Some(theirs) = &open[*to] {
                    for (mine, their) in row.iter_mut().zip(theirs) {
                        *mine |= their;
                    }
                }
                waiting[*to] -= 1;
                if waiting[*to] == 0 {
                    open[*to] = None;
                }
            }
            if let Some(column) = columns[number] {
                rows[column].clone_from(&row);
            }
            if waiting[number] > 0 {
                open[number] = Some(row);
            }
        }
        Self { places, rows }
    }

    /// Whether the first lies before the second: a path leads from it, and none leads back. Not for nodes
    /// that were not asked for.
    pub fn before(&self, first: N, second: N) -> bool {
        match (self.places.get(&first), self.places.get(&second)) {
            (Some(row), Some(column)) => self.rows[*row][column / 64] & (1 << (column % 64)) != 0,
            _ => false,
        }
    }
}
