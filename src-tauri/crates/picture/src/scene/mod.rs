//! The display list: elements with shapes, their geometry, colours by meaning, and what differs between two scenes.
//!
//! It holds no layout and no format of files.

pub(crate) mod diff;
pub(crate) mod elements;
pub(crate) mod paint;
pub(crate) mod path;
pub(crate) mod shapes;
pub mod theme;
