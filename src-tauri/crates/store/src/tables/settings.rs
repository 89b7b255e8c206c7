//! The table `settings`. The settings: one row, with the id `settings`; only `body`.

use super::RowTable;

pub(super) const TABLE: RowTable = RowTable {
    name: "settings",
    about: "The settings: one row, with the id `settings`; only `body`.",
    since: 1,
    columns: &[],
};
