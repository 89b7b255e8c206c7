//! The text formats from the outside: outline, JSON, tables, Mermaid, DOT, templates and the sample.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod drawings;
mod fresh;
mod json;
mod outline_mistakes;
mod outline_read;
mod outline_write;
mod same;
mod sample;
mod tables;
mod templates;
