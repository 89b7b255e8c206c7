//! The table `lanes`. Lanes of all maps.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "lanes",
    about: "Lanes of all maps.",
    since: 1,
    columns: &[
        column("map_id", "TEXT", "$.map", "Its map."),
        column("side", "TEXT", "$.side", "`buyer` or `seller`."),
        column("title", "TEXT", "$.title", "Role or function."),
        column("owner", "TEXT", "$.owner", "Who owns it."),
        column(
            "position",
            "INTEGER",
            "$.position",
            "Order on its side, from the top.",
        ),
    ],
};
