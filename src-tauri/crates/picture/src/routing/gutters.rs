//! Tracks of the vertical gutters and of the lanes' lower gutters, and the widths that follow from them.

use std::collections::BTreeMap;

use crate::board::ports::levels as levels_of;
use crate::board::sizes::{
    ARRIVAL, CARD_WIDTH, GUTTER_PAD, HEAD_GUTTER, LABEL_ARRIVAL, MOST_TRACKS, TAIL_GUTTER, TRACK,
};
use crate::board::types::{Board, GutterPlace};
use crate::routing::bundles::{Bundles, level_positions, upright_positions};
use crate::routing::flows::{FlowRoute, Route};
use crate::routing::supports::{Leg, SupportRoute};
use crate::routing::tracks::{Tracks, UprightPiece, assign, assign_within, sorted};

/// Where each link runs: the x of its vertical pieces and the y of its level ones, relative to the stage of
/// the gutter and to the lane.
#[derive(Clone, Debug, Default)]
pub(crate) struct TrackPositions {
    /// By flow: x in the gutter it leaves through (or its only one), x in the gutter it arrives through.
    pub flows: Vec<[f32; 2]>,
    /// By flow: y in the lane's lower gutter.
    pub levels: Vec<f32>,
    /// By support and side: x in its gutter.
    pub supports: Vec<[f32; 2]>,
}

/// Which part of which link an upright piece is.
#[derive(Clone, Copy, Debug)]
enum Part {
    Flow(usize, usize),
    Support(usize, usize),
}

/// Takes tracks in the lower gutters of the lanes; short pieces run next to the cards.
pub(crate) fn levels(
    board: &mut Board<'_>,
    flows: &[FlowRoute],
    bundles: &mut Bundles,
    courses: &mut TrackPositions,
) {
    courses.levels = vec![0.0; flows.len()];
    // First gutter, last gutter, flow.
    type Level = (usize, usize, usize);
    let mut by_lane: BTreeMap<(usize, usize), Vec<Level>> = BTreeMap::new();
    for (at, flow) in flows.iter().enumerate() {
        if let Route::Hop { out, lane, into } = flow.route {
            by_lane
                .entry((flow.side, lane))
                .or_default()
                .push((out.min(into), out.max(into), at));
        }
    }
    for ((side, lane), pieces) in by_lane {
        // Gutters are far apart compared with what tracks keep clear.
        let spans: Vec<(f32, f32)> = pieces
            .iter()
            .map(|&(from, to, _)| (from as f32 * 16.0, to as f32 * 16.0))
            .collect();
        let links: Vec<usize> = pieces.iter().map(|&(_, _, at)| flows[at].link).collect();
        let (positions, depth) = level_tracks(&spans, &links, bundles);
        for (position, &(_, _, at)) in positions.into_iter().zip(&pieces) {
            courses.levels[at] = GUTTER_PAD + position;
        }
        board.sides[side].lanes[lane].depth = GUTTER_PAD + depth + 2.0;
    }
}

/// Positions of level pieces from the first track on, and the room all tracks take. Short pieces come first;
/// where there are too many tracks, links of one pair of stages share one.
pub(crate) fn level_tracks(spans: &[(f32, f32)], links: &[usize], bundles: &mut Bundles) -> (Vec<f32>, f32) {
    let alone = || -> Vec<Vec<usize>> { (0..spans.len()).map(|at| vec![at]).collect() };
    let few = take_levels(spans, &alone(), MOST_TRACKS);
    let (tracks, count, groups) = if let Some((tracks, count)) = few {
        (tracks, count, alone())
    } else {
        let groups = bundles.groups(links).unwrap_or_else(alone);
        let (tracks, count) = take_levels(spans, &groups, usize::MAX).unwrap_or_default();
        (tracks, count, groups)
    };
    let mut shared = vec![false; count];
    let mut track_of = vec![0; spans.len()];
    for (group, &track) in groups.iter().zip(&tracks) {
        bundles.note(group, links);
        shared[track] |= group.len() > 1;
        for &at in group {
            track_of[at] = track;
        }
    }
    let (positions, room) = level_positions(&shared);
    (track_of.into_iter().map(|track| positions[track]).collect(), room)
}

/// Tracks of groups of pieces, short ones first, and how many there are; `None` where more than `most` are
/// needed.
fn take_levels(spans: &[(f32, f32)], groups: &[Vec<usize>], most: usize) -> Option<(Vec<usize>, usize)> {
    let whole: Vec<(f32, f32)> = groups
        .iter()
        .map(|group| {
            group
                .iter()
                .map(|&at| spans[at])
                .fold((f32::MAX, f32::MIN), |(from, to), span| {
                    (from.min(span.0), to.max(span.1))
                })
        })
        .collect();
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by(|&a, &b| {
        let length = |at: usize| whole[at].1 - whole[at].0;
        length(a)
            .total_cmp(&length(b))
            .then(whole[a].0.total_cmp(&whole[b].0))
            .then(a.cmp(&b))
    });
    let mut tracks = Tracks::default();
    let mut taken = vec![0; groups.len()];
    for at in order {
        taken[at] = tracks.take(0, whole[at].0, whole[at].1);
        if taken[at] >= most {
            return None;
        }
    }
    Some((taken, tracks.len()))
}

/// Takes tracks in the vertical gutters. Heights of the lanes have to be known. Sets the widths of gutters
/// and stages, the least ones where there is no link.
pub(crate) fn uprights(
    board: &mut Board<'_>,
    flows: &[FlowRoute],
    supports: &[SupportRoute],
    bundles: &mut Bundles,
    courses: &mut TrackPositions,
) {
    courses.flows = vec![[0.0; 2]; flows.len()];
    courses.supports = vec![[0.0; 2]; supports.len()];
    for side in 0..2 {
        let mut trunks: Vec<Vec<(Part, UprightPiece)>> = vec![Vec::new(); board.sides[side].gutters.len()];
        let reserved = reserved(board, flows, side);
        let arrival = arrivals(board, flows, side);
        for (at, flow) in flows.iter().enumerate().filter(|(_, flow)| flow.side == side) {
            for (gutter, part, trunk) in flow_pieces(board, flow, courses.levels[at]) {
                trunks[gutter].push((Part::Flow(at, part), trunk));
            }
        }
        for (at, support) in supports.iter().enumerate() {
            if let Some((gutter, trunk)) = support_piece(board, support, side) {
                trunks[gutter].push((Part::Support(at, side), trunk));
            }
        }
        for (gutter, pieces) in trunks.into_iter().enumerate() {
            let (pieces, trunks): (Vec<Part>, Vec<UprightPiece>) = pieces.into_iter().unzip();
            let links: Vec<usize> = pieces
                .iter()
                .map(|piece| match piece {
                    Part::Flow(flow, _) => flows[*flow].link,
                    Part::Support(support, _) => supports[*support].link,
                })
                .collect();
            let (step, count) = upright_tracks(&trunks, &links, bundles);
            let kept = reserved[gutter].min(MOST_TRACKS);
            let place = board.sides[side].gutters[gutter].place;
            board.sides[side].gutters[gutter].width = width(place, count.max(kept), arrival[gutter]);
            // The sides are half a track apart, so that links of both can cross the line beside each other.
            let first = if side == 0 { TRACK } else { TRACK / 2.0 };
            for (at, piece) in pieces.into_iter().enumerate() {
                let x = first + step[at] as f32 * TRACK;
                match piece {
                    Part::Flow(flow, part) => courses.flows[flow][part] = x,
                    Part::Support(support, part) => courses.supports[support][part] = x,
                }
            }
        }
        widths(board, side);
    }
}

/// Tracks that the links of the cards beside each inner gutter could need. The room is kept even when a link
/// finds a level way, so that a card elsewhere, which closes that way, moves no card here.
fn reserved(board: &Board<'_>, flows: &[FlowRoute], side: usize) -> Vec<usize> {
    let gutters = &board.sides[side].gutters;
    let cols = &board.sides[side].cols;
    let mut reserved = vec![0; gutters.len()];
    let inner = |gutter: usize| gutters[gutter].place == GutterPlace::Inner;
    for flow in flows.iter().filter(|flow| flow.side == side) {
        let out = cols[board.nodes[flow.from].col].right_gutter;
        let into = cols[board.nodes[flow.to].col].left_gutter;
        reserved[out] += usize::from(inner(out));
        reserved[into] += usize::from(inner(into) && into != out);
    }
    for (node, supports) in board.nodes.iter().zip(&board.supports) {
        if node.side == side && !supports.is_empty() {
            for gutter in [cols[node.col].left_gutter, cols[node.col].right_gutter] {
                reserved[gutter] += if inner(gutter) {
                    levels_of(supports.len())
                } else {
                    0
                };
            }
        }
    }
    reserved
}

/// Steps of the upright pieces of a gutter, and how many steps all take. Where there are too many tracks,
/// links of one pair of stages share one, unless that would lead pieces into each other.
fn upright_tracks(trunks: &[UprightPiece], links: &[usize], bundles: &mut Bundles) -> (Vec<usize>, usize) {
    if let Some(few) = assign_within(trunks, MOST_TRACKS) {
        return few;
    }
    let Some(mut groups) = bundles.groups(links) else {
        return assign(trunks);
    };
    loop {
        let joined: Vec<UprightPiece> = groups.iter().map(|group| join(trunks, group)).collect();
        let both: Vec<usize> = (0..joined.len())
            .filter(|&at| !joined[at].left.is_empty() && !joined[at].right.is_empty())
            .collect();
        let circular = sorted(&joined, &both).1;
        let Some(&tied) = circular.iter().find(|&&at| groups[at].len() > 1) else {
            return shared_tracks(&joined, &groups, trunks.len(), links, bundles);
        };
        let apart = groups.swap_remove(tied);
        groups.extend(apart.into_iter().map(|at| vec![at]));
    }
}

fn join(trunks: &[UprightPiece], group: &[usize]) -> UprightPiece {
    let mut joined = UprightPiece {
        from: f32::MAX,
        to: f32::MIN,
        ..UprightPiece::default()
    };
    for &at in group {
        let trunk = &trunks[at];
        joined.from = joined.from.min(trunk.from.min(trunk.to));
        joined.to = joined.to.max(trunk.from.max(trunk.to));
        joined.left.extend(&trunk.left);
        joined.right.extend(&trunk.right);
    }
    joined
}

fn shared_tracks(
    joined: &[UprightPiece],
    groups: &[Vec<usize>],
    pieces: usize,
    links: &[usize],
    bundles: &mut Bundles,
) -> (Vec<usize>, usize) {
    let (track, count) = assign(joined);
    let mut shared = vec![false; count];
    for (group, &track) in groups.iter().zip(&track) {
        bundles.note(group, links);
        shared[track] |= group.len() > 1;
    }
    let (positions, steps) = upright_positions(&shared);
    let mut step = vec![0; pieces];
    for (group, &track) in groups.iter().zip(&track) {
        for &at in group {
            step[at] = positions[track];
        }
    }
    (step, steps)
}

/// Room for the last piece of the links that arrive through each gutter, which is more where one has a label. What
/// leads to an outcome has its label elsewhere: many share the way to it.
fn arrivals(board: &Board<'_>, flows: &[FlowRoute], side: usize) -> Vec<f32> {
    let mut arrivals = vec![ARRIVAL; board.sides[side].gutters.len()];
    let of_side = flows.iter().filter(|flow| flow.side == side && flow.labelled);
    for flow in of_side.filter(|flow| !board.nodes[flow.to].is_outcome()) {
        arrivals[board.sides[side].cols[board.nodes[flow.to].col].left_gutter] = LABEL_ARRIVAL;
    }
    arrivals
}

/// Width of a gutter without a link.
pub(crate) fn least_width(place: GutterPlace) -> f32 {
    width(place, 0, ARRIVAL)
}

/// Width of a gutter with some tracks, a multiple of their distance; `arrival` is the room for the last piece of the
/// links that arrive through it.
fn width(place: GutterPlace, tracks: usize, arrival: f32) -> f32 {
    let tracks = tracks as f32 * TRACK;
    match place {
        GutterPlace::Head => HEAD_GUTTER.max(tracks + arrival),
        GutterPlace::Inner => (HEAD_GUTTER + TAIL_GUTTER).max(tracks + TRACK + arrival),
        GutterPlace::Tail => TAIL_GUTTER.max(tracks + TRACK),
    }
}

/// Places sub-columns and gutters inside their stages. What a stage's first gutter is wider than the least
/// lies before the stage's zero: links that only pass into a stage move none of its cards.
pub(crate) fn widths(board: &mut Board<'_>, side: usize) {
    let side = &mut board.sides[side];
    for stage in &mut side.stages {
        stage.extra = side.gutters[stage.first_gutter].width - HEAD_GUTTER;
        let mut x = -stage.extra;
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
        stage.least = x + stage.extra;
    }
}

fn flow_pieces(board: &Board<'_>, flow: &FlowRoute, level: f32) -> Vec<(usize, usize, UprightPiece)> {
    let side = &board.sides[flow.side];
    let (from, to) = (&board.nodes[flow.from], &board.nodes[flow.to]);
    let out_y = side.lanes[from.lane].y + flow.leaves_at(board);
    let in_y = side.lanes[to.lane].y + to.port_y();
    let trunk = |from: f32, to: f32, left: &[f32], right: &[f32]| UprightPiece {
        from,
        to,
        left: left.to_vec(),
        right: right.to_vec(),
    };
    match flow.route {
        Route::Straight => Vec::new(),
        Route::Jog { gutter } => vec![(gutter, 0, trunk(out_y, in_y, &[out_y], &[in_y]))],
        Route::Hop { out, lane, into } => {
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

fn support_piece(board: &Board<'_>, support: &SupportRoute, side: usize) -> Option<(usize, UprightPiece)> {
    let Leg::Beside {
        gutter,
        y,
        rightwards,
        ..
    } = support.legs[side]
    else {
        return None;
    };
    let node = &board.nodes[support.ends[side]];
    let y = board.sides[side].lanes[node.lane].y + y;
    // Towards the line: below the buyers, above the company.
    let line = if side == 0 { board.sides[0].height } else { 0.0 };
    let pin = vec![y];
    let (left, right) = if rightwards {
        (pin, Vec::new())
    } else {
        (Vec::new(), pin)
    };
    Some((
        gutter,
        UprightPiece {
            from: y,
            to: line,
            left,
            right,
        },
    ))
}
