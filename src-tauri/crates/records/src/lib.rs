//! Records of a company, read within bounds: tables in, rows with their lines out.
//!
//! [`table`] is the one reader of tables. Nothing here opens a window, keeps a file or knows what a map is.

mod error;
mod source;
pub mod stamp;
pub mod table;

pub use error::RecordsError;
pub use source::{Limits, Source};
