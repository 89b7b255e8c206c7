//! Workshop JSON: any bytes are read or refused; what was read is written and read again as the same rows,
//! and every other format can write it.

use twinlane_exchange::json::{read, write};
use twinlane_exchange::{csv, dot, ics, mermaid, xlsx};
use twinlane_model::Workshop;

use crate::{bpmn, outline, shared};

/// Reads the bytes as a workshop.
pub fn check(data: &[u8]) {
    shared::guessed(data);
    let Some(workshop) = shared::workshop(read(data)) else {
        return;
    };
    let text = write(&workshop);
    let back = shared::workshop(read(&text)).expect("a file of our own is read");
    assert_eq!(
        shared::by_key(back.rows()),
        shared::by_key(workshop.rows()),
        "every row comes back"
    );
    assert_eq!(write(&back), text, "the same workshop gives the same bytes");
    other_formats(&workshop);
}

/// Rows from JSON may hold any text in any field, which typing into the window does not.
fn other_formats(workshop: &Workshop) {
    let stamp = jiff::civil::date(2026, 3, 2).at(9, 0, 0, 0);
    let _ = ics::write(workshop, stamp);
    for map in workshop.maps().keys().copied() {
        outline::comes_back(workshop, map);
        bpmn::comes_back(workshop, map);
        let view = workshop.view(map).expect("the map is there");
        let _ = csv::write(&view);
        let _ = dot::write(&view);
        let _ = mermaid::write(&view);
        let _ = xlsx::write(&view).expect("a workbook holds any text");
    }
}
