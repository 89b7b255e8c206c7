//! The board: a map's rows as indices, sorted into stages, sub-columns, lanes and stacks, with the
//! geometry that is worked out step by step. Private to the layout; the Scene is made from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use twinlane_model::{End, Lane, LinkKind, MapView, Outcome, Side, Stage, Step};

use crate::layers::layers;
use crate::metrics::{HEAD_GUTTER, LANE_PAD, PORT};
use crate::text_cache::SetText;

/// What stands on the board.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Thing<'a> {
    Step(&'a Step),
    Outcome(&'a Outcome),
}

/// A step or an outcome with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub thing: Thing<'a>,
    pub key: String,
    /// Place in [`Board::sides`].
    pub side: usize,
    /// Place in [`SideBoard::cols`].
    pub col: usize,
    /// Place in [`SideBoard::lanes`]; outcomes hang from the first lane.
    pub lane: usize,
    /// From the lane's upper edge.
    pub top: f32,
    /// From the sub-column's left edge.
    pub inset: f32,
    pub width: f32,
    pub height: f32,
    /// Where flow joins it, from its upper edge.
    pub port: f32,
    pub title: Arc<SetText>,
    pub has_badge: bool,
}

impl Node<'_> {
    /// Where flow joins it, from the lane's upper edge.
    pub fn port_y(&self) -> f32 {
        self.top + self.port
    }

    pub fn bottom(&self) -> f32 {
        self.top + self.height
    }

    pub fn is_outcome(&self) -> bool {
        matches!(self.thing, Thing::Outcome(_))
    }

    /// The title of the step, which may be empty, or the name of the outcome.
    pub fn name(&self) -> &str {
        match self.thing {
            Thing::Step(step) => &step.title,
            Thing::Outcome(outcome) => outcome.name(),
        }
    }

    pub fn is_waypoint(&self) -> bool {
        matches!(self.thing, Thing::Step(step) if step.waypoint)
    }
}

/// A stage, or the column of outcomes.
#[derive(Clone, Debug)]
pub(crate) struct StageBoard<'a> {
    /// `None`: the outcomes.
    pub stage: Option<&'a Stage>,
    /// Place in the Scene's columns.
    pub column: u32,
    pub first_col: usize,
    pub cols: usize,
    pub first_gutter: usize,
    /// Least width: its gutters and cards.
    pub least: f32,
    /// How much of that lies before its zero.
    pub extra: f32,
    /// Its zero.
    pub x: f32,
    /// From its zero to its end.
    pub width: f32,
    /// Titles of the stages it is paired with, when it does not stand under them.
    pub pair: String,
}

/// A sub-column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Col {
    pub stage: usize,
    /// From the stage's left edge.
    pub x: f32,
    pub width: f32,
    pub left_gutter: usize,
    pub right_gutter: usize,
}

/// A vertical gutter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gutter {
    pub stage: usize,
    pub place: GutterPlace,
    /// From the stage's left edge.
    pub x: f32,
    pub width: f32,
}

/// Where a vertical gutter lies in its stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GutterPlace {
    Head,
    Inner,
    Tail,
}

/// A lane.
#[derive(Clone, Debug)]
pub(crate) struct LaneBoard<'a> {
    /// `None`: the empty band of a side without lanes.
    pub lane: Option<&'a Lane>,
    /// Place in the Scene's rows.
    pub row: u32,
    /// From the side's upper edge.
    pub y: f32,
    pub height: f32,
    /// Where its lower gutter begins, from its upper edge.
    pub floor: f32,
    /// Height that the tracks of its lower gutter take.
    pub depth: f32,
    pub head: Arc<SetText>,
}

/// Cards of one lane and sub-column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stack {
    pub nodes: Vec<usize>,
    /// Lower end with the room its supports need, from the lane's upper edge.
    pub end: f32,
}

/// One side of the line.
#[derive(Clone, Debug)]
pub(crate) struct SideBoard<'a> {
    pub stages: Vec<StageBoard<'a>>,
    pub cols: Vec<Col>,
    pub gutters: Vec<Gutter>,
    pub lanes: Vec<LaneBoard<'a>>,
    /// Stacks by (sub-column, lane).
    pub stacks: BTreeMap<(usize, usize), Stack>,
    pub height: f32,
}

impl SideBoard<'_> {
    /// A sub-column's left edge.
    pub fn col_x(&self, col: usize) -> f32 {
        let at = self.cols[col];
        self.stages[at.stage].x + at.x
    }
}

/// A map, sorted.
#[derive(Clone, Debug)]
pub(crate) struct Board<'a> {
    pub nodes: Vec<Node<'a>>,
    /// Buyer, seller.
    pub sides: [SideBoard<'a>; 2],
    /// Supports at each node, as places in the view's links.
    pub supports: Vec<Vec<usize>>,
    steps: usize,
}

/// Place of a side.
pub(crate) fn side_index(side: Side) -> usize {
    match side {
        Side::Buyer => 0,
        Side::Seller => 1,
    }
}

impl<'a> Board<'a> {
    /// Sorts a map. Cards have no size yet.
    pub fn new(view: &MapView<'a>, empty: &Arc<SetText>) -> Self {
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
                thing: Thing::Step(step),
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
                ..blank(Thing::Step(step), empty)
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
                    ..blank(Thing::Outcome(outcome), empty)
                });
            }
        }
        let mut supports = vec![Vec::new(); nodes.len()];
        let mut board = Self {
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

    /// Place of a link's end among the nodes.
    pub fn node(&self, view: &MapView<'_>, end: End) -> Option<usize> {
        match end {
            End::Step(id) => view.step_place(id),
            End::Outcome(id) => view
                .outcomes
                .iter()
                .position(|outcome| outcome.id == id)
                .map(|at| self.steps + at),
        }
    }

    /// A node's left edge.
    pub fn node_x(&self, node: usize) -> f32 {
        let at = &self.nodes[node];
        self.sides[at.side].col_x(at.col) + at.inset
    }
}

fn blank<'a>(thing: Thing<'a>, empty: &Arc<SetText>) -> Node<'a> {
    Node {
        thing,
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
        side.cols.push(Col {
            stage,
            x: 0.0,
            width: 0.0,
            left_gutter: first + at,
            right_gutter: first + at + 1,
        });
    }
}
