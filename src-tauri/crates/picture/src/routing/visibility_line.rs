//! The row of the line of visibility: level tracks of the supports above the line, and the heads of the
//! sales stages on it, where no support crosses.

use std::sync::Arc;

use twinlane_text::Style;

use crate::board::sizes::{GUTTER_PAD, HEAD, LANE_HEAD, LINE_HEIGHT, SMALL};
use crate::board::types::Board;
use crate::options::LayoutOptions;
use crate::routing::bundles::Bundles;
use crate::routing::gutters::{TrackPositions, level_tracks};
use crate::routing::supports::{Leg, SupportRoute, open_ports};
use crate::sentences::MapSentences;
use crate::text_cache::{SetText, TextCache};

/// Width of the frame of a map without stages.
pub(crate) const EMPTY_WIDTH: f32 = 720.0;
/// Between a head and what stands beside it.
const CLEAR: f32 = 6.0;

/// What the layout of the line found.
#[derive(Clone, Debug)]
pub(crate) struct VisibilityLine {
    /// Height of the row.
    pub height: f32,
    /// The line itself, from the row's upper edge.
    pub y: f32,
    /// By support: x of the upright pieces, buyer side and company, in pixels of the drawing.
    pub crossings: Vec<[f32; 2]>,
    /// By support: ports, from the left edges of the cards.
    pub ports: Vec<[f32; 2]>,
    /// By support: y of the level piece from the row's upper edge; unused where both x are equal.
    pub levels: Vec<f32>,
    /// By sales stage (outcomes last): its head.
    pub heads: Vec<StageHead>,
}

/// The head of a sales stage.
#[derive(Clone, Debug)]
pub(crate) struct StageHead {
    pub title: Arc<SetText>,
    /// The pair that its position does not show; no lines when there is none.
    pub pair: Option<Arc<SetText>>,
    /// Middle of the text, in pixels of the drawing.
    pub center: f32,
    /// Height of title and pair.
    pub height: f32,
}

/// Chooses ports, takes tracks and sets the heads.
pub(crate) fn lay_out(
    board: &Board<'_>,
    supports: &[SupportRoute],
    courses: &TrackPositions,
    bundles: &mut Bundles,
    options: &LayoutOptions,
    texts: &mut TextCache,
) -> VisibilityLine {
    let open = open_ports(board, supports);
    let mut ports = vec![[0.0; 2]; supports.len()];
    let mut crossings = vec![[0.0; 2]; supports.len()];
    for (at, support) in supports.iter().enumerate() {
        for side in 0..2 {
            let node = support.ends[side];
            match support.legs[side] {
                Leg::Open => {
                    ports[at][side] = open[at][side].unwrap_or(board.nodes[node].width / 2.0);
                    crossings[at][side] = board.node_x(node) + ports[at][side];
                }
                Leg::Beside { gutter, port, .. } => {
                    let gutter = board.sides[side].gutters[gutter];
                    ports[at][side] = port;
                    crossings[at][side] =
                        board.sides[side].stages[gutter.stage].x + gutter.x + courses.supports[at][side];
                }
            }
        }
    }
    let (levels, room) = levels(&crossings, supports, bundles);
    let above = if room == 0.0 { 4.0 } else { GUTTER_PAD + room };
    let heads = heads(board, &crossings, options, texts);
    let block = heads
        .iter()
        .fold(LINE_HEIGHT, |most, head| most.max(head.height + 16.0));
    VisibilityLine {
        height: above + block,
        y: above + block / 2.0,
        crossings,
        ports,
        levels,
        heads,
    }
}

fn levels(crossings: &[[f32; 2]], supports: &[SupportRoute], bundles: &mut Bundles) -> (Vec<f32>, f32) {
    let bent: Vec<usize> = (0..crossings.len())
        .filter(|&at| crossings[at][0] != crossings[at][1])
        .collect();
    let spans: Vec<(f32, f32)> = bent
        .iter()
        .map(|&at| {
            let [above, below] = crossings[at];
            (above.min(below), above.max(below))
        })
        .collect();
    let links: Vec<usize> = bent.iter().map(|&at| supports[at].link).collect();
    let (positions, room) = level_tracks(&spans, &links, bundles);
    let mut levels = vec![0.0; crossings.len()];
    for (at, position) in bent.into_iter().zip(positions) {
        levels[at] = GUTTER_PAD + position;
    }
    (levels, room)
}

/// Sets each head in the middle of its stage, or in the widest place that no support crosses.
fn heads(
    board: &Board<'_>,
    crossings: &[[f32; 2]],
    options: &LayoutOptions,
    texts: &mut TextCache,
) -> Vec<StageHead> {
    let mut crossed: Vec<f32> = crossings.iter().map(|x| x[1]).collect();
    crossed.sort_by(f32::total_cmp);
    let most = options.target.most_lines(3);
    board.sides[1]
        .stages
        .iter()
        .map(|stage| {
            let (begin, end) = (stage.x.max(LANE_HEAD), stage.x + stage.width);
            let from = crossed.partition_point(|&x| x < begin);
            let to = crossed.partition_point(|&x| x <= end);
            let mut edges = vec![begin];
            edges.extend_from_slice(&crossed[from..to]);
            edges.push(end);
            let middle = begin + stage.width / 2.0;
            let gaps: Vec<(f32, f32)> = edges
                .windows(2)
                .map(|pair| (pair[0] + CLEAR, pair[1] - CLEAR))
                .filter(|(left, right)| right > left)
                .collect();
            let text = stage
                .stage
                .map_or(options.locale.outcomes(), |stage| stage.title.as_str());
            let style = Style::semibold(HEAD[0]);
            let whole = texts.set(text, style, (stage.width - 2.0 * CLEAR).max(24.0), most);
            let half = whole.width() / 2.0;
            let in_the_middle = gaps
                .iter()
                .find(|(left, right)| *left <= middle - half && middle + half <= *right);
            let widest = gaps
                .iter()
                .copied()
                .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
                .unwrap_or((begin, end));
            let (center, room) = if in_the_middle.is_some() && whole.lines.len() == 1 {
                (middle, stage.width - 2.0 * CLEAR)
            } else {
                (f32::midpoint(widest.0, widest.1), widest.1 - widest.0)
            };
            let title = texts.set(text, style, room.max(24.0), most);
            // Under a title in the middle the pair must not reach further than the title's own place.
            let pair_room = if in_the_middle.is_some() && whole.lines.len() == 1 {
                in_the_middle.map_or(room, |(left, right)| 2.0 * (middle - left).min(right - middle))
            } else {
                room
            };
            let pair = (!stage.pair.is_empty())
                .then(|| texts.set(&stage.pair, Style::regular(SMALL[0]), pair_room.max(24.0), most));
            let lines = title.lines.len() as f32 * HEAD[1];
            let height = lines
                + pair
                    .as_ref()
                    .map_or(0.0, |pair| pair.lines.len() as f32 * SMALL[1]);
            StageHead {
                title,
                pair,
                center,
                height,
            }
        })
        .collect()
}
