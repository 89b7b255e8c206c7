//! Flow: steps and links that lead nowhere, round, or through one person. One rule, one file.

pub(crate) mod dead_end_step;
pub(crate) mod missing_loss_exit;
pub(crate) mod missing_nurture_path;
pub(crate) mod missing_start;
pub(crate) mod rework_loop;
pub(crate) mod sole_owner;
pub(crate) mod unbalanced_split;
pub(crate) mod unjoined_split;
pub(crate) mod unreachable_step;
