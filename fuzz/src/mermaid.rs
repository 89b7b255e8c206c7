//! Mermaid journeys: any bytes are read or refused; a journey that was read is a map like any other.

use twinlane_exchange::mermaid::{read, write};
use twinlane_testkit::Ids;

use crate::{outline, shared};

/// Reads the bytes as a journey.
pub fn check(data: &[u8]) {
    shared::guessed(data);
    let Some(workshop) = shared::workshop(read(data, &mut Ids::new())) else {
        return;
    };
    let map = shared::first_map(&workshop).expect("a journey is a map");
    outline::comes_back(&workshop, map);
    let _ = write(&workshop.view(map).expect("the map is there"));
}
