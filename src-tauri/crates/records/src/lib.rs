//! Event logs out of a company's records: tables and XES in, numbers about what really happened out.
//!
//! [`table`] is the one reader of tables, [`xes`] that of XES; [`detect`] proposes a [`mapping`], with which a table
//! becomes an [`log::EventLog`]; [`discover`] measures it; [`summary`] is what a workshop keeps of that.
//! [`conformance`] aligns it with what a map draws, [`map_evidence`](mod@map_evidence) counts what it says of steps and
//! links, [`drift`](mod@drift) compares it with what the map documents; [`replay`] measures the map by it. Nothing here opens a window or keeps a file, and nobody's name goes into
//! a result unless a caller asks for it.

pub mod calendar;
pub mod conformance;
pub mod detect;
pub mod discover;
pub mod drift;
mod error;
pub mod import;
pub mod log;
mod log_on_map;
pub mod map_evidence;
pub mod mapping;
pub mod refused;
pub mod replay;
mod sentences;
mod source;
pub mod stamp;
pub mod summary;
pub mod table;
pub mod xes;

pub use drift::drift;
pub use error::RecordsError;
pub use log_on_map::{LogOnMap, log_on_map, matching};
pub use map_evidence::{MapEvidence, map_evidence};
pub use source::{Limits, Source};
