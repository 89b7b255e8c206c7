//! What a token at a place will still meet, whatever way it takes: the estimates that guide the search.
//!
//! Every estimate is a lower bound and shrinks by at most the cost of a move, so that the first way the search
//! completes is a cheapest one. Knows nothing of traces.

use std::collections::VecDeque;

use fixedbitset::FixedBitSet;

use super::net::Net;

/// Visible nodes up to which sets of nodes are kept for each place; beyond it only [`Ahead::least`] guides.
const MOST_NODES: usize = 2_048;

/// What lies ahead of a token, or of all tokens of a marking.
#[derive(Clone, Debug)]
pub(super) struct Ahead {
    /// Visible nodes that can still be met; `None` when sets are not kept.
    pub may: Option<FixedBitSet>,
    /// Visible nodes that are met on every way to an end; empty when sets are not kept.
    pub must: FixedBitSet,
    /// Fewest visible nodes on a way to an end; `None` where there is no way.
    pub least: Option<u32>,
}

impl Ahead {
    /// What lies ahead of no token at all.
    pub fn nothing(kept: bool) -> Self {
        Self {
            may: kept.then(FixedBitSet::new),
            must: FixedBitSet::new(),
            least: Some(0),
        }
    }

    /// Takes another token in: all of them must come to an end.
    pub fn and(&mut self, other: &Self) {
        if let (Some(may), Some(other)) = (&mut self.may, &other.may) {
            may.union_with(other);
        }
        self.must.union_with(&other.must);
        self.least = self.least.zip(other.least).map(|(one, other)| one.max(other));
    }
}

/// By place: what lies ahead of a token there.
pub(super) fn ahead(net: &Net) -> Vec<Ahead> {
    let visible = net.nodes.iter().filter(|node| node.visible).count();
    let kept = visible <= MOST_NODES;
    let size = if kept { net.nodes.len() } else { 0 };
    let mut every = FixedBitSet::with_capacity(size);
    every.insert_range(..);
    let mut out: Vec<Ahead> = net
        .ends
        .iter()
        .map(|end| Ahead {
            may: kept.then(|| FixedBitSet::with_capacity(size)),
            // The largest sets that agree with each other are looked for, so they start full.
            must: if *end {
                FixedBitSet::with_capacity(size)
            } else {
                every.clone()
            },
            least: end.then_some(0),
        })
        .collect();
    let mut givers = vec![Vec::new(); net.places()];
    for (at, transition) in net.transitions.iter().enumerate() {
        for place in &transition.gives {
            givers[*place as usize].push(at);
        }
    }
    let mut queue: VecDeque<usize> = (0..net.places()).rev().collect();
    let mut queued = vec![true; net.places()];
    while let Some(place) = queue.pop_front() {
        queued[place] = false;
        let next = step(net, &out, place, size, kept);
        if next.may == out[place].may && next.must == out[place].must && next.least == out[place].least {
            continue;
        }
        out[place] = next;
        for giver in &givers[place] {
            for before in &net.transitions[*giver].takes {
                if !std::mem::replace(&mut queued[*before as usize], true) {
                    queue.push_back(*before as usize);
                }
            }
        }
    }
    out
}

/// What lies ahead of a place, from what lies ahead of those behind its transitions.
fn step(net: &Net, known: &[Ahead], place: usize, size: usize, kept: bool) -> Ahead {
    let mut out = known[place].clone();
    for taker in &net.takers[place] {
        let transition = &net.transitions[*taker];
        let mut way = Ahead::nothing(kept);
        for behind in &transition.gives {
            way.and(&known[*behind as usize]);
        }
        if net.nodes[transition.node].visible {
            way.least = way.least.map(|least| least.saturating_add(1));
            if size > 0 {
                way.must.grow(size);
                way.must.insert(transition.node);
            }
            if let Some(may) = &mut way.may {
                may.grow(size);
                may.insert(transition.node);
            }
        }
        if let (Some(may), Some(way)) = (&mut out.may, &way.may) {
            may.union_with(way);
        }
        out.must.intersect_with(&way.must);
        out.least = match (out.least, way.least) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    out
}
