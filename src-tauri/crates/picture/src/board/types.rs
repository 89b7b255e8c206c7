//! What is on the board: a map's rows as indices, with the geometry that is worked out step by step. Private to the layout;
//! the Scene is made from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use twinlane_model::{End, Lane, MapView, Outcome, Stage, Step};

use crate::text_cache::SetText;

/// The row that a node stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum NodeKind<'a> {
    Step(&'a Step),
    Outcome(&'a Outcome),
}

/// A step or an outcome with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub kind: NodeKind<'a>,
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
        matches!(self.kind, NodeKind::Outcome(_))
    }

    /// The title of the step, which may be empty, or the name of the outcome.
    pub fn name(&self) -> &str {
        match self.kind {
            NodeKind::Step(step) => &step.title,
            NodeKind::Outcome(outcome) => outcome.name(),
        }
    }

    pub fn is_waypoint(&self) -> bool {
        matches!(self.kind, NodeKind::Step(step) if step.waypoint)
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
pub(crate) struct SubColumn {
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
    pub cols: Vec<SubColumn>,
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
    /// Number of steps; outcomes are the nodes behind them.
    pub(super) steps: usize,
}

impl Board<'_> {
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
