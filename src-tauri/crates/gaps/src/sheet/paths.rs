//! Walks over flow and returns together: what is reached, and what every path to won passes. No rule here.

use std::collections::VecDeque;

use twinlane_model::OutcomeKind;

use super::{Graph, Sheet};

impl Sheet<'_, '_> {
    /// Flow and returns on one graph: steps first, then outcomes.
    fn with_outcomes(&self) -> Graph {
        let steps = self.view.steps.len();
        let arcs = self.arcs.iter().map(|arc| (arc.from, arc.to));
        let exits = self
            .exits
            .iter()
            .map(move |exit| (exit.step, steps + exit.outcome));
        let returns = self
            .returns
            .iter()
            .map(move |back| (steps + back.outcome, back.step));
        Graph::new(steps + self.view.outcomes.len(), arcs.chain(exits).chain(returns))
    }

    /// Which steps the starts reach along flow and returns; outcomes follow behind the steps.
    pub fn reached(&self) -> Vec<bool> {
        self.with_outcomes().reach(self.starts.iter().copied())
    }

    /// The steps that every path from a start to a won outcome passes, in the order of the path; none where
    /// no path exists. These are the dominators of won, found along one path: a step of it is passed by all
    /// paths exactly when nothing before it leads around it.
    pub fn on_every_path_to_won(&self) -> Vec<usize> {
        let steps = self.view.steps.len();
        let graph = self.with_outcomes();
        let won = |node: usize| node >= steps && self.view.outcomes[node - steps].kind == OutcomeKind::Won;
        let Some(path) = self.shortest(&graph, won) else {
            return Vec::new();
        };
        // Place on the path, from 1; won of any kind is the end, and 0 is the common beginning of all starts.
        let end = path.len() + 1;
        let mut place = vec![None; graph.nodes()];
        for (at, node) in path.iter().enumerate() {
            place[*node] = Some(at + 1);
        }
        let mut seen = vec![false; graph.nodes()];
        let mut farthest = 0;
        let mut passed = Vec::new();
        for at in 0..end {
            if at > 0 && farthest == at {
                passed.push(path[at - 1]);
            }
            let mut open: Vec<usize> = if at == 0 {
                self.starts.clone()
            } else {
                graph.heads(path[at - 1]).to_vec()
            };
            while let Some(node) = open.pop() {
                if won(node) {
                    farthest = end;
                } else if let Some(on) = place[node] {
                    farthest = farthest.max(on);
                } else if !std::mem::replace(&mut seen[node], true) {
                    open.extend_from_slice(graph.heads(node));
                }
            }
        }
        passed.retain(|node| *node < steps);
        passed
    }

    /// A shortest path from a start to a node that is a goal, the goal left out.
    fn shortest(&self, graph: &Graph, goal: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
        let mut from: Vec<Option<usize>> = vec![None; graph.nodes()];
        let mut seen = vec![false; graph.nodes()];
        let mut queue: VecDeque<usize> = VecDeque::new();
        for start in &self.starts {
            if !std::mem::replace(&mut seen[*start], true) {
                queue.push_back(*start);
            }
        }
        while let Some(node) = queue.pop_front() {
            for head in graph.heads(node) {
                if goal(*head) {
                    let mut path: Vec<usize> =
                        std::iter::successors(Some(node), |node| from[*node]).collect();
                    path.reverse();
                    return Some(path);
                }
                if !std::mem::replace(&mut seen[*head], true) {
                    from[*head] = Some(node);
                    queue.push_back(*head);
                }
            }
        }
        None
    }
}
