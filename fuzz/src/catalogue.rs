//! What is worked out of any map: an outline is read, its flow solved and every rule asked.

use twinlane_exchange::outline::read;
use twinlane_gaps::{Context, catalogue};
use twinlane_testkit::Ids;

use crate::shared;

/// Asks the catalogue about the bytes.
pub fn check(data: &[u8]) {
    let Some(workshop) = shared::workshop(read(data, &mut Ids::new())) else {
        return;
    };
    let map = shared::first_map(&workshop).expect("an outline is a map");
    let view = workshop.view(map).expect("the map is there");
    let context = Context {
        today: Some(jiff::civil::date(2026, 3, 2)),
        ..Context::default()
    };
    let _ = twinlane_flow::step_visits(&view);
    let _ = twinlane_flow::demand(&twinlane_flow::Network::of(&view));
    let found = catalogue(&view, &context);
    for finding in &found.findings {
        assert!(!finding.title.trim().is_empty(), "a finding says what it found");
    }
    let again = catalogue(&view, &context);
    let text = |value| serde_json::to_string(value).expect("findings are written");
    assert_eq!(text(&found), text(&again), "the same rows give the same bytes");
}
