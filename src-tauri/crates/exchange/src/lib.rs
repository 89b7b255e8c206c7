//! Other formats in and out: outline, JSON, BPMN, Mermaid journeys, CSV, Markdown.
//!
//! A reader takes text or bytes and gives rows, or one error with its place: nothing is half read. A writer
//! takes a [`twinlane_model::MapView`] or a workshop and gives a `String` or bytes. This crate holds no file
//! handling, no clock and no random source: ids come from an [`twinlane_model::IdSource`], dates are arguments.

mod error;
mod imported;
pub mod outline;

pub use error::{ExchangeError, Place};
pub use imported::{Ask, Imported, Left};
