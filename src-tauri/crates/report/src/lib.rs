//! The report: content, page layout, PDF. The only crate that knows printpdf.
//!
//! [`build`] is pure: workshop, findings, date, paper and faces come in, bytes and display lists of
//! the pages go out. It reads no clock, no file and no random source, and must not come to do so.

mod build;
pub mod charts;
mod error;
mod flow_results;
mod input;
mod layout;
mod page;
mod pdf;
mod preview;
mod sections;
mod sentences;

pub use build::build;
pub use error::ReportError;
pub use input::{Input, MapInput, Problem, Report, ScenarioInput};
pub use layout::Paper;
pub use page::{
    Anchor, Color, Item, Link, Node, NodeId, OutlineEntry, PageScene, Paint, PathStep, Rect, Role, Shape,
    Structure,
};
pub use preview::page_svg;
pub use sections::Section;
