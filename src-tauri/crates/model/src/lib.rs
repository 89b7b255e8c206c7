//! What a workshop is: its rows, its maps, the changes that alter it and their inverses.
//!
//! This crate depends on no other crate of the project and must hold no file, window, clock or random
//! source: ids come from an [`IdSource`], dates are arguments. petgraph is private to [`topology`].

pub mod capture;
mod change;
mod check;
mod compare;
mod end;
mod fingerprint;
mod ids;
mod index;
mod lists;
mod measure;
mod moves;
mod percentile;
mod plan;
pub mod records;
mod refusal;
mod row;
mod rows;
mod side;
mod target;
pub mod topology;
mod view;
mod watch;
mod workshop;

pub use change::{Applied, Change, Conversion};
pub use compare::{Difference, FieldChange, MapDiff, compare};
pub use end::End;
pub use ids::*;
pub use measure::{Basis, Measure};
pub use moves::{MeasuredShare, ScenarioMove};
pub use percentile::PercentilePlace;
pub use refusal::Refusal;
pub use row::{Row, RowKey};
pub use rows::*;
pub use side::Side;
pub use target::{Target, TargetKind};
pub use view::{EndIndex, MapView};
pub use watch::{Cancelled, Watch};
pub use workshop::Workshop;

/// Longest text a field may hold, in characters (Unicode scalar values).
pub const TEXT_LIMIT: usize = 10_000;
