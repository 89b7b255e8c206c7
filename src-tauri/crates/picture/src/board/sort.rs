//! Sorts a map: its rows become nodes in stages, sub-columns and lanes of a board. Nothing has a size yet.

use std::collections::BTreeMap;
use std::sync::Arc;

use twinlane_model::{End, Lane, LinkKind, MapView, Side, Stage};

use super::sizes::{HEAD_GUTTER, LANE_PAD, PORT};
use super::sub_columns::layers;
use super::types::{Board, Gutter, GutterPlace, LaneBoard, Node, NodeKind, SideBoard, StageBoard, SubColumn};
use crate::text_cache::SetText;

/// Sorts a map. Cards have no size yet.
pub(crate) fn sort<'a>(view: &MapView<'a>, empty: &Arc<SetText>) -> Board<'a> {
    let mut sides = [Side::Buyer, Side::Seller].map(|side| SideBoard {
        stages: view
            .stages_of(side)
            .map(|stage| stage_board(Some(stage)))
            .collect(),
        cols: Vec::new(),
        gutters: Vec::new(),
        lanes: lanes(view, side, empty),
        stacks: BTreeMap::new(),
        height: 0.0,
    });
    let first_seller = sides[0].stages.len();
    let buyer_lanes = view.lanes_of(Side::Buyer).count();
    let mut nodes = Vec::with_capacity(view.steps.len() + view.outcomes.len());
    // While sub-columns are not known, `col` holds the stage.
    for step in &view.steps {
        let side = side_index(step.side);
        let stage = view.stage_place(step.stage).unwrap_or(0);
        let lane = view.lane_place(step.lane).unwrap_or(0);
        nodes.push(Node {
            kind: NodeKind::Step(step),
            key: format!("step:{}", step.id),
            side,
            col: if side == 0 {
                stage
            } else {
                stage.saturating_sub(first_seller)
            },
            lane: if side == 0 {
                lane
            } else {
                lane.saturating_sub(buyer_lanes)
            },
            ..blank(NodeKind::Step(step), empty)
        });
    }
    sub_columns(view, &mut nodes, &mut sides);
    if !view.outcomes.is_empty() {
        let side = &mut sides[1];
        let mut outcomes = stage_board(None);
        outcomes.first_col = side.cols.len();
        outcomes.cols = 1;
        side.stages.push(outcomes);
        add_stage(side, side.stages.len() - 1, 1);
        let col = side.cols.len() - 1;
        for outcome in &view.outcomes {
            nodes.push(Node {
                key: format!("outcome:{}", outcome.id),
                side: 1,
                col,
                ..blank(NodeKind::Outcome(outcome), empty)
            });
        }
    }
    let mut supports = vec![Vec::new(); nodes.len()];
    let mut board = Board {
        nodes,
        sides,
        supports: Vec::new(),
        steps: view.steps.len(),
    };
    for (at, link) in view.links.iter().enumerate() {
        if link.kind == LinkKind::Support
            && let (Some(from), Some(to)) = (board.node(view, link.from), board.node(view, link.to))
        {
            supports[from].push(at);
            supports[to].push(at);
        }
    }
    board.supports = supports;
    board
}

/// Place of a side.
fn side_index(side: Side) -> usize {
    match side {
        Side::Buyer => 0,
        Side::Seller => 1,
    }
}

fn blank<'a>(kind: NodeKind<'a>, empty: &Arc<SetText>) -> Node<'a> {
    Node {
        kind,
        key: String::new(),
        side: 0,
        col: 0,
        lane: 0,
        top: LANE_PAD,
        inset: 0.0,
        width: 0.0,
        height: 0.0,
        port: PORT,
        title: Arc::clone(empty),
        has_badge: false,
    }
}

fn stage_board(stage: Option<&Stage>) -> StageBoard<'_> {
    StageBoard {
        stage,
        column: 0,
        first_col: 0,
        cols: 0,
        first_gutter: 0,
        least: 0.0,
        extra: 0.0,
        x: 0.0,
        width: 0.0,
        pair: String::new(),
    }
}

fn lanes<'a>(view: &MapView<'a>, side: Side, empty: &Arc<SetText>) -> Vec<LaneBoard<'a>> {
    let board = |lane: Option<&'a Lane>| LaneBoard {
        lane,
        row: 0,
        y: 0.0,
        height: 0.0,
        floor: 0.0,
        depth: 0.0,
        head: Arc::clone(empty),
    };
    let mut lanes: Vec<LaneBoard<'a>> = view.lanes_of(side).map(|lane| board(Some(lane))).collect();
    if lanes.is_empty() {
        lanes.push(board(None));
    }
    lanes
}

/// Divides the stages into sub-columns and moves each step from its stage's place to its sub-column's.
fn sub_columns(view: &MapView<'_>, nodes: &mut [Node<'_>], sides: &mut [SideBoard<'_>; 2]) {
    // Members of each stage, in the order of their place on the map.
    let mut members: [Vec<Vec<usize>>; 2] = [
        vec![Vec::new(); sides[0].stages.len()],
        vec![Vec::new(); sides[1].stages.len()],
    ];
    let mut place = vec![0; nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        if let Some(list) = members[node.side].get_mut(node.col) {
            place[at] = list.len();
            list.push(at);
        }
    }
    let mut edges: [Vec<Vec<(usize, usize)>>; 2] = [
        vec![Vec::new(); sides[0].stages.len()],
        vec![Vec::new(); sides[1].stages.len()],
    ];
    for link in view.links.iter().filter(|link| link.kind == LinkKind::Flow) {
        if let (End::Step(from), End::Step(to)) = (link.from, link.to)
            && let (Some(from), Some(to)) = (view.step_place(from), view.step_place(to))
            && nodes[from].side == nodes[to].side
            && nodes[from].col == nodes[to].col
            && let Some(list) = edges[nodes[from].side].get_mut(nodes[from].col)
        {
            list.push((place[from], place[to]));
        }
    }
    for (index, side) in sides.iter_mut().enumerate() {
        for stage in 0..side.stages.len() {
            let inside = &members[index][stage];
            let layer = layers(inside.len(), &edges[index][stage]);
            let count = layer.iter().max().map_or(1, |most| most + 1);
            side.stages[stage].first_col = side.cols.len();
            side.stages[stage].cols = count;
            for (at, &node) in inside.iter().enumerate() {
                nodes[node].col = side.cols.len() + layer[at];
            }
            add_stage(side, stage, count);
        }
    }
}

fn add_stage(side: &mut SideBoard<'_>, stage: usize, count: usize) {
    let first = side.gutters.len();
    side.stages[stage].first_gutter = first;
    for at in 0..=count {
        side.gutters.push(Gutter {
            stage,
            place: if at == 0 {
                GutterPlace::Head
            } else if at == count {
                GutterPlace::Tail
            } else {
                GutterPlace::Inner
            },
            x: 0.0,
            width: HEAD_GUTTER,
        });
    }
    for at in 0..count {
        side.cols.push(SubColumn {
            stage,
            x: 0.0,
            width: 0.0,
            left_gutter: first + at,
            right_gutter: first + at + 1,
        });
    }
}
