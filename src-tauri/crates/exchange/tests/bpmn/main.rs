//! BPMN in and out: what small diagrams become, and what a map becomes and comes back as.
#![allow(missing_docs, reason = "a test file")]

mod accounting;
mod reading;
mod writing;
