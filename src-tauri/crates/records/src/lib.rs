//! Event logs out of a company's records: tables and XES in, numbers about what really happened out.
//!
//! [`table`] is the one reader of tables, [`xes`] that of XES; [`detect`] proposes a [`mapping`], with which a table
//! becomes an [`log::EventLog`]; [`discover`] measures it; [`summary`] is what a workshop keeps of that.
//! [`conformance`] and [`against`](mod@against) compare it with what a map draws, [`drift`](mod@drift) with what it
//! documents; [`onto`] brings it onto the map. Nothing here opens a window or keeps a file, and nobody's name goes into
//! a result unless a caller asks for it.

pub mod against;
mod beside;
pub mod calendar;
pub mod conformance;
pub mod detect;
pub mod discover;
pub mod drift;
mod error;
pub mod import;
pub mod log;
pub mod mapping;
pub mod onto;
pub mod refused;
mod source;
pub mod stamp;
pub mod summary;
pub mod table;
pub mod xes;

pub use against::{Against, against};
pub use beside::{Beside, beside, matching};
pub use drift::drift;
pub use error::RecordsError;
pub use source::{Limits, Source};
