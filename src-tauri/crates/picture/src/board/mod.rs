//! The board: the layout's working copy of a map. Its rows are sorted into stages, sub-columns, lanes and stacks, and get
//! sizes.
//!
//! It knows no route of a link; those are in [`crate::routing`].

pub(crate) mod cards;
pub(crate) mod ports;
pub(crate) mod sizes;
pub(crate) mod sort;
pub(crate) mod stacks;
pub(crate) mod stage_columns;
pub(crate) mod sub_columns;
pub(crate) mod types;
