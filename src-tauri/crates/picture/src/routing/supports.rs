//! Routes of supports: from the upper edge of an activity to the lower edge of a buyer step. An open card
//! (nothing between it and the line) sends them straight; others lead them beside the card into a gutter.
//!
//! It decides sides and ports; tracks in the gutters and beside the line are taken later.

use twinlane_model::{LinkKind, MapView};

use crate::board::ports::{DIRECT, DIRECT_BADGE, first_level};
use crate::board::sizes::TRACK;
use crate::board::stacks::is_open;
use crate::board::types::Board;

/// How one end of a support gets from its card to the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Leg {
    /// Straight through the sub-column; the port is chosen when the positions are known.
    Open,
    /// Level beside the card, then through a gutter.
    Beside {
        /// The gutter.
        gutter: usize,
        /// Port, from the card's left edge.
        port: f32,
        /// Height of the level piece, from the lane's upper edge.
        y: f32,
        /// It leaves the gutter's card to the right, so the gutter is joined from the left.
        rightwards: bool,
    },
}

/// A support and its two ends: buyer step, activity.
#[derive(Clone, Debug)]
pub(crate) struct SupportRoute {
    /// Place in the view's links.
    pub link: usize,
    /// Nodes by side.
    pub ends: [usize; 2],
    /// Legs by side.
    pub legs: [Leg; 2],
}

/// Finds the legs of all supports. `center` is the provisional middle of each node, for left and right.
pub(crate) fn plan(board: &Board<'_>, view: &MapView<'_>, center: &[f32]) -> Vec<SupportRoute> {
    let mut supports: Vec<SupportRoute> = view
        .links
        .iter()
        .enumerate()
        .filter(|(_, link)| link.kind == LinkKind::Support)
        .filter_map(|(at, link)| {
            let ends = [board.node(view, link.to)?, board.node(view, link.from)?];
            (board.nodes[ends[0]].side == 0 && board.nodes[ends[1]].side == 1).then_some(SupportRoute {
                link: at,
                ends,
                legs: [Leg::Open, Leg::Open],
            })
        })
        .collect();
    let mut at_node: Vec<Vec<usize>> = vec![Vec::new(); board.nodes.len()];
    for (at, support) in supports.iter().enumerate() {
        for node in support.ends {
            at_node[node].push(at);
        }
    }
    for (node, mut here) in at_node.into_iter().enumerate() {
        let side = board.nodes[node].side;
        let target = |at: usize| center[supports[at].ends[1 - side]];
        here.sort_by(|&a, &b| target(a).total_cmp(&target(b)).then(a.cmp(&b)));
        let targets: Vec<f32> = here.iter().map(|&at| target(at)).collect();
        for (place, leg) in legs(board, node, &targets, center[node]).into_iter().enumerate() {
            supports[here[place]].legs[side] = leg;
        }
    }
    supports
}

/// Legs of one card, its supports sorted by where they go.
fn legs(board: &Board<'_>, node: usize, targets: &[f32], center: f32) -> Vec<Leg> {
    let at = &board.nodes[node];
    let count = targets.len();
    let open = if is_open(board, node) {
        direct(board, node).len()
    } else {
        0
    };
    if count <= open {
        return vec![Leg::Open; count];
    }
    // What does not fit goes to the sides, the outermost first; half of it to each side at most, because
    // that is the room the stack keeps.
    let beside = count - open;
    let half = count.div_ceil(2);
    let wish = targets.iter().filter(|&&x| x < center).count();
    let left = if open > 0 {
        beside / 2
    } else {
        wish.clamp(beside.saturating_sub(half), half.min(beside))
    };
    let right = beside - left;
    let col = board.sides[at.side].cols[at.col];
    let level = |index: usize| {
        let from_edge = first_level(at.side) + index as f32 * TRACK;
        if at.side == 0 {
            at.bottom() + from_edge
        } else {
            at.top - from_edge
        }
    };
    // Ports of open supports lie right of the middle; those that go to the sides keep clear of them.
    let (first, last) = if open > 0 {
        (
            direct(board, node)[0] - TRACK,
            direct(board, node)[open - 1] + TRACK,
        )
    } else if at.has_badge && at.side == 1 {
        (60.0, 66.0)
    } else {
        (72.0, 96.0)
    };
    let pitch = |room: f32, count: usize| {
        if count > 1 {
            (room / count as f32).min(2.0 * TRACK)
        } else {
            TRACK
        }
    };
    let edge = if at.has_badge && at.side == 1 {
        120.0
    } else {
        156.0
    };
    let (left_pitch, right_pitch) = (pitch(first - 18.0, left), pitch((edge - last).max(1.0), right));
    (0..count)
        .map(|index| {
            if index < left {
                Leg::Beside {
                    gutter: col.left_gutter,
                    port: first - (left - 1 - index) as f32 * left_pitch,
                    y: level(index),
                    rightwards: false,
                }
            } else if index >= count - right {
                let from_right = count - 1 - index;
                Leg::Beside {
                    gutter: col.right_gutter,
                    port: last + (right - 1 - from_right) as f32 * right_pitch,
                    y: level(from_right),
                    rightwards: true,
                }
            } else {
                Leg::Open
            }
        })
        .collect()
}

/// Ports from which a card's supports may go straight.
pub(crate) fn direct(board: &Board<'_>, node: usize) -> &'static [f32] {
    let at = &board.nodes[node];
    if at.side == 1 && at.has_badge {
        DIRECT_BADGE
    } else {
        DIRECT[at.side]
    }
}

/// Ports of the open legs, by support and side, from each card's left edge. Where both ends are open and
/// stand over each other, one straight line joins them.
pub(crate) fn open_ports(board: &Board<'_>, supports: &[SupportRoute]) -> Vec<[Option<f32>; 2]> {
    let mut ports: Vec<[Option<f32>; 2]> = vec![[None, None]; supports.len()];
    let mut taken: Vec<Vec<f32>> = vec![Vec::new(); board.nodes.len()];
    let clear = |taken: &[f32], port: f32| taken.iter().all(|other| (other - port).abs() >= TRACK);
    let open = |support: &SupportRoute, side: usize| support.legs[side] == Leg::Open;
    let mut both: Vec<usize> = (0..supports.len())
        .filter(|&at| open(&supports[at], 0) && open(&supports[at], 1))
        .collect();
    let apart = |at: usize| {
        let [above, below] = supports[at].ends;
        (board.node_x(above) - board.node_x(below)).abs()
    };
    both.sort_by(|&a, &b| apart(a).total_cmp(&apart(b)).then(a.cmp(&b)));
    let [buyer_from, buyer_to] = [DIRECT[0][0], DIRECT[0][DIRECT[0].len() - 1]];
    for at in both {
        let [above, below] = supports[at].ends;
        let shift = board.node_x(below) - board.node_x(above);
        let mut candidates: Vec<f32> = direct(board, below).to_vec();
        candidates.sort_by(|a, b| (a - 132.0).abs().total_cmp(&(b - 132.0).abs()));
        let fitting = candidates.into_iter().find(|&port| {
            (buyer_from..=buyer_to).contains(&(port + shift))
                && clear(&taken[below], port)
                && clear(&taken[above], port + shift)
        });
        if let Some(port) = fitting {
            taken[below].push(port);
            taken[above].push(port + shift);
            ports[at] = [Some(port + shift), Some(port)];
        }
    }
    // The rest in the order of their far ends, so that neighbours do not cross.
    for side in 0..2 {
        let mut by_node: Vec<Vec<usize>> = vec![Vec::new(); board.nodes.len()];
        for (at, support) in supports.iter().enumerate() {
            if open(support, side) && ports[at][side].is_none() {
                by_node[support.ends[side]].push(at);
            }
        }
        for (node, mut here) in by_node.into_iter().enumerate() {
            let far = |at: usize| board.node_x(supports[at].ends[1 - side]);
            here.sort_by(|&a, &b| far(a).total_cmp(&far(b)).then(a.cmp(&b)));
            let free: Vec<f32> = direct(board, node)
                .iter()
                .copied()
                .filter(|&port| clear(&taken[node], port))
                .collect();
            // Twice the distance reads better where there is room.
            let wide = spread(&free);
            let free = if here.len() <= wide.len() { wide } else { free };
            let first = first_of(&free, here.len());
            for (place, at) in here.into_iter().enumerate() {
                let port = free.get(first + place).or(free.last()).copied().unwrap_or(132.0);
                taken[node].push(port);
                ports[at][side] = Some(port);
            }
        }
    }
    ports
}

/// Every second of some sorted ports.
fn spread(ports: &[f32]) -> Vec<f32> {
    let mut spread: Vec<f32> = ports.iter().rev().step_by(2).copied().collect();
    spread.reverse();
    spread
}

/// Where in the free ports a group begins, so that it ends near four fifths of the card.
fn first_of(free: &[f32], count: usize) -> usize {
    let preferred = free.iter().filter(|&&port| port <= 138.0).count();
    preferred
        .saturating_sub(count)
        .min(free.len().saturating_sub(count))
}
