//! Flow arithmetic: visits, outcome chances and parallel blocks of a sales process.
//!
//! The sales process with shares on its flow links is an absorbing Markov chain: activities are transient,
//! outcomes absorb. Everything here is a pure function of a map; nothing is drawn by chance, read or kept.

mod block;
mod chain;
mod flow;
mod parts;
mod shares;
mod solve;
mod sparse;
mod trouble;

pub use block::{Block, Blocks, Branch, blocks};
pub use flow::{Chances, Flow, LinkFlow, Problem, Rounds, ShareMark, StepFlow, Unknown};
pub use solve::{rounds, solve};
