//! Event logs out of a company's records: tables and XES in, numbers about what really happened out.
//!
//! [`table`] is the one reader of tables, [`xes`] that of XES; [`detect`] proposes a [`mapping`], with which a table
//! becomes an [`log::EventLog`]; [`discover`] measures it; [`summary`] is what a workshop keeps of that. [`conformance`] compares it with what a map draws. Nothing
//! here opens a window or keeps a file, and nobody's name goes into a result unless a caller asks for it.

pub mod calendar;
pub mod conformance;
pub mod detect;
pub mod discover;
mod error;
pub mod import;
pub mod log;
pub mod mapping;
pub mod refused;
mod source;
pub mod stamp;
pub mod summary;
pub mod table;
pub mod xes;

pub use error::RecordsError;
pub use source::{Limits, Source};
