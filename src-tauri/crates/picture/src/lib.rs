//! Layout and drawing: a map becomes a [`Scene`] (display list) once; SVG and PNG writers.
//!
//! It must hold no window, file or clock, and no colour outside of [`theme`].

mod board;
mod bundles;
pub mod chart;
pub mod check;
mod columns;
mod diff;
mod draw;
mod flows;
mod gutters;
mod ink;
mod layers;
mod layout;
mod line;
mod marks;
mod metrics;
mod numbers;
mod outlines;
mod paint;
mod path;
mod png;
mod scene;
mod shapes;
mod stack;
mod supports;
mod svg;
mod svg_faces;
mod text_cache;
pub mod theme;
mod tracks;

pub use ink::{Ink, glyphs};
pub use layout::lay_out;
pub use marks::{Mark, Marks, marks};
pub use png::{png, png_of, thumbnail};
pub use svg::{Svg, SvgText, svg, svg_of};
pub use text_cache::TextCache;

pub use diff::SceneDiff;
pub use paint::{Dash, Paint, Token};
pub use path::{Path, PathCommand, Point, Rect};
pub use scene::{
    ARROW, Anchored, Cell, Column, ColumnKind, DOT, Element, Head, Layer, Role, Row, RowKind, Scene, Shape,
    Subject, SubjectKind, TextLine,
};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use twinlane_model::{LinkId, Severity, StepId};

/// What can go wrong when a Scene becomes a picture. Layout cannot fail.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PictureError {
    /// The picture would be empty or too large.
    #[error("a picture of {width} × {height} pixels cannot be made")]
    Size {
        /// Width asked for.
        width: f64,
        /// Height asked for.
        height: f64,
    },
    /// The encoder failed.
    #[error("the picture could not be encoded: {0}")]
    Encode(String),
}

/// What the drawing is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Titles of up to three lines, then an ellipsis.
    #[default]
    Screen,
    /// Nothing is cut.
    Paper,
}

/// The badge of a card: its worst gap and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The worst.
    pub severity: Severity,
    /// How many.
    pub count: u32,
}

/// What a layout takes beside the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutOptions {
    /// What the drawing is for.
    pub target: Target,
    /// Badges by step.
    pub badges: BTreeMap<StepId, Badge>,
    /// Supports that run against the buyer's order (rule O1); drawn in the colour of high severity.
    pub out_of_order: BTreeSet<LinkId>,
    /// Buyer steps that nobody helps with (rule C1), and how much that matters: their cards are not closed.
    pub unserved: BTreeMap<StepId, Severity>,
    /// Links that are drawn on their own even where their gutter is bundled.
    pub unfold: BTreeSet<LinkId>,
    /// How steps differ from another map; their cards say so.
    pub marks: BTreeMap<StepId, Mark>,
}
