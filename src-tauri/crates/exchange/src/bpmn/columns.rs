//! Columns for a process that has none: how far each step is from the start, cut into a few parts.

/// Most columns an import makes.
const MOST: usize = 6;

/// The column of each node and the number of columns.
///
/// `weights` is 1 for a step that takes a place of its own and 0 for a junction. Ranks are longest paths over
/// the graph with its loops condensed; equal numbers of ranks go into each column.
pub(super) fn columns(weights: &[usize], edges: &[(usize, usize)]) -> (Vec<usize>, usize) {
    let count = weights.len();
    let mut out = vec![Vec::new(); count];
    for &(from, to) in edges {
        out[from].push(to);
    }
    let loops = condense(&out);
    let groups = loops.iter().map(|group| group + 1).max().unwrap_or(0);
    let mut weight = vec![0; groups];
    for (at, &group) in loops.iter().enumerate() {
        weight[group] = weight[group].max(weights[at]);
    }
    // Groups are numbered so that each comes after those it leads to; ranks go the other way.
    let mut members = vec![Vec::new(); groups];
    for (at, &group) in loops.iter().enumerate() {
        members[group].push(at);
    }
    let mut rank = vec![0; groups];
    for group in (0..groups).rev() {
        for &to in members[group].iter().flat_map(|at| &out[*at]) {
            if loops[to] != group {
                rank[loops[to]] = rank[loops[to]].max(rank[group] + weight[group]);
            }
        }
    }
    let ranks = rank.iter().map(|rank| rank + 1).max().unwrap_or(1);
    let parts = ranks.min(MOST);
    (
        loops.iter().map(|group| rank[*group] * parts / ranks).collect(),
        parts,
    )
}

/// The group of each node: nodes of one loop share it, and a group's number is above those it leads to.
fn condense(out: &[Vec<usize>]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let count = out.len();
    let mut group = vec![NONE; count];
    let mut number = vec![NONE; count];
    let mut low = vec![0; count];
    let mut open = Vec::new();
    let (mut next, mut groups) = (0, 0);
    for root in 0..count {
        if number[root] != NONE {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((node, at)) = path.pop() {
            if at == 0 {
                number[node] = next;
                low[node] = next;
                next += 1;
                open.push(node);
            }
            if let Some(&to) = out[node].get(at) {
                path.push((node, at + 1));
                if number[to] == NONE {
                    path.push((to, 0));
                } else if group[to] == NONE {
                    low[node] = low[node].min(number[to]);
                }
                continue;
            }
            if let Some(&(above, _)) = path.last() {
                low[above] = low[above].min(low[node]);
            }
            if low[node] == number[node] {
                while let Some(member) = open.pop() {
                    group[member] = groups;
                    if member == node {
                        break;
                    }
                }
                groups += 1;
            }
        }
    }
    group
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
