//! The table `notes`. Notes.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "notes",
    about: "Notes.",
    since: 1,
    columns: &[
        column("text", "TEXT", "$.text", "The text."),
        column("author", "TEXT", "$.author", "Alias of the author."),
        column("state", "TEXT", "$.state", "`inbox`, `placed` or `parked`."),
        column("step_id", "TEXT", "$.step", "The step it was placed at."),
        column("position", "INTEGER", "$.position", "Order in its list."),
    ],
};
