//! Bottleneck: what holds back how much is won. One rule, one file; nothing fires where the flow arithmetic
//! says that a number is not known.

pub(crate) mod constraint;
pub(crate) mod largest_leak;
pub(crate) mod more_activity_trap;
pub(crate) mod overload;
mod pool;
pub(crate) mod waiting_dominates;
