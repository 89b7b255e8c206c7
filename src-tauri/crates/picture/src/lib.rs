//! Layout and drawing: a map becomes a [`Scene`] (display list) once; SVG and PNG writers.
//!
//! It must hold no window, file or clock, and no colour outside of [`theme`].

mod path;
mod scene;

pub use path::{Path, PathCommand, Point, Rect};
pub use scene::{
    ARROW, Anchored, Cell, Column, ColumnKind, DOT, Dash, Element, Head, Layer, Paint, Role, Row, RowKind,
    Scene, SceneDiff, Shape, Subject, SubjectKind, TextLine, Token,
};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use twinlane_model::{LinkId, Severity, StepId};

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
    /// Links that are drawn on their own even where their gutter is bundled.
    pub unfold: BTreeSet<LinkId>,
}
