//! Order: what comes too early or too late for the buyer.

family! {
    out_of_order_support,
    premature_ask,
    late_support,
    stage_mismatch,
}
