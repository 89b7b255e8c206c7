//! The cheapest alignment of one trace: A* on the product of trace and markings.
//!
//! A log move and a model move cost 1, synchronous and silent moves nothing (Adriansyah, Aligning Observed and
//! Modeled Behavior, 2014). Own code and no library's A*, since a search must end at a bound and say so, and
//! the moves lie on the arrows.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use fixedbitset::FixedBitSet;

use super::bounds::Ahead;
use super::moves::Move;
use super::net::Net;
use super::space::Space;

/// A trace, with what the search asks about its rest.
#[derive(Debug)]
pub(super) struct Trace<'a> {
    /// Activities of the log, in the order of the case.
    activities: &'a [usize],
    /// By activity of the log: its nodes.
    recorded: &'a [Vec<usize>],
    /// By position: nodes that the events from there on may stand for. One position more than events.
    rest: Vec<FixedBitSet>,
}

impl<'a> Trace<'a> {
    /// A trace on a net; each activity must be one of the net's.
    pub fn of(net: &'a Net, activities: &'a [usize]) -> Self {
        let mut rest = vec![FixedBitSet::with_capacity(net.nodes.len())];
        for activity in activities.iter().rev() {
            let mut longer = rest[rest.len() - 1].clone();
            longer.extend(net.recorded[*activity].iter().copied());
            rest.push(longer);
        }
        rest.reverse();
        Self {
            activities,
            recorded: &net.recorded,
            rest,
        }
    }

    /// The least that the rest of a case costs: events that nothing ahead stands for, and either steps that
    /// cannot be passed by and that no event stands for, or the steps of the shortest way beyond the events.
    ///
    /// Never more than the true cost, and less by at most a move's cost after each move. `None` where the
    /// case can come to no end.
    pub fn guess(&self, at: usize, ahead: &Ahead) -> Option<u32> {
        let least = ahead.least?;
        let lost = self.activities[at..]
            .iter()
            .filter(|activity| {
                let nodes = &self.recorded[**activity];
                match &ahead.may {
                    Some(may) => !nodes.iter().any(|node| may.contains(*node)),
                    None => nodes.is_empty(),
                }
            })
            .count() as u32;
        let missing = ahead.must.difference_count(&self.rest[at]) as u32;
        let events = (self.activities.len() - at) as u32 - lost;
        Some(lost + missing.max(least.saturating_sub(events)))
    }
}

/// How a search ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// With a cheapest alignment.
    Alignment {
        /// Its cost.
        cost: u32,
        /// Its moves, silent ones left out.
        moves: Vec<Move>,
    },
    /// The net has no way to an end.
    Unreachable,
    /// At the bound; the cost is at least this.
    Stopped {
        /// A lower bound of the cost.
        at_least: u32,
    },
}

/// What a move was, before names are looked up.
#[derive(Clone, Copy, Debug)]
enum MoveKind {
    Start,
    Log,
    Node(usize),
    Both(usize),
}

/// A state of the product.
#[derive(Clone, Copy, Debug)]
struct State {
    at: u32,
    marking: u32,
    cost: u32,
    from: u32,
    kind: MoveKind,
    closed: bool,
}

/// States that wait: by estimate, then the latest first.
type Open = BinaryHeap<Reverse<(u32, Reverse<u32>, u32)>>;

/// The search, while it runs.
struct Search<F> {
    states: Vec<State>,
    known: HashMap<(u32, u32), u32>,
    open: Open,
    serial: u32,
    guess: F,
}

/// Finds a cheapest alignment among at most `most` states. `guess` is [`Trace::guess`], or less.
pub(super) fn cheapest(
    space: &mut Space<'_>,
    trace: &Trace<'_>,
    most: usize,
    guess: impl Fn(usize, &Ahead) -> Option<u32>,
) -> Found {
    let mut search = Search {
        states: Vec::new(),
        known: HashMap::new(),
        open: BinaryHeap::new(),
        serial: 0,
        guess,
    };
    search.reach(space, 0, Space::start(), 0, 0, MoveKind::Start);
    while let Some(Reverse((estimate, _, id))) = search.open.pop() {
        let state = search.states[id as usize];
        if state.closed {
            continue;
        }
        if search.states.len() > most {
            return Found::Stopped { at_least: estimate };
        }
        search.states[id as usize].closed = true;
        let at = state.at as usize;
        let event = trace.activities.get(at);
        if event.is_none() && space.marked(state.marking).ended {
            return search.way(space.net, trace, id);
        }
        if event.is_some() {
            search.reach(
                space,
                state.at + 1,
                state.marking,
                state.cost + 1,
                id,
                MoveKind::Log,
            );
        }
        space.unfold(state.marking);
        // Of equal states the latest is followed first: where log and map agree, then what is silent, and only
        // then a step skipped or an event passed over, so that they part as late as they can. Steps go by their
        // place on the map.
        for visible in [true, false] {
            for firing in space.firings(state.marking).iter().rev() {
                if space.net.nodes[firing.node].visible == visible {
                    let cost = state.cost + u32::from(visible);
                    search.reach(space, state.at, firing.to, cost, id, MoveKind::Node(firing.node));
                }
            }
        }
        let Some(nodes) = event.map(|event| &trace.recorded[*event]) else {
            continue;
        };
        for firing in space.firings(state.marking).iter().rev() {
            if nodes.contains(&firing.node) {
                search.reach(
                    space,
                    state.at + 1,
                    firing.to,
                    state.cost,
                    id,
                    MoveKind::Both(firing.node),
                );
            }
        }
    }
    Found::Unreachable
}

impl<F: Fn(usize, &Ahead) -> Option<u32>> Search<F> {
    /// Notes a way to a state, if it is cheaper than those known.
    fn reach(&mut self, space: &Space<'_>, at: u32, marking: u32, cost: u32, from: u32, kind: MoveKind) {
        let known = self.known.get(&(at, marking)).copied();
        if let Some(id) = known {
            let state = &mut self.states[id as usize];
            if state.closed || state.cost <= cost {
                return;
            }
            (state.cost, state.from, state.kind) = (cost, from, kind);
        }
        let Some(left) = (self.guess)(at as usize, &space.marked(marking).ahead) else {
            return;
        };
        let id = known.unwrap_or_else(|| {
            let id = self.states.len() as u32;
            self.known.insert((at, marking), id);
            self.states.push(State {
                at,
                marking,
                cost,
                from,
                kind,
                closed: false,
            });
            id
        });
        self.serial += 1;
        self.open.push(Reverse((cost + left, Reverse(self.serial), id)));
    }

    /// The moves that led to a state.
    fn way(&self, net: &Net, trace: &Trace<'_>, last: u32) -> Found {
        let mut moves = Vec::new();
        let mut state = self.states[last as usize];
        loop {
            // The event of a move is the one before the position that it leads to.
            let activity = || trace.activities[state.at as usize - 1];
            match state.kind {
                MoveKind::Start => break,
                MoveKind::Log => moves.push(Move::Log { activity: activity() }),
                MoveKind::Node(node) if !net.nodes[node].visible => {}
                MoveKind::Node(node) => moves.push(Move::Model {
                    end: net.nodes[node].end,
                }),
                MoveKind::Both(node) => moves.push(Move::Synchronous {
                    activity: activity(),
                    end: net.nodes[node].end,
                }),
            }
            state = self.states[state.from as usize];
        }
        moves.reverse();
        Found::Alignment {
            cost: self.states[last as usize].cost,
            moves,
        }
    }
}
