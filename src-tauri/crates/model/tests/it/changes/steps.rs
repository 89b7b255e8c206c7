//! Steps and maps as wholes: inserted, split, merged, copied, converted; and changes made of changes.

use serde_json::json;
use twinlane_model::{
    Change, Conversion, LinkId, LinkKind, MapId, MapKind, NoteState, Row, RowKey, Side, Step, StepId,
};
use twinlane_testkit::{TestMap, draw};
use uuid::Uuid;

use super::{SALES, cell, flow, refusal};

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
