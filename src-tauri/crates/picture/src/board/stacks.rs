//! Heights: each card's by its text, each stack's by its cards and the supports that leave between them,
//! each lane's by its stacks. A card's place in its lane depends on its own stack and on nothing else.

use twinlane_text::Style;

use super::cards;
use super::ports::{DIRECT, first_level, levels};
use super::sizes::{BADGE, CARD_HEIGHT, GUTTER_HEIGHT, HEAD, LANE_HEAD, LANE_PAD, STACK_GAP, TRACK};
use super::types::{Board, Stack};
use crate::options::LayoutOptions;
use crate::text_cache::TextCache;

/// Measures cards, stacks and heads of lanes. Gives the floors of the lanes; their heights follow from the
/// links in their gutters.
pub(crate) fn measure(board: &mut Board<'_>, options: &LayoutOptions, texts: &mut TextCache) {
    cards::measure(board, options, texts);
    for side in 0..2 {
        stacks(board, side);
        buyer_stubs(board, side);
        let lanes = board.sides[side].lanes.len();
        for at in 0..lanes {
            let lane = &mut board.sides[side].lanes[at];
            let most = options.target.most_lines(4);
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
