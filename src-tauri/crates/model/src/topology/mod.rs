//! The graph of a map over our ids: components, dominators, reach, distances, ranks.
//!
//! [`Graph`] takes any nodes and arrows; the terms of the catalogue (start, back link, before) and the ranks
//! of the layout, which say what of a map is looked at, are functions beside it. petgraph stays private here:
//! no index of it is seen outside.

mod journey;
mod ranks;
mod reach;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::algo::{dominators, kosaraju_scc};
use petgraph::graph::{DiGraph, NodeIndex};

pub use journey::{forward_flow, is_back_link, order, order_among, starts};
pub use ranks::{forward_ranks, longest_ranks};
pub use reach::Order;

/// A directed graph whose nodes are ids of ours. Arrows may repeat and may form loops.
///
/// Everything it answers is in the order in which the nodes were handed in, so that the same map gives the
/// same answers. Building it and each method cost O(nodes + arrows) · log(nodes), unless said otherwise.
#[derive(Clone, Debug)]
pub struct Graph<N> {
    nodes: Vec<N>,
    places: Places<N>,
    inner: DiGraph<(), ()>,
}

/// Where a node is among the nodes.
#[derive(Clone, Debug)]
enum Places<N> {
    /// A node is its own place: nothing has to be looked up.
    Same(fn(N) -> usize),
    /// By node.
    Named(BTreeMap<N, usize>),
}

impl Graph<usize> {
    /// A graph of the nodes `0..count`, for what is numbered already: built and asked without a table.
    pub fn numbered(count: usize, arrows: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut graph = Self {
            nodes: (0..count).collect(),
            places: Places::Same(|node| node),
            inner: DiGraph::new(),
        };
        for _ in 0..count {
            graph.inner.add_node(());
        }
        graph.add(arrows);
        graph
    }
}

impl<N: Copy + Ord> Graph<N> {
    /// A graph of nodes and arrows; arrows from or to anything that is not among the nodes are left out, and
    /// so are nodes named again.
    pub fn new(nodes: impl IntoIterator<Item = N>, arrows: impl IntoIterator<Item = (N, N)>) -> Self {
        let mut list = Vec::new();
        let mut places = BTreeMap::new();
        let mut inner = DiGraph::new();
        for node in nodes {
            if let std::collections::btree_map::Entry::Vacant(free) = places.entry(node) {
                free.insert(list.len());
                list.push(node);
                inner.add_node(());
            }
        }
        let mut graph = Self {
            nodes: list,
            places: Places::Named(places),
            inner,
        };
        graph.add(arrows);
        graph
    }

    fn add(&mut self, arrows: impl IntoIterator<Item = (N, N)>) {
        for (from, to) in arrows {
            if let (Some(from), Some(to)) = (self.place(from), self.place(to)) {
                self.inner.add_edge(NodeIndex::new(from), NodeIndex::new(to), ());
            }
        }
    }

    fn place(&self, node: N) -> Option<usize> {
        match &self.places {
            Places::Same(place) => Some(place(node)).filter(|at| *at < self.nodes.len()),
            Places::Named(places) => places.get(&node).copied(),
        }
    }

    /// The nodes, in the order they were handed in.
    pub fn nodes(&self) -> &[N] {
        &self.nodes
    }

    /// Nodes that an arrow from this one leads to, each as often as there are arrows.
    pub fn following(&self, node: N) -> impl Iterator<Item = N> + '_ {
        self.neighbours(node, petgraph::Direction::Outgoing)
    }

    /// Nodes from which an arrow leads to this one, each as often as there are arrows.
    pub fn preceding(&self, node: N) -> impl Iterator<Item = N> + '_ {
        self.neighbours(node, petgraph::Direction::Incoming)
    }

    fn neighbours(&self, node: N, way: petgraph::Direction) -> impl Iterator<Item = N> + '_ {
        let mut found: Vec<usize> = self.place(node).map_or_else(Vec::new, |at| {
            self.inner
                .neighbors_directed(NodeIndex::new(at), way)
                .map(NodeIndex::index)
                .collect()
        });
        found.sort_unstable();
        found.into_iter().map(|at| self.nodes[at])
    }

    /// Strongly connected components, each in the order of the nodes; a component stands before all that it
    /// leads to. A node in no loop is a component of its own.
    pub fn components(&self) -> Vec<Vec<N>> {
        let mut out: Vec<Vec<N>> = self
            .scc()
            .into_iter()
            .map(|places| places.into_iter().map(|at| self.nodes[at]).collect())
            .collect();
        out.reverse();
        out
    }

    /// Components with a loop: of two nodes or more, or one with an arrow to itself. In the order of their
    /// first nodes.
    pub fn loops(&self) -> Vec<Vec<N>> {
        let mut out: Vec<Vec<usize>> = self
            .scc()
            .into_iter()
            .filter(|places| {
                places.len() > 1
                    || places.iter().any(|at| {
                        let node = NodeIndex::new(*at);
                        self.inner.find_edge(node, node).is_some()
                    })
            })
            .collect();
        out.sort_unstable();
        out.into_iter()
            .map(|places| places.into_iter().map(|at| self.nodes[at]).collect())
            .collect()
    }

    /// Components as places, each sorted; what a component leads to stands before it.
    pub(crate) fn scc(&self) -> Vec<Vec<usize>> {
        // Kosaraju's algorithm, since it is not recursive: a chain of 50,000 steps must not end the stack.
        kosaraju_scc(&self.inner)
            .into_iter()
            .map(|component| {
                let mut places: Vec<usize> = component.into_iter().map(NodeIndex::index).collect();
                places.sort_unstable();
                places
            })
            .collect()
    }

    /// Arrows as places.
    pub(crate) fn arrows(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.inner
            .raw_edges()
            .iter()
            .map(|edge| (edge.source().index(), edge.target().index()))
    }

    /// Everything that can be reached from these nodes, they themselves included.
    pub fn reached_from(&self, from: impl IntoIterator<Item = N>) -> BTreeSet<N> {
        self.met(&self.steps_along(from, petgraph::Direction::Outgoing))
            .map(|(node, _)| node)
            .collect()
    }

    /// Everything from which one of these nodes can be reached, they themselves included.
    pub fn reaching(&self, to: impl IntoIterator<Item = N>) -> BTreeSet<N> {
        self.met(&self.steps_along(to, petgraph::Direction::Incoming))
            .map(|(node, _)| node)
            .collect()
    }

    /// Fewest arrows from any of these nodes to each that can be reached.
    pub fn distances(&self, from: impl IntoIterator<Item = N>) -> BTreeMap<N, u32> {
        self.met(&self.steps_along(from, petgraph::Direction::Outgoing))
            .collect()
    }

    /// The same for all nodes in their order; `None` for those that cannot be reached.
    pub fn distances_in_order(&self, from: impl IntoIterator<Item = N>) -> Vec<Option<u32>> {
        self.steps_along(from, petgraph::Direction::Outgoing)
    }

    /// Fewest arrows from each node, in their order, to any of these; `None` where none can be reached.
    pub fn distances_back_in_order(&self, to: impl IntoIterator<Item = N>) -> Vec<Option<u32>> {
        self.steps_along(to, petgraph::Direction::Incoming)
    }

    fn met<'a>(&'a self, found: &'a [Option<u32>]) -> impl Iterator<Item = (N, u32)> + 'a {
        let nodes = self.nodes.iter().zip(found);
        nodes.filter_map(|(node, far)| far.map(|far| (*node, far)))
    }

    fn steps_along(&self, from: impl IntoIterator<Item = N>, way: petgraph::Direction) -> Vec<Option<u32>> {
        let mut found: Vec<Option<u32>> = vec![None; self.nodes.len()];
        let mut queue = VecDeque::new();
        for node in from {
            if let Some(at) = self.place(node)
                && found[at].is_none()
            {
                found[at] = Some(0);
                queue.push_back((at, 0_u32));
            }
        }
        while let Some((at, far)) = queue.pop_front() {
            for next in self.inner.neighbors_directed(NodeIndex::new(at), way) {
                if found[next.index()].is_none() {
                    found[next.index()] = Some(far + 1);
                    queue.push_back((next.index(), far + 1));
                }
            }
        }
        found
    }

    /// Nodes that lie on *every* path from the roots to one of the targets, roots and targets themselves
    /// included where they do, in the order of the nodes. Empty when no target can be reached.
    ///
    /// With several roots a path may begin at any of them; the same for targets.
    pub fn unavoidable(
        &self,
        roots: impl IntoIterator<Item = N>,
        targets: impl IntoIterator<Item = N>,
    ) -> Vec<N> {
        // One node before all roots and one behind all targets: what dominates the last is on every path.
        let mut graph = self.inner.clone();
        let source = graph.add_node(());
        let sink = graph.add_node(());
        for root in roots {
            if let Some(at) = self.place(root) {
                graph.add_edge(source, NodeIndex::new(at), ());
            }
        }
        for target in targets {
            if let Some(at) = self.place(target) {
                graph.add_edge(NodeIndex::new(at), sink, ());
            }
        }
        let mut places: Vec<usize> = dominators::simple_fast(&graph, source)
            .strict_dominators(sink)
            .map_or_else(Vec::new, |found| {
                found
                    .filter(|node| *node != source)
                    .map(NodeIndex::index)
                    .collect()
            });
        places.sort_unstable();
        places.into_iter().map(|at| self.nodes[at]).collect()
    }

    /// The nearest dominator of each node that the roots reach: the last node that every path to it passes
    /// before it. Roots, and nodes that several roots reach on separate ways, have none and are left out.
    pub fn immediate_dominators(&self, roots: impl IntoIterator<Item = N>) -> BTreeMap<N, N> {
        let mut graph = self.inner.clone();
        let source = graph.add_node(());
        for root in roots {
            if let Some(at) = self.place(root) {
                graph.add_edge(source, NodeIndex::new(at), ());
            }
        }
        let found = dominators::simple_fast(&graph, source);
        self.nodes
            .iter()
            .enumerate()
            .filter_map(|(at, node)| {
                let nearest = found.immediate_dominator(NodeIndex::new(at))?;
                (nearest != source).then(|| (*node, self.nodes[nearest.index()]))
            })
            .collect()
    }
}
