//! A map written as BPMN is a diagram others can read, and the same map when it is read again.

use std::collections::BTreeMap;

use proptest::prelude::*;
use twinlane_exchange::bpmn::{Options, read, write};
use twinlane_model::{Change, MapId, MapView, Row, RowKey, Workshop};
use twinlane_picture::{LayoutOptions, TextCache, lay_out};
use twinlane_testkit::{Ids, random};

/// The rows a diagram carries: those of the map, and the tools its steps name.
fn rows(view: &MapView<'_>) -> BTreeMap<RowKey, Row> {
    let tools: Vec<_> = view.steps.iter().flat_map(|step| step.tools.clone()).collect();
    view.workshop
        .rows()
        .filter(|row| match row {
            Row::Tool(tool) => tools.contains(&tool.id),
            Row::Map(map) => map.id == view.map.id,
            row => row.map() == Some(view.map.id) && !matches!(row, Row::Gap(_) | Row::Note(_)),
        })
        .map(|row| (row.key(), row))
        .collect()
}

fn only_map(workshop: &Workshop) -> MapId {
    workshop.maps_in_order()[0].id
}

fn same_again(workshop: &Workshop) {
    let map = only_map(workshop);
    let view = workshop.view(map).expect("the map is there");
    let written = write(&view, None);
    let imported =
        read(written.text.as_bytes(), &Options::default(), map, &mut Ids::new()).expect("it can be read");
    assert_eq!(imported.left, vec![], "nothing is left out of our own diagram");
    let again: BTreeMap<RowKey, Row> = imported.rows.into_iter().map(|row| (row.key(), row)).collect();
    let expected = rows(&view);
    for (key, row) in &expected {
        assert_eq!(again.get(key), Some(row), "this row comes back");
    }
    assert_eq!(again.len(), expected.len(), "and nothing else");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_map_comes_back_as_it_was(seed in any::<u64>(), steps in 0_usize..60) {
        same_again(&random::full(seed, steps));
    }

    #[test]
    fn without_our_rows_the_flow_comes_back(seed in any::<u64>(), steps in 1_usize..30) {
        // The extension elements fall away in many programs; activities and their order must stay.
        let workshop = random::workshop(seed, steps);
        let map = only_map(&workshop);
        let view = workshop.view(map).unwrap();
        let bare = without_rows(&write(&view, None).text);
        let imported = read(bare.as_bytes(), &Options::default(), map, &mut Ids::new()).unwrap();
        let again = Workshop::from_rows(imported.rows).unwrap();
        let again = again.view(map).unwrap();
        let reach = |view: &MapView<'_>| super::reading::reach_by_title(view);
        prop_assert_eq!(reach(&again), reach(&view));
    }
}

/// Takes our extension elements out of a diagram.
fn without_rows(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in text.lines() {
        inside |= line.trim_start().starts_with("<bpmn:extensionElements>");
        if !inside {
            out.push_str(line);
            out.push('\n');
        }
        inside &= !line.trim_start().starts_with("</bpmn:extensionElements>");
    }
    out
}

#[test]
fn what_xml_cannot_hold_is_shown_as_a_sign_and_kept() {
    let workshop = random::workshop(7, 6);
    let map = only_map(&workshop);
    let step = workshop.steps().keys().next().copied().expect("there is a step");
    let mut workshop = workshop.clone();
    let title = "a\u{1}b\u{fffe}\n<&\"'>\t\u{85}é😀";
    workshop
        .apply(
            &Change::Rename {
                of: RowKey::Step(step),
                title: title.to_owned(),
            },
            &mut Ids::after(10_000),
        )
        .expect("any text is a title");
    let view = workshop.view(map).expect("the map is there");
    let written = write(&view, None);
    assert_eq!(
        written.left.len(),
        1,
        "one name holds what XML cannot: {:?}",
        written.left
    );
    assert!(
        written
            .text
            .contains("a\u{fffd}b\u{fffd}&#10;&lt;&amp;&quot;&apos;&gt;&#9;\u{85}é😀")
    );
    same_again(&workshop);
}

#[test]
fn a_diagram_changed_elsewhere_is_read_as_it_is_drawn() {
    let workshop = random::workshop(3, 12);
    let map = only_map(&workshop);
    let view = workshop.view(map).expect("the map is there");
    let first = view
        .activities()
        .find(|step| step.title.len() > 3)
        .expect("a step with a title");
    let text = write(&view, None).text;
    let renamed = text.replacen(
        &format!("name=\"{}\"", first.title),
        "name=\"Renamed elsewhere\"",
        1,
    );
    assert_ne!(text, renamed, "the name is in the diagram");
    let imported = read(
        renamed.as_bytes(),
        &Options::default(),
        map,
        &mut Ids::after(5_000),
    )
    .expect("it can be read");
    assert!(
        imported
            .left
            .iter()
            .any(|left| left.why.contains("another program")),
        "it says that the numbers are not kept"
    );
    let renamed = |row: &Row| matches!(row, Row::Step(step) if step.title == "Renamed elsewhere");
    assert!(imported.rows.iter().any(renamed), "the new name counts");
    let activities = imported
        .rows
        .iter()
        .filter(|row| matches!(row, Row::Step(step) if !step.waypoint))
        .count();
    assert_eq!(
        activities,
        view.activities().count(),
        "the sales pool is read, whichever is larger"
    );
}

#[test]
fn a_diagram_of_our_own_brings_its_map_along() {
    let workshop = random::workshop(5, 8);
    let own = only_map(&workshop);
    let view = workshop.view(own).expect("the map is there");
    let text = write(&view, None).text;
    let mut ids = Ids::after(50_000);
    let other = MapId::new(&mut ids);
    let imported = read(text.as_bytes(), &Options::default(), other, &mut ids).expect("it can be read");
    assert_eq!(imported.maps(), vec![own], "nothing of it is made anew");
    let bare = without_rows(&text);
    let imported = read(bare.as_bytes(), &Options::default(), other, &mut ids).expect("it can be read");
    assert_eq!(
        imported.maps(),
        vec![other],
        "any other diagram goes onto the map that was asked for"
    );
}

#[test]
fn fresh_ids_make_a_second_map_beside_the_first() {
    let workshop = random::full(9, 30);
    let map = only_map(&workshop);
    let view = workshop.view(map).expect("the map is there");
    let mut ids = Ids::after(70_000);
    let imported = read(
        write(&view, None).text.as_bytes(),
        &Options::default(),
        map,
        &mut ids,
    )
    .expect("it can be read")
    .with_fresh_ids(&mut ids);
    let other = imported.maps()[0];
    let both = workshop
        .rows()
        .filter(|row| !matches!(row, Row::Tool(_)))
        .chain(imported.rows);
    let both = Workshop::from_rows(both).expect("nothing is taken from the first map");
    let again = both.view(other).expect("the second map is there");
    assert_eq!(again.steps.len(), view.steps.len());
    assert_eq!(again.links.len(), view.links.len());
    assert_eq!(
        both.view(map).map(|view| view.links.len()),
        Some(view.links.len()),
        "the first is as it was"
    );
    let drawn = |view: &MapView<'_>| super::reading::reach_by_title(view);
    assert_eq!(drawn(&again), drawn(&view), "and both say the same");
}

#[test]
fn the_same_map_is_the_same_file() {
    let workshop = random::full(11, 40);
    let view = workshop.view(only_map(&workshop)).expect("the map is there");
    assert_eq!(write(&view, None).text, write(&view, None).text);
}

/// Bounds of the shapes of a diagram, by the element they show: left, top, right, bottom.
fn bounds(text: &str) -> BTreeMap<String, [f32; 4]> {
    let tree = roxmltree::Document::parse(text).expect("the diagram is XML");
    let number = |node: roxmltree::Node<'_, '_>, key: &str| -> f32 {
        node.attribute(key)
            .and_then(|text| text.parse().ok())
            .expect("a number")
    };
    tree.descendants()
        .filter(|node| node.tag_name().name() == "BPMNShape")
        .map(|shape| {
            let rect = shape.first_element_child().expect("a shape has bounds");
            let (x, y) = (number(rect, "x"), number(rect, "y"));
            let name = shape.attribute("bpmnElement").expect("a shape shows an element");
            (
                name.to_owned(),
                [x, y, x + number(rect, "width"), y + number(rect, "height")],
            )
        })
        .collect()
}

#[test]
fn everything_has_its_place_on_the_paper() {
    for seed in 0..12 {
        let workshop = random::workshop(seed, 30);
        let view = workshop.view(only_map(&workshop)).expect("the map is there");
        let scene = lay_out(&view, &LayoutOptions::default(), &mut TextCache::new());
        for scene in [None, Some(&scene)] {
            let places = bounds(&write(&view, scene).text);
            let place = |id: String| {
                places
                    .get(&id)
                    .copied()
                    .unwrap_or_else(|| panic!("{id} has a shape"))
            };
            let cards: Vec<[f32; 4]> = view
                .steps
                .iter()
                .map(|step| place(format!("step_{}", step.id)))
                .collect();
            for (at, one) in cards.iter().enumerate() {
                let lane = place(format!("lane_{}", view.steps[at].lane));
                assert!(
                    one[1] >= lane[1] && one[3] <= lane[3],
                    "a card lies in its lane (seed {seed})"
                );
                for other in &cards[at + 1..] {
                    let apart =
                        one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1];
                    assert!(
                        apart,
                        "cards do not lie on each other (seed {seed}): {one:?} {other:?}"
                    );
                }
            }
            for outcome in &view.outcomes {
                place(format!("outcome_{}", outcome.id));
            }
        }
    }
}
