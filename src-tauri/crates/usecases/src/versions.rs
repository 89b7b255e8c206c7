//! Named versions of a workshop, and the way back to one.

use crate::sentences::{LOCALE, Labels};
use twinlane_model::{Change, Row, RowKey, Workshop};
use twinlane_store::Version;
use twinlane_wire::FoundVersion;

/// A named version for the window.
pub(crate) fn version(version: Version) -> FoundVersion {
    FoundVersion {
        id: version.id,
        name: version.name,
        at: version.at,
    }
}

/// The change that brings a workshop back to the rows of a version.
pub(crate) fn back_to(workshop: &Workshop, rows: Vec<Row>) -> Change {
    let kept: std::collections::BTreeSet<RowKey> = rows.iter().map(Row::key).collect();
    let delete = workshop
        .rows()
        .map(|row| row.key())
        .filter(|key| !kept.contains(key))
        .collect();
    let put = rows
        .into_iter()
        .filter(|row| workshop.row(row.key()).as_ref() != Some(row))
        .collect();
    Change::Rows {
        label: LOCALE.go_back().to_owned(),
        put,
        delete,
    }
}
