//! The desk as a window sees it.

mod background;
mod edits;
mod flow;
mod improve;
mod presenting;
mod records;
mod settings;
mod support;
