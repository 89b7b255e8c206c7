//! Ranks by the longest forward chain: the columns of a layout.

use std::collections::BTreeMap;

use super::Graph;
use crate::{LinkKind, MapView, Side, StepId};

/// Rank of each step of a side inside its stage: the length of the longest forward chain of flow that leads
/// to it without leaving the stage, 0 for the first. Loops are opened where a walk from their entry closes
/// them, so that going back costs no column.
pub fn forward_ranks(view: &MapView<'_>, side: Side) -> BTreeMap<StepId, u32> {
    let stage = |id: StepId| view.step(id).map(|step| step.stage);
    let mut inside = Vec::new();
    let mut entered = std::collections::BTreeSet::new();
    for link in view.links.iter().filter(|link| link.kind == LinkKind::Flow) {
        let (Some(from), Some(to)) = (link.from.step(), link.to.step()) else {
            continue;
        };
        if stage(from) == stage(to) {
            inside.push((from, to));
        } else {
            entered.insert(to);
        }
    }
    let graph = Graph::new(view.steps_of(side).map(|step| step.id), inside);
    longest_ranks(&graph, |node| entered.contains(&node))
}

/// Rank of each node by the longest chain that leads to it, 0 for nodes nothing leads to. Arrows that close a
/// loop are left out: a walk begins at the nodes nothing leads to, then at those `preferred`, then at the
/// rest, in the order of the nodes.
pub fn longest_ranks<N: Copy + Ord>(graph: &Graph<N>, preferred: impl Fn(N) -> bool) -> BTreeMap<N, u32> {
    let count = graph.nodes().len();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut entered = vec![false; count];
    for (from, to) in graph.arrows() {
        if from != to {
            next[from].push(to);
            entered[to] = true;
        }
    }
    for list in &mut next {
        list.sort_unstable();
        list.dedup();
    }
    let mut roots: Vec<usize> = (0..count).collect();
    roots.sort_by_key(|at| (entered[*at], !preferred(graph.nodes()[*at]), *at));

    let (finished, closing) = walk(&roots, &next);
    // The reverse of the order of finishing is a topological order once the closing arrows are left out.
    let mut rank = vec![0_u32; count];
    for from in finished.into_iter().rev() {
        for (number, to) in next[from].iter().enumerate() {
            if !closing[from].contains(&number) {
                rank[*to] = rank[*to].max(rank[from] + 1);
            }
        }
    }
    graph.nodes().iter().copied().zip(rank).collect()
}

/// Walks in depth without recursion; says in which order nodes were finished, and per node which of its
/// arrows close a loop.
fn walk(roots: &[usize], next: &[Vec<usize>]) -> (Vec<usize>, Vec<Vec<usize>>) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; next.len()];
    let mut finished = Vec::with_capacity(next.len());
    let mut closing: Vec<Vec<usize>> = vec![Vec::new(); next.len()];
    for root in roots {
        if state[*root] != State::New {
            continue;
        }
        state[*root] = State::Open;
        let mut stack = vec![(*root, 0)];
        while let Some((at, arrow)) = stack.pop() {
            let Some(to) = next[at].get(arrow).copied() else {
                state[at] = State::Done;
                finished.push(at);
                continue;
            };
            stack.push((at, arrow + 1));
            match state[to] {
                State::New => {
                    state[to] = State::Open;
                    stack.push((to, 0));
                }
                State::Open => closing[at].push(arrow),
                State::Done => {}
            }
        }
    }
    (finished, closing)
}
