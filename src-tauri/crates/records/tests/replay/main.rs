//! From records to the map: the figures of a map against its log, drift, measures, drawing.
#![allow(missing_docs, reason = "a test file")]

mod anything;
mod drawn_log;
mod drift;
mod map_evidence;
mod measures;
mod proposal;
