//! BPMN: any bytes are read or refused; a map that was read is written as a diagram that carries it.

use twinlane_exchange::bpmn::{Options, read, write};
use twinlane_model::{MapId, Workshop};
use twinlane_testkit::Ids;

use crate::shared;

/// Reads the bytes as a diagram.
pub fn check(data: &[u8]) {
    shared::guessed(data);
    let mut ids = Ids::new();
    let map = MapId::new(&mut ids);
    let Some(workshop) = shared::workshop(read(data, &Options::default(), map, &mut ids)) else {
        return;
    };
    let map = shared::first_map(&workshop).expect("a diagram is a map");
    comes_back(&workshop, map);
}

/// Writes a map as a diagram and reads it again.
pub fn comes_back(workshop: &Workshop, map: MapId) {
    let view = workshop.view(map).expect("the map is there");
    let text = write(&view, None).text;
    let imported = read(
        text.as_bytes(),
        &Options::default(),
        map,
        &mut Ids::after(1_000_000),
    );
    match imported {
        Ok(imported) => {
            assert_eq!(imported.left, [], "nothing is left out of a diagram of our own");
            assert_eq!(
                shared::by_key(imported.rows),
                shared::rows_of_map(&view),
                "every row comes back"
            );
        }
        Err(error) => panic!("a diagram of our own is refused: {error}\n{text}"),
    }
}
