//! Scenarios: moves, how they alter a network, and their results side by side.

mod apply;
mod forced_activity;
pub(crate) mod moves;
mod places;
pub(crate) mod side_by_side;
