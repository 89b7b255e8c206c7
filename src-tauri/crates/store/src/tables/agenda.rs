//! The table `agenda`. Items of the agenda.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "agenda",
    about: "Items of the agenda.",
    since: 1,
    columns: &[
        column("title", "TEXT", "$.title", "What is done."),
        column("phase", "TEXT", "$.phase", "Phase of the workshop."),
        column("minutes", "INTEGER", "$.minutes", "Planned length."),
        column("done", "INTEGER", "$.done", "1 when done."),
        column("position", "INTEGER", "$.position", "Order on the agenda."),
    ],
};
