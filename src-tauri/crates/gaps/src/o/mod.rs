//! Order: what comes too early or too late for the buyer. One rule, one file.

pub(crate) mod late_support;
pub(crate) mod out_of_order_support;
pub(crate) mod premature_ask;
pub(crate) mod stage_mismatch;
