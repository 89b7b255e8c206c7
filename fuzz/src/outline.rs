//! Outlines: any bytes are read or refused; what was read is written and read again as the same map.

use twinlane_exchange::outline::{read, write, write_accounted};
use twinlane_model::{MapId, Workshop};
use twinlane_testkit::Ids;

use crate::shared;

/// Reads the bytes as an outline.
pub fn check(data: &[u8]) {
    shared::guessed(data);
    let Some(workshop) = shared::workshop(read(data, &mut Ids::new())) else {
        return;
    };
    let map = shared::first_map(&workshop).expect("an outline is a map");
    comes_back(&workshop, map);
}

/// Writes a map as an outline and reads it again. What cannot be the same is said by the writer.
pub fn comes_back(workshop: &Workshop, map: MapId) {
    let view = workshop.view(map).expect("the map is there");
    let written = write_accounted(&view);
    let back = again(&written.text);
    let back_map = shared::first_map(&back).expect("an outline is a map");
    let back_view = back.view(back_map).expect("the map is there");
    if written.left.is_empty() {
        let (before, after) = (shared::plain_rows(&view), shared::plain_rows(&back_view));
        assert_eq!(before, after, "the map comes back\n{}", written.text);
    }
    // Outcomes stand in the order of their first mention from then on.
    let settled = write(&back_view);
    let twice = again(&settled);
    let twice_map = shared::first_map(&twice).expect("an outline is a map");
    assert_eq!(
        settled,
        write(&twice.view(twice_map).expect("the map is there")),
        "what was read is written as it was"
    );
}

fn again(text: &str) -> Workshop {
    let imported = read(text, &mut Ids::new());
    if let Err(error) = &imported {
        panic!("an outline of our own is refused: {error}\n{text}");
    }
    shared::workshop(imported).expect("it was read")
}
