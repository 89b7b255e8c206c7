//! A table of steps, one row each: for people who keep their process in a spreadsheet.
//!
//! Cells follow the outline where they hold more than one thing: `flow to` and `supports` are lists
//! separated by `;`, each as behind `=>` or `->`; numbers may carry their basis. Exit criteria, pairs of
//! stages and targets have no place in it. A cell that a spreadsheet would take for a formula is written
//! with a `'` in front, which the reader takes away again.

mod columns;
mod read;
mod table;
mod write;

pub(crate) use columns::Column;
pub use read::{read, read_side};
pub(crate) use write::rows;
pub use write::write;
