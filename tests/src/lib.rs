//! Journeys through the real window, the command line, faults.
//!
//! This crate holds what those tests share: starting a display, a driver and the app, pressing keys, waiting
//! for what a person would see. It uses none of our crates: a journey sees only what a user sees.

pub mod bpmn_js;
mod driver;
pub mod journey;
pub mod large;
pub mod person;
pub mod programs;
