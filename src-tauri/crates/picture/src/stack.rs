//! Heights: each card's by its text, each stack's by its cards and the supports that leave between them,
//! each lane's by its stacks. A card's place in its lane depends on its own stack and on nothing else.

use std::sync::Arc;

use twinlane_text::Style;

use crate::board::{Board, Stack, Thing};
use crate::flows::{Flow, RETURN_DROP, Way};
use crate::metrics::{
    BADGE, CARD_HEIGHT, CARD_PAD, CARD_STEP, CARD_WIDTH, GUTTER_HEIGHT, HEAD, LANE_HEAD, LANE_PAD, MARK_PAD,
    OUTCOME_GAP, OUTCOME_HEIGHT, OUTCOME_WIDTH, SMALL, STACK_GAP, TITLE, TITLE_LINES, TRACK,
};
use crate::numbers::has_numbers;
use crate::text_cache::TextCache;
use crate::{LayoutOptions, Target};

/// What an untitled step says.
pub(crate) const UNTITLED: &str = "untitled";

/// Measures cards, stacks and heads of lanes. Gives the floors of the lanes; their heights follow from the
/// links in their gutters.
pub(crate) fn measure(board: &mut Board<'_>, options: &LayoutOptions, texts: &mut TextCache) {
    cards(board, options, texts);
    for side in 0..2 {
        stacks(board, side);
        buyer_stubs(board, side);
        let lanes = board.sides[side].lanes.len();
        for at in 0..lanes {
            let lane = &mut board.sides[side].lanes[at];
            let most = if options.target == Target::Screen { 4 } else { 0 };
            let title = lane.lane.map_or("", |lane| lane.title.as_str());
            lane.head = texts.set(title, Style::semibold(HEAD[0]), LANE_HEAD - 20.0, most);
            let head = LANE_PAD + lane.head.lines.len() as f32 * HEAD[1];
            lane.floor = (LANE_PAD + CARD_HEIGHT).max(head);
        }
        let ends: Vec<(usize, f32)> = board.sides[side]
            .stacks
            .iter()
            .map(|(&(_, lane), stack)| (lane, stack.end))
            .collect();
        for (lane, end) in ends {
            let floor = &mut board.sides[side].lanes[lane].floor;
            *floor = floor.max(end);
        }
    }
}

fn cards(board: &mut Board<'_>, options: &LayoutOptions, texts: &mut TextCache) {
    let most = if options.target == Target::Screen {
        TITLE_LINES
    } else {
        0
    };
    for node in &mut board.nodes {
        match node.thing {
            Thing::Step(step) if step.waypoint => {
                (node.width, node.height) = (CARD_WIDTH, CARD_HEIGHT);
            }
            Thing::Step(step) => {
                let title = if step.title.trim().is_empty() {
                    UNTITLED
                } else {
                    &step.title
                };
                let room = CARD_WIDTH - CARD_PAD[0] - CARD_PAD[2];
                node.title = texts.set(title, Style::medium(TITLE[0]), room, most);
                let numbers = if has_numbers(step) { SMALL[1] + 2.0 } else { 0.0 };
                let mark = options.marks.get(&step.id).map_or(0.0, |mark| {
                    mark.set(options.target, texts).lines.len() as f32 * SMALL[1] + MARK_PAD
                });
                let inside =
                    2.0 * CARD_PAD[1] + node.title.lines.len() as f32 * TITLE[1] + numbers + mark - 2.0;
                let steps = ((inside - CARD_HEIGHT) / CARD_STEP).ceil().max(0.0);
                (node.width, node.height) = (CARD_WIDTH, CARD_HEIGHT + steps * CARD_STEP);
                node.has_badge = options.badges.contains_key(&step.id);
            }
            Thing::Outcome(outcome) => {
                node.title = texts.set(outcome.name(), Style::medium(HEAD[0]), OUTCOME_WIDTH - 40.0, most);
                let inside = 20.0 + node.title.lines.len() as f32 * HEAD[1];
                (node.width, node.height) = (OUTCOME_WIDTH, inside.max(OUTCOME_HEIGHT));
                node.port = node.height / 2.0;
            }
        }
    }
}

/// Levels that the supports of a card need beside it, when half of them leave to each side.
pub(crate) fn levels(supports: usize) -> usize {
    supports.div_ceil(2)
}

/// From a card's edge to the first level of its supports: beyond a badge above, beyond a dot below.
pub(crate) fn first_level(side: usize) -> f32 {
    if side == 0 { DROP } else { BADGE / 2.0 + 4.0 }
}

/// The first level below a buyer step, beyond the dot.
const DROP: f32 = 10.0;

fn stacks(board: &mut Board<'_>, side: usize) {
    let mut order: Vec<usize> = (0..board.nodes.len())
        .filter(|&at| board.nodes[at].side == side && !board.nodes[at].is_outcome())
        .collect();
    order.sort_by_key(|&at| (board.nodes[at].col, board.nodes[at].lane, at));
    for at in order {
        let (col, lane) = (board.nodes[at].col, board.nodes[at].lane);
        let room = levels(board.supports[at].len()) as f32 * TRACK;
        let before = board.sides[side]
            .stacks
            .get(&(col, lane))
            .and_then(|s| s.nodes.last().copied());
        // Supports leave activities upwards and reach buyer steps from below.
        let top = match (side, before) {
            (0, None) => LANE_PAD,
            (0, Some(above)) => {
                let above_room = levels(board.supports[above].len()) as f32 * TRACK;
                board.nodes[above].bottom() + STACK_GAP.max(above_room + first_level(0) + BADGE / 2.0 - 2.0)
            }
            (_, None) => LANE_PAD.max(first_level(1) + room),
            (_, Some(above)) => board.nodes[above].bottom() + STACK_GAP.max(first_level(1) + room),
        };
        let node = &mut board.nodes[at];
        node.top = top;
        let end = node.bottom();
        let stack: &mut Stack = board.sides[side].stacks.entry((col, lane)).or_default();
        stack.nodes.push(at);
        stack.end = end;
    }
}

/// Makes room under the last buyer step of a stack for the supports that reach it from a gutter.
fn buyer_stubs(board: &mut Board<'_>, side: usize) {
    if side != 0 {
        return;
    }
    let lasts: Vec<((usize, usize), usize)> = board.sides[0]
        .stacks
        .iter()
        .filter_map(|(&place, stack)| stack.nodes.last().map(|&last| (place, last)))
        .collect();
    for (place, last) in lasts {
        let supports = board.supports[last].len();
        let through_gutter = if is_open(board, last) {
            supports.saturating_sub(DIRECT[0].len())
        } else {
            supports
        };
        if through_gutter > 0
            && let Some(stack) = board.sides[0].stacks.get_mut(&place)
        {
            stack.end += first_level(0) + (levels(supports) as f32 - 1.0) * TRACK;
        }
    }
}

/// Whether nothing stands between a card and the line of visibility in its sub-column.
pub(crate) fn is_open(board: &Board<'_>, node: usize) -> bool {
    let at = &board.nodes[node];
    let stacks = &board.sides[at.side].stacks;
    let lanes = board.sides[at.side].lanes.len();
    let (free, nearest) = if at.side == 0 {
        (
            stacks
                .range((at.col, at.lane + 1)..(at.col, lanes))
                .next()
                .is_none(),
            stacks.get(&(at.col, at.lane)).and_then(|s| s.nodes.last()),
        )
    } else {
        (
            stacks.range((at.col, 0)..(at.col, at.lane)).next().is_none(),
            stacks.get(&(at.col, at.lane)).and_then(|s| s.nodes.first()),
        )
    };
    free && nearest == Some(&node)
}

/// Where supports may leave an open card straight to the line, from its left edge: buyer steps and
/// activities. The two grids are half a track apart, so that two links never fall onto each other; activities
/// keep their left part free for the stage's head.
pub(crate) const DIRECT: [&[f32]; 2] = [
    &[
        48.0, 54.0, 60.0, 66.0, 72.0, 78.0, 84.0, 90.0, 96.0, 102.0, 108.0, 114.0, 120.0, 126.0, 132.0,
        138.0, 144.0, 150.0,
    ],
    &[117.0, 123.0, 129.0, 135.0, 141.0, 147.0, 153.0],
];

/// The same for an activity with a badge, which sits at the right of its upper edge.
pub(crate) const DIRECT_BADGE: &[f32] = &[87.0, 93.0, 99.0, 105.0, 111.0, 117.0];

/// Heights of the lanes from the number of tracks in their lower gutters.
pub(crate) fn lanes(board: &mut Board<'_>) {
    for side in &mut board.sides {
        let mut y = 0.0;
        for lane in &mut side.lanes {
            lane.y = y;
            lane.height = lane.floor + GUTTER_HEIGHT.max(lane.depth);
            y += lane.height;
        }
        side.height = y;
    }
}

/// Hangs the outcomes from the upper edge of the company's side, one below the other. Where a link passes
/// through their gutter, no other may arrive or leave at the same height: the outcome gives way, or takes
/// the height of a link of its own that is near, which is then straight.
pub(crate) fn outcomes(board: &mut Board<'_>, flows: &[Flow], levels: &[f32]) {
    let mut passing: Vec<(f32, usize)> = flows
        .iter()
        .enumerate()
        .filter(|(_, flow)| board.nodes[flow.to].is_outcome() || board.nodes[flow.from].is_outcome())
        .filter_map(|(at, flow)| {
            let lanes = &board.sides[1].lanes;
            match flow.way {
                Way::Straight => None,
                Way::Jog { .. } => {
                    let from = &board.nodes[flow.from];
                    Some((lanes[from.lane].y + from.port_y(), flow.to))
                }
                // No outcome is its own: along a lane's gutter many run side by side.
                Way::Hop { lane, .. } => Some((lanes[lane].y + lanes[lane].floor + levels[at], usize::MAX)),
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

/// Keeps an empty text at hand, for things without one.
pub(crate) fn nothing(texts: &mut TextCache) -> Arc<crate::text_cache::SetText> {
    texts.set("", Style::regular(HEAD[0]), LANE_HEAD, 1)
}
