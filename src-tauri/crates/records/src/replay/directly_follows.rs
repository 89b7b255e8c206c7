//! The directly-follows graph of a log as a map can hold it: from a begin over activities to ends, cut to what is
//! frequent, and mended so that everything kept lies on a path from the begin to an end.
//!
//! Only activities by their number; titles, stages and rows come later.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::records::{Ending, Summary, VariantCount};

use super::traces::{CaseCounts, activity_endings};

/// A place of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    /// Before its first activity.
    Begin,
    /// An activity that is a step.
    Step(u32),
    /// An activity that stands for an ending, and is an outcome.
    EndingActivity(u32, Ending),
    /// An ending that no activity stands for.
    End(Ending),
}

impl Node {
    fn ends(self) -> bool {
        matches!(self, Self::EndingActivity(..) | Self::End(_))
    }
}

/// One thing right after another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edge {
    /// Cases in which it is, once or more.
    pub cases: u64,
    /// Rarer than asked for, and needed.
    pub needed: bool,
}

/// Edges by their ends.
pub(super) type Edges = BTreeMap<(Node, Node), Edge>;

/// What is kept of a log.
#[derive(Clone, Debug, Default)]
pub(super) struct DirectlyFollows {
    /// What is kept.
    pub kept: Edges,
    /// Activities that are outcomes.
    pub outcomes: BTreeSet<u32>,
    /// Cases that take nothing but what is kept.
    pub covered: u64,
}

/// The graph of the activities kept: transitions in at least a share of the cases of their origin.
pub(super) fn directly_follows(summary: &Summary, kept: &[bool], least: f64) -> DirectlyFollows {
    let says = activity_endings(summary);
    let mut outcomes: BTreeSet<u32> = (0_u32..)
        .zip(&says)
        .filter(|(activity, says)| says.is_some() && kept[*activity as usize])
        .map(|(activity, _)| activity)
        .collect();
    loop {
        let builder = GraphBuilder {
            summary,
            kept,
            says: &says,
            outcomes: &outcomes,
            least,
        };
        let all = builder.edges();
        let frequent = builder.frequent(&all);
        // Nothing begins with an outcome, only a step follows one, and nothing follows one that is won.
        let wrong: BTreeSet<u32> = frequent
            .keys()
            .flat_map(|(from, to)| {
                let no_step = !matches!(to, Node::Step(_));
                let leaves = match from {
                    Node::EndingActivity(activity, ending) if *ending == Ending::Won || no_step => {
                        Some(*activity)
                    }
                    _ => None,
                };
                let begins = match (from, to) {
                    (Node::Begin, Node::EndingActivity(activity, _)) => Some(*activity),
                    _ => None,
                };
                [leaves, begins]
            })
            .flatten()
            .collect();
        if wrong.is_empty() {
            let mut edges = frequent;
            mend(&all, &mut edges);
            let covered = builder.covered(&edges);
            return DirectlyFollows {
                kept: edges,
                outcomes,
                covered,
            };
        }
        outcomes.retain(|activity| !wrong.contains(activity));
    }
}

struct GraphBuilder<'a> {
    summary: &'a Summary,
    kept: &'a [bool],
    says: &'a [Option<Ending>],
    outcomes: &'a BTreeSet<u32>,
    least: f64,
}

impl GraphBuilder<'_> {
    fn node(&self, activity: u32) -> Node {
        match self.says.get(activity as usize) {
            Some(Some(ending)) if self.outcomes.contains(&activity) => {
                Node::EndingActivity(activity, *ending)
            }
            _ => Node::Step(activity),
        }
    }

    /// The nodes of a variant from its begin to its last activity; empty when it has none that is kept.
    fn nodes(&self, way: &VariantCount) -> Vec<Node> {
        let activities = way.activities.iter().copied();
        let mut nodes = vec![Node::Begin];
        nodes.extend(
            activities
                .filter(|activity| self.kept.get(*activity as usize) == Some(&true))
                .map(|activity| self.node(activity)),
        );
        if nodes.len() == 1 {
            nodes.clear();
        }
        nodes
    }

    /// Whether open cases get an end of their own: where the records do not say how any case ended, and where everything
    /// is drawn.
    fn open_ends(&self) -> bool {
        !self.summary.endings_known || self.least == 0.0
    }

    fn edges(&self) -> Edges {
        let mut edges = Edges::new();
        for way in &self.summary.ways {
            let nodes = self.nodes(way);
            let Some(last) = nodes.last() else { continue };
            let pairs: BTreeSet<(Node, Node)> = nodes.windows(2).map(|pair| (pair[0], pair[1])).collect();
            for pair in pairs {
                edges.entry(pair).or_default().cases += CaseCounts::of(way).cases;
            }
            for (end, cases) in ends(way, *last) {
                edges.entry((*last, end)).or_default().cases += cases;
            }
        }
        edges
    }

    fn frequent(&self, all: &Edges) -> Edges {
        let mut through: BTreeMap<Node, u64> = BTreeMap::new();
        for way in &self.summary.ways {
            for node in self.nodes(way).into_iter().collect::<BTreeSet<_>>() {
                *through.entry(node).or_default() += CaseCounts::of(way).cases;
            }
        }
        all.iter()
            .filter(|((_, to), _)| *to != Node::End(Ending::Open) || self.open_ends())
            .filter(|((from, _), edge)| {
                let whole = through.get(from).copied().unwrap_or_default();
                edge.cases as f64 >= self.least * whole as f64
            })
            .map(|(ends, edge)| (*ends, *edge))
            .collect()
    }

    fn covered(&self, kept: &Edges) -> u64 {
        let drawn = |way: &VariantCount| {
            let known = |activity: &u32| self.kept.get(*activity as usize) == Some(&true);
            let nodes = self.nodes(way);
            let pairs = nodes
                .windows(2)
                .all(|pair| kept.contains_key(&(pair[0], pair[1])));
            !nodes.is_empty() && pairs && way.activities.iter().all(known)
        };
        self.summary
            .ways
            .iter()
            .filter(|way| drawn(way))
            .map(|way| {
                let last = self.nodes(way).last().copied().unwrap_or(Node::Begin);
                let missing: u64 = ends(way, last)
                    .iter()
                    .filter(|(end, _)| *end != Node::End(Ending::Open) || self.open_ends())
                    .filter(|(end, _)| !kept.contains_key(&(last, *end)))
                    .map(|(_, cases)| cases)
                    .sum();
                CaseCounts::of(way).cases.saturating_sub(missing)
            })
            .sum()
    }
}

/// How cases of a variant end after its last activity; empty when that activity is the ending itself.
fn ends(way: &VariantCount, last: Node) -> Vec<(Node, u64)> {
    if last.ends() {
        return Vec::new();
    }
    let counts = CaseCounts::of(way);
    [
        (Ending::Won, counts.won),
        (Ending::Lost, counts.lost),
        (Ending::Open, counts.open),
    ]
    .into_iter()
    .filter(|(_, cases)| *cases > 0)
    .map(|(ending, cases)| (Node::End(ending), cases))
    .collect()
}

/// Adds the most frequent edges into what cannot be reached and out of what cannot come to an end.
fn mend(all: &Edges, kept: &mut Edges) {
    let inner: BTreeSet<Node> = all
        .keys()
        .flat_map(|(from, to)| [*from, *to])
        .filter(|node| matches!(node, Node::Step(_) | Node::EndingActivity(..)))
        .collect();
    let allowed = |from: Node, to: Node| match (from, to) {
        (Node::EndingActivity(_, Ending::Won), _) => false,
        (Node::Begin | Node::EndingActivity(..), _) => matches!(to, Node::Step(_)),
        _ => true,
    };
    for direction in [Direction::Forwards, Direction::Backwards] {
        loop {
            let seen = reached(kept, direction);
            let missing: Vec<Node> = inner
                .iter()
                .copied()
                .filter(|node| !seen.contains(node))
                .collect();
            if missing.is_empty() {
                break;
            }
            let turned = |ends: &(Node, Node)| direction.turned(*ends);
            let rows = || {
                all.iter()
                    .filter(|((from, to), _)| allowed(*from, *to) && from != to)
                    .filter(|(ends, _)| !kept.contains_key(*ends))
            };
            // The most frequent edge of each node first; where these form a ring, the edge that breaks it.
            let own = |node: &Node| {
                rows()
                    .filter(|(ends, _)| turned(ends).1 == *node)
                    .max_by_key(|(ends, edge)| (edge.cases, std::cmp::Reverse(**ends)))
            };
            let crossing = || {
                rows()
                    .filter(|(ends, _)| {
                        let (near, far) = turned(ends);
                        let begun = direction.begins_at(near);
                        (begun || seen.contains(&near)) && missing.contains(&far)
                    })
                    .max_by_key(|(ends, edge)| (edge.cases, std::cmp::Reverse(**ends)))
            };
            let lonely = |node: &Node| {
                !kept
                    .keys()
                    .any(|ends| turned(ends).1 == *node && ends.0 != ends.1)
            };
            let mut add: Vec<(Node, Node)> = missing
                .iter()
                .filter(|node| lonely(node))
                .filter_map(|node| own(node).map(|(ends, _)| *ends))
                .collect();
            if add.is_empty() {
                add.extend(crossing().map(|(ends, _)| *ends));
            }
            if add.is_empty() {
                // Cases reach it only over an activity that stands for an ending.
                break;
            }
            for ends in add {
                let cases = all.get(&ends).map_or(0, |edge| edge.cases);
                kept.insert(ends, Edge { cases, needed: true });
            }
        }
    }
}

/// The way in which edges are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// From the begin.
    Forwards,
    /// From the ends.
    Backwards,
}

impl Direction {
    /// An edge as it is followed: the near node, then the far one.
    fn turned(self, (from, to): (Node, Node)) -> (Node, Node) {
        match self {
            Self::Forwards => (from, to),
            Self::Backwards => (to, from),
        }
    }

    /// Whether the edges are followed from this node.
    fn begins_at(self, node: Node) -> bool {
        match self {
            Self::Forwards => node == Node::Begin,
            Self::Backwards => node.ends(),
        }
    }
}

/// Nodes that can be reached from the begin, or from which an end can be reached.
fn reached(kept: &Edges, direction: Direction) -> BTreeSet<Node> {
    let mut next: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
    let mut open: Vec<Node> = Vec::new();
    for (from, to) in kept.keys() {
        let (near, far) = direction.turned((*from, *to));
        next.entry(near).or_default().push(far);
        if near == Node::Begin || direction.begins_at(near) {
            open.push(near);
        }
    }
    let mut seen = BTreeSet::new();
    while let Some(node) = open.pop() {
        if seen.insert(node) {
            open.extend(next.get(&node).into_iter().flatten());
        }
    }
    seen
}
