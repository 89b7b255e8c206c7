//! The outline: a map typed by hand, in Markdown, read and written.
//!
//! [`read`] goes from text to lines ([`cursor`], [`measure`], [`title`]), to a tree of what the lines say
//! ([`tree`], [`parse`], [`header`]) and to rows ([`build`]); the first error stops it and nothing is
//! imported. [`write`] goes the other way and writes every flow explicitly. The format carries a map but for
//! ids, positions and targets; what else a map may hold and the outline may not is named in
//! [`Written::left`].
//!
//! Beyond the lines of the user guide the reader takes, and the writer writes only where a map needs it:
//! `kind: scenario` in the header; a repeated `about:` line for a text of several lines; `{id x}` at a stage,
//! a lane line or a question, and `~ #x`, `[#x]`, `answers #x` to refer to them when titles repeat; a date
//! behind `heard N`, as `as-of`; and `- Title as Lost` under `# Outcomes` for an outcome no flow leads to.

pub(crate) mod build;
pub(crate) mod cursor;
pub(crate) mod flow;
mod header;
mod index;
mod links;
mod marks;
pub(crate) mod measure;
pub(crate) mod names;
mod number;
mod parse;
pub(crate) mod part;
mod pools;
pub(crate) mod step;
pub(crate) mod title;
pub(crate) mod tree;
mod write;

pub use build::DEFAULT_MAP_NAME;
pub use write::{Written, write, write_accounted};

use twinlane_model::IdSource;

use crate::text::decode;
use crate::{ExchangeError, Imported};

/// Reads an outline: a charter and the rows of one map, and the tools its steps name.
///
/// The error has the line and the column (in characters) of what could not be read.
pub fn read(bytes: impl AsRef<[u8]>, ids: &mut dyn IdSource) -> Result<Imported, ExchangeError> {
    build::build(&parse::parse(&decode(bytes.as_ref())?)?, ids)
}
