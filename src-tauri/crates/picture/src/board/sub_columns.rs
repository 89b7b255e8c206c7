//! Sub-columns of a stage, by the longest path: each step as far right as the longest forward chain that leads to it.
//!
//! Plain graph arithmetic over indices; it knows nothing of maps.

/// The layer of each of `count` nodes: the number of edges of the longest chain that ends there. Edges that
/// close a circle (seen from the nodes without incoming edges, in order) are left out.
pub(crate) fn layers(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut has_before = vec![false; count];
    for &(from, to) in edges {
        if from != to {
            next[from].push(to);
            has_before[to] = true;
        }
    }
    let roots = (0..count)
        .filter(|&node| !has_before[node])
        .chain((0..count).filter(|&node| has_before[node]));
    let mut state = vec![State::New; count];
    let mut order = Vec::with_capacity(count);
    let mut forward: Vec<Vec<usize>> = vec![Vec::new(); count];
    // The walk keeps its own stack: a chain may be longer than the program's stack allows.
    let mut stack: Vec<(usize, usize)> = Vec::new();
    for root in roots {
        if state[root] != State::New {
            continue;
        }
        state[root] = State::Open;
        stack.push((root, 0));
        while let Some((node, at)) = stack.pop() {
            let Some(&to) = next[node].get(at) else {
                state[node] = State::Done;
                order.push(node);
                continue;
            };
            stack.push((node, at + 1));
            if state[to] != State::Open {
                forward[node].push(to);
            }
            if state[to] == State::New {
                state[to] = State::Open;
                stack.push((to, 0));
            }
        }
    }
    let mut layer = vec![0; count];
    for &node in order.iter().rev() {
        for &to in &forward[node] {
            layer[to] = layer[to].max(layer[node] + 1);
        }
    }
    layer
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

#[cfg(test)]
mod tests {
    use super::layers;

    #[test]
    fn counts_the_longest_chain() {
        assert_eq!(
            layers(4, &[(0, 1), (1, 2), (0, 2), (3, 2)]),
            [0, 1, 2, 0],
            "the longer way decides"
        );
    }

    #[test]
    fn leaves_out_what_closes_a_circle() {
        assert_eq!(
            layers(3, &[(0, 1), (1, 2), (2, 0)]),
            [0, 1, 2],
            "the link back to the first is no step forward"
        );
        assert_eq!(layers(1, &[(0, 0)]), [0], "a retry moves nothing");
    }

    #[test]
    fn walks_a_chain_of_any_length() {
        let edges: Vec<_> = (0..50_000).map(|at| (at, at + 1)).collect();
        assert_eq!(layers(50_001, &edges)[50_000], 50_000, "no recursion");
    }
}
