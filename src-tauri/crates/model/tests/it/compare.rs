//! A scenario beside the map it was copied from.

use serde_json::json;
use twinlane_model::{Change, Difference, LinkKind, MapDiff, MapId, MapKind, Row, RowKey, StepId, compare};
use twinlane_testkit::{TestMap, draw};
use uuid::Uuid;

fn scenario() -> (TestMap, MapId) {
    let mut map = draw(
        "# Sales process
         ## One
         - [Sales] Call
         - [Sales] Visit
         - [Sales] Demo
         ## Two
         - [Sales] Quote
           => Won",
    );
    let applied = map.change(&Change::CopyMap {
        map: map.map,
        id: MapId(Uuid::nil()),
        name: "Future".to_owned(),
        kind: MapKind::Scenario,
    });
    let copy = applied.put.iter().find_map(|row| match row {
        Row::Map(row) => Some(row.id),
        _ => None,
    });
    (map, copy.expect("a copy"))
}

fn copied(map: &TestMap, on: MapId, title: &str) -> StepId {
    let found = map
        .workshop
        .steps()
        .values()
        .find(|step| step.map == on && step.title == title);
    found.expect("there").id
}

fn lines(list: &[Difference]) -> Vec<String> {
    list.iter()
        .map(|row| {
            let fields: Vec<String> = row
                .fields
                .iter()
                .map(|field| format!("{} {} to {}", field.field, field.before, field.after))
                .collect();
            format!("{} {}: {}", row.key.table(), row.title, fields.join("; "))
        })
        .collect()
}

#[test]
fn a_fresh_copy_differs_in_nothing() {
    let (map, copy) = scenario();
    assert_eq!(compare(&map.workshop, map.map, copy), Some(MapDiff::default()));
    assert_eq!(
        compare(&map.workshop, map.map, MapId(Uuid::nil())),
        None,
        "a map that is not there"
    );
}

#[test]
fn every_kind_of_difference_is_told_apart() {
    let (mut map, copy) = scenario();
    let stages: Vec<_> = map
        .workshop
        .view(copy)
        .expect("there")
        .stages
        .iter()
        .map(|stage| stage.id)
        .collect();
    map.change(&Change::Remove {
        of: vec![RowKey::Step(copied(&map, copy, "Visit"))],
        move_to: None,
    });
    let values = json!({"ask": true}).as_object().cloned().unwrap_or_default();
    map.change(&Change::Set {
        of: RowKey::Step(copied(&map, copy, "Quote")),
        values,
    });
    map.change(&Change::Move {
        steps: vec![copied(&map, copy, "Demo")],
        lane: None,
        stage: Some(stages[1]),
        position: Some(0),
    });
    map.change(&Change::Rename {
        of: RowKey::Stage(stages[1]),
        title: "Second".to_owned(),
    });
    let diff = compare(&map.workshop, map.map, copy).expect("both are there");
    assert_eq!(
        lines(&diff.removed),
        ["steps Visit: ", "links Call → Visit: ", "links Visit → Demo: "]
    );
    assert_eq!(
        lines(&diff.changed),
        [
            "stages Second: title \"Two\" to \"Second\"",
            "steps Quote: ask false to true"
        ],
        "a lane or stage with another name is the same lane or stage"
    );
    assert_eq!(
        lines(&diff.moved),
        ["steps Demo: position 2 to 0; stage \"One\" to \"Second\""],
        "what closed up or made room did not move"
    );
    assert!(diff.added.is_empty());
    let back = compare(&map.workshop, copy, map.map).expect("both are there");
    assert_eq!(
        back.added.len(),
        diff.removed.len(),
        "seen from the other side it was added"
    );
}

#[test]
fn a_changed_order_names_the_fewest() {
    let (mut map, copy) = scenario();
    map.change(&Change::Reorder {
        of: RowKey::Step(copied(&map, copy, "Demo")),
        position: 0,
    });
    let diff = compare(&map.workshop, map.map, copy).expect("both are there");
    assert_eq!(
        lines(&diff.moved),
        ["steps Demo: position 2 to 0"],
        "the other two only made room"
    );
}

#[test]
fn a_link_drawn_again_is_the_same_link() {
    let (mut map, copy) = scenario();
    let (from, to) = (copied(&map, copy, "Call"), copied(&map, copy, "Visit"));
    let link = map
        .workshop
        .links()
        .values()
        .find(|link| {
            link.from.step() == Some(from) && link.to.step() == Some(to) && link.kind == LinkKind::Flow
        })
        .expect("there")
        .clone();
    map.change(&Change::Remove {
        of: vec![RowKey::Link(link.id)],
        move_to: None,
    });
    let again = twinlane_model::Link {
        id: twinlane_model::LinkId(Uuid::nil()),
        origin: None,
        ..link
    };
    map.change(&Change::Add {
        row: Row::Link(again),
    });
    assert_eq!(compare(&map.workshop, map.map, copy), Some(MapDiff::default()));
}
