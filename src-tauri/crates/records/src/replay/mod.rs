//! A log replayed on a map: what its variants do on the steps and links of the sales process.
//!
//! [`traces`] lays the variants over the map, [`silent_paths`] finds the drawn paths that leave no trace in the log,
//! [`counts`] adds up how often steps, links and outcomes are passed, [`step_time`] how long cases stay at a step.
//! From these come [`measures`](fn@measures) for the map, and from the log alone a [`proposal`] of a map, which
//! [`draw`](fn@draw) writes. Pure arithmetic on a [`Summary`](twinlane_model::records::Summary) and a map; changes are
//! made as values and applied elsewhere. No finding is worded here, and no case and nobody's name is known.
//!
//! The definitions, with their reasons, are in `docs/decisions/records-onto-the-map.md`.

mod counts;
mod directly_follows;
mod draw;
mod measures;
mod proposal;
mod provenance;
mod remarks;
mod silent_paths;
mod step_time;
mod traces;

pub(crate) use counts::{ReplayCounts, ending_of, has_ending, outcome_named_in};
pub use draw::{DrawRefused, draw};
pub use measures::{Measures, measures};
pub use proposal::{Place, Proposal, ProposedLink, ProposedOutcome, ProposedStep, propose_process};
pub use provenance::as_of;
pub(crate) use provenance::measured_in;
pub(crate) use silent_paths::silent_paths;
pub(crate) use step_time::{TimeAtStep, step_times};
pub(crate) use traces::{CaseCounts, Meaning, Traces};
