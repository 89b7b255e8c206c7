//! Routes of flow and returns: through which gutters each link goes. Straight where nothing is in between,
//! else with one vertical piece, else out, along a lane's lower gutter, and in.
//!
//! It decides routes, not coordinates; tracks are taken later.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use twinlane_model::{LinkKind, MapView};

use crate::board::sizes::TRACK;
use crate::board::types::{Board, SideBoard};
use crate::numbers::has_numbers;
use crate::overlay::LinkOverlay;
use crate::routing::tracks::{UprightPiece, sorted};

/// How a link gets from one card to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Route {
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

/// A flow or return link and its route.
#[derive(Clone, Debug)]
pub(crate) struct FlowRoute {
    /// Place in the view's links.
    pub link: usize,
    pub from: usize,
    pub to: usize,
    pub side: usize,
    pub route: Route,
    /// A share or a wait stands beside it.
    pub labelled: bool,
}

/// From an outcome's port to where returns leave it.
pub(crate) const RETURN_DROP: f32 = 10.0;
/// Longer links do not look for a level way.
const FAR: usize = 32;

impl FlowRoute {
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
    cols: usize,
    /// Lower ends of the stacks, lane by lane; minus infinity where there is none.
    ends: Vec<f32>,
    /// Level pieces, height and ends of their link, lane by lane. Place 2n is sub-column n, place 2n + 1 the
    /// gutters behind it.
    runs: Vec<Vec<Run>>,
}

/// A level piece: its height and the ends of its link.
type Run = (f32, [usize; 2]);

impl Lanes {
    fn of(side: &SideBoard<'_>) -> Self {
        let (lanes, cols) = (side.lanes.len(), side.cols.len());
        let mut ends = vec![f32::NEG_INFINITY; lanes * cols];
        for (&(col, lane), stack) in &side.stacks {
            ends[lane * cols + col] = stack.end;
        }
        Self {
            cols,
            ends,
            runs: vec![Vec::new(); lanes * cols * 2],
        }
    }

    /// Whether no stack of some sub-columns reaches down to a height.
    fn clear(&self, cols: Range<usize>, lane: usize, y: f32) -> bool {
        let first = lane * self.cols;
        let stacks = &self.ends[first + cols.start..first + cols.end.max(cols.start)];
        stacks.iter().all(|end| y > end + TRACK)
    }

    /// Level pieces at some places of a lane.
    fn runs(&mut self, lane: usize, places: RangeInclusive<usize>) -> &mut [Vec<Run>] {
        let first = lane * self.cols * 2;
        &mut self.runs[first + places.start()..=first + places.end()]
    }
}

/// Finds the routes of all flow and return links, near ones first.
pub(crate) fn plan(board: &Board<'_>, view: &MapView<'_>, links: &LinkOverlay) -> Vec<FlowRoute> {
    let mut flows: Vec<FlowRoute> = view
        .links
        .iter()
        .enumerate()
        .filter(|(_, link)| link.kind != LinkKind::Support)
        .filter_map(|(at, link)| {
            let (from, to) = (board.node(view, link.from)?, board.node(view, link.to)?);
            let side = board.nodes[from].side;
            (side == board.nodes[to].side).then_some(FlowRoute {
                link: at,
                from,
                to,
                side,
                route: Route::Straight,
                labelled: has_numbers(link, links),
            })
        })
        .collect();
    let mut order: Vec<usize> = (0..flows.len()).collect();
    order.sort_by_key(|&at| (span(board, &flows[at]), at));
    let mut lanes = [0, 1].map(|side| Lanes::of(&board.sides[side]));
    for at in order {
        let route = route_of(board, &flows[at], &mut lanes[flows[at].side]);
        flows[at].route = route;
    }
    untie(board, &mut flows);
    flows
}

fn span(board: &Board<'_>, flow: &FlowRoute) -> usize {
    board.nodes[flow.from].col.abs_diff(board.nodes[flow.to].col)
}

fn route_of(board: &Board<'_>, flow: &FlowRoute, lanes: &mut Lanes) -> Route {
    let (from, to) = (&board.nodes[flow.from], &board.nodes[flow.to]);
    let side = &board.sides[flow.side];
    let gutter_in = side.cols[to.col].left_gutter;
    let gutter_out = side.cols[from.col].right_gutter;
    if from.is_outcome() || to.col <= from.col {
        return hop(board, flow);
    }
    let (out_y, in_y) = (from.port_y(), to.port_y());
    let (first, last) = (2 * from.col + 1, 2 * to.col - 1);
    let level = |lane: usize, y: f32, lanes: &mut Lanes| {
        lanes.clear(from.col + 1..to.col, lane, y)
            && lanes
                .runs(lane, first..=last)
                .iter()
                .zip(first..)
                .all(|(taken, place)| {
                    taken.iter().all(|&(other, ends)| {
                        // Links of one card may share the piece next to it.
                        let own_start = place == first && ends[0] == flow.from && y == out_y;
                        let own_end = place == last && ends[1] == flow.to && y == in_y;
                        (other - y).abs() >= TRACK || own_start || own_end
                    })
                })
    };
    let take = |lane: usize, y: f32, lanes: &mut Lanes| {
        for taken in lanes.runs(lane, first..=last) {
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
            Route::Straight
        } else {
            Route::Jog { gutter: gutter_in }
        };
    }
    // It begins behind the card's own sub-column, where a card at that height has links of its own.
    if !to.is_outcome() && lanes.clear(from.col..from.col + 1, to.lane, in_y) && level(to.lane, in_y, lanes) {
        take(to.lane, in_y, lanes);
        return Route::Jog { gutter: gutter_out };
    }
    hop(board, flow)
}

/// The route through a lane's lower gutter: that of the upper one of the two lanes, so that no link makes a
/// detour upwards or downwards.
fn hop(board: &Board<'_>, flow: &FlowRoute) -> Route {
    let (from, to) = (&board.nodes[flow.from], &board.nodes[flow.to]);
    let cols = &board.sides[flow.side].cols;
    let (out, lane) = if from.is_outcome() {
        (cols[from.col].left_gutter, to.lane)
    } else if to.is_outcome() {
        (cols[from.col].right_gutter, from.lane)
    } else {
        (cols[from.col].right_gutter, from.lane.min(to.lane))
    };
    Route::Hop {
        out,
        lane,
        into: cols[to.col].left_gutter,
    }
}

/// In a gutter, two links whose ends lie crosswise at the same heights hold each other up. One of them goes
/// through the lane's gutter instead.
fn untie(board: &Board<'_>, flows: &mut [FlowRoute]) {
    let mut by_gutter: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, flow) in flows.iter().enumerate() {
        if let Route::Jog { gutter } = flow.route
            && !board.nodes[flow.to].is_outcome()
        {
            by_gutter.entry((flow.side, gutter)).or_default().push(at);
        }
    }
    for jogs in by_gutter.into_values() {
        let trunks: Vec<UprightPiece> = jogs
            .iter()
            .map(|&at| {
                let (from, to) = (&board.nodes[flows[at].from], &board.nodes[flows[at].to]);
                // Heights of the lanes are not known yet; lanes far apart keep them in order.
                let (out, into) = (far(from.lane, from.port_y()), far(to.lane, to.port_y()));
                UprightPiece {
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
            flow.route = hop(board, flow);
        }
    }
}

fn far(lane: usize, y: f32) -> f32 {
    lane as f32 * 16_384.0 + y
}
