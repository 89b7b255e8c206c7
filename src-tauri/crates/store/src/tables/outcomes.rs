//! The table `outcomes`. Outcomes of all maps.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "outcomes",
    about: "Outcomes of all maps.",
    since: 1,
    columns: &[
        column("map_id", "TEXT", "$.map", "Its map."),
        column(
            "kind",
            "TEXT",
            "$.kind",
            "`won`, `lost`, `no_decision`, `disqualified`, `not_ready` or `unclassified`.",
        ),
        column(
            "title",
            "TEXT",
            "$.title",
            "A title of its own; empty when the kind says it.",
        ),
        column("position", "INTEGER", "$.position", "Order in the last column."),
    ],
};
