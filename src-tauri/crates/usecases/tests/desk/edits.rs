//! Commands, replies, patches, the file after a restart.

use std::sync::Arc;

use crate::support::AtWork;
use twinlane_model::{Change, GapState, Row, RowKey};
use twinlane_wire::{CapturedLine, Entered, EntryMode, FaultCode, commands};

fn titles(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .filter_map(|row| {
            if let Row::Step(step) = row {
                Some(step.title.clone())
            } else {
                None
            }
        })
        .collect()
}

#[test]
fn typed_steps_reach_window_and_file() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    let first = work.enter(map, EntryMode::First, None, "Misses the target");
    let second = work.enter(map, EntryMode::Next, Some(&first), "Owns the problem");
    let patch = work.patch(second.rev);
    assert!(
        patch
            .scene
            .upserted
            .iter()
            .any(|element| element.key.starts_with("step:")),
        "cards are drawn"
    );
    work.on_disk(second.rev);
    work.call(commands::Close).expect("closed in good order");

    let again = AtWork::in_folder(Arc::clone(&work.folder), 2);
    again.open("a.twinlane").expect("it opens");
    let snapshot = again.snapshot();
    assert_eq!(titles(&snapshot.rows), ["Misses the target", "Owns the problem"]);
    assert_eq!(snapshot.rev, second.rev, "the revision goes on where it was");
}

#[test]
fn undo_and_redo_outlive_a_restart() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    let entered = work.enter(map, EntryMode::First, None, "Owns the problem");
    work.on_disk(entered.rev);
    work.call(commands::Close).expect("closed");
    let again = AtWork::in_folder(Arc::clone(&work.folder), 2);
    again.open("a.twinlane").expect("it opens");
    let before = again.snapshot();
    assert!(before.history.undo.is_some(), "the undo list is in the file");
    again.call(commands::Undo).expect("undone");
    assert!(titles(&again.snapshot().rows).is_empty(), "the step is gone");
    again.call(commands::Redo).expect("redone");
    assert_eq!(titles(&again.snapshot().rows), titles(&before.rows), "and back");
    let refused = again.call(commands::Redo).expect_err("nothing is left to redo");
    assert_eq!(refused.code, FaultCode::NothingToRedo);
}

#[test]
fn a_refused_change_alters_nothing_and_says_why() {
    let work = AtWork::start();
    work.create("a.twinlane");
    let before = work.snapshot();
    let gone = RowKey::Step(twinlane_model::StepId(uuid::Uuid::from_u128(7)));
    let change = Change::Rename {
        of: gone,
        title: "x".to_owned(),
    };
    let refused = work
        .call(commands::Change { change })
        .expect_err("there is no such step");
    assert_eq!(refused.code, FaultCode::ChangeRefused);
    assert!(!refused.detail.is_empty(), "the reason is said");
    let mut after = work.snapshot();
    after.number = before.number;
    assert_eq!(after, before);
}

#[test]
fn a_gap_is_dismissed_with_a_reason_and_undone() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    work.enter(map, EntryMode::First, None, "Owns the problem");
    let finding = work
        .snapshot()
        .view
        .findings
        .first()
        .cloned()
        .expect("nobody serves the step");
    work.call(commands::Decide {
        fingerprint: finding.fingerprint.clone(),
        state: GapState::Dismissed,
        reason: "out of scope".to_owned(),
    })
    .expect("dismissed");
    let standing = |work: &AtWork| {
        let findings = work.snapshot().view.findings;
        findings
            .into_iter()
            .find(|row| row.fingerprint == finding.fingerprint)
            .map(|row| (row.state, row.decision.map(|standing| standing.reason)))
    };
    assert_eq!(
        standing(&work).expect("a dismissed gap stays in the list"),
        (GapState::Dismissed, Some("out of scope".to_owned()))
    );
    work.call(commands::Undo).expect("undone");
    assert_eq!(standing(&work).expect("open again"), (GapState::Open, None));
}

#[test]
fn a_gap_says_why_when_it_is_asked() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    work.enter(map, EntryMode::First, None, "Owns the problem");
    let findings = work.snapshot().view.findings;
    let explain = |fingerprint: &str| {
        work.call(commands::Explain {
            fingerprint: fingerprint.to_owned(),
        })
    };
    let reasons = explain(&findings[0].fingerprint).expect("a finding of the snapshot is explained");
    assert!(reasons.ask.ends_with('?'), "the room is asked: {reasons:?}");
    let refused = explain("unserved-buyer-step:gone").expect_err("there is no such finding");
    assert_eq!(refused.code, FaultCode::Outdated);
}

#[test]
fn a_draft_comes_back_until_it_is_cleared() {
    let work = AtWork::start();
    work.create("a.twinlane");
    work.call(commands::Draft {
        key: "card".to_owned(),
        text: "half a sen".to_owned(),
    })
    .expect("kept");
    work.call(commands::Close).expect("closed");
    let again = AtWork::in_folder(Arc::clone(&work.folder), 2);
    again.open("a.twinlane").expect("it opens");
    assert_eq!(again.snapshot().drafts[0].text, "half a sen");
    again
        .call(commands::Draft {
            key: "card".to_owned(),
            text: String::new(),
        })
        .expect("cleared");
    again.call(commands::Close).expect("closed");
    again.open("a.twinlane").expect("it opens");
    assert!(again.snapshot().drafts.is_empty());
}

#[test]
fn the_file_knows_which_line_became_a_step_last() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    assert_eq!(work.snapshot().captured, None, "nothing was typed yet");
    let first = work.enter_line(map, EntryMode::First, None, "Misses the target", Some(7));
    let owns = work.enter_line(map, EntryMode::Next, Some(&first), "Owns the problem", Some(8));
    work.on_disk(owns.rev);
    work.call(commands::Close).expect("closed");
    let again = AtWork::in_folder(Arc::clone(&work.folder), 2);
    again.open("a.twinlane").expect("it opens");
    let snapshot = again.snapshot();
    let taken = CapturedLine {
        line: 8,
        step: owns.step,
    };
    assert_eq!(
        snapshot.captured,
        Some(taken),
        "the line and where the editor stood"
    );
    assert!(snapshot.drafts.is_empty(), "it is no field of the window");
}

#[test]
fn the_second_opener_is_told_and_may_look() {
    let work = AtWork::start();
    work.create("a.twinlane");
    let other = AtWork::in_folder(Arc::clone(&work.folder), 2);
    let refused = other
        .open("a.twinlane")
        .expect_err("it is open at the first desk");
    assert_eq!(refused.code, FaultCode::FileInUse);
    let path = work.path("a.twinlane").display().to_string();
    other
        .call(commands::Open { path, snapshot: true })
        .expect("a snapshot may be looked at");
    assert!(other.snapshot().read_only.is_some());
    let refused = other
        .call(commands::Undo)
        .expect_err("nothing is edited in a snapshot");
    assert_eq!(refused.code, FaultCode::ReadOnlyWorkshop);
}

#[test]
fn a_version_can_be_gone_back_to_and_the_way_back_undone() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    let first = work.enter(map, EntryMode::First, None, "One");
    work.call(commands::SaveVersion {
        name: "Start of day".to_owned(),
    })
    .expect("kept");
    work.enter(map, EntryMode::Next, Some(&first), "Two");
    let versions = work.call(commands::Versions).expect("listed");
    assert_eq!(versions.len(), 1);
    work.call(commands::RestoreVersion { id: versions[0].id })
        .expect("gone back");
    assert_eq!(titles(&work.snapshot().rows), ["One"]);
    work.call(commands::Undo).expect("undone");
    assert_eq!(titles(&work.snapshot().rows).len(), 2);
}

#[test]
fn a_copy_is_saved_when_the_file_is_gone() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    let first = work.enter(map, EntryMode::First, None, "One");
    work.on_disk(first.rev);
    std::fs::remove_file(work.path("a.twinlane")).expect("somebody deletes the file");
    work.enter(map, EntryMode::Next, Some(&first), "Two");
    let copy = work.path("b.twinlane").display().to_string();
    work.call(commands::SaveCopy { path: copy })
        .expect("memory has everything");
    drop(work.call(commands::Close));
    let again = AtWork::in_folder(Arc::clone(&work.folder), 2);
    again.open("b.twinlane").expect("the copy opens");
    assert_eq!(titles(&again.snapshot().rows), ["One", "Two"]);
}

#[test]
fn a_large_map_crosses_in_parts_and_nothing_is_missing() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    let lines: Vec<String> = (0..1200).map(|number| format!("Step number {number}")).collect();
    let entered = work.enter(map, EntryMode::First, None, &lines.join("\n"));
    work.patch(entered.rev);
    let first = work.snapshot();
    assert!(titles(&first.rows).is_empty(), "the rows of cards can wait");

    let more = |of| work.call(commands::SnapshotPart { of });
    let (mut rows, mut places, mut left) = (Vec::new(), 0, first.left);
    while left > 0 {
        let part = more(first.number).expect("something is left");
        let size = part.rows.len() + part.places.len() + part.findings.len();
        assert_eq!(
            left,
            part.left + size as u32,
            "what is left goes down by what came"
        );
        rows.extend(part.rows);
        places += part.places.len();
        left = part.left;
    }
    assert_eq!(
        (titles(&rows).len(), places),
        (1200, 1200),
        "every step and its place"
    );
    assert!(more(first.number).is_err(), "nothing is left");

    let second = work.snapshot();
    let refused = more(first.number).expect_err("a newer snapshot has taken its place");
    assert_eq!(refused.code, FaultCode::Outdated);
    assert!(more(second.number).is_ok(), "the newer one has its parts");
}

#[test]
fn a_large_map_is_drawn_where_one_looks() {
    let stages = "## First\n- [Buyer] Begins\n## Second\n- [Buyer] Goes on";
    let (work, map) = AtWork::on_outline(&format!("# Buyer journey\n{stages}\n"));
    let rows = work.snapshot().rows;
    let begins = rows.iter().find_map(|row| match row {
        Row::Step(step) if step.title == "Begins" => Some(step.id),
        _ => None,
    });
    let from = Entered {
        rev: 0,
        step: begins,
        made: Vec::new(),
        also: Vec::new(),
        remarks: Vec::new(),
    };
    let lines: Vec<String> = (0..900).map(|number| format!("Step number {number}")).collect();
    let entered = work.enter(map, EntryMode::Next, Some(&from), &lines.join("\n"));
    work.patch(entered.rev);

    let snapshot = work.snapshot();
    let scene = snapshot.view.scene.as_ref().expect("a map is shown");
    let drawn = snapshot.view.drawn.expect("a large map is not drawn whole");
    let cards = |elements: &[twinlane_picture::Element]| -> Vec<String> {
        let card = elements.iter().filter(|one| one.key.starts_with("step:"));
        card.map(|one| one.title.clone()).collect()
    };
    let far: Vec<u32> = (0..scene.columns.len() as u32)
        .filter(|column| !drawn.contains(column))
        .collect();
    assert!(
        !cards(&scene.elements).contains(&"Goes on".to_owned()),
        "the second stage lies beyond what is seen first"
    );
    let drawing = work.call(commands::Draw { columns: far }).expect("drawn");
    assert_eq!(drawing.rev, snapshot.rev, "of the same revision");
    assert_eq!(
        cards(&drawing.elements),
        ["Goes on"],
        "cards of the columns asked for"
    );
    assert!(
        drawing.elements.iter().any(|one| one.key.starts_with("link:")),
        "and the link that leads there"
    );
}

#[test]
fn one_title_edit_on_2000_steps_crosses_in_under_16_kb() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    let lines: Vec<String> = (0..2000).map(|number| format!("Step number {number}")).collect();
    let entered = work.enter(map, EntryMode::First, None, &lines.join("\n"));
    work.patch(entered.rev);
    let step = entered.made[1000];
    let change = Change::Rename {
        of: RowKey::Step(step),
        title: "Step number x".to_owned(),
    };
    let rev = work.call(commands::Change { change }).expect("renamed").rev;
    let size = serde_json::to_vec(&work.patch(rev)).expect("JSON").len();
    assert!(size < 16 * 1024, "{size} bytes");
}
