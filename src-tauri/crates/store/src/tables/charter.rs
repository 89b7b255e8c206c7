//! The table `charter`. The charter: one row, with the id `charter`.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "charter",
    about: "The charter: one row, with the id `charter`.",
    since: 1,
    columns: &[
        column("title", "TEXT", "$.title", "Title of the workshop."),
        column("client", "TEXT", "$.client", "The client."),
        column("first_day", "TEXT", "$.first_day", "First day, `YYYY-MM-DD`."),
        column("last_day", "TEXT", "$.last_day", "Last day, `YYYY-MM-DD`."),
        column("currency", "TEXT", "$.currency", "ISO 4217 code."),
        column(
            "period",
            "TEXT",
            "$.period",
            "What volumes and capacities are counted in.",
        ),
        column("problem", "TEXT", "$.problem", "The problem statement."),
    ],
};
