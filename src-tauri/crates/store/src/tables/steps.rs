//! The table `steps`. Steps of all maps: buyer steps and activities.

use super::{RowTable, column};

pub(super) const TABLE: RowTable = RowTable {
    name: "steps",
    about: "Steps of all maps: buyer steps and activities.",
    since: 1,
    columns: &[
        column("map_id", "TEXT", "$.map", "Its map."),
        column("side", "TEXT", "$.side", "`buyer` or `seller`."),
        column("lane_id", "TEXT", "$.lane", "Its lane."),
        column("stage_id", "TEXT", "$.stage", "Its stage."),
        column(
            "position",
            "INTEGER",
            "$.position",
            "Order inside its lane and stage.",
        ),
        column("title", "TEXT", "$.title", "Title; may be empty and may repeat."),
        column("pool_id", "TEXT", "$.pool", "Who does the work."),
        column("touch", "REAL", "$.touch.value", "Touch time per visit, hours."),
        column(
            "elapsed",
            "REAL",
            "$.elapsed.value",
            "Elapsed time per visit, working days.",
        ),
        column("volume", "REAL", "$.volume.value", "Cases per period."),
    ],
};
