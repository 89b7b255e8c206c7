//! Routes of links: through which gutters each goes, which track it takes there, and how it crosses the line of
//! visibility.
//!
//! It draws nothing.

pub(crate) mod bundles;
pub(crate) mod flows;
pub(crate) mod gutters;
pub(crate) mod outcomes;
pub(crate) mod supports;
pub(crate) mod tracks;
pub(crate) mod visibility_line;
