//! Where outcomes hang, so that links that pass through their gutter do not meet those that arrive.

use super::flows::{FlowRoute, RETURN_DROP, Route};
use crate::board::sizes::{LANE_PAD, OUTCOME_GAP, TRACK};
use crate::board::types::Board;

/// Hangs the outcomes from the upper edge of the company's side, one below the other. Where a link passes
/// through their gutter, no other may arrive or leave at the same height: the outcome gives way, or takes
/// the height of a link of its own that is near, which is then straight.
pub(crate) fn hang(board: &mut Board<'_>, flows: &[FlowRoute], levels: &[f32]) {
    let mut passing: Vec<(f32, usize)> = flows
        .iter()
        .enumerate()
        .filter(|(_, flow)| board.nodes[flow.to].is_outcome() || board.nodes[flow.from].is_outcome())
        .filter_map(|(at, flow)| {
            let lanes = &board.sides[1].lanes;
            match flow.route {
                Route::Straight => None,
                Route::Jog { .. } => {
                    let from = &board.nodes[flow.from];
                    Some((lanes[from.lane].y + from.port_y(), flow.to))
                }
                // No outcome is its own: along a lane's gutter many run side by side.
                Route::Hop { lane, .. } => Some((lanes[lane].y + lanes[lane].floor + levels[at], usize::MAX)),
            }
        })
        .collect();
    passing.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let near = |y: f32| {
        let from = passing.partition_point(|&(other, _)| other < y - TRACK);
        let to = passing.partition_point(|&(other, _)| other <= y + TRACK);
        &passing[from..to]
    };
    let mut top = LANE_PAD;
    for (at, node) in board
        .nodes
        .iter_mut()
        .enumerate()
        .filter(|(_, node)| node.is_outcome())
    {
        let free = |y: f32| near(y + RETURN_DROP).is_empty() && near(y).iter().all(|&(_, to)| to == at);
        let own = passing
            .iter()
            .map(|&(y, _)| y)
            .filter(|y| (top + node.port..=top + node.port + REACH).contains(y))
            .find(|&y| near(y).len() == 1 && free(y));
        let mut y = own.unwrap_or(top + node.port);
        while own.is_none() && !(near(y).is_empty() && free(y)) {
            y += TRACK / 2.0;
        }
        node.top = y - node.port;
        top = node.bottom() + OUTCOME_GAP;
    }
}

/// How far an outcome moves down to be joined by a straight line.
const REACH: f32 = 120.0;
