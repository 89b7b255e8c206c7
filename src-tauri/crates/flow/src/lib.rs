//! Flow arithmetic of a sales process: demand, capacity, what would change the result, uncertainty.
//!
//! The sales process with shares on its flow links is an absorbing Markov chain: activities are transient,
//! outcomes absorb. Everything here is a pure function of a map, of moves on it and, for uncertainty, of a
//! seed; nothing is read or kept, and no clock is looked at.
//!
//! | folder or file | what it is |
//! |---|---|
//! | `network` | the map read as numbers: nodes, arcs, pools, parallel blocks, shares |
//! | `solve` | components, elimination, one evaluation of a network, what stands in the way of a number |
//! | `demand` | the results if everything is served, and at capacity; queues; rolled accuracy |
//! | `levers` | what would change the result: points of shares, leaks, hours, entries |
//! | `scenario` | moves and what they do to a network; results side by side |
//! | `uncertainty` | draws, ranges, what to measure next |
//! | `unknown`, `sentences` | why a number is not known, and how that is worded |
//!
//! Start with [`Network::of`], then [`demand`](fn@demand), [`at_capacity`], [`levers`](fn@levers) and
//! [`uncertainty`](fn@uncertainty); [`Solved`] keeps a network for several of them, [`step_visits`] is what the rules ask
//! on every edit.

mod demand;
mod levers;
mod network;
mod scenario;
mod sentences;
mod solve;
mod solved;
mod uncertainty;
mod unknown;

pub use demand::at_capacity::{AtCapacity, Served, at_capacity};
pub use demand::queue::{Queue, queue};
pub use demand::rolled_accuracy::RolledAccuracy;
pub use demand::{Constraint, Demand, Missing, PoolDemand, StepDemand, demand};
pub use levers::{Elasticity, Hour, Leak, Levers, Sensitivity, levers};
pub use network::Network;
pub use network::blocks::{Block, Blocks, Branch, blocks};
pub use network::shares::{ShareMark, UsedShare};
pub use scenario::moves::{Move, MoveRefused, Number};
pub use scenario::side_by_side::{Column, Scenario, column, side_by_side};
pub use sentences::RowNames;
pub use solve::step_visits::{StepVisits, step_visits};
pub use solved::Solved;
pub use uncertainty::{Draws, Importance, Quantiles, Subject, Uncertainty, uncertainty};
pub use unknown::{Figure, FlowUnknown, Problem, WhyUnknown};
