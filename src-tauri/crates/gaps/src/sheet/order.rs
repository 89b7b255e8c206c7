//! Which step comes before which, as 04 "Terms" has it: back links and returns left out, what is still
//! strongly connected condensed, the rest by reach along flow. No rule here.

use super::bits::BitRows;

/// Columns handled at once, so that memory stays flat however many supports a map has.
pub(crate) const CHUNK: usize = 4096;

/// A directed graph over dense numbers in compressed rows.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    first: Vec<usize>,
    heads: Vec<usize>,
}

impl Graph {
    /// The graph of `nodes` nodes with these arcs; the order of arcs of a node is kept.
    pub fn new(nodes: usize, arcs: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut first = vec![0; nodes + 1];
        for (tail, _) in arcs.clone() {
            first[tail + 1] += 1;
        }
        for node in 0..nodes {
            first[node + 1] += first[node];
        }
        let mut next = first.clone();
        let mut heads = vec![0; first[nodes]];
        for (tail, head) in arcs {
            heads[next[tail]] = head;
            next[tail] += 1;
        }
        Self { first, heads }
    }

    /// Number of nodes.
    pub fn nodes(&self) -> usize {
        self.first.len() - 1
    }

    /// Where the arcs of a node lead.
    pub fn heads(&self, node: usize) -> &[usize] {
        &self.heads[self.first[node]..self.first[node + 1]]
    }

    /// The same graph with every arc turned round.
    pub fn reversed(&self) -> Self {
        let arcs = (0..self.nodes()).flat_map(|tail| self.heads(tail).iter().map(move |head| (*head, tail)));
        Self::new(self.nodes(), arcs)
    }

    /// What the given nodes reach, themselves included.
    pub fn reach(&self, from: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut seen = vec![false; self.nodes()];
        let mut open: Vec<usize> = Vec::new();
        for node in from {
            if !std::mem::replace(&mut seen[node], true) {
                open.push(node);
            }
        }
        while let Some(node) = open.pop() {
            for head in self.heads(node) {
                if !std::mem::replace(&mut seen[*head], true) {
                    open.push(*head);
                }
            }
        }
        seen
    }

    /// Distance in arcs from the nearest of the given nodes; `usize::MAX` where none leads.
    pub fn distances(&self, from: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut distance = vec![usize::MAX; self.nodes()];
        let mut queue: std::collections::VecDeque<usize> = std::collections::VecDeque::new();
        for node in from {
            if distance[node] == usize::MAX {
                distance[node] = 0;
                queue.push_back(node);
            }
        }
        while let Some(node) = queue.pop_front() {
            for head in self.heads(node) {
                if distance[*head] == usize::MAX {
                    distance[*head] = distance[node] + 1;
                    queue.push_back(*head);
                }
            }
        }
        distance
    }

    /// Strongly connected component of each node. Numbers fall along arcs between components, so counting
    /// down visits a component before those it leads to. (Tarjan 1972, without recursion.)
    pub fn components(&self) -> Vec<usize> {
        const NONE: usize = usize::MAX;
        let nodes = self.nodes();
        let (mut index, mut low) = (vec![NONE; nodes], vec![0; nodes]);
        let mut component = vec![NONE; nodes];
        let (mut count, mut found) = (0, 0);
        let mut stack = Vec::new();
        let mut calls: Vec<(usize, usize)> = Vec::new();
        for root in 0..nodes {
            if index[root] != NONE {
                continue;
            }
            calls.push((root, 0));
            while let Some((node, arc)) = calls.pop() {
                if arc == 0 {
                    index[node] = count;
                    low[node] = count;
                    count += 1;
                    stack.push(node);
                }
                if let Some(head) = self.heads(node).get(arc) {
                    calls.push((node, arc + 1));
                    if index[*head] == NONE {
                        calls.push((*head, 0));
                    } else if component[*head] == NONE {
                        low[node] = low[node].min(index[*head]);
                    }
                    continue;
                }
                if low[node] == index[node] {
                    while let Some(member) = stack.pop() {
                        component[member] = found;
                        if member == node {
                            break;
                        }
                    }
                    found += 1;
                }
                if let Some((parent, _)) = calls.last() {
                    low[*parent] = low[*parent].min(low[node]);
                }
            }
        }
        component
    }
}

/// The before-relation of a map's steps.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    /// Component of each step.
    pub component: Vec<usize>,
    /// Arcs between components; a head always has the smaller number.
    forward: Graph,
    backward: Graph,
}

impl Order {
    /// From the graph of forward flow (back links and returns left out already).
    pub fn new(flow: &Graph) -> Self {
        let component = flow.components();
        let count = component.iter().max().map_or(0, |last| last + 1);
        let arcs = (0..flow.nodes())
            .flat_map(|tail| flow.heads(tail).iter().map(move |head| (tail, *head)))
            .map(|(tail, head)| (component[tail], component[head]))
            .filter(|(tail, head)| tail != head);
        let forward = Graph::new(count, arcs);
        let backward = forward.reversed();
        Self {
            component,
            forward,
            backward,
        }
    }

    /// Number of components.
    pub fn count(&self) -> usize {
        self.forward.nodes()
    }

    /// For each component the marks that lie strictly before it: a mark is (component, column).
    pub fn before(&self, columns: usize, marks: &[(usize, usize)]) -> BitRows {
        let mut own = BitRows::new(self.count(), columns);
        for (component, column) in marks {
            own.set(*component, *column);
        }
        let mut rows = BitRows::new(self.count(), columns);
        for component in (0..self.count()).rev() {
            for earlier in self.backward.heads(component) {
                rows.add(component, *earlier, &own);
            }
        }
        rows
    }

    /// For each component the marks that lie strictly after it.
    pub fn after(&self, columns: usize, marks: &[(usize, usize)]) -> BitRows {
        let mut own = BitRows::new(self.count(), columns);
        for (component, column) in marks {
            own.set(*component, *column);
        }
        let mut rows = BitRows::new(self.count(), columns);
        for component in 0..self.count() {
            for later in self.forward.heads(component) {
                rows.add(component, *later, &own);
            }
        }
        rows
    }

    /// Components strictly before a step's.
    pub fn all_before(&self, step: usize) -> Vec<bool> {
        let own = self.component[step];
        let mut seen = self.backward.reach([own]);
        seen[own] = false;
        seen
    }

    /// Components strictly after a step's.
    pub fn all_after(&self, step: usize) -> Vec<bool> {
        let own = self.component[step];
        let mut seen = self.forward.reach([own]);
        seen[own] = false;
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(nodes: usize, arcs: &[(usize, usize)]) -> Graph {
        Graph::new(nodes, arcs.iter().copied())
    }

    #[test]
    fn a_loop_is_one_place_in_the_order() {
        let order = Order::new(&graph(5, &[(0, 1), (1, 2), (2, 1), (2, 3)]));
        let before = |a: usize, b: usize| order.all_before(b)[order.component[a]];
        assert!(
            before(0, 3) && before(1, 3) && before(0, 2),
            "flow orders steps across the loop"
        );
        assert!(
            !before(1, 2) && !before(2, 1),
            "inside the loop nothing comes first"
        );
        assert!(!before(0, 4) && !before(4, 0), "without flow there is no order");
        assert!(order.all_after(0)[order.component[3]], "after mirrors before");
    }

    #[test]
    fn rows_of_marks_agree_with_walking() {
        let order = Order::new(&graph(
            6,
            &[(0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (4, 3), (4, 5)],
        ));
        let marks: Vec<(usize, usize)> = (0..6).map(|step| (order.component[step], step)).collect();
        let (before, after) = (order.before(6, &marks), order.after(6, &marks));
        for a in 0..6 {
            for b in 0..6 {
                let walked = order.all_before(b)[order.component[a]];
                assert_eq!(before.get(order.component[b], a), walked, "{a} before {b}");
                assert_eq!(after.get(order.component[a], b), walked, "{b} after {a}");
            }
        }
    }

    #[test]
    fn distances_are_counted_in_arcs() {
        let distances = graph(4, &[(0, 1), (1, 2), (0, 2)]).distances([0]);
        assert_eq!(
            distances,
            [0, 1, 1, usize::MAX],
            "the shortest way counts; no way is infinitely far"
        );
    }
}
