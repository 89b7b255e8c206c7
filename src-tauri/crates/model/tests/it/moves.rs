//! What a scenario does otherwise that no map can draw: kept, copied, checked, compared.

use serde_json::{Value, json};
use twinlane_model::{
    Change, LinkId, Map, MapId, MapKind, MeasuredShare, Refusal, Row, RowKey, ScenarioMove, compare,
};
use twinlane_testkit::{TestMap, draw};
use uuid::Uuid;

fn drawn() -> TestMap {
    draw(
        "# Sales process
         ## One
         - [Sales] Call
           => Demo 40 %
           => Lost 60 %
         - [Sales] Demo
           => Won 50 %
           => Lost 50 %",
    )
}

fn copy(map: &mut TestMap, of: MapId, kind: MapKind) -> MapId {
    let applied = map.change(&Change::CopyMap {
        map: of,
        id: MapId(Uuid::nil()),
        name: "Future".to_owned(),
        kind,
    });
    let copy = applied.put.iter().find_map(|row| match row {
        Row::Map(row) => Some(row.id),
        _ => None,
    });
    copy.expect("a copy")
}

/// The link of a map from Call to Demo.
fn to_demo(map: &TestMap, on: MapId) -> LinkId {
    let view = map.workshop.view(on).expect("the map");
    let found = view.links.iter().find(|link| view.end_title(link.to) == "Demo");
    found.expect("the link").id
}

fn set(map: &mut TestMap, of: MapId, moves: &[ScenarioMove]) -> Result<(), Refusal> {
    let Value::Object(values) = json!({ "moves": moves }) else {
        panic!("an object")
    };
    let change = Change::Set {
        of: RowKey::Map(of),
        values,
    };
    map.workshop.apply(&change, &mut map.ids).map(|_| ())
}

#[test]
fn a_copy_of_a_scenario_forces_its_own_links() {
    let mut map = drawn();
    let current = map.map;
    let first = copy(&mut map, current, MapKind::Scenario);
    let link = to_demo(&map, first);
    let forced = |link: LinkId| ScenarioMove::Force {
        link,
        share: 0.6,
        measured: vec![MeasuredShare { link, share: 0.5 }],
    };
    set(
        &mut map,
        first,
        &[ScenarioMove::TryHarder { factor: 1.2 }, forced(link)],
    )
    .expect("set");
    let second = copy(&mut map, first, MapKind::Scenario);
    let moves = map.workshop.maps()[&second].moves.clone();
    assert_eq!(
        moves,
        [
            ScenarioMove::TryHarder { factor: 1.2 },
            forced(to_demo(&map, second))
        ],
        "each link becomes its copy"
    );
    let diff = compare(&map.workshop, first, second).expect("both are there");
    assert!(diff.is_empty(), "the same moves on the same links: {diff:?}");
    let diff = compare(&map.workshop, current, second).expect("both are there");
    let words = &diff.changed[0].fields[0];
    assert_eq!(words.field, "moves");
    assert_eq!(
        words.after,
        json!("try harder × 1.2, force Call → Demo to 60 %"),
        "a scenario says what it does otherwise"
    );
    let other = copy(&mut map, first, MapKind::Current);
    assert_eq!(
        map.workshop.maps()[&other].moves,
        [],
        "a current map says how it is"
    );
}

#[test]
fn a_link_that_went_stays_named_and_comes_back_with_undo() {
    let mut map = drawn();
    let current = map.map;
    let scenario = copy(&mut map, current, MapKind::Scenario);
    let link = to_demo(&map, scenario);
    let force = ScenarioMove::Force {
        link,
        share: 0.6,
        measured: Vec::new(),
    };
    set(&mut map, scenario, std::slice::from_ref(&force)).expect("set");
    let gone = map.change(&Change::Remove {
        of: vec![RowKey::Link(link)],
        move_to: None,
    });
    assert_eq!(
        map.workshop.maps()[&scenario].moves,
        [force],
        "the map keeps what was said"
    );
    map.change(&gone.inverse);
    assert!(
        map.workshop.links().contains_key(&link),
        "undo brings the link back"
    );
}

#[test]
fn what_cannot_be_is_refused() {
    let mut map = drawn();
    let current = map.map;
    let scenario = copy(&mut map, current, MapKind::Scenario);
    let link = to_demo(&map, scenario);
    let force = |share: f64| ScenarioMove::Force {
        link,
        share,
        measured: Vec::new(),
    };
    for (on, moves, field) in [
        (scenario, force(1.2), "map.moves.0.share"),
        (
            scenario,
            ScenarioMove::TryHarder { factor: -1.0 },
            "map.moves.0.factor",
        ),
        (current, ScenarioMove::TryHarder { factor: 1.2 }, "map.moves"),
    ] {
        match set(&mut map, on, &[moves]) {
            Err(Refusal::Field { field: found, .. }) => assert_eq!(found, field, "the field is named"),
            other => panic!("{field} should be refused: {other:?}"),
        }
    }
}

#[test]
fn files_of_before_are_read_and_written_as_they_were() {
    let map = drawn();
    let row = &map.workshop.maps()[&map.map];
    let written = serde_json::to_value(row).expect("a row is written");
    assert!(written.get("moves").is_none(), "nothing is said of no moves");
    let read: Map = serde_json::from_value(written).expect("and it is read");
    assert_eq!(&read, row);
}
