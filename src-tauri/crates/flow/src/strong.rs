//! Strongly connected components in an order that lets a linear system be solved component by component.
//!
//! Works on plain indices and knows nothing of maps.

/// The components of a directed graph and the order among them.
#[derive(Debug)]
pub(crate) struct Components {
    /// Members of each component, ascending. A component comes after all components it leads to.
    pub members: Vec<Vec<usize>>,
    /// Component of each node.
    pub of: Vec<usize>,
}

/// Finds the strongly connected components (Tarjan 1972), without recursion so that a long chain cannot
/// exhaust the stack.
pub(crate) fn components(edges: &[Vec<usize>]) -> Components {
    const UNSEEN: usize = usize::MAX;
    let count = edges.len();
    let mut found = Components {
        members: Vec::new(),
        of: vec![UNSEEN; count],
    };
    let mut number = vec![UNSEEN; count];
    let mut low = vec![0; count];
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    for root in 0..count {
        if number[root] != UNSEEN {
            continue;
        }
        let mut path: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some(&(node, at)) = path.last() {
            if at == 0 {
                number[node] = next;
                low[node] = next;
                next += 1;
                open.push(node);
            }
            if let Some(&to) = edges[node].get(at) {
                if let Some(top) = path.last_mut() {
                    top.1 += 1;
                }
                if number[to] == UNSEEN {
                    path.push((to, 0));
                } else if found.of[to] == UNSEEN {
                    low[node] = low[node].min(number[to]);
                }
                continue;
            }
            path.pop();
            if let Some(&(above, _)) = path.last() {
                low[above] = low[above].min(low[node]);
            }
            if low[node] == number[node] {
                let mut members = Vec::new();
                while let Some(member) = open.pop() {
                    found.of[member] = found.members.len();
                    members.push(member);
                    if member == node {
                        break;
                    }
                }
                members.sort_unstable();
                found.members.push(members);
            }
        }
    }
    found
}

/// Nodes that can be reached from the seeds, the seeds included.
pub(crate) fn reach(edges: &[Vec<usize>], seeds: impl IntoIterator<Item = usize>) -> Vec<bool> {
    let mut seen = vec![false; edges.len()];
    let mut stack: Vec<usize> = Vec::new();
    for seed in seeds {
        if !seen[seed] {
            seen[seed] = true;
            stack.push(seed);
        }
    }
    while let Some(node) = stack.pop() {
        for &to in &edges[node] {
            if !seen[to] {
                seen[to] = true;
                stack.push(to);
            }
        }
    }
    seen
}

/// The same graph with every edge turned round.
pub(crate) fn reversed(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut back = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for &to in targets {
            back[to].push(from);
        }
    }
    back
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_comes_after_those_it_leads_to() {
        let edges = vec![vec![1], vec![2, 3], vec![1], vec![], vec![0]];
        let found = components(&edges);
        assert_eq!(found.members, vec![vec![3], vec![1, 2], vec![0], vec![4]]);
        assert_eq!(found.of, vec![2, 1, 1, 0, 3], "each node knows its component");
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let count = 200_000;
        let edges: Vec<Vec<usize>> = (0..count)
            .map(|at| if at + 1 < count { vec![at + 1] } else { vec![] })
            .collect();
        assert_eq!(components(&edges).members.len(), count);
    }
}
