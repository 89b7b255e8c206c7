//! Records: the map beside what the company recorded. One rule, one file; nothing fires without a log in the
//! workshop, and nobody's name is known here.

pub(crate) mod batch_entry;
pub(crate) mod paper_process;
pub(crate) mod recorded_rework;
pub(crate) mod skipped_step;
pub(crate) mod unmapped_activity;
pub(crate) mod unmapped_transition;
pub(crate) mod zombie_case;
