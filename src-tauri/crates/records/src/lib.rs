//! Event logs: what a record of cases says about the process that was drawn.
//!
//! Everything here is a pure function of its arguments. No file, clock or random source.

pub mod conformance;
