//! Handoffs: work that changes hands.

family! {
    handoff_without_criteria,
    ping_pong_handoff,
    unowned_step,
    handoff_without_return,
}
