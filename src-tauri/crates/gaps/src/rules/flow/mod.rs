//! Flow: steps and links that lead nowhere, round, or through one person.

family! {
    unreachable_step,
    dead_end_step,
    missing_loss_exit,
    rework_loop,
    unbalanced_split,
    missing_nurture_path,
    sole_owner,
    missing_start,
    unjoined_split,
}
