//! The table `logs`. Imported event logs: where they come from and what they say; events lie in `log_chunks`.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "logs",
    about: "Imported event logs.",
    since: 3,
    columns: &[
        column("name", "TEXT", "$.name", "Name."),
        column("source", "TEXT", "$.source", "Name of the file it was read from."),
        column(
            "imported",
            "TEXT",
            "$.imported",
            "Day of the import, `YYYY-MM-DD`.",
        ),
        column(
            "kept",
            "TEXT",
            "$.kept",
            "`summary`, or `events` when `log_chunks` has them.",
        ),
        column("cases", "INTEGER", "$.summary.cases", "Number of cases."),
        column("events", "INTEGER", "$.summary.events", "Number of events."),
        column("position", "INTEGER", "$.position", "Order among the logs."),
    ],
};
