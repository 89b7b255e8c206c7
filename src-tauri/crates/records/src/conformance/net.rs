//! The sales side of a map as a workflow net: places, and transitions that take tokens and give them.
//!
//! Only the shape is built here; markings and searches are made elsewhere.
//!
//! A token is work that waits to go on. A step has one place behind it, from which the token takes one of its
//! flow links; a split to `all` has a place for each link. A step that does not wait begins with one token from
//! any of its links, a step that `waits` with one from each. Choosing a link only when its end begins spares
//! the silent transitions of a choice, and the ways through the map stay the same.

use std::collections::BTreeMap;

use twinlane_model::topology::starts;
use twinlane_model::{End, EndIndex, LinkKind, MapView, Side};

/// The place of the token before a case has begun.
pub(super) const SOURCE: u32 = 0;

/// A step or an outcome.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What it is on the map.
    pub end: End,
    /// An activity, or an outcome that the log records; the rest is silent.
    pub visible: bool,
}

/// One way in which a node can begin.
#[derive(Clone, Debug)]
pub(super) struct Transition {
    /// The node that begins.
    pub node: usize,
    /// Places it takes a token from, each different.
    pub takes: Vec<u32>,
    /// Places it gives a token to, each different; never empty.
    pub gives: Vec<u32>,
}

/// A workflow net.
#[derive(Clone, Debug)]
pub(super) struct Net {
    /// Activities and waypoints of the sales side in the order of their place, then outcomes.
    pub nodes: Vec<Node>,
    /// Transitions.
    pub transitions: Vec<Transition>,
    /// By node: the places that each of its transitions gives a token to; also of a node that nothing lets begin.
    pub behind: Vec<Vec<u32>>,
    /// By place: transitions that take from it.
    pub takers: Vec<Vec<usize>>,
    /// By place: a token may lie here when the case has ended.
    pub ends: Vec<bool>,
    /// By activity of the log: nodes that it stands for.
    pub recorded: Vec<Vec<usize>>,
}

impl Net {
    /// Builds the net of the sales side. `matching` names for each activity of the log the steps and outcomes
    /// that it stands for; ends that are not on the sales side, and waypoints, are passed over.
    ///
    /// A case ends when all of its tokens lie in outcomes or, while no flow leads to any outcome, behind steps
    /// that lead nowhere: the same that a start is to a map without entries.
    pub fn of(view: &MapView<'_>, matching: &[Vec<End>]) -> Self {
        NetBuilder::of(view).finish(view, matching)
    }

    /// Number of places.
    pub fn places(&self) -> usize {
        self.takers.len()
    }
}

/// The parts of a net while it is built.
struct NetBuilder {
    ends: Vec<bool>,
    transitions: Vec<Transition>,
    /// By node: the places behind it.
    behind: Vec<Vec<u32>>,
    /// By node: the place that each incoming flow link takes from, the node itself left out.
    before: Vec<Vec<u32>>,
    /// By node: the place that its own retry takes from.
    retry: Vec<Option<u32>>,
    /// By node: it begins when all its incoming flow has arrived.
    waits: Vec<bool>,
    /// Node of the first outcome.
    first_outcome: usize,
    /// By place of a step in the view: its node.
    nodes: Vec<Option<usize>>,
}

impl NetBuilder {
    fn of(view: &MapView<'_>) -> Self {
        let mut nodes = vec![None; view.steps.len()];
        let mut count = 0;
        for (at, step) in view.steps.iter().enumerate() {
            if step.side == Side::Seller {
                nodes[at] = Some(count);
                count += 1;
            }
        }
        let all = count + view.outcomes.len();
        let mut builder = Self {
            ends: vec![false],
            transitions: Vec::new(),
            behind: vec![Vec::new(); all],
            before: vec![Vec::new(); all],
            retry: vec![None; all],
            waits: vec![false; all],
            first_outcome: count,
            nodes,
        };
        for (at, step) in view.steps.iter().enumerate() {
            let Some(node) = builder.nodes[at] else { continue };
            builder.waits[node] = step.waits;
            let links: Vec<usize> = view
                .links_from(at)
                .filter(|link| view.links[*link].kind == LinkKind::Flow)
                .filter_map(|link| builder.node(view.ends(link).1))
                .collect();
            let places = if step.all { links.len().max(1) } else { 1 };
            builder.behind[node] = (0..places).map(|_| builder.place()).collect();
            for (number, to) in links.into_iter().enumerate() {
                let place = builder.behind[node][number.min(places - 1)];
                if to == node {
                    builder.retry[node] = Some(place);
                } else {
                    builder.before[to].push(place);
                }
            }
        }
        let drawn = builder.before[count..].iter().any(|before| !before.is_empty());
        for node in count..all {
            let place = builder.place();
            builder.ends[place as usize] = true;
            builder.behind[node] = vec![place];
        }
        if !drawn {
            builder.end_where_nothing_follows();
        }
        builder
    }

    fn node(&self, spot: EndIndex) -> Option<usize> {
        match spot {
            EndIndex::Step(at) => self.nodes[at],
            EndIndex::Outcome(at) => Some(self.first_outcome + at),
            EndIndex::Nowhere => None,
        }
    }

    fn place(&mut self) -> u32 {
        self.ends.push(false);
        (self.ends.len() - 1) as u32
    }

    fn end_where_nothing_follows(&mut self) {
        let mut followed = vec![false; self.ends.len()];
        for place in self.before.iter().flatten() {
            followed[*place as usize] = true;
        }
        for place in self.behind.iter().flatten() {
            self.ends[*place as usize] |= !followed[*place as usize];
        }
    }

    fn begin(&mut self, node: usize, takes: Vec<u32>) {
        let gives = self.behind[node].clone();
        self.transitions.push(Transition { node, takes, gives });
    }

    fn finish(mut self, view: &MapView<'_>, matching: &[Vec<End>]) -> Net {
        for node in 0..self.behind.len() {
            let before = std::mem::take(&mut self.before[node]);
            if self.waits[node] && before.len() > 1 {
                self.begin(node, before);
            } else {
                for place in before {
                    self.begin(node, vec![place]);
                }
            }
            // A retry repeats the step; it is not one of the works that the step waits for.
            if let Some(place) = self.retry[node] {
                self.begin(node, vec![place]);
            }
        }
        // What comes from outside of the flow begins a step at once, whether it waits or not.
        for start in starts(view, Side::Seller) {
            if let Some(node) = view.step_place(start).and_then(|at| self.nodes[at]) {
                self.begin(node, vec![SOURCE]);
            }
        }
        for (at, link) in view.links.iter().enumerate() {
            let (from, to) = view.ends(at);
            if link.kind == LinkKind::Return
                && let (Some(from), Some(to)) = (self.node(from), self.node(to))
            {
                let place = self.behind[from][0];
                self.begin(to, vec![place]);
            }
        }
        let steps = view.steps.iter().filter(|step| step.side == Side::Seller);
        let mut nodes: Vec<Node> = steps
            .map(|step| Node {
                end: End::Step(step.id),
                visible: !step.waypoint,
            })
            .collect();
        nodes.extend(view.outcomes.iter().map(|outcome| Node {
            end: End::Outcome(outcome.id),
            visible: false,
        }));
        let recorded = recorded(&mut nodes, self.first_outcome, matching);
        let mut takers = vec![Vec::new(); self.ends.len()];
        for (at, transition) in self.transitions.iter().enumerate() {
            for place in &transition.takes {
                takers[*place as usize].push(at);
            }
        }
        Net {
            nodes,
            transitions: self.transitions,
            behind: self.behind,
            takers,
            ends: self.ends,
            recorded,
        }
    }
}

/// Finds the nodes of each activity; an outcome that the log records becomes visible.
fn recorded(nodes: &mut [Node], first_outcome: usize, matching: &[Vec<End>]) -> Vec<Vec<usize>> {
    let known: BTreeMap<End, usize> = nodes
        .iter()
        .enumerate()
        .map(|(at, node)| (node.end, at))
        .collect();
    let mut out = Vec::with_capacity(matching.len());
    for ends in matching {
        let mut found: Vec<usize> = ends
            .iter()
            .filter_map(|end| known.get(end).copied())
            .filter(|at| *at >= first_outcome || nodes[*at].visible)
            .collect();
        found.sort_unstable();
        found.dedup();
        for at in &found {
            nodes[*at].visible = true;
        }
        out.push(found);
    }
    out
}
