//! Bottleneck: what holds back how much is won.

mod busy_pool;

family! {
    constraint,
    overload,
    waiting_dominates,
    largest_leak,
    more_activity_trap,
}
