//! The table `tools`. Tools and programmes.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "tools",
    about: "Tools and programmes.",
    since: 1,
    columns: &[
        column("name", "TEXT", "$.name", "Name."),
        column("kind", "TEXT", "$.kind", "Kind."),
        column(
            "cost_per_year",
            "REAL",
            "$.cost_per_year",
            "Cost per year, in the currency.",
        ),
        column(
            "adoption",
            "REAL",
            "$.adoption",
            "Share of users who use it, 0..1.",
        ),
        column(
            "decision",
            "TEXT",
            "$.decision",
            "`keep`, `fix`, `stop` or `planned`.",
        ),
        column("rank", "INTEGER", "$.rank", "Rank, from 1."),
    ],
};
