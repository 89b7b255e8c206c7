//! The report: content, page layout, PDF. The only crate that knows printpdf.
//!
//! [`build`] is pure: workshop, findings, date, paper and faces come in, bytes and display lists of
//! the pages go out. It reads no clock, no file and no random source, and must not come to do so.

mod build;
pub mod charts;
mod figures;
mod layout;
mod page;
mod pdf;
mod preview;
mod sections;
mod words;

pub use build::{Input, MapInput, Problem, Report, ScenarioInput, build};
pub use layout::Paper;
pub use page::{
    Anchor, Color, Item, Link, Node, NodeId, OutlineEntry, PageScene, Paint, PathStep, Rect, Role, Shape,
    Structure,
};
pub use preview::page_svg;
pub use sections::Section;

/// What can go wrong when a report is made. Text never does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// A face could not be embedded.
    #[error("the face {face} cannot be embedded: {reason}")]
    Font {
        /// Name of the face.
        face: String,
        /// What the subsetter said.
        reason: String,
    },
    /// Nobody wants it any more.
    #[error("the report was cancelled")]
    Cancelled(#[from] twinlane_model::Cancelled),
    /// The file could not be put together.
    #[error("the PDF cannot be written: {reason}")]
    Write {
        /// What the writer said.
        reason: String,
    },
}
