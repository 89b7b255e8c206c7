//! Differences between scenes: what has to cross to the window after an edit.

use std::collections::BTreeMap;

use twinlane_model::{Change, RowKey};
use twinlane_picture::{Element, LayoutOptions, Scene, TextCache, lay_out};
use twinlane_testkit::{Ids, draw, random};

use crate::{SMALL, scene};

/// The old elements with the difference applied, by key.
fn patched(old: &Scene, new: &Scene) -> BTreeMap<String, Element> {
    let diff = Scene::diff(old, new);
    let mut elements: BTreeMap<String, Element> =
        old.elements.iter().map(|e| (e.key.clone(), e.clone())).collect();
    for key in &diff.removed {
        assert!(elements.remove(key).is_some(), "{key} was there");
    }
    elements.extend(diff.upserted.into_iter().map(|e| (e.key.clone(), e)));
    elements
}

#[test]
fn a_difference_leads_from_the_old_to_the_new() {
    let before = draw(SMALL);
    let mut after = before.clone();
    after.change(&Change::Remove {
        of: vec![RowKey::Step(before.step("Send proposal"))],
        move_to: None,
    });
    let (old, new) = (scene(&before), scene(&after));
    let whole: BTreeMap<String, Element> = new.elements.iter().map(|e| (e.key.clone(), e.clone())).collect();
    assert_eq!(patched(&old, &new), whole, "nothing is missing, nothing is left");
    assert_eq!(Scene::diff(&new, &new).upserted, [], "no change, nothing to send");
}

#[test]
fn keys_are_unique() {
    let workshop = random::titled(11, 300);
    let view = workshop.view(workshop.maps_in_order()[0].id).unwrap();
    let scene = lay_out(&view, &LayoutOptions::default(), &mut TextCache::new());
    let keys: std::collections::BTreeSet<&str> = scene.elements.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(keys.len(), scene.elements.len(), "elements are found by key");
}

#[test]
fn one_title_on_two_thousand_steps_is_a_small_patch() {
    let mut workshop = random::workshop(5, 2_000);
    let map = workshop.maps_in_order()[0].id;
    let mut texts = TextCache::new();
    let step = workshop.view(map).unwrap().steps[700].id;
    let old = lay_out(
        &workshop.view(map).unwrap(),
        &LayoutOptions::default(),
        &mut texts,
    );
    // Three lines instead of one: the card grows, and with it what hangs below.
    let title = "Agrees with finance and with the works council what the new line may cost";
    let change = Change::Rename {
        of: RowKey::Step(step),
        title: title.to_owned(),
    };
    workshop.apply(&change, &mut Ids::after(1_000_000)).unwrap();
    let new = lay_out(
        &workshop.view(map).unwrap(),
        &LayoutOptions::default(),
        &mut texts,
    );
    let bytes = serde_json::to_string(&Scene::diff(&old, &new)).unwrap().len();
    assert!(bytes < 16_000, "the patch has {bytes} bytes");
}
