//! Handoffs: work that changes hands. One rule, one file.

pub(crate) mod handoff_without_criteria;
pub(crate) mod handoff_without_return;
pub(crate) mod ping_pong_handoff;
pub(crate) mod unowned_step;
