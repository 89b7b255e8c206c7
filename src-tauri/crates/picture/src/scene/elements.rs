//! The Scene: what is drawn, as a display list keyed by stable strings. The canvas, SVG, PNG and the PDF
//! all draw from it, so a map looks the same everywhere.
//!
//! Coordinates are pixels *relative to an anchor*: a column (the x axis: a stage) and a row (the y axis: a
//! lane). When a lane grows, the rows below move and their elements stay as they are, which keeps a patch
//! small. [`Scene::absolute`] gives an element in absolute pixels.
//!
//! It holds no colour values (only [`Token`]s; see [`crate::scene::theme`]) and decides no layout.

use serde::Serialize;
use twinlane_model::{Severity, Side};

use super::paint::{Paint, Token};
use super::path::{Path, Point, Rect};

/// A drawing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Scene {
    /// Width in pixels.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub width: f32,
    /// Height in pixels.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub height: f32,
    /// The x axis. Column 0 begins at 0 and is as wide as the drawing.
    pub columns: Vec<Column>,
    /// The y axis. Row 0 begins at 0 and is as high as the drawing.
    pub rows: Vec<Row>,
    /// Non-empty cells (stage × lane), for the view from far.
    pub cells: Vec<Cell>,
    /// What is drawn, in drawing order: by layer, then by place on the map.
    pub elements: Vec<Element>,
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "SceneColumnKind"))]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// The whole drawing.
    Whole,
    /// The heads of the lanes.
    LaneHeads,
    /// A stage of the buyer journey.
    BuyerStage,
    /// A stage of the sales process.
    SellerStage,
    /// The outcomes.
    Outcomes,
}

/// A column of the x axis. Buyer and sales stages overlap: each is on its own side of the line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "SceneColumn"))]
pub struct Column {
    /// `stage:ID`, `whole`, `lanes` or `outcomes`.
    pub key: String,
    /// What it is.
    pub kind: ColumnKind,
    /// Title of the stage, whole; empty for the others.
    pub title: String,
    /// Left edge.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub x: f32,
    /// Width.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub width: f32,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "SceneRowKind"))]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// The whole drawing.
    Whole,
    /// The heads of the buyer stages.
    StageHeads,
    /// A lane of the buyer side.
    BuyerLane,
    /// The line of visibility, with the heads of the sales stages.
    Line,
    /// A lane of the company.
    SellerLane,
}

/// A row of the y axis.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "SceneRow"))]
pub struct Row {
    /// `lane:ID`, `whole`, `heads` or `line`.
    pub key: String,
    /// What it is.
    pub kind: RowKind,
    /// Title of the lane, whole; empty for the others.
    pub title: String,
    /// Upper edge.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub y: f32,
    /// Height.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub height: f32,
}

/// A cell of stage × lane that has steps, for the view from far and for mounting only what is in view. Its
/// rectangle is that of its column and row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "SceneCell"))]
pub struct Cell {
    /// Place in [`Scene::columns`].
    pub column: u32,
    /// Place in [`Scene::rows`].
    pub row: u32,
    /// Number of steps, waypoints left out.
    pub steps: u32,
    /// Number of badges' findings.
    pub gaps: u32,
    /// The worst gap.
    pub worst: Option<Severity>,
}

/// Drawn from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Bands of the lanes, borders of the stages, the line.
    Ground,
    /// Links.
    Links,
    /// Heads of lanes and stages.
    Heads,
    /// Cards, waypoints and outcomes.
    Cards,
    /// Counts on bundles.
    Labels,
}

/// What an element stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the words of the map")]
pub enum Role {
    Lane,
    StageBorder,
    VisibilityLine,
    LaneHead,
    StageHead,
    Card,
    Waypoint,
    Outcome,
    Flow,
    Return,
    Support,
    /// The count of the links that share a track.
    Bundle,
    /// Part of a chart or a legend.
    Figure,
}

/// Kind of the row an element shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "SceneSubjectKind"))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the rows of the model")]
pub enum SubjectKind {
    Step,
    Outcome,
    Link,
    Stage,
    Lane,
}

/// The row an element shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "SceneSubject"))]
pub struct Subject {
    /// Kind.
    pub kind: SubjectKind,
    /// Id of the row.
    pub id: String,
}

/// One thing that is drawn, with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Element {
    /// Stable key: `step:ID`, `outcome:ID`, `link:ID`, `lane:ID`, `lane-head:ID`, `stage-head:ID`, …
    pub key: String,
    /// Layer.
    pub layer: Layer,
    /// What it stands for.
    pub role: Role,
    /// The row it shows.
    pub subject: Option<Subject>,
    /// Side of the line, where it has one.
    pub side: Option<Side>,
    /// Place of its anchor in [`Scene::columns`].
    pub column: u32,
    /// Place of its anchor in [`Scene::rows`].
    pub row: u32,
    /// Bounds relative to the anchor: the card, the head, the band; empty for links.
    pub bounds: Rect,
    /// Links: keys of the elements it joins, from and to.
    pub ends: Vec<String>,
    /// Links: the bundle whose tracks it shares; the count on a bundle has the same.
    pub bundle: Option<String>,
    /// The whole text, where the drawing shows less of it; what a screen reader says.
    pub title: String,
    /// What is said of it beside its title: what records say of it, how it differs from another map.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "ts", ts(as = "Option<String>", optional))]
    pub note: String,
    /// What is drawn, in order.
    pub shapes: Vec<Shape>,
    /// What is drawn on top at full size only and falls away in the view of titles.
    pub details: Vec<Shape>,
}

/// A shape, relative to its element's anchor.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Place.
        rect: Rect,
        /// Radius of the corners.
        #[serde(serialize_with = "crate::scene::path::short")]
        radius: f32,
        /// Colours.
        paint: Paint,
    },
    /// Any path; SVG path data on the wire.
    Path {
        /// The path.
        d: Path,
        /// Colours.
        paint: Paint,
    },
    /// An orthogonal route. Its points have anchors of their own.
    Route {
        /// Start, corners, end.
        points: Vec<Anchored>,
        /// Radius of the corners.
        #[serde(serialize_with = "crate::scene::path::short")]
        radius: f32,
        /// What is at its end.
        head: Head,
        /// Colours; no fill.
        paint: Paint,
    },
    /// Lines of text, already broken.
    Text {
        /// The lines, top to bottom.
        lines: Vec<TextLine>,
        /// Size of the em in pixels.
        #[serde(serialize_with = "crate::scene::path::short")]
        size: f32,
        /// 400, 500 or 600.
        weight: u16,
        /// Figures of equal width.
        tabular: bool,
        /// Colour.
        color: Token,
        /// The box it must stay in.
        bounds: Rect,
        /// An ellipsis stands for the rest.
        shortened: bool,
    },
}

/// A point of a route.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Anchored {
    /// Place in [`Scene::columns`].
    pub column: u32,
    /// From that column's left edge.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub x: f32,
    /// Place in [`Scene::rows`].
    pub row: u32,
    /// From that row's upper edge.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub y: f32,
}

/// What is at the end of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Head {
    /// Nothing.
    None,
    /// An arrow, [`ARROW`] long, its tip at the end.
    Arrow,
    /// A dot around the end, [`DOT`] in radius.
    Dot,
}

/// Length of an arrow in pixels; it is as wide.
pub const ARROW: f32 = 8.0;
/// Radius of the dot that ends a support, in pixels.
pub const DOT: f32 = 3.5;

/// One line of text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TextLine {
    /// The edge at which reading starts: the left one, or the right one when `rtl`. Draw it with
    /// `text-anchor: start` and this direction.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub x: f32,
    /// The baseline.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub y: f32,
    /// Measured width.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub width: f32,
    /// The text, cleaned, in logical order.
    pub text: String,
    /// Reads from right to left.
    pub rtl: bool,
}

impl Scene {
    /// Left edge of a column; 0 where there is none of that place.
    pub fn column_x(&self, column: u32) -> f32 {
        self.columns.get(column as usize).map_or(0.0, |c| c.x)
    }

    /// Upper edge of a row; 0 where there is none of that place.
    pub fn row_y(&self, row: u32) -> f32 {
        self.rows.get(row as usize).map_or(0.0, |r| r.y)
    }

    /// A point of a route in absolute pixels.
    pub fn point(&self, at: Anchored) -> Point {
        Point::new(self.column_x(at.column) + at.x, self.row_y(at.row) + at.y)
    }

    /// An element's bounds in absolute pixels.
    pub fn bounds(&self, element: &Element) -> Rect {
        element
            .bounds
            .moved(self.column_x(element.column), self.row_y(element.row))
    }

    /// The element in absolute pixels: anchored at column 0 and row 0, routes included.
    pub fn absolute(&self, element: &Element) -> Element {
        let (dx, dy) = (self.column_x(element.column), self.row_y(element.row));
        let moved = |shapes: &[Shape]| shapes.iter().map(|shape| self.moved(shape, dx, dy)).collect();
        Element {
            column: 0,
            row: 0,
            bounds: element.bounds.moved(dx, dy),
            shapes: moved(&element.shapes),
            details: moved(&element.details),
            ..element.clone()
        }
    }

    fn moved(&self, shape: &Shape, dx: f32, dy: f32) -> Shape {
        let mut shape = shape.clone();
        match &mut shape {
            Shape::Rect { rect, .. } => *rect = rect.moved(dx, dy),
            Shape::Path { d, .. } => *d = d.moved(dx, dy),
            Shape::Route { points, .. } => {
                for at in points {
                    let p = self.point(*at);
                    *at = Anchored {
                        column: 0,
                        x: p.x,
                        row: 0,
                        y: p.y,
                    };
                }
            }
            Shape::Text { lines, bounds, .. } => {
                *bounds = bounds.moved(dx, dy);
                for line in lines {
                    line.x += dx;
                    line.y += dy;
                }
            }
        }
        shape
    }
}
