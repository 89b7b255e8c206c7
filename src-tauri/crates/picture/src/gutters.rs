//! Tracks of the vertical gutters and of the lanes' lower gutters, and the widths that follow from them.

use std::collections::BTreeMap;

use crate::board::{Board, GutterPlace};
use crate::flows::{Flow, Way};
use crate::metrics::{ARRIVAL, CARD_WIDTH, GUTTER_PAD, HEAD_GUTTER, TAIL_GUTTER, TRACK};
use crate::supports::{Leg, Support};
use crate::tracks::{Tracks, Trunk, assign};

/// Where each link runs: the x of its vertical pieces and the y of its level ones, relative to the stage of
/// the gutter and to the lane.
#[derive(Clone, Debug, Default)]
pub(crate) struct Courses {
    /// By flow: x in the gutter it leaves through (or its only one), x in the gutter it arrives through.
    pub flows: Vec<[f32; 2]>,
    /// By flow: y in the lane's lower gutter.
    pub levels: Vec<f32>,
    /// By support and side: x in its gutter.
    pub supports: Vec<[f32; 2]>,
}

/// Which piece of which link a trunk is.
#[derive(Clone, Copy, Debug)]
enum Piece {
    Flow(usize, usize),
    Support(usize, usize),
}

/// Takes tracks in the lower gutters of the lanes; short pieces run next to the cards.
pub(crate) fn levels(board: &mut Board<'_>, flows: &[Flow], courses: &mut Courses) {
    courses.levels = vec![0.0; flows.len()];
    let mut by_lane: BTreeMap<(usize, usize), Vec<(usize, usize, usize)>> = BTreeMap::new();
    for (at, flow) in flows.iter().enumerate() {
        if let Way::Hop { out, lane, into } = flow.way {
            by_lane
                .entry((flow.side, lane))
                .or_default()
                .push((out.min(into), out.max(into), at));
        }
    }
    for ((side, lane), mut pieces) in by_lane {
        pieces.sort_by_key(|&(from, to, at)| (to - from, from, at));
        let mut tracks = Tracks::default();
        for (from, to, at) in pieces {
            // Gutters are far apart compared with what tracks keep clear.
            let track = tracks.take(0, from as f32 * 16.0, to as f32 * 16.0);
            courses.levels[at] = GUTTER_PAD + track as f32 * TRACK;
        }
        board.sides[side].lanes[lane].tracks = (0..tracks.len())
            .map(|track| GUTTER_PAD + track as f32 * TRACK)
            .collect();
    }
}

/// Takes tracks in the vertical gutters. Heights of the lanes have to be known. Sets the widths of gutters
/// and stages, the least ones where there is no link.
pub(crate) fn uprights(board: &mut Board<'_>, flows: &[Flow], supports: &[Support], courses: &mut Courses) {
    courses.flows = vec![[0.0; 2]; flows.len()];
    courses.supports = vec![[0.0; 2]; supports.len()];
    for side in 0..2 {
        let mut trunks: Vec<Vec<(Piece, Trunk)>> = vec![Vec::new(); board.sides[side].gutters.len()];
        for (at, flow) in flows.iter().enumerate().filter(|(_, flow)| flow.side == side) {
            for (gutter, part, trunk) in flow_trunks(board, flow, courses.levels[at]) {
                trunks[gutter].push((Piece::Flow(at, part), trunk));
            }
        }
        for (at, support) in supports.iter().enumerate() {
            if let Some((gutter, trunk)) = support_trunk(board, support, side) {
                trunks[gutter].push((Piece::Support(at, side), trunk));
            }
        }
        for (gutter, pieces) in trunks.into_iter().enumerate() {
            let (pieces, trunks): (Vec<Piece>, Vec<Trunk>) = pieces.into_iter().unzip();
            let (track, count) = assign(&trunks);
            board.sides[side].gutters[gutter].width = width(board.sides[side].gutters[gutter].place, count);
            // The sides are half a track apart, so that links of both can cross the line beside each other.
            let first = if side == 0 { TRACK } else { TRACK / 2.0 };
            for (at, piece) in pieces.into_iter().enumerate() {
                let x = first + track[at] as f32 * TRACK;
                match piece {
                    Piece::Flow(flow, part) => courses.flows[flow][part] = x,
                    Piece::Support(support, part) => courses.supports[support][part] = x,
                }
            }
        }
        widths(board, side);
    }
}

/// Width of a gutter with some tracks, a multiple of their distance.
pub(crate) fn width(place: GutterPlace, tracks: usize) -> f32 {
    let tracks = tracks as f32 * TRACK;
    match place {
        GutterPlace::Head => HEAD_GUTTER.max(tracks + ARRIVAL),
        GutterPlace::Inner => (HEAD_GUTTER + TAIL_GUTTER).max(tracks + TRACK + ARRIVAL),
        GutterPlace::Tail => TAIL_GUTTER.max(tracks + TRACK),
    }
}

/// Places sub-columns and gutters inside their stages.
pub(crate) fn widths(board: &mut Board<'_>, side: usize) {
    let side = &mut board.sides[side];
    for stage in &mut side.stages {
        let mut x = 0.0;
        for at in 0..=stage.cols {
            let gutter = &mut side.gutters[stage.first_gutter + at];
            gutter.x = x;
            x += gutter.width;
            if at < stage.cols {
                let col = &mut side.cols[stage.first_col + at];
                col.x = x;
                col.width = CARD_WIDTH;
                x += CARD_WIDTH;
            }
        }
        stage.least = x;
    }
}

fn flow_trunks(board: &Board<'_>, flow: &Flow, level: f32) -> Vec<(usize, usize, Trunk)> {
    let side = &board.sides[flow.side];
    let (from, to) = (&board.nodes[flow.from], &board.nodes[flow.to]);
    let out_y = side.lanes[from.lane].y + flow.from_y(board);
    let in_y = side.lanes[to.lane].y + to.port_y();
    let trunk = |from: f32, to: f32, left: &[f32], right: &[f32]| Trunk {
        from,
        to,
        left: left.to_vec(),
        right: right.to_vec(),
    };
    match flow.way {
        Way::Straight => Vec::new(),
        Way::Jog { gutter } => vec![(gutter, 0, trunk(out_y, in_y, &[out_y], &[in_y]))],
        Way::Hop { out, lane, into } => {
            let y = side.lanes[lane].y + side.lanes[lane].floor + level;
            let leaving = if flow.is_return(board) {
                trunk(out_y, y, &[], &[out_y])
            } else {
                trunk(out_y, y, &[out_y], &[])
            };
            vec![(out, 0, leaving), (into, 1, trunk(y, in_y, &[], &[in_y]))]
        }
    }
}

fn support_trunk(board: &Board<'_>, support: &Support, side: usize) -> Option<(usize, Trunk)> {
    let Leg::Beside { gutter, y, rightwards, .. } = support.legs[side] else {
        return None;
    };
    let node = &board.nodes[support.ends[side]];
    let y = board.sides[side].lanes[node.lane].y + y;
    // Towards the line: below the buyers, above the company.
    let line = if side == 0 { board.sides[0].height } else { 0.0 };
    let pin = vec![y];
    let (left, right) = if rightwards { (pin, Vec::new()) } else { (Vec::new(), pin) };
    Some((
        gutter,
        Trunk {
            from: y,
            to: line,
            left,
            right,
        },
    ))
}
