//! Solving a network: its structure, one evaluation with given numbers, what stands in the way of a number.
//!
//! A network falls apart into strongly connected components; each is solved exactly ([`elimination`]), and they are
//! chained in the order of the flow, so the cost follows the loops of a map and not its size.

pub(crate) mod baseline;
mod elimination;
pub(crate) mod evaluation;
pub(crate) mod step_visits;
pub(crate) mod structure;
mod trouble;
