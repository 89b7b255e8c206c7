//! Columns for a process that has none: how far each step is from the start, cut into a few parts.

use twinlane_model::topology::Graph;

/// Most columns an import makes.
const MOST: usize = 6;

/// The column of each node and the number of columns.
///
/// `weights` is 1 for a step that takes a place of its own and 0 for a junction. Ranks are longest paths over
/// the graph with its loops condensed; equal numbers of ranks go into each column.
pub(super) fn columns(weights: &[usize], edges: &[(usize, usize)]) -> (Vec<usize>, usize) {
    let graph = Graph::new(0..weights.len(), edges.iter().copied());
    let loops = graph.components();
    let mut group = vec![0; weights.len()];
    for (number, members) in loops.iter().enumerate() {
        for &at in members {
            group[at] = number;
        }
    }
    // A component stands before all that it leads to, so its rank is final when its turn comes.
    let mut rank = vec![0; loops.len()];
    for (number, members) in loops.iter().enumerate() {
        let weight = members.iter().map(|at| weights[*at]).max().unwrap_or(0);
        for to in members.iter().flat_map(|at| graph.following(*at)) {
            if group[to] != number {
                rank[group[to]] = rank[group[to]].max(rank[number] + weight);
            }
        }
    }
    let ranks = rank.iter().map(|rank| rank + 1).max().unwrap_or(1);
    let parts = ranks.min(MOST);
    let column = group
        .into_iter()
        .map(|group| rank[group] * parts / ranks)
        .collect();
    (column, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_become_columns() {
        // 0 → 1 → 2 → 3 with 2 → 1, and a junction 4 between 0 and 3.
        let edges = [(0, 1), (1, 2), (2, 1), (2, 3), (0, 4), (4, 3)];
        assert_eq!(columns(&[1, 1, 1, 1, 0], &edges), (vec![0, 1, 1, 2, 1], 3));
        let chain: Vec<(usize, usize)> = (0..11).map(|at| (at, at + 1)).collect();
        assert_eq!(
            columns(&[1; 12], &chain),
            (vec![0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5], 6),
            "six at most"
        );
        assert_eq!(columns(&[], &[]), (vec![], 1), "one column for nothing");
    }
}
