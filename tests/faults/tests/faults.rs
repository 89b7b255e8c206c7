//! Faults at the size of every run of the tests; `cargo xtask power`, `kill` and `faults` do many more.
#![cfg(target_os = "linux")]

use std::path::PathBuf;

use twinlane_faults::program::{self, Layer, Program};
use twinlane_faults::{calls, kill, power, replace};

fn program() -> Program {
    Program {
        path: PathBuf::from(env!("CARGO_BIN_EXE_stream")),
    }
}

fn cuts(cuts: usize, swallow: bool, unshared: bool) -> power::Outcome {
    power::run(&power::Plan {
        program: program(),
        cuts,
        edits: 25,
        swallow,
        unshared,
        seed: 7,
    })
    .expect("the run can be made")
}

#[test]
fn no_power_cut_loses_an_acknowledged_edit() {
    let outcome = cuts(25, false, false);
    assert!(outcome.losses.is_empty(), "{:#?}", outcome.losses);
    assert!(
        outcome.points > 200,
        "the log holds the calls of the program: {}",
        outcome.points
    );
}

#[test]
fn no_power_cut_loses_an_edit_without_shared_memory() {
    let outcome = cuts(25, false, true);
    assert!(outcome.losses.is_empty(), "{:#?}", outcome.losses);
    assert!(
        outcome.journals as u64 >= outcome.edits,
        "each commit makes its rollback journal: {} for {} edits",
        outcome.journals,
        outcome.edits
    );
}

#[test]
fn without_syncs_power_cuts_lose_edits() {
    let outcome = cuts(25, true, false);
    assert!(
        !outcome.losses.is_empty(),
        "a test that cannot fail shows nothing"
    );
}

#[test]
fn no_power_cut_leaves_half_a_copy() {
    let outcome = replace::run(&program(), 25, 7, false).expect("the run can be made");
    assert!(outcome.losses.is_empty(), "{:#?}", outcome.losses);
    assert!(
        outcome.points > 50,
        "the copies are in the log: {}",
        outcome.points
    );
    let unsynced = replace::run(&program(), 25, 7, true).expect("the run can be made");
    assert!(!unsynced.losses.is_empty(), "without syncs half a copy is seen");
}

#[test]
fn no_kill_loses_an_acknowledged_edit() {
    let outcome = kill::run(&program(), 30, 7).expect("the run can be made");
    assert_eq!(outcome.kills, 30);
    assert!(outcome.losses.is_empty(), "{:#?}", outcome.losses);
    assert!(outcome.edits > 30, "edits were acknowledged: {}", outcome.edits);
}

#[test]
fn no_failing_call_leaves_anything_half_done() {
    let outcome = calls::run(&program(), 19, false).expect("the run can be made");
    assert!(outcome.losses.is_empty(), "{:#?}", outcome.losses);
    assert!(outcome.runs > 50, "calls were made to fail: {}", outcome.runs);
}

#[test]
fn a_read_only_folder_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let work = folder.path().join("work");
    std::fs::create_dir(&work).expect("made");
    let file = work.join("a.twinlane");
    let layer = Layer {
        library: program::compile(folder.path()).expect("compiled"),
        folder: work,
        log: folder.path().join("log"),
        read_only: true,
        ..Layer::default()
    };
    let refused = program::run(&mut program().make(&file, &layer), &[]).expect("runs");
    assert!(
        !refused.success && refused.err.contains("read-only"),
        "{}",
        refused.err
    );
    let made = program::run(&mut program().make(&file, &Layer::default()), &[]).expect("runs");
    assert!(made.success, "{}", made.err);
    let before = std::fs::read(&file).expect("read");
    let answer = program::run(&mut program().apply(&file, &layer), &[]).expect("runs");
    assert!(
        answer.err.contains("it can only be read"),
        "it opens as a snapshot: {}",
        answer.err
    );
    assert_eq!(std::fs::read(&file).expect("read"), before);
}
