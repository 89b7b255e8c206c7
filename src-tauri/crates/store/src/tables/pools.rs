//! The table `pools`. Pools of all maps: people who share work.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "pools",
    about: "Pools of all maps: people who share work.",
    since: 1,
    columns: &[
        column("map_id", "TEXT", "$.map", "Its map."),
        column("name", "TEXT", "$.name", "Name."),
        column("people", "INTEGER", "$.people", "Number of people."),
        column("capacity", "REAL", "$.capacity.value", "Hours per period."),
        column("cost", "REAL", "$.cost.value", "Currency per hour."),
    ],
};
