//! The table `participants`. Participants.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "participants",
    about: "Participants.",
    since: 1,
    columns: &[
        column("name", "TEXT", "$.name", "Name or alias."),
        column("function", "TEXT", "$.function", "Function in the company."),
        column(
            "level",
            "TEXT",
            "$.level",
            "`individual`, `department` or `management`.",
        ),
        column("position", "INTEGER", "$.position", "Order in the list."),
    ],
};
