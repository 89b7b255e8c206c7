//! New ids for imported rows: every reference to a renewed row follows it, and tools keep theirs.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use twinlane_exchange::Imported;
use twinlane_model::{
    Change, End, GapId, GapRecord, GapState, IdKind, IdRole, LinkKind, MapId, MapKind, MeasuredShare, Note,
    NoteId, NoteState, OutcomeId, Phase, Question, QuestionId, Row, ScenarioMove, Workshop,
};
use twinlane_testkit::{Ids, random};
use uuid::Uuid;

/// Every place of a row that holds an id; a new one has to be set in [`with_every_reference`] and named here.
const PLACES: &[(&str, &str)] = &[
    ("agenda", "id"),
    ("gap", "fingerprint"),
    ("gap", "id"),
    ("gap", "map"),
    ("lane", "id"),
    ("lane", "map"),
    ("lane", "origin"),
    ("link", "answers"),
    ("link", "from"),
    ("link", "id"),
    ("link", "map"),
    ("link", "origin"),
    ("link", "to"),
    ("log", "id"),
    ("map", "copied_from"),
    ("map", "id"),
    ("map", "matching"),
    ("map", "moves"),
    ("note", "id"),
    ("note", "step"),
    ("outcome", "id"),
    ("outcome", "map"),
    ("outcome", "origin"),
    ("participant", "id"),
    ("pool", "id"),
    ("pool", "map"),
    ("pool", "origin"),
    ("stage", "criteria"),
    ("stage", "id"),
    ("stage", "map"),
    ("stage", "origin"),
    ("stage", "paired"),
    ("step", "id"),
    ("step", "lane"),
    ("step", "map"),
    ("step", "origin"),
    ("step", "pool"),
    ("step", "questions"),
    ("step", "stage"),
    ("step", "tools"),
    ("tool", "id"),
];

/// A random workshop and a scenario of its map, with a reference in every place that can hold one; `None` where the
/// random map lacks what that takes.
fn with_every_reference(seed: u64) -> Option<Workshop> {
    let mut workshop = random::full(seed, 40);
    let mut ids = Ids::after(1_000_000);
    let map = workshop.maps_in_order()[0].id;
    let scenario = MapId::new(&mut ids);
    let mut apply = |workshop: &mut Workshop, change: Change| {
        workshop
            .apply(&change, &mut ids)
            .unwrap_or_else(|refusal| panic!("seed {seed}: {refusal}"));
    };
    let mut link = workshop
        .links()
        .values()
        .find(|link| link.map == map && link.kind == LinkKind::Support)?
        .clone();
    let asked = link.to.step()?;
    let mut step = workshop.steps()[&asked].clone();
    let question = QuestionId(Uuid::from_u128(77));
    step.questions.push(Question {
        id: question,
        text: "What does it cost?".to_owned(),
    });
    link.answers.push(question);
    let mut log = random_log();
    log.position = workshop.logs().len() as u32;
    let rows = Change::Rows {
        label: String::new(),
        put: vec![step.into(), link.into(), log.into()],
        delete: Vec::new(),
    };
    apply(&mut workshop, rows);
    let copy = Change::CopyMap {
        map,
        id: scenario,
        name: "Scenario".to_owned(),
        kind: MapKind::Scenario,
    };
    apply(&mut workshop, copy);
    let flow = workshop
        .links()
        .values()
        .find(|link| link.map == scenario && link.kind == LinkKind::Flow)?
        .clone();
    let outcome = workshop.outcomes().values().find(|row| row.map == scenario)?.id;
    let mut tried = workshop.maps()[&scenario].clone();
    tried.moves = vec![ScenarioMove::Force {
        link: flow.id,
        share: 0.5,
        measured: vec![MeasuredShare {
            link: flow.id,
            share: 1.0,
        }],
    }];
    tried.matching = BTreeMap::from([
        ("Demo".to_owned(), vec![End::Step(asked), flow.from]),
        ("Closed".to_owned(), vec![End::Outcome(outcome)]),
    ]);
    let record = |id: u128, fingerprint: String, map: Option<MapId>| {
        Row::Gap(GapRecord {
            id: GapId(Uuid::from_u128(id)),
            fingerprint,
            map,
            state: GapState::Open,
            reason: String::new(),
            title: "By hand".to_owned(),
            comment: String::new(),
            votes: 3,
            severity: None,
            numbers: BTreeMap::new(),
            check_again: false,
        })
    };
    let tool = workshop.tools().keys().next()?.0;
    // A fingerprint holds its ids in order.
    let mut several = [asked.0, asked.0, tool];
    several.sort_unstable();
    let [first, second, third] = several;
    let rows = Change::Rows {
        label: String::new(),
        put: vec![
            tried.into(),
            record(78, format!("unserved-buyer-step:{asked}"), None),
            record(
                79,
                format!("ping-pong-handoff:{first},{second},{third}/a, b"),
                None,
            ),
            record(80, String::new(), Some(scenario)),
            Row::Note(Note {
                id: NoteId(Uuid::from_u128(81)),
                text: "Ask finance".to_owned(),
                author: String::new(),
                phase: Phase::Map,
                state: NoteState::Placed,
                step: Some(asked),
                position: workshop
                    .notes()
                    .values()
                    .filter(|note| note.state == NoteState::Placed)
                    .count() as u32,
            }),
        ],
        delete: Vec::new(),
    };
    apply(&mut workshop, rows);
    Some(workshop)
}

fn random_log() -> twinlane_model::ImportedLog {
    serde_json::from_value(serde_json::json!({
        "id": Uuid::from_u128(76).to_string(),
        "name": "CRM",
    }))
    .expect("the other fields have defaults")
}

/// The ids of rows and of their parts, tools apart.
fn renewed(rows: &[Row]) -> BTreeSet<Uuid> {
    let mut own = BTreeSet::new();
    for row in rows {
        row.each_id(&mut |at, id| {
            if at.role == IdRole::Own && at.names != Some(IdKind::Tool) {
                own.insert(id);
            }
        });
    }
    own
}

/// Gives fresh ids and looks for old ones in the text of every row: what was missed is found, whatever field it is in.
fn check(workshop: &Workshop) {
    let before: Vec<Row> = workshop.rows().collect();
    let old = renewed(&before);
    let imported = Imported {
        rows: before.clone(),
        ..Imported::default()
    };
    let after = imported.with_fresh_ids(&mut Ids::after(2_000_000)).rows;
    assert_eq!(before.len(), after.len());
    let mut new: BTreeMap<Uuid, Uuid> = BTreeMap::new();
    for (before, after) in before.iter().zip(&after) {
        let (mut was, mut is) = (Vec::new(), Vec::new());
        before.each_id(&mut |at, id| was.push((at, id)));
        after.each_id(&mut |at, id| is.push((at, id)));
        let text = serde_json::to_string(after).expect("rows are JSON");
        for id in &old {
            assert!(!text.contains(&id.to_string()), "{id} is left in {text}");
        }
        if matches!(before, Row::Gap(gap) if !gap.fingerprint.is_empty()) {
            // The ids of a fingerprint are in order, and the order may have changed: only its own id is compared.
            new.extend(before.key().uuid().zip(after.key().uuid()));
            continue;
        }
        assert_eq!(was.len(), is.len(), "no reference is lost: {text}");
        for ((at, was), (_, is)) in was.into_iter().zip(is) {
            if old.contains(&was) {
                assert_eq!(
                    *new.entry(was).or_insert(is),
                    is,
                    "{} has the new id everywhere",
                    at.field
                );
            } else {
                assert_eq!(was, is, "{} names nothing that was renewed", at.field);
            }
        }
    }
    for tool in workshop.tools().values() {
        assert!(after.contains(&Row::Tool(tool.clone())), "tools stay as they are");
    }
    // The same workshop under other names: bringing the old ones back gives it again.
    let back: BTreeMap<Uuid, Uuid> = new.iter().map(|(old, new)| (*new, *old)).collect();
    let mut rows = after;
    for row in &mut rows {
        row.change_ids(&mut |_, id| {
            *id = back.get(id).copied().unwrap_or(*id);
            true
        });
    }
    let again = Workshop::from_rows(rows).expect("it is sound");
    assert!(again == *workshop, "the old ids give the old workshop");
}

#[test]
fn every_reference_follows_the_row_it_names() {
    let workshop = with_every_reference(7).expect("the map has all it takes");
    let mut places: BTreeSet<(&str, &str)> = BTreeSet::new();
    for row in workshop.rows() {
        let kind = row.key().kind();
        row.each_id(&mut |at, _| {
            places.insert((kind, at.field));
        });
    }
    assert_eq!(
        places.into_iter().collect::<Vec<_>>(),
        PLACES,
        "every place holds an id"
    );
    check(&workshop);
}

#[test]
fn a_map_without_its_source_is_no_copy() {
    let workshop = with_every_reference(7).expect("the map has all it takes");
    let scenario = workshop
        .maps()
        .values()
        .find(|map| map.copied_from.is_some())
        .expect("there is one");
    let alone = Imported {
        rows: vec![Row::Map(scenario.clone())],
        ..Imported::default()
    };
    let rows = alone.with_fresh_ids(&mut Ids::new()).rows;
    assert!(matches!(&rows[..], [Row::Map(map)] if map.copied_from.is_none() && map.id != scenario.id));
}

#[test]
fn the_ids_of_rows_that_were_not_imported_stay() {
    let elsewhere = OutcomeId(Ids::nth(5));
    let mut ids = Ids::after(100);
    let mut map = twinlane_model::Map::new(MapId::new(&mut ids), "One");
    map.matching = BTreeMap::from([("Closed".to_owned(), vec![End::Outcome(elsewhere)])]);
    let alone = Imported {
        rows: vec![Row::Map(map)],
        ..Imported::default()
    };
    let rows = alone.with_fresh_ids(&mut ids).rows;
    assert!(matches!(&rows[0], Row::Map(map) if map.matching["Closed"] == [End::Outcome(elsewhere)]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_old_id_is_left_in_random_workshops(seed in 0_u64..100_000) {
        check(&random::full(seed, 30));
    }

    #[test]
    fn no_old_id_is_left_where_every_place_is_set(seed in 0_u64..40) {
        if let Some(workshop) = with_every_reference(seed) {
            check(&workshop);
        }
    }
}
