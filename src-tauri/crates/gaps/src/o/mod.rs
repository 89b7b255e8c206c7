//! Order: what comes too early or too late for the buyer. One rule, one file.

pub(crate) mod out_of_order_support;
