//! The flow of a process while gateways and events are folded into it.
//!
//! A net has visible nodes (steps, outcomes) and silent ones. Folding takes silent nodes away wherever the
//! steps around them can say the same; what cannot be said without them stays and becomes a waypoint. Which
//! node can reach which is the same before and after. Knows nothing of XML or rows.

use std::collections::{BTreeMap, BTreeSet};

/// Links that taking one silent node away may make; beyond it the node stays.
const MOST_LINKS: usize = 64;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A step; the number is the caller's.
    Step(usize),
    /// An outcome; the number is the caller's.
    Outcome(usize),
    /// A gateway, an event, a border of a sub-process.
    Silent,
}

/// A node.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub kind: Kind,
    /// Its lane; the number is the caller's.
    pub lane: usize,
    /// Starts all of its links at once.
    pub all: bool,
    /// Begins when all its incoming links have arrived.
    pub waits: bool,
}

/// What is known about a link.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Label {
    /// Conditions, in the order of the flow.
    pub criteria: Vec<String>,
    /// Waiting, working days.
    pub wait: Option<f64>,
    /// The duration as it was written.
    pub source: Option<String>,
}

impl Label {
    /// The label of two links one behind the other.
    fn then(&self, next: &Self) -> Self {
        let mut label = self.clone();
        for criterion in &next.criteria {
            if !label.criteria.contains(criterion) {
                label.criteria.push(criterion.clone());
            }
        }
        label.wait = match (self.wait, next.wait) {
            (Some(one), Some(other)) => Some(one + other),
            (one, other) => one.or(other),
        };
        label.source = match (&self.source, &next.source) {
            (Some(one), Some(other)) => Some(format!("{one} + {other}")),
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        label
    }
}

/// A link.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    pub label: Label,
}

/// Nodes and links; both keep the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Net {
    pub nodes: Vec<Node>,
    edges: BTreeMap<usize, Edge>,
    next: usize,
    out: Vec<BTreeSet<usize>>,
    into: Vec<BTreeSet<usize>>,
    gone: BTreeSet<usize>,
}

impl Net {
    /// Adds a node that takes and gives its links one at a time.
    pub(super) fn node(&mut self, kind: Kind, lane: usize) -> usize {
        self.nodes.push(Node {
            kind,
            lane,
            all: false,
            waits: false,
        });
        self.out.push(BTreeSet::new());
        self.into.push(BTreeSet::new());
        self.nodes.len() - 1
    }

    /// Adds a link.
    pub(super) fn edge(&mut self, from: usize, to: usize, label: Label) {
        let id = self.next;
        self.next += 1;
        self.edges.insert(id, Edge { from, to, label });
        self.out[from].insert(id);
        self.into[to].insert(id);
    }

    /// Links in their order.
    pub(super) fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.edges.values()
    }

    /// Nodes that are left, in their order.
    pub(super) fn left(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes
            .iter()
            .enumerate()
            .filter(|(at, _)| !self.gone.contains(at))
    }

    /// Number of links that leave a node.
    pub(super) fn leaving(&self, at: usize) -> usize {
        self.out[at].len()
    }

    fn cut(&mut self, edge: usize) -> Option<Edge> {
        let edge_row = self.edges.remove(&edge)?;
        self.out[edge_row.from].remove(&edge);
        self.into[edge_row.to].remove(&edge);
        Some(edge_row)
    }

    /// A split to all, and not just a step on the way.
    fn splits(&self, at: usize) -> bool {
        self.nodes[at].all && self.out[at].len() > 1
    }

    /// A join of all, and not just a step on the way.
    fn joins(&self, at: usize) -> bool {
        self.nodes[at].waits && self.into[at].len() > 1
    }

    fn silent(&self, at: usize) -> bool {
        self.nodes[at].kind == Kind::Silent
    }

    fn linked(&self, from: usize, to: usize) -> bool {
        self.out[from].iter().any(|edge| self.edges[edge].to == to)
    }

    fn sources(&self, at: usize) -> Vec<usize> {
        self.into[at].iter().map(|edge| self.edges[edge].from).collect()
    }

    fn targets(&self, at: usize) -> Vec<usize> {
        self.out[at].iter().map(|edge| self.edges[edge].to).collect()
    }

    /// Folds silent nodes away until nothing more can go, then settles what is left.
    pub(super) fn fold(&mut self) {
        let mut again = true;
        while again {
            again = false;
            self.drop_marks();
            for at in 0..self.nodes.len() {
                if self.silent(at) && !self.gone.contains(&at) {
                    again |= self.fold_one(at);
                }
            }
        }
        self.drop_starts();
        self.settle();
    }

    /// Tries to take one silent node away.
    fn fold_one(&mut self, at: usize) -> bool {
        // A loop from a gateway to itself does nothing, or waits for itself for ever; no step lies on it.
        let own: Vec<usize> = self.out[at]
            .iter()
            .copied()
            .filter(|edge| self.edges[edge].to == at)
            .collect();
        for edge in own {
            self.cut(edge);
            self.drop_marks_of(at);
        }
        if self.out[at].is_empty() {
            for edge in self.into[at].clone() {
                if let Some(edge) = self.cut(edge) {
                    self.drop_marks_of(edge.from);
                }
            }
            self.gone.insert(at);
            return true;
        }
        if self.into[at].is_empty() {
            // A start: whether it must stay is seen at the end.
            return false;
        }
        match (self.splits(at), self.joins(at)) {
            (false, false) => self.bypass(at),
            (true, false) => self.split_before(at),
            (false, true) => self.join_behind(at),
            (true, true) => false,
        }
    }

    /// Joins what comes with what goes, where one link or another says the same.
    fn bypass(&mut self, at: usize) -> bool {
        let (sources, targets) = (self.sources(at), self.targets(at));
        if sources.len() * targets.len() > MOST_LINKS.max(sources.len() + targets.len()) {
            return false;
        }
        let many_out = targets.len() > 1;
        let many_in = sources.len() > 1;
        let fits = sources.iter().all(|&from| !(many_out && self.splits(from)))
            && targets.iter().all(|&to| !(many_in && self.joins(to)))
            && sources.iter().all(|&from| {
                targets.iter().all(|&to| {
                    // A second branch without any work between a split and its join adds nothing.
                    let (splits, joins) = (self.splits(from), self.joins(to));
                    let strict = splits || joins;
                    !(strict && (from == to || (self.linked(from, to) && splits != joins)))
                })
            })
            // Two links of a split that run into the same alternatives must stay two.
            && !sources.iter().any(|&from| self.splits(from) && count(&sources, from) > 1)
            && !targets.iter().any(|&to| self.joins(to) && count(&targets, to) > 1);
        if !fits {
            return false;
        }
        let into: Vec<usize> = self.into[at].iter().copied().collect();
        let out: Vec<usize> = self.out[at].iter().copied().collect();
        let into: Vec<Edge> = into.into_iter().filter_map(|edge| self.cut(edge)).collect();
        let out: Vec<Edge> = out.into_iter().filter_map(|edge| self.cut(edge)).collect();
        for before in &into {
            for after in &out {
                // Around a silent node nothing happens, so its loop says nothing.
                let idle = before.from == after.to && self.silent(after.to);
                let double = self.nodes[before.from].all
                    && self.nodes[after.to].waits
                    && self.linked(before.from, after.to);
                if idle || double {
                    continue;
                }
                let label = before.label.then(&after.label);
                let known = self.out[before.from]
                    .iter()
                    .copied()
                    .find(|edge| self.edges[edge].to == after.to);
                match known.and_then(|edge| self.edges.get_mut(&edge)) {
                    // Two ways to the same place, one or the other: that is one link.
                    Some(known) => known.label = either(&known.label, &label),
                    None => self.edge(before.from, after.to, label),
                }
            }
        }
        for edge in into.iter().chain(&out) {
            self.drop_marks_of(edge.from);
            self.drop_marks_of(edge.to);
        }
        self.gone.insert(at);
        true
    }

    /// Gives a split to the node before it, if that has nothing else to do.
    fn split_before(&mut self, at: usize) -> bool {
        let &[before] = self.sources(at).as_slice() else {
            return false;
        };
        let targets = self.targets(at);
        if self.out[before].len() != 1 || targets.contains(&before) || targets.contains(&at) {
            return false;
        }
        let Some(edge) = self.into[at].first().copied().and_then(|edge| self.cut(edge)) else {
            return false;
        };
        for out in self.out[at].clone() {
            if let Some(after) = self.cut(out) {
                self.edge(before, after.to, edge.label.then(&after.label));
            }
        }
        self.nodes[before].all = true;
        self.gone.insert(at);
        true
    }

    /// Gives a join to the node behind it, if that has nothing else to wait for.
    fn join_behind(&mut self, at: usize) -> bool {
        let &[after] = self.targets(at).as_slice() else {
            return false;
        };
        let sources = self.sources(at);
        let takes = !matches!(self.nodes[after].kind, Kind::Outcome(_));
        if !takes || self.into[after].len() != 1 || sources.contains(&after) || sources.contains(&at) {
            return false;
        }
        let Some(edge) = self.out[at].first().copied().and_then(|edge| self.cut(edge)) else {
            return false;
        };
        for into in self.into[at].clone() {
            if let Some(before) = self.cut(into) {
                self.edge(before.from, after, before.label.then(&edge.label));
            }
        }
        self.nodes[after].waits = true;
        self.gone.insert(at);
        true
    }

    /// Takes starts away that lead to one node which is then a start itself.
    fn drop_starts(&mut self) {
        let starts: BTreeSet<usize> = (0..self.nodes.len())
            .filter(|at| self.silent(*at) && !self.gone.contains(at) && self.into[*at].is_empty())
            .collect();
        let alone: Vec<usize> = starts
            .iter()
            .copied()
            .filter(|&at| match self.targets(at).as_slice() {
                [] => true,
                &[to] => {
                    let outcome = matches!(self.nodes[to].kind, Kind::Outcome(_));
                    outcome
                        || (!self.joins(to)
                            && self
                                .sources(to)
                                .iter()
                                .all(|from| starts.contains(from) || *from == to))
                }
                _ => false,
            })
            .collect();
        for at in alone {
            for edge in self.out[at].clone() {
                self.cut(edge);
            }
            self.gone.insert(at);
        }
    }

    /// Leaves at most one link between two nodes, and no mark without a meaning.
    fn settle(&mut self) {
        let mut seen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let ids: Vec<usize> = self.edges.keys().copied().collect();
        for id in ids {
            let (from, to) = (self.edges[&id].from, self.edges[&id].to);
            let Some(&first) = seen.get(&(from, to)) else {
                seen.insert((from, to), id);
                continue;
            };
            let (splits, joins) = (self.splits(from), self.joins(to));
            let strict = splits != joins;
            let Some(second) = self.cut(id) else { continue };
            if strict {
                // Both links must arrive, and a map has one link between two steps.
                let between = self.node(Kind::Silent, self.nodes[from].lane);
                self.edge(from, between, second.label);
                self.edge(between, to, Label::default());
            } else if let Some(kept) = self.edges.get_mut(&first) {
                kept.label = either(&kept.label, &second.label);
            }
        }
        self.drop_marks();
    }

    /// Takes marks away that mean nothing, before a node is given more links that they would speak of.
    fn drop_marks(&mut self) {
        for at in 0..self.nodes.len() {
            self.drop_marks_of(at);
        }
    }

    fn drop_marks_of(&mut self, at: usize) {
        self.nodes[at].all = self.splits(at);
        self.nodes[at].waits = self.joins(at);
    }
}

fn count(list: &[usize], item: usize) -> usize {
    list.iter().filter(|other| **other == item).count()
}

/// The label of two links side by side, of which one is taken.
fn either(one: &Label, other: &Label) -> Label {
    if one.criteria.is_empty() || other.criteria.is_empty() {
        // One of them has no condition, so neither has.
        return Label {
            criteria: Vec::new(),
            ..one.clone()
        };
    }
    let mut label = one.clone();
    if one.criteria != other.criteria {
        label.criteria = vec![format!(
            "{} / {}",
            one.criteria.join(", "),
            other.criteria.join(", ")
        )];
    }
    label
}

#[cfg(test)]
mod language;
#[cfg(test)]
mod tests;
