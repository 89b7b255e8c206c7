//! The sample workshop is whole, coherent, and what a room would have after a day and a half.

use std::collections::BTreeSet;

use twinlane_exchange::{json, sample};
use twinlane_model::{Basis, GapState, LinkKind, MapKind, MapView, NoteState, Side, Workshop};
use twinlane_testkit::Ids;

fn workshop() -> Workshop {
    Workshop::from_rows(sample(&mut Ids::new())).expect("the sample is a workshop")
}

fn views(workshop: &Workshop) -> (MapView<'_>, MapView<'_>) {
    let maps = workshop.maps_in_order();
    (
        workshop.view(maps[0].id).unwrap(),
        workshop.view(maps[1].id).unwrap(),
    )
}

#[test]
fn it_has_everything_a_workshop_has() {
    let workshop = workshop();
    let charter = workshop.charter();
    assert_eq!(charter.client, "Harbor Controls");
    assert!(!charter.problem.is_empty() && !charter.goals.is_empty() && charter.last_day.is_some());
    assert!(workshop.participants().len() >= 8 && workshop.agenda().len() >= 8);
    let minutes: u32 = workshop.agenda().values().map(|item| item.minutes).sum();
    assert!(
        (600..=960).contains(&minutes),
        "two days of work, {minutes} minutes"
    );
    for state in [NoteState::Inbox, NoteState::Placed, NoteState::Parked] {
        assert!(
            workshop.notes().values().any(|note| note.state == state),
            "{state:?}"
        );
    }
    for state in [GapState::Confirmed, GapState::Dismissed, GapState::Open] {
        assert!(
            workshop.gaps().values().any(|gap| gap.state == state),
            "{state:?}"
        );
    }
    let ranks: BTreeSet<_> = workshop.tools().values().map(|tool| tool.rank).collect();
    assert_eq!(ranks.len(), workshop.tools().len(), "tools are stack-ranked");
}

#[test]
fn the_present_state_is_a_full_case() {
    let workshop = workshop();
    let (current, _) = views(&workshop);
    assert_eq!(current.map.kind, MapKind::Current);
    assert_eq!(current.steps.len(), 26);
    assert!(current.map.drawn.of(Side::Buyer) && current.map.drawn.of(Side::Seller));
    let questions: usize = current.steps.iter().map(|step| step.questions.len()).sum();
    assert!(questions >= 10, "{questions} questions");
    for step in current.activities() {
        assert!(
            step.touch.is_some() && step.elapsed.is_some() && step.pool.is_some(),
            "{}",
            step.title
        );
        let shares: Vec<f64> = current
            .flow_from(step.id)
            .filter_map(|link| Some(link.share.as_ref()?.value))
            .collect();
        let sum: f64 = shares.iter().sum();
        assert!(
            (sum - 1.0).abs() < 1e-9,
            "the shares of “{}” add up: {sum}",
            step.title
        );
    }
    let bases: BTreeSet<Basis> = current
        .links
        .iter()
        .filter_map(|link| Some(link.share.as_ref()?.basis))
        .collect();
    assert_eq!(bases.len(), 3, "measured, estimated and assumed shares");
    assert!(current.links.iter().any(|link| link.kind == LinkKind::Return));
}

#[test]
fn the_scenario_descends_from_it() {
    let workshop = workshop();
    let (current, future) = views(&workshop);
    assert_eq!(
        (future.map.kind, future.map.copied_from),
        (MapKind::Scenario, Some(current.map.id))
    );
    let copied = future.steps.iter().filter(|step| step.origin.is_some()).count();
    let new: Vec<&str> = future
        .steps
        .iter()
        .filter(|step| step.origin.is_none())
        .map(|step| step.title.as_str())
        .collect();
    assert_eq!(
        new,
        [
            "Offer the fault check",
            "Write the payback sheet",
            "Review the first month on site"
        ]
    );
    assert_eq!(copied + new.len(), future.steps.len());
    for step in &future.steps {
        if let Some(before) = step.origin.and_then(|id| current.step(id)) {
            let texts = |questions: &[twinlane_model::Question]| {
                questions
                    .iter()
                    .map(|question| (question.id, question.text.clone()))
                    .collect::<Vec<_>>()
            };
            assert_eq!(
                texts(&before.questions),
                texts(&step.questions),
                "{} keeps its questions",
                step.title
            );
        }
        let shares = future
            .flow_from(step.id)
            .filter_map(|link| Some(link.share.as_ref()?.value));
        let sum: f64 = shares.sum();
        assert!(
            step.side == Side::Buyer || (sum - 1.0).abs() < 1e-9,
            "{}: {sum}",
            step.title
        );
    }
    assert!(future.links.iter().any(|link| link.origin.is_some()));
}

#[test]
fn the_same_ids_give_the_same_bytes_and_json_brings_it_back() {
    let workshop = workshop();
    let text = json::write(&workshop);
    assert_eq!(text, json::write(&self::workshop()));
    let back = Workshop::from_rows(json::read(&text).expect("what was written is read").rows).unwrap();
    assert_eq!(back, workshop);
}
