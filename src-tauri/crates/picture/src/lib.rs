//! Layout and drawing: a map becomes a [`Scene`] (display list) once; SVG and PNG writers.
//!
//! It must hold no window, file or clock, and no colour outside of [`theme`].

mod board;
pub mod chart;
pub mod check;
mod draw;
mod error;
mod layout;
mod marks;
mod numbers;
mod options;
mod overlay;
mod routing;
mod scene;
mod sentences;
mod target;
mod text_cache;
mod write;

pub use error::PictureError;
pub use layout::lay_out;
pub use marks::{Mark, Marks, marks};
pub use options::{Badge, LayoutOptions};
pub use overlay::{Overlay, StepOverlay, UndrawnTransition};
pub use scene::diff::SceneDiff;
pub use scene::elements::{
    ARROW, Anchored, Cell, Column, ColumnKind, DOT, Element, Head, Layer, Role, Row, RowKind, Scene, Shape,
    Subject, SubjectKind, TextLine,
};
pub use scene::paint::{Dash, Paint, Token};
pub use scene::path::{Path, PathCommand, Point, Rect};
pub use scene::theme;
pub use target::Target;
pub use text_cache::TextCache;
pub use write::display_list::{DrawItem, glyphs};
pub use write::png::{png, png_of, thumbnail};
pub use write::svg::{Svg, SvgText, svg, svg_of};
