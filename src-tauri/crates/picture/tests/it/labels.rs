//! What stands beside links: shares and waits, and counts on bundles.

use std::collections::BTreeMap;

use twinlane_model::{End, LinkKind, Measure, Row};
use twinlane_picture::{LayoutOptions, Role, Scene, Shape, TextCache, check, lay_out};
use twinlane_testkit::{TestMap, draw, random};

use crate::scene;

/// The texts beside each link, by its title.
fn beside(scene: &Scene) -> BTreeMap<&str, Vec<&str>> {
    let links = scene
        .elements
        .iter()
        .filter(|element| matches!(element.role, Role::Flow | Role::Return | Role::Support));
    let texts = links.filter(|link| !link.details.is_empty()).map(|link| {
        let lines = link.details.iter().filter_map(|shape| match shape {
            Shape::Text { lines, .. } => lines.first().map(|line| line.text.as_str()),
            _ => None,
        });
        (link.title.as_str(), lines.collect())
    });
    texts.collect()
}

/// A drawing of one split with numbers of every kind.
const SPLIT: &str = r"
# Sales process
## Qualify
- [Sales] Call
  => Visit 40 % measured n=420
  => Write 60 %
## Prove
- [Sales] Visit
  => Won 100 %
- [Back office] Write
  => Won
";

fn split() -> TestMap {
    draw(SPLIT)
}

#[test]
fn a_split_says_which_share_goes_where() {
    let scene = scene(&split());
    assert_eq!(
        beside(&scene),
        BTreeMap::from([
            ("Call → Visit", vec!["40\u{a0}%"]),
            ("Call → Write", vec!["60\u{a0}%"])
        ]),
        "what takes every case, or has no number, says nothing"
    );
    assert_eq!(check::scene(&scene), [], "and nothing lies over anything");
}

#[test]
fn a_wait_stands_behind_the_share() {
    let map = split();
    let workshop = &map.workshop;
    let rows: Vec<Row> = workshop
        .rows()
        .map(|mut row| {
            if let Row::Link(link) = &mut row
                && link.kind == LinkKind::Flow
                && matches!(link.to, End::Outcome(_))
            {
                link.share = Some(Measure::assumed(0.333));
                link.wait = Some(Measure::measured(12.0, 30));
            }
            row
        })
        .collect();
    let workshop = twinlane_model::Workshop::from_rows(rows).expect("numbers leave a map valid");
    let view = workshop
        .view(workshop.maps_in_order()[0].id)
        .expect("the map is there");
    let scene = lay_out(&view, &LayoutOptions::default(), &mut TextCache::new());
    assert_eq!(
        beside(&scene).get("Write → Won"),
        Some(&vec!["33.3\u{a0}%", "12\u{a0}d"]),
        "cases that wait say so where there is room: {:?}",
        beside(&scene)
    );
}

#[test]
fn the_sample_says_every_share() {
    let map = draw(include_str!("../../../../../examples/harbor.md"));
    let view = map.view();
    let shares = view
        .links
        .iter()
        .filter(|link| link.share.as_ref().is_some_and(|share| share.value < 1.0));
    assert_eq!(
        beside(&scene(&map)).len(),
        shares.count(),
        "a map of this size has room for all"
    );
}

#[test]
fn every_bundle_of_a_large_map_says_how_many_it_is() {
    for seed in 1..4 {
        let workshop = random::workshop(seed, 600);
        let view = workshop
            .view(workshop.maps_in_order()[0].id)
            .expect("the map is there");
        let scene = lay_out(&view, &LayoutOptions::default(), &mut TextCache::new());
        let mut bundles: Vec<&str> = scene
            .elements
            .iter()
            .filter_map(|e| e.bundle.as_deref())
            .collect();
        bundles.sort_unstable();
        bundles.dedup();
        let counts = scene
            .elements
            .iter()
            .filter(|element| element.role == Role::Bundle)
            .count();
        assert_eq!(counts, bundles.len(), "map {seed}");
    }
}
