//! What is typed or pasted into the card editor. The first bytes say where it is typed, the rest is the
//! text; whatever it is becomes one change that is applied, and can be undone.

use twinlane_model::capture::{CaptureContext, CaptureMode, entry};
use twinlane_model::{Side, TEXT_LIMIT};
use twinlane_testkit::Ids;

use crate::changes;
use crate::shared::{self, Bytes};

/// Types the bytes.
pub fn check(data: &[u8]) {
    let mut workshop = changes::base().clone();
    let mut bytes = Bytes::new(data);
    let modes = [
        CaptureMode::First,
        CaptureMode::Next,
        CaptureMode::Sibling,
        CaptureMode::Across,
    ];
    let context = CaptureContext {
        map: shared::first_map(&workshop).expect("the workshop has a map"),
        side: if bytes.byte().is_multiple_of(2) {
            Side::Buyer
        } else {
            Side::Seller
        },
        mode: bytes.any(&modes).unwrap_or(CaptureMode::Next),
        from: bytes.any(&workshop.steps().keys().copied().collect::<Vec<_>>()),
        lane: bytes.any(&workshop.lanes().keys().copied().collect::<Vec<_>>()),
        stage: bytes.any(&workshop.stages().keys().copied().collect::<Vec<_>>()),
    };
    let text = bytes.text();
    let mut ids = Ids::after(10_000);
    let Ok(captured) = entry(&workshop, &context, &text, &mut ids) else {
        return;
    };
    let applied = changes::apply(&mut workshop, &captured.change, &mut ids);
    assert!(
        applied.is_some() || text.chars().count() > TEXT_LIMIT,
        "what is typed can be applied: {:?}",
        captured.change
    );
    for step in &captured.made {
        assert!(workshop.steps().contains_key(step), "a step it made is there");
    }
}
