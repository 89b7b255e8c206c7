//! The table `stages`. Stages of all maps.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "stages",
    about: "Stages of all maps.",
    since: 1,
    columns: &[
        column("map_id", "TEXT", "$.map", "Its map."),
        column("side", "TEXT", "$.side", "`buyer` or `seller`."),
        column("title", "TEXT", "$.title", "Title."),
        column(
            "after_purchase",
            "INTEGER",
            "$.after_purchase",
            "1 when a buyer stage follows the purchase.",
        ),
        column(
            "position",
            "INTEGER",
            "$.position",
            "Order on its side, from the left.",
        ),
    ],
};
