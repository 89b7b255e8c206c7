//! The desk as a window sees it.

mod aside;
mod edits;
mod flow;
mod improve;
mod records;
mod support;
