//! Ways of flow and returns: through which gutters each link goes. Straight where nothing is in between,
//! else with one vertical piece, else out, along a lane's lower gutter, and in.
//!
//! It decides ways, not coordinates; tracks are taken later.

use std::collections::BTreeMap;

use twinlane_model::{LinkKind, MapView};

use crate::board::{Board, SideBoard};
use crate::metrics::TRACK;
use crate::tracks::{Trunk, sorted};

/// How a link gets from one card to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Way {
    /// Level, without a corner.
    Straight,
    /// Level, down or up in a gutter, level.
    Jog {
        /// The gutter.
        gutter: usize,
    },
    /// Out into a gutter, along the lower gutter of a lane, in through another gutter.
    Hop {
        /// The gutter it leaves through.
        out: usize,
        /// The lane.
        lane: usize,
        /// The gutter it arrives through.
        into: usize,
    },
}

/// A flow or return link and its way.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    /// Place in the view's links.
    pub link: usize,
    pub from: usize,
    pub to: usize,
    pub side: usize,
    pub way: Way,
}

/// From an outcome's port to where returns leave it.
pub(crate) const RETURN_DROP: f32 = 10.0;
/// Longer links do not look for a level way.
const FAR: usize = 32;

impl Flow {
    /// Returns leave an outcome at its left.
    pub fn is_return(&self, board: &Board<'_>) -> bool {
        board.nodes[self.from].is_outcome()
    }

    /// Height at which it leaves, from the lane's upper edge.
    pub fn leaves_at(&self, board: &Board<'_>) -> f32 {
        let node = &board.nodes[self.from];
        node.port_y() + if node.is_outcome() { RETURN_DROP } else { 0.0 }
    }
}

/// What is in the way of level pieces on one side.
#[derive(Debug, Default)]
struct Lanes {
    /// Lower ends of the stacks by (lane, sub-column).
    ends: BTreeMap<(usize, usize), f32>,
    /// Level pieces, height and ends of their link, by (lane, place). Place 2n is sub-column n, place 2n + 1
    /// the gutters behind it.
    runs: BTreeMap<(usize, usize), Vec<Run>>,
}

/// A level piece: its height and the ends of its link.
type Run = (f32, [usize; 2]);

impl Lanes {
    fn of(side: &SideBoard<'_>) -> Self {
        Self {
            ends: side
                .stacks
                .iter()
                .map(|(&(col, lane), stack)| ((lane, col), stack.end))
                .collect(),
            runs: BTreeMap::new(),
        }
    }
}

/// Finds the ways of all flow and return links, near ones first.
pub(crate) fn plan(board: &Board<'_>, view: &MapView<'_>) -> Vec<Flow> {
    let mut flows: Vec<Flow> = view
        .links
        .iter()
        .enumerate()
        .filter(|(_, link)| link.kind != LinkKind::Support)
        .filter_map(|(at, link)| {
            let (from, to) = (board.node(view, link.from)?, board.node(view, link.to)?);
            let side = board.nodes[from].side;
            (side == board.nodes[to].side).then_some(Flow {
                link: at,
                from,
                to,
                side,
                way: Way::Straight,
            })
        })
        .collect();
    let mut order: Vec<usize> = (0..flows.len()).collect();
    order.sort_by_key(|&at| (span(board, &flows[at]), at));
    let mut lanes = [0, 1].map(|side| Lanes::of(&board.sides[side]));
    for at in order {
        let way = way(board, &flows[at], &mut lanes[flows[at].side]);
        flows[at].way = way;
    }
    untie(board, &mut flows);
    flows
}

fn span(board: &Board<'_>, flow: &Flow) -> usize {
    board.nodes[flow.from].col.abs_diff(board.nodes[flow.to].col)
}

fn way(board: &Board<'_>, flow: &Flow, lanes: &mut Lanes) -> Way {
    let (from, to) = (&board.nodes[flow.from], &board.nodes[flow.to]);
    let side = &board.sides[flow.side];
    let gutter_in = side.cols[to.col].left_gutter;
    let gutter_out = side.cols[from.col].right_gutter;
    if from.is_outcome() || to.col <= from.col {
        return hop(board, flow);
    }
    let (out_y, in_y) = (from.port_y(), to.port_y());
    // From one sub-column up to another, no stack is in the way.
    let clear = |begin: usize, end: usize, lane: usize, y: f32, lanes: &Lanes| {
        let mut stacks = lanes.ends.range((lane, begin)..(lane, end));
        stacks.all(|(_, &end)| y > end + TRACK)
    };
    let level = |lane: usize, y: f32, lanes: &Lanes| {
        let (first, last) = (2 * from.col + 1, 2 * to.col - 1);
        clear(from.col + 1, to.col, lane, y, lanes)
            && lanes
                .runs
                .range((lane, first)..=(lane, last))
                .all(|(&(_, place), taken)| {
                    taken.iter().all(|&(other, ends)| {
                        // Links of one card may share the piece next to it.
                        let own_start = place == first && ends[0] == flow.from && y == out_y;
                        let own_end = place == last && ends[1] == flow.to && y == in_y;
                        (other - y).abs() >= TRACK || own_start || own_end
                    })
                })
    };
    let take = |lane: usize, y: f32, lanes: &mut Lanes| {
        for place in 2 * from.col + 1..2 * to.col {
            let taken = lanes.runs.entry((lane, place)).or_default();
            taken.push((y, [flow.from, flow.to]));
        }
    };
    if to.col - from.col > FAR {
        return hop(board, flow);
    }
    if level(from.lane, out_y, lanes) {
        take(from.lane, out_y, lanes);
        let same = !to.is_outcome() && from.lane == to.lane && (out_y - in_y).abs() < 0.5;
        return if same {
            Way::Straight
        } else {
            Way::Jog { gutter: gutter_in }
        };
    }
    // It begins behind the card's own sub-column, where a card at that height has links of its own.
    if !to.is_outcome() && clear(from.col, from.col + 1, to.lane, in_y, lanes) && level(to.lane, in_y, lanes)
    {
        take(to.lane, in_y, lanes);
        return Way::Jog { gutter: gutter_out };
    }
    hop(board, flow)
}

/// The way through a lane's lower gutter: that of the upper one of the two lanes, so that no link makes a
/// detour upwards or downwards.
fn hop(board: &Board<'_>, flow: &Flow) -> Way {
    let (from, to) = (&board.nodes[flow.from], &board.nodes[flow.to]);
    let cols = &board.sides[flow.side].cols;
    let (out, lane) = if from.is_outcome() {
        (cols[from.col].left_gutter, to.lane)
    } else if to.is_outcome() {
        (cols[from.col].right_gutter, from.lane)
    } else {
        (cols[from.col].right_gutter, from.lane.min(to.lane))
    };
    Way::Hop {
        out,
        lane,
        into: cols[to.col].left_gutter,
    }
}

/// In a gutter, two links whose ends lie crosswise at the same heights hold each other up. One of them goes
/// through the lane's gutter instead.
fn untie(board: &Board<'_>, flows: &mut [Flow]) {
    let mut by_gutter: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, flow) in flows.iter().enumerate() {
        if let Way::Jog { gutter } = flow.way
            && !board.nodes[flow.to].is_outcome()
        {
            by_gutter.entry((flow.side, gutter)).or_default().push(at);
        }
    }
    for jogs in by_gutter.into_values() {
        let trunks: Vec<Trunk> = jogs
            .iter()
            .map(|&at| {
                let (from, to) = (&board.nodes[flows[at].from], &board.nodes[flows[at].to]);
                // Heights of the lanes are not known yet; lanes far apart keep them in order.
                let (out, into) = (far(from.lane, from.port_y()), far(to.lane, to.port_y()));
                Trunk {
                    from: out,
                    to: into,
                    left: vec![out],
                    right: vec![into],
                }
            })
            .collect();
        let all: Vec<usize> = (0..trunks.len()).collect();
        for at in sorted(&trunks, &all).1 {
            let flow = &mut flows[jogs[at]];
            flow.way = hop(board, flow);
        }
    }
}

fn far(lane: usize, y: f32) -> f32 {
    lane as f32 * 16_384.0 + y
}
