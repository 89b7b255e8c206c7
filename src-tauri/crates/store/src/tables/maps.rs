//! The table `maps`. Maps.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "maps",
    about: "Maps.",
    since: 1,
    columns: &[
        column("name", "TEXT", "$.name", "Name."),
        column("kind", "TEXT", "$.kind", "`current` or `scenario`."),
        column("about", "TEXT", "$.about", "Segment or buyer hypothesis."),
        column(
            "copied_from",
            "TEXT",
            "$.copied_from",
            "The map it was copied from.",
        ),
        column("position", "INTEGER", "$.position", "Order among the maps."),
    ],
};
