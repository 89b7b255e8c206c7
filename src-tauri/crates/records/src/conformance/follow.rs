//! Which activity may come directly after which: what a transition of the log is compared with.
//!
//! One may follow another when a way of silent steps joins them, or when both can lie open at once in parallel
//! work. The second is the least relation of places that holds for the places that one transition gives to and
//! passes on along the flow (Kovalyov and Esparza, 1996): exact for blocks, never too small for any other net,
//! so a transition that is drawn is never called undrawn, not even behind a step that nothing lets begin. Costs
//! O(pairs · transitions of a place).

use std::collections::{BTreeMap, BTreeSet};

use super::net::Net;

/// Pairs of places that are kept; a map with more of them is too parallel to be told about.
const MOST_PAIRS: usize = 2_000_000;

/// The relation, as it is asked for.
#[derive(Debug)]
pub(super) struct Follow<'a> {
    net: &'a Net,
    /// By place: places that may hold a token at the same time.
    beside: Vec<BTreeSet<u32>>,
    /// By node: its transitions.
    of: Vec<Vec<usize>>,
    /// By node: visible nodes that silent ways lead to.
    behind: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'a> Follow<'a> {
    /// The relation of a net; `None` when too much of the map is parallel to anything else.
    pub fn of(net: &'a Net) -> Option<Self> {
        let mut of = vec![Vec::new(); net.nodes.len()];
        for (at, transition) in net.transitions.iter().enumerate() {
            of[transition.node].push(at);
        }
        Some(Self {
            beside: beside(net)?,
            net,
            of,
            behind: BTreeMap::new(),
        })
    }

    /// Whether one of these nodes may come directly after one of those.
    pub fn may(&mut self, before: &[usize], after: &[usize]) -> bool {
        before.iter().any(|one| {
            after
                .iter()
                .any(|other| self.leads(*one, *other) || self.parallel(*one, *other))
        })
    }

    fn leads(&mut self, before: usize, after: usize) -> bool {
        let net = self.net;
        let behind = self
            .behind
            .entry(before)
            .or_insert_with(|| silent_ways(net, before));
        behind.contains(&after)
    }

    /// Whether both may be open at once, so that either can come first.
    pub fn parallel(&self, one: usize, other: usize) -> bool {
        let takes = |transition: &usize| &self.net.transitions[*transition].takes;
        self.of[one].iter().map(takes).any(|ones| {
            self.of[other].iter().map(takes).any(|others| {
                let beside = |place: &u32| {
                    others
                        .iter()
                        .all(|other| self.beside[*place as usize].contains(other))
                };
                ones.iter().all(beside)
            })
        })
    }
}

/// Visible nodes that the tokens of a node come to, through silent nodes.
fn silent_ways(net: &Net, node: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::from([node]);
    let mut open = vec![node];
    while let Some(at) = open.pop() {
        for place in &net.behind[at] {
            for taker in &net.takers[*place as usize] {
                let next = net.transitions[*taker].node;
                if net.nodes[next].visible {
                    found.insert(next);
                } else if seen.insert(next) {
                    open.push(next);
                }
            }
        }
    }
    found
}

/// By place: places that may hold a token at the same time.
fn beside(net: &Net) -> Option<Vec<BTreeSet<u32>>> {
    let mut beside: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); net.places()];
    let mut open: Vec<(u32, u32)> = Vec::new();
    let mut pairs = 0;
    let mut add = |one: u32, other: u32, beside: &mut Vec<BTreeSet<u32>>, open: &mut Vec<(u32, u32)>| {
        if beside[one as usize].insert(other) {
            beside[other as usize].insert(one);
            open.push((one, other));
            pairs += 1;
        }
        pairs <= MOST_PAIRS
    };
    for behind in &net.behind {
        for (at, one) in behind.iter().enumerate() {
            for other in &behind[at + 1..] {
                if !add(*one, *other, &mut beside, &mut open) {
                    return None;
                }
            }
        }
    }
    while let Some((one, other)) = open.pop() {
        for (stays, moves) in [(one, other), (other, one)] {
            for taker in &net.takers[moves as usize] {
                let transition = &net.transitions[*taker];
                let with = |place: &u32| beside[stays as usize].contains(place);
                if !transition.takes.iter().all(with) {
                    continue;
                }
                for place in &transition.gives {
                    if !add(stays, *place, &mut beside, &mut open) {
                        return None;
                    }
                }
            }
        }
    }
    Some(beside)
}
