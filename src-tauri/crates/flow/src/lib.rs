//! Flow arithmetic of a sales process: demand, capacity, what would change the result, uncertainty.
//!
//! The sales process with shares on its flow links is an absorbing Markov chain: activities are transient,
//! outcomes absorb. Everything here is a pure function of a map, of moves on it and, for uncertainty, of a
//! seed; nothing is read or kept, and no clock is looked at.

mod block;
mod capacity;
mod chain;
mod change;
mod compare;
mod demand;
mod flow;
mod ground;
mod index;
mod moves;
mod network;
mod parts;
mod pass;
mod plan;
mod queue;
mod rolled;
mod sampler;
mod shares;
mod solve;
mod solved;
mod sparse;
mod spread;
mod structure;
mod trouble;
mod twin;
mod uncertainty;
mod values;

pub use block::{Block, Blocks, Branch, blocks};
pub use capacity::{AtCapacity, Served, at_capacity};
pub use change::{Elasticity, Hour, Leak, Levers, Sensitivity, levers};
pub use compare::{Column, Scenario, column, side_by_side};
pub use demand::{Constraint, Demand, Figure, Missing, PoolDemand, StepDemand, Why, demand};
pub use flow::{Chances, Flow, LinkFlow, Problem, Rounds, ShareMark, StepFlow, Unknown};
pub use moves::{Move, MoveRefused, Number};
pub use network::Network;
pub use queue::{Queue, queue};
pub use rolled::Rolled;
pub use solve::{rounds, solve};
pub use solved::Solved;
pub use spread::Subject;
pub use uncertainty::{Draws, Importance, Quantiles, Uncertainty, uncertainty};
