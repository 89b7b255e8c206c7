//! Records: the map beside what the company recorded. No rule here fires without a log in the workshop, and none
//! knows anybody's name.

mod shares;

family! {
    skipped_step,
    unmapped_activity,
    unmapped_transition,
    paper_process,
    batch_entry,
    recorded_rework,
    zombie_case,
}
