//! What each change does, on drawn maps.

use serde_json::json;
use twinlane_model::{
    Change, Conversion, End, LinkId, LinkKind, MapId, MapKind, NoteState, Row, RowKey, Side, Step, StepId,
};
use twinlane_testkit::{TestMap, draw};
use uuid::Uuid;

const SALES: &str = "
    # Buyer journey
    ## Need
    - [Buyer] Feels pain
      ? What does it cost?
      => Compares
    ## Choose
    - [Buyer] Compares
    # Sales process
    ## Prove ~ Need
    - [Sales] Qualify -> Feels pain (strong, answers \"What does it cost?\") {touch 1 h}
      => Demo 60 %
      => Lost 40 %
    - [Sales] Demo -> Compares
      => Quote
    ## Close ~ Choose
    - [Sales] Quote -> Compares (weak)
      => Won
    - [Legal] Check
      => -
    # Outcomes
    - Lost
      => Qualify 10 %";

fn cell(map: &TestMap, stage: &str, lane: &str) -> Vec<String> {
    let steps: Vec<StepId> = map
        .workshop
        .steps_in(map.stage(stage), map.lane(lane))
        .map(|step| step.id)
        .collect();
    map.titles(steps)
}

fn flow(map: &TestMap) -> Vec<String> {
    let view = map.view();
    view.links
        .iter()
        .filter(|link| link.kind == LinkKind::Flow)
        .map(|link| format!("{} → {}", view.end_title(link.from), view.end_title(link.to)))
        .collect()
}

fn set(of: RowKey, values: &serde_json::Value) -> Change {
    Change::Set {
        of,
        values: values.as_object().cloned().unwrap_or_default(),
    }
}

fn refusal(map: &mut TestMap, change: &Change) -> String {
    let before = map.workshop.clone();
    let refusal = map.apply(change).expect_err("must be refused").to_string();
    assert_eq!(map.workshop, before, "a refusal alters nothing");
    refusal
}

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

#[test]
fn inserting_on_a_link_keeps_its_share_in_front() {
    let mut map = draw(SALES);
    let link = map.link(LinkKind::Flow, "Qualify", "Demo");
    let (lane, stage) = (map.lane("Sales"), map.stage("Prove"));
    let mut step = Step::new(StepId(Uuid::nil()), map.map, Side::Seller, lane, stage, "Prepare");
    step.position = 1;
    map.change(&Change::InsertOnLink {
        link,
        step: Box::new(step.clone()),
        new_link: LinkId(Uuid::nil()),
    });
    let first = &map.workshop.links()[&map.link(LinkKind::Flow, "Qualify", "Prepare")];
    assert_eq!(
        first.share.as_ref().map(|share| share.value),
        Some(0.6),
        "the share stays on the first link"
    );
    let second = &map.workshop.links()[&map.link(LinkKind::Flow, "Prepare", "Demo")];
    assert!(second.share.is_none());
    step.id = StepId(Uuid::nil());
    let support = map.link(LinkKind::Support, "Demo", "Compares");
    let why = refusal(
        &mut map,
        &Change::InsertOnLink {
            link: support,
            step: Box::new(step),
            new_link: LinkId(Uuid::nil()),
        },
    );
    assert_eq!(why, "link: a step is put into a flow link only");
}

#[test]
fn splitting_parts_what_comes_from_what_goes() {
    let mut map = draw(SALES);
    let step = map.step("Qualify");
    map.change(&Change::SplitStep {
        step,
        new_step: StepId(Uuid::nil()),
        title: "Visit".to_owned(),
        new_link: LinkId(Uuid::nil()),
    });
    assert_eq!(
        cell(&map, "Prove", "Sales"),
        ["Qualify", "Visit", "Demo"],
        "the second stands behind the first"
    );
    assert_eq!(
        flow(&map),
        [
            "Feels pain → Compares",
            "Qualify → Visit",
            "Visit → Demo",
            "Visit → Lost",
            "Demo → Quote",
            "Quote → Won"
        ]
    );
    map.link(LinkKind::Return, "Lost", "Qualify");
    map.link(LinkKind::Support, "Qualify", "Feels pain");
}

#[test]
fn merging_unites_links_and_says_what_differs() {
    let mut map = draw(
        "# Sales process
         ## Prove
         - Call {touch 1 h}
           => Demo 40 %
           => Show 30 %
           => Lost 30 %
         - Demo {touch 2 h, accountable \"Ana\"}
           => Show
         - Show {touch 3 h, elapsed 4 d}
           => Quote {criterion \"seen\"}
           => Show 10 %
         - Quote
           => Won",
    );
    let (keep, other) = (map.step("Demo"), map.step("Show"));
    let applied = map.change(&Change::MergeSteps {
        keep,
        others: vec![other],
    });
    assert_eq!(applied.label, "Merge “Show” into “Demo”");
    assert_eq!(
        flow(&map),
        [
            "Call → Demo",
            "Call → Lost",
            "Demo → Demo",
            "Demo → Quote",
            "Quote → Won"
        ]
    );
    let both = &map.workshop.links()[&map.link(LinkKind::Flow, "Call", "Demo")];
    let share = both.share.as_ref().expect("kept").value;
    assert!(
        (share - 0.7).abs() < 1e-12,
        "what arrived at both arrives at the one: {share}"
    );
    let step = &map.workshop.steps()[&keep];
    assert_eq!(
        step.touch.as_ref().map(|touch| touch.value),
        Some(2.0),
        "the kept step's value stays"
    );
    assert_eq!(
        step.elapsed.as_ref().map(|elapsed| elapsed.value),
        Some(4.0),
        "an empty one is filled"
    );
    assert_eq!(
        applied.conflicts,
        [
            "“Demo” and “Show” differ in touch; that of “Demo” stays.",
            "The shares of the links from “Call” to “Demo” were added."
        ]
    );
    let why = refusal(
        &mut map,
        &Change::MergeSteps {
            keep,
            others: vec![keep],
        },
    );
    assert_eq!(why, "others.0: a step cannot be merged into itself");
}

#[test]
fn merging_buyer_steps_unites_questions_by_their_text() {
    let mut map = draw(
        "# Buyer journey
         - Asks
           ? Why?
         - Wonders
           ? Why?
           ? How?
         # Sales process
         - Call -> Asks (answers \"Why?\"), Wonders (strong, answers \"How?\")",
    );
    let (keep, other) = (map.step("Asks"), map.step("Wonders"));
    map.change(&Change::MergeSteps {
        keep,
        others: vec![other],
    });
    let texts: Vec<&str> = map.workshop.steps()[&keep]
        .questions
        .iter()
        .map(|question| question.text.as_str())
        .collect();
    assert_eq!(texts, ["Why?", "How?"], "the same question is there once");
    let support = &map.workshop.links()[&map.link(LinkKind::Support, "Call", "Asks")];
    assert_eq!(support.answers.len(), 2, "both answers stay");
    assert_eq!(
        support.strength,
        twinlane_model::Strength::Strong,
        "the stronger support counts"
    );
}

#[test]
fn duplicating_copies_the_links_among_the_steps() {
    let mut map = draw(SALES);
    let steps = vec![map.step("Qualify"), map.step("Demo")];
    let applied = map.change(&Change::Duplicate {
        steps,
        ids: Vec::new(),
    });
    assert_eq!(
        cell(&map, "Prove", "Sales"),
        ["Qualify", "Qualify", "Demo", "Demo"]
    );
    assert_eq!(
        flow(&map).iter().filter(|link| *link == "Qualify → Demo").count(),
        2,
        "their link too"
    );
    assert_eq!(applied.label, "Duplicate 2 steps");
}

#[test]
fn swapping_sides_drops_what_only_the_old_side_has() {
    let mut map = draw(SALES);
    let (lane, stage) = (map.lane("Sales"), map.stage("Prove"));
    let applied = map.change(&Change::SwapSide {
        steps: vec![map.step("Feels pain")],
        lane,
        stage,
    });
    assert_eq!(cell(&map, "Prove", "Sales"), ["Qualify", "Demo", "Feels pain"]);
    assert_eq!(
        applied.conflicts,
        [
            "“Feels pain” lost its questions.",
            "The link from “Feels pain” to “Compares” was dropped.",
            "The link from “Qualify” to “Feels pain” was dropped."
        ]
    );
}

#[test]
fn pairing_and_marking() {
    let mut map = draw(SALES);
    let (stage, with) = (map.stage("Close"), vec![map.stage("Need"), map.stage("Choose")]);
    map.change(&Change::Pair {
        stage,
        with: with.clone(),
    });
    assert_eq!(map.workshop.stages()[&stage].paired, with);
    let prove = map.stage("Prove");
    let why = refusal(
        &mut map,
        &Change::Pair {
            stage,
            with: vec![prove],
        },
    );
    assert_eq!(
        why,
        "stage.paired.0: a sales stage is paired with buyer stages of its own map"
    );
    let applied = map.change(&Change::MarkDrawn {
        map: map.map,
        side: Side::Buyer,
        drawn: false,
    });
    assert_eq!(applied.label, "Mark the buyer journey as not drawn");
    assert!(!map.view().map.drawn.buyer);
}

#[test]
fn a_copied_map_knows_where_each_row_came_from() {
    let mut map = draw(SALES);
    let copy = |map: &mut TestMap, from: MapId, name: &str| {
        let applied = map.change(&Change::CopyMap {
            map: from,
            id: MapId(Uuid::nil()),
            name: name.to_owned(),
            kind: MapKind::Scenario,
        });
        let found = applied.put.iter().find_map(|row| match row {
            Row::Map(row) => Some(row.id),
            _ => None,
        });
        found.expect("a new map")
    };
    let current = map.map;
    let first = copy(&mut map, current, "Future");
    let second = copy(&mut map, first, "Bolder future");
    let view = map.workshop.view(second).expect("there");
    assert_eq!(view.steps.len(), map.view().steps.len(), "every step is copied");
    assert_eq!(view.links.len(), map.view().links.len(), "every link too");
    assert_eq!(view.map.copied_from, Some(first));
    for step in &view.steps {
        let origin = step
            .origin
            .and_then(|id| map.workshop.steps().get(&id))
            .expect("its origin is there");
        assert_eq!(origin.map, map.map, "of a copy's copy the first one");
    }
    map.change(&Change::Remove {
        of: vec![RowKey::Map(first)],
        move_to: None,
    });
    let view = map.workshop.view(second).expect("still there");
    assert_eq!(
        view.map.copied_from, None,
        "a reference to a map that is gone is cleared"
    );
    assert_eq!(map.workshop.maps()[&second].position, 1, "maps close up");
}

#[test]
fn converting_there_and_back() {
    let mut map = draw(SALES);
    let convert = |map: &mut TestMap, conversion| map.change(&Change::Convert(conversion));
    let (step, at) = (map.step("Compares"), map.step("Feels pain"));
    let applied = convert(&mut map, Conversion::StepToQuestion { step, at });
    assert_eq!(applied.label, "Turn “Compares” into a question");
    assert_eq!(applied.conflicts, ["“Compares” lost 3 links."]);
    let question = map.question("Compares");
    convert(&mut map, Conversion::QuestionToStep { step: at, question });
    map.link(LinkKind::Flow, "Feels pain", "Compares");
    assert_eq!(
        cell(&map, "Need", "Buyer"),
        ["Feels pain", "Compares"],
        "behind the step that asked it"
    );

    let (check, quote, about) = (map.step("Check"), map.step("Quote"), map.map);
    convert(&mut map, Conversion::StepToNote { step: check });
    let note = map.workshop.notes().values().next().expect("a note").clone();
    assert_eq!((note.text.as_str(), note.state), ("Check", NoteState::Parked));
    convert(
        &mut map,
        Conversion::NoteToGap {
            note: note.id,
            map: about,
        },
    );
    let gap = map.workshop.gaps().values().next().expect("a gap").clone();
    assert_eq!((gap.title.as_str(), gap.map), ("Check", Some(map.map)));
    convert(&mut map, Conversion::GapToNote { gap: gap.id });
    let (lane, stage) = (map.lane("Legal"), map.stage("Close"));
    convert(
        &mut map,
        Conversion::NoteToStep {
            note: note.id,
            lane,
            stage,
        },
    );
    assert_eq!(cell(&map, "Close", "Legal"), ["Check"], "back where it was");

    let applied = convert(
        &mut map,
        Conversion::Waypoint {
            step: quote,
            waypoint: true,
        },
    );
    assert_eq!(
        applied.conflicts,
        Vec::<String>::new(),
        "its support went with the buyer step before"
    );
    assert!(map.workshop.steps()[&map.step("Quote")].waypoint);
}

#[test]
fn a_batch_is_all_or_nothing() {
    let mut map = draw(SALES);
    let rename = |step: StepId, title: &str| Change::Rename {
        of: RowKey::Step(step),
        title: title.to_owned(),
    };
    let good = rename(map.step("Demo"), "Show");
    let bad = rename(StepId(Uuid::max()), "Nothing");
    let why = refusal(
        &mut map,
        &Change::Batch {
            label: String::new(),
            changes: vec![good.clone(), bad],
        },
    );
    assert_eq!(why, "changes.1.of: there is no such row in steps");
    let applied = map.change(&Change::Batch {
        label: String::new(),
        changes: vec![good],
    });
    assert_eq!(
        applied.label, "Rename “Demo” to “Show”",
        "named after its first change"
    );
}

#[test]
fn the_json_of_a_change_is_snake_case_and_says_what_it_does() {
    let change: Change = serde_json::from_value(json!({
        "do": "convert", "as": "step_to_note", "step": Uuid::nil()
    }))
    .expect("reads");
    assert_eq!(
        change,
        Change::Convert(Conversion::StepToNote {
            step: StepId(Uuid::nil())
        })
    );
    let wrong = serde_json::from_value::<Change>(json!({"do": "remove", "of": [], "moveto": null}));
    assert!(wrong.is_err(), "an unknown field is an error, not silence");
}
