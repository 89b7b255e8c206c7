//! Which step comes before which, as 04 "Terms" has it: back links and returns left out, what is still
//! strongly connected condensed, the rest by reach along flow. No rule here.

use twinlane_model::topology::Graph;

use super::bits::BitRows;

/// Columns of one matrix: its rows are as long as a line of the cache, and the rows of a map of 20,000 steps
/// stay in the cache while they are worked on.
pub(crate) const COLUMNS: usize = 512;

/// Arrows between dense numbers in compressed rows, to be walked once for every chunk of columns.
#[derive(Clone, Debug)]
struct Arrows {
    first: Vec<usize>,
    heads: Vec<usize>,
}

impl Arrows {
    /// The arrows of `nodes` nodes.
    fn new(nodes: usize, arrows: &[(usize, usize)]) -> Self {
        let mut first = vec![0; nodes + 1];
        for (tail, _) in arrows {
            first[tail + 1] += 1;
        }
        for node in 0..nodes {
            first[node + 1] += first[node];
        }
        let mut next = first.clone();
        let mut heads = vec![0; first[nodes]];
        for (tail, head) in arrows {
            heads[next[*tail]] = *head;
            next[*tail] += 1;
        }
        Self { first, heads }
    }

    /// Where the arrows of a node lead.
    fn heads(&self, node: usize) -> &[usize] {
        &self.heads[self.first[node]..self.first[node + 1]]
    }

    /// What a node reaches, itself left out.
    fn reach(&self, from: usize) -> Vec<bool> {
        let mut seen = vec![false; self.first.len() - 1];
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            for head in self.heads(node) {
                if !std::mem::replace(&mut seen[*head], true) {
                    open.push(*head);
                }
            }
        }
        seen
    }
}

/// The before-relation of a map's steps.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    /// Component of each step. Numbers rise along flow: what a component leads to has a larger one.
    pub component: Vec<usize>,
    count: usize,
    forward: Arrows,
    backward: Arrows,
}

impl Order {
    /// From forward flow (back links and returns left out already) between steps `0..steps`.
    pub fn new(steps: usize, flow: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let components = Graph::numbered(steps, flow.clone()).components();
        let count = components.len();
        let mut component = vec![0; steps];
        for (number, members) in components.into_iter().enumerate() {
            for step in members {
                component[step] = number;
            }
        }
        let arrows = flow.map(|(tail, head)| (component[tail], component[head]));
        let arrows: Vec<(usize, usize)> = arrows.filter(|(tail, head)| tail != head).collect();
        let turned: Vec<(usize, usize)> = arrows.iter().map(|(tail, head)| (*head, *tail)).collect();
        let (forward, backward) = (Arrows::new(count, &arrows), Arrows::new(count, &turned));
        Self {
            component,
            count,
            forward,
            backward,
        }
    }

    /// For each component the marks that lie strictly before it: a mark is (component, column).
    pub fn before(&self, columns: usize, marks: &[(usize, usize)]) -> BitRows {
        let marks = Arrows::new(self.count, marks);
        let mut rows = BitRows::new(self.count, columns);
        for component in 0..self.count {
            gather(&mut rows, component, self.backward.heads(component), &marks);
        }
        rows
    }

    /// For each component the marks that lie strictly after it.
    pub fn after(&self, columns: usize, marks: &[(usize, usize)]) -> BitRows {
        let marks = Arrows::new(self.count, marks);
        let mut rows = BitRows::new(self.count, columns);
        for component in (0..self.count).rev() {
            gather(&mut rows, component, self.forward.heads(component), &marks);
        }
        rows
    }

    /// Components strictly before one.
    pub fn all_before(&self, component: usize) -> Vec<bool> {
        self.backward.reach(component)
    }

    /// Components strictly after one.
    pub fn all_after(&self, component: usize) -> Vec<bool> {
        self.forward.reach(component)
    }
}

/// Gives a row what its neighbours have and the marks at these neighbours themselves.
fn gather(rows: &mut BitRows, into: usize, neighbours: &[usize], marks: &Arrows) {
    for neighbour in neighbours {
        rows.add(into, *neighbour);
        for column in marks.heads(*neighbour) {
            rows.set(into, *column);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(steps: usize, flow: &[(usize, usize)]) -> Order {
        Order::new(steps, flow.iter().copied())
    }

    #[test]
    fn a_loop_is_one_place_in_the_order() {
        let order = order(5, &[(0, 1), (1, 2), (2, 1), (2, 3)]);
        let before = |a: usize, b: usize| order.all_before(order.component[b])[order.component[a]];
        assert!(
            before(0, 3) && before(1, 3) && before(0, 2),
            "flow orders steps across the loop"
        );
        assert!(
            !before(1, 2) && !before(2, 1),
            "inside the loop nothing comes first"
        );
        assert!(!before(0, 4) && !before(4, 0), "without flow there is no order");
        assert!(
            order.all_after(order.component[0])[order.component[3]],
            "after mirrors before"
        );
    }

    #[test]
    fn rows_of_marks_agree_with_walking() {
        let order = order(6, &[(0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (4, 3), (4, 5)]);
        let marks: Vec<(usize, usize)> = (0..6).map(|step| (order.component[step], step)).collect();
        let (before, after) = (order.before(6, &marks), order.after(6, &marks));
        for a in 0..6 {
            for b in 0..6 {
                let walked = order.all_before(order.component[b])[order.component[a]];
                assert_eq!(before.get(order.component[b], a), walked, "{a} before {b}");
                assert_eq!(after.get(order.component[a], b), walked, "{b} after {a}");
            }
        }
    }
}
