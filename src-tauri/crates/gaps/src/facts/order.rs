//! Which step comes before which. Back links and returns are left out, the steps of a loop that remains are one place in
//! the order, and the rest is ordered by what flow reaches. No rule here.

use twinlane_model::topology::Graph;

use super::bit_rows::{BitRow, COLUMNS, add, set};

/// Arrows between numbered nodes as compressed rows, which are read once for every chunk of columns.
#[derive(Clone, Debug)]
struct Adjacency {
    first: Vec<usize>,
    heads: Vec<usize>,
}

impl Adjacency {
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
    forward: Adjacency,
    backward: Adjacency,
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
        let (forward, backward) = (Adjacency::new(count, &arrows), Adjacency::new(count, &turned));
        Self {
            component,
            count,
            forward,
            backward,
        }
    }

    /// For each component the marks that lie strictly before it: a mark is (component, column), of which there
    /// are no more than a row has.
    pub fn before(&self, marks: &[(usize, usize)]) -> Vec<BitRow> {
        let marks = Adjacency::new(self.count, marks);
        let mut rows = vec![[0; COLUMNS / 64]; self.count];
        for component in 0..self.count {
            rows[component] = gather(&rows, self.backward.heads(component), &marks);
        }
        rows
    }

    /// For each component the marks that lie strictly after it.
    pub fn after(&self, marks: &[(usize, usize)]) -> Vec<BitRow> {
        let marks = Adjacency::new(self.count, marks);
        let mut rows = vec![[0; COLUMNS / 64]; self.count];
        for component in (0..self.count).rev() {
            rows[component] = gather(&rows, self.forward.heads(component), &marks);
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

/// What the neighbours of a component have, and the marks at these neighbours themselves.
fn gather(rows: &[BitRow], neighbours: &[usize], marks: &Adjacency) -> BitRow {
    let mut own = [0; COLUMNS / 64];
    for neighbour in neighbours {
        add(&mut own, &rows[*neighbour]);
        for column in marks.heads(*neighbour) {
            set(&mut own, *column);
        }
    }
    own
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
        let (before, after) = (order.before(&marks), order.after(&marks));
        let on = |row: &BitRow, column: usize| row[column / 64] >> (column % 64) & 1 == 1;
        for a in 0..6 {
            for b in 0..6 {
                let walked = order.all_before(order.component[b])[order.component[a]];
                assert_eq!(on(&before[order.component[b]], a), walked, "{a} before {b}");
                assert_eq!(on(&after[order.component[a]], b), walked, "{b} after {a}");
            }
        }
    }
}
