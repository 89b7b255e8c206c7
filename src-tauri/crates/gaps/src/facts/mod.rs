//! The facts about one map that rules share, in parts. [`MapFacts`] is the entry; the other files say what it holds and
//! what can be asked of it. No rule here.

mod bit_rows;
mod flow_results;
mod inversions;
mod link_queries;
mod links;
mod map_facts;
mod measures;
mod order;
mod paths;
mod recorded;
mod visits;

pub(crate) use bit_rows::{COLUMNS, ones};
pub(crate) use flow_results::Load;
pub(crate) use map_facts::MapFacts;
pub(crate) use measures::Quantity;
pub(crate) use recorded::Recorded;
