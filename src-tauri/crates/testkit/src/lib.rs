//! Builders for tests: maps drawn as text, ids that count, random maps from a seed, what the machine
//! has to have. A dev-dependency only.
//!
//! Whatever is wrong in a drawing panics with its line: a test that draws badly is a wrong test.

mod draw;
mod ids;
pub mod machine;
pub mod random;
mod token;

pub use draw::{TestMap, draw};
pub use ids::Ids;
