//! A side of a map as the elements of a diagram, before they have a place on paper.

use twinlane_model::{End, LaneId, Row, Side, StepId};

/// Kind of a drawn element, with its size on paper where it is not a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Task,
    Start,
    End,
    Exclusive,
    Parallel,
}

impl Kind {
    pub fn tag(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Start => "startEvent",
            Self::End => "endEvent",
            Self::Exclusive => "exclusiveGateway",
            Self::Parallel => "parallelGateway",
        }
    }
}

/// Where an element lies on the row of its card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// It is the card (or the outcome).
    Card,
    /// Before it: a join, a start.
    Before(u8),
    /// Behind it: a split.
    Behind,
}

/// A flow node to draw.
#[derive(Debug)]
pub(super) struct Shape {
    pub id: String,
    pub kind: Kind,
    pub name: String,
    pub lane: Option<LaneId>,
    pub of: End,
    pub position: Position,
    pub rows: Vec<Row>,
}

/// A line to draw.
#[derive(Debug)]
pub(super) struct Line {
    pub id: String,
    pub from: String,
    pub to: String,
    pub name: String,
    pub rows: Vec<Row>,
}

/// One side as a process.
#[derive(Debug, Default)]
pub(super) struct Process {
    pub shapes: Vec<Shape>,
    pub lines: Vec<Line>,
}

/// Id of the pool of the sales process; a reader prefers it.
pub(super) const SALES_POOL: &str = "pool_sales";

/// Id of a side's pool.
pub(super) fn pool(side: Side) -> &'static str {
    match side {
        Side::Seller => SALES_POOL,
        Side::Buyer => "pool_buyer",
    }
}

/// Id of a lane's element.
pub(super) fn lane_id(lane: LaneId) -> String {
    format!("lane_{lane}")
}

/// Id of a step's own element.
pub(super) fn step_id(step: StepId) -> String {
    format!("step_{step}")
}
