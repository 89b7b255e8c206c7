//! The table `gaps`. What people decided about gaps, and gaps added by hand.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "gaps",
    about: "What people decided about gaps, and gaps added by hand.",
    since: 1,
    columns: &[
        column(
            "fingerprint",
            "TEXT",
            "$.fingerprint",
            "Rule and places of the finding; empty when added by hand.",
        ),
        column("map_id", "TEXT", "$.map", "Map of a gap added by hand."),
        column(
            "state",
            "TEXT",
            "$.state",
            "`open`, `confirmed`, `dismissed` or `resolved`.",
        ),
        column("title", "TEXT", "$.title", "Title of a gap added by hand."),
        column("votes", "INTEGER", "$.votes", "Votes it got."),
    ],
};
