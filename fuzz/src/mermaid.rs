//! Mermaid journeys: any bytes are read or refused; a journey that was read is a map like any other.

use twinlane_exchange::mermaid::{read, write};
use twinlane_testkit::Ids;

use crate::{ground, outline};

/// Reads the bytes as a journey.
pub fn check(data: &[u8]) {
    ground::guessed(data);
    let Some(workshop) = ground::workshop(read(data, &mut Ids::new())) else {
        return;
    };
    let map = ground::first_map(&workshop).expect("a journey is a map");
    outline::comes_back(&workshop, map);
    let _ = write(&workshop.view(map).expect("the map is there"));
}
