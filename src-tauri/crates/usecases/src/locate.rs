//! Where a row is to be looked at.

use twinlane_model::{End, Row, RowKey, Step, Workshop};
use twinlane_wire::Place;

use crate::maps::map_of;

/// The map and the step that show a row.
pub(crate) fn locate(workshop: &Workshop, row: RowKey) -> Place {
    if let RowKey::Map(id) = row {
        return Place {
            map: Some(id),
            step: None,
        };
    }
    let Some(found) = workshop.row(row) else {
        return Place {
            map: None,
            step: row.end().and_then(End::step),
        };
    };
    let step = if let Row::Link(link) = &found {
        link.from.step()
    } else {
        // A step itself, or the first that stands in a lane or stage.
        row.end().and_then(End::step).or_else(|| {
            let stands = |step: &&Step| RowKey::from(step.lane) == row || RowKey::from(step.stage) == row;
            workshop.steps().values().find(stands).map(|step| step.id)
        })
    };
    Place {
        map: map_of(&found),
        step,
    }
}
