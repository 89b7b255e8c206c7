//! The table `links`. Links of all maps.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "links",
    about: "Links of all maps.",
    since: 1,
    columns: &[
        column("map_id", "TEXT", "$.map", "Its map."),
        column("kind", "TEXT", "$.kind", "`flow`, `return` or `support`."),
        column("from_step", "TEXT", "$.from.step", "The step it leaves."),
        column("from_outcome", "TEXT", "$.from.outcome", "The outcome it leaves."),
        column("to_step", "TEXT", "$.to.step", "The step it arrives at."),
        column("to_outcome", "TEXT", "$.to.outcome", "The outcome it arrives at."),
        column("share", "REAL", "$.share.value", "Share of the cases, 0..1."),
        column("wait", "REAL", "$.wait.value", "Wait, working days."),
        column(
            "strength",
            "TEXT",
            "$.strength",
            "Support: `weak`, `helps` or `strong`.",
        ),
    ],
};
