//! From records to the map: the figures of a map against its log, drift, measures, drawing.
#![allow(missing_docs, reason = "a test file")]

mod against;
mod anything;
mod drawn;
mod drift;
mod laid;
mod measures;
