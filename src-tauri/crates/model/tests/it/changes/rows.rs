//! Rows are added, named, set, moved and removed.

use serde_json::json;
use twinlane_model::{Change, End, LinkKind, Row, RowKey, Side, Step, StepId};
use twinlane_testkit::{TestMap, draw};
use uuid::Uuid;

use super::{SALES, cell, refusal, set};

#[test]
fn add_puts_a_step_at_its_place_and_names_it() {
    let mut map = draw(SALES);
    let (lane, stage) = (map.lane("Sales"), map.stage("Prove"));
    let mut step = Step::new(StepId(Uuid::nil()), map.map, Side::Seller, lane, stage, "Call");
    step.position = 1;
    let applied = map.change(&Change::Add { row: Row::Step(step) });
    assert_eq!(
        cell(&map, "Prove", "Sales"),
        ["Qualify", "Call", "Demo"],
        "others move down"
    );
    assert_eq!(applied.label, "Add “Call”");
    assert_eq!(
        applied.put.len(),
        2,
        "only the new step and the one behind it are touched"
    );
    let Change::Add { row } = &applied.change else {
        panic!("an add stays one")
    };
    assert_eq!(row.key(), RowKey::Step(map.step("Call")), "the id is filled in");
    let again = map.apply(&applied.change).expect_err("the id is taken now");
    assert_eq!(again.to_string(), "row.id: this id is taken");
}

#[test]
fn rename_says_both_names() {
    let mut map = draw(SALES);
    let of = RowKey::Step(map.step("Demo"));
    let applied = map.change(&Change::Rename {
        of,
        title: "Show".to_owned(),
    });
    assert_eq!(applied.label, "Rename “Demo” to “Show”");
    assert_eq!(applied.put.len(), 1, "a title edit touches one row");
    let link = RowKey::Link(map.link(LinkKind::Flow, "Show", "Quote"));
    let why = refusal(
        &mut map,
        &Change::Rename {
            of: link,
            title: "x".to_owned(),
        },
    );
    assert_eq!(why, "of: a link has no title");
}

#[test]
fn set_merges_and_names_what_does_not_fit() {
    let mut map = draw(SALES);
    let of = RowKey::Step(map.step("Qualify"));
    map.change(&set(
        of,
        &json!({"touch": {"basis": "measured", "n": 12}, "ask": true}),
    ));
    let step = map.workshop.steps()[&map.step("Qualify")].clone();
    let touch = step.touch.expect("touch stays");
    assert_eq!(
        (touch.value, touch.n),
        (1.0, Some(12)),
        "the value stays, what is given is merged in"
    );
    map.change(&set(of, &json!({"touch": null})));
    assert!(map.workshop.steps()[&step.id].touch.is_none(), "null clears");

    for (values, why) in [
        (json!({"colour": 1}), "values.colour: steps have no such field"),
        (
            json!({"lane": "x"}),
            "values.lane: this is not set as a field; another change moves or joins it",
        ),
        (
            json!({"importance": 4}),
            "step.importance: importance goes from 1 to 3",
        ),
        (
            json!({"questions": [{"id": Uuid::max(), "text": "Why?"}]}),
            "step.questions: only a buyer step has this",
        ),
        (
            json!({"elapsed": {"value": -1}}),
            "step.elapsed.value: the number is below 0",
        ),
        (
            json!({"title": "x".repeat(10_001)}),
            "step.title: the text is longer than 10,000 characters",
        ),
    ] {
        assert_eq!(refusal(&mut map, &set(of, &values)), why);
    }
    let why = refusal(&mut map, &set(of, &json!({"ask": "yes"})));
    assert!(why.starts_with("values.ask: the value does not fit"), "{why}");
}

#[test]
fn what_records_mean_on_a_map_is_said_name_by_name() {
    let mut map = draw(SALES);
    let of = RowKey::Map(map.map);
    let step = map.step("Demo");
    map.change(&set(of, &json!({"matching": {"demo": [{"step": step}]}})));
    map.change(&set(of, &json!({"matching": {"noise": []}})));
    let said = |map: &TestMap| map.workshop.maps()[&map.map].matching.clone();
    assert_eq!(
        said(&map).into_iter().collect::<Vec<_>>(),
        [
            ("demo".to_owned(), vec![End::Step(step)]),
            ("noise".to_owned(), Vec::new())
        ],
        "what is said of one name leaves the others"
    );
    map.change(&set(of, &json!({"matching": {"demo": null, "noise": null}})));
    assert!(said(&map).is_empty(), "null forgets what was said");
}

#[test]
fn setting_questions_gives_ids_and_takes_answers_back() {
    let mut map = draw(SALES);
    let of = RowKey::Step(map.step("Feels pain"));
    let applied = map.change(&set(
        of,
        &json!({"questions": [{"id": Uuid::nil(), "text": "Why now?"}]}),
    ));
    let Change::Set { values, .. } = &applied.change else {
        panic!("a set stays one")
    };
    assert_eq!(
        values["questions"][0]["id"],
        json!(map.question("Why now?")),
        "the id is filled in"
    );
    let support = map.link(LinkKind::Support, "Qualify", "Feels pain");
    assert!(
        map.workshop.links()[&support].answers.is_empty(),
        "a question that went is answered no more"
    );
}

#[test]
fn moving_keeps_the_order_given() {
    let mut map = draw(SALES);
    let steps = vec![map.step("Demo"), map.step("Qualify")];
    let stage = Some(map.stage("Close"));
    map.change(&Change::Move {
        steps,
        lane: None,
        stage,
        position: Some(0),
    });
    assert_eq!(cell(&map, "Close", "Sales"), ["Demo", "Qualify", "Quote"]);
    assert!(
        cell(&map, "Prove", "Sales").is_empty(),
        "they left where they were"
    );
    let across = Change::Move {
        steps: vec![map.step("Demo")],
        lane: Some(map.lane("Buyer")),
        stage: None,
        position: None,
    };
    let why = refusal(&mut map, &across);
    assert!(why.starts_with("lane: a step moves within its own side"), "{why}");
}

#[test]
fn reorder_renumbers_only_what_moves() {
    let mut map = draw(SALES);
    let of = RowKey::Lane(map.lane("Legal"));
    let applied = map.change(&Change::Reorder { of, position: 0 });
    assert_eq!(applied.put.len(), 2, "two lanes change places");
    let titles: Vec<&str> = map
        .view()
        .lanes_of(Side::Seller)
        .map(|lane| lane.title.as_str())
        .collect();
    assert_eq!(titles, ["Legal", "Sales"]);
}

#[test]
fn removing_takes_links_along_and_undo_brings_them_back() {
    let mut map = draw(SALES);
    let before = map.workshop.clone();
    let of = vec![RowKey::Step(map.step("Qualify"))];
    let applied = map.change(&Change::Remove { of, move_to: None });
    assert_eq!(applied.label, "Remove “Qualify”");
    assert_eq!(
        applied.deleted.len(),
        5,
        "the step, two flows, a return, a support"
    );
    map.change(&applied.inverse);
    assert_eq!(map.workshop, before, "undo brings all back");
}

#[test]
fn a_full_stage_or_lane_offers_to_move_its_steps() {
    let mut map = draw(SALES);
    let stage = RowKey::Stage(map.stage("Prove"));
    let why = refusal(
        &mut map,
        &Change::Remove {
            of: vec![stage],
            move_to: None,
        },
    );
    assert_eq!(why, "\"Prove\" still has 2 steps; name one that takes them");
    let other = RowKey::Stage(map.stage("Close"));
    map.change(&Change::Remove {
        of: vec![stage],
        move_to: Some(other),
    });
    assert_eq!(
        cell(&map, "Close", "Sales"),
        ["Quote", "Qualify", "Demo"],
        "they go to the end in their order"
    );
    let buyer = RowKey::Stage(map.stage("Choose"));
    let why = refusal(
        &mut map,
        &Change::Remove {
            of: vec![buyer],
            move_to: Some(other),
        },
    );
    assert_eq!(
        why,
        "move_to: the stage that takes the steps must be on the same map and side"
    );
    let steps = vec![buyer, RowKey::Step(map.step("Compares"))];
    map.change(&Change::Remove {
        of: steps,
        move_to: None,
    });
    assert!(
        map.view().stages.iter().all(|row| row.paired.is_empty()),
        "pairs with a removed stage are gone"
    );
}
