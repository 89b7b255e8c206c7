//! Other formats in and out: outline, JSON, BPMN, Mermaid journeys, CSV, Markdown.
//!
//! A reader takes text or bytes and gives rows, or one error with its place: nothing is half read. A writer
//! takes a [`twinlane_model::MapView`] or a workshop and gives a `String` or bytes. This crate holds no file
//! handling, no clock and no random source: ids come from an [`twinlane_model::IdSource`], dates are arguments.

pub mod bpmn;
mod chart;
pub mod csv;
pub mod dot;
mod error;
mod fresh;
mod guess;
pub mod ics;
mod imported;
pub mod json;
pub mod mermaid;
pub mod outline;
mod sample;
mod sentences;
mod templates;
mod text;
pub mod xlsx;

pub use error::{ExchangeError, Place};
pub use guess::{Kind, guess, safe_name};
pub use imported::{Ask, Imported, Left};
pub use sample::sample;
pub use templates::{Template, templates};
