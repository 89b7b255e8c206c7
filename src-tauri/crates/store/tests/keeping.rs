//! What was entered is there again: commits, undo and redo over restarts, drafts, versions, copies.

mod common;

use common::{Bench, opener};
use twinlane_model::Change;
use twinlane_store::{DraftChange, Mode, Notice, Store, StoreError, save_copy};

#[test]
fn a_file_opens_as_it_was_left() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    bench.add_step("Visit");
    bench.reopen();
    assert_eq!(bench.titles(), ["Call", "Visit"]);
    assert_eq!(bench.store().rev(), 3, "revisions go on over a restart");
}

#[test]
fn undo_and_redo_outlive_a_restart() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    bench.add_step("Visit");
    bench.reopen();
    assert!(bench.undo());
    bench.reopen();
    assert_eq!(bench.titles(), ["Call"]);
    assert!(bench.undo());
    bench.reopen();
    assert!(bench.redo());
    bench.reopen();
    assert!(bench.redo());
    assert_eq!(bench.titles(), ["Call", "Visit"]);
    assert!(!bench.redo(), "nothing is left to redo");
    assert!(bench.undo());
    bench.add_step("Demo");
    bench.reopen();
    assert!(!bench.redo(), "a new edit drops what was undone");
    assert_eq!(bench.titles(), ["Call", "Demo"]);
}

#[test]
fn the_history_holds_labels_in_order() {
    let mut bench = Bench::new();
    for title in ["a", "b", "c", "d"] {
        bench.add_step(title);
    }
    bench.undo();
    bench.undo();
    bench.reopen();
    let labels = |entries: &[twinlane_store::Entry]| -> Vec<u64> { entries.iter().map(|e| e.rev).collect() };
    let history = bench.store().history();
    assert_eq!(labels(&history.undo), [1, 2, 3]);
    assert_eq!(labels(&history.redo), [5, 4], "the last is the next to be redone");
}

#[test]
fn at_rest_there_is_one_file() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    assert!(bench.files().len() > 1, "while it is open there are side files");
    bench.close();
    assert_eq!(bench.files(), ["a.twinlane"]);
}

#[test]
fn a_draft_goes_in_the_same_moment_as_its_text_comes() {
    let mut bench = Bench::new();
    bench.store().set_draft("step/title", "Cal").expect("kept");
    bench
        .store()
        .set_draft("charter/problem", "Few\0leads")
        .expect("kept");
    bench.reopen();
    let drafts = bench.store().drafts().expect("read");
    assert_eq!(
        drafts.get("charter/problem").map(String::as_str),
        Some("Few\0leads")
    );
    let edit = bench.edit_add("Call");
    bench
        .store()
        .commit_with(
            &[edit],
            &[DraftChange {
                key: "step/title".into(),
                text: None,
            }],
        )
        .expect("committed");
    bench.store().clear_draft("charter/problem").expect("cleared");
    assert!(bench.store().drafts().expect("read").is_empty());
}

#[test]
fn a_version_gives_back_its_rows() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    let before = bench.workshop.clone();
    let version = bench.store().save_version("Start of day", "now").expect("saved");
    bench.add_step("Visit");
    bench.reopen();
    assert_eq!(
        bench.store().versions().expect("listed"),
        std::slice::from_ref(&version)
    );
    let rows = bench.store().version(version.id).expect("read");
    assert_eq!(twinlane_model::Workshop::from_rows(rows).expect("sound"), before);
    bench.store().remove_version(version.id).expect("removed");
    assert!(bench.store().version(version.id).expect("read").is_empty());
}

#[test]
fn a_refused_commit_leaves_everything_as_it_was() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    let mut late = bench.edit_add("Visit");
    late.rev = 2;
    let refused = bench.store().commit(&[late]).expect_err("revision 2 is taken");
    assert_eq!(refused.code(), "file_history");
    bench.workshop = bench.stored();
    bench.add_step("Demo");
    bench.reopen();
    assert_eq!(bench.titles(), ["Call", "Demo"]);
}

#[test]
fn a_second_opener_is_told_and_may_look() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    let path = bench.path.clone();
    match Store::open(&path, &opener("Berta"), Mode::Edit) {
        Err(StoreError::InUse { by: Some(by), .. }) => {
            assert_eq!((by.user.as_str(), by.host.as_str()), ("Anna", "desk"));
        }
        other => panic!("the second opener is to be told who has it, not {other:?}"),
    }
    let mut look = Store::open(&path, &opener("Berta"), Mode::Snapshot).expect("a snapshot");
    assert_eq!(
        look.workshop, bench.workshop,
        "the snapshot shows the last commit"
    );
    assert!(look.store.read_only());
    let edit = bench.edit_add("Visit");
    assert_eq!(
        look.store
            .commit(std::slice::from_ref(&edit))
            .expect_err("read-only")
            .code(),
        "file_read_only"
    );
    bench.store().commit(&[edit]).expect("the first opener goes on");
    bench.close();
    assert_eq!(bench.files(), ["a.twinlane"], "a snapshot does not hold the file");
    let opened = Store::open(&path, &opener("Berta"), Mode::Edit).expect("free again");
    assert_eq!(opened.notices, [], "it was closed properly");
}

#[test]
fn a_crash_leaves_no_lock_and_loses_nothing() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    // What a crash leaves: the files as they are, without the lock of the process.
    let after = bench.folder.path().join("after");
    std::fs::create_dir(&after).expect("made");
    for file in bench.files() {
        std::fs::copy(bench.folder.path().join(&file), after.join(&file)).expect("copied");
    }
    let mut opened = Store::open(&after.join("a.twinlane"), &opener("Berta"), Mode::Edit).expect("opens");
    assert_eq!(opened.workshop, bench.workshop);
    assert!(
        matches!(&opened.notices[..], [Notice::NotClosed { by }] if by.user == "Anna"),
        "the crash is told: {:?}",
        opened.notices
    );
    opened.store.idle().expect("checkpoint");
    opened.store.close().expect("closed");
    assert_eq!(common::files(&after), ["a.twinlane"], "side files are folded in");
}

#[test]
fn a_copy_from_memory_needs_no_original() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    let path = bench.path.clone();
    std::fs::remove_file(&path).expect("deleted under us");
    let edit = bench.edit_add("Visit");
    assert_eq!(
        bench.store().commit(&[edit]).expect_err("gone").code(),
        "file_gone"
    );
    let copy = bench.folder.path().join("copy.twinlane");
    save_copy(&bench.workshop, &copy, "now").expect("saved");
    let opened = Store::open(&copy, &opener("Anna"), Mode::Edit).expect("opens");
    assert_eq!(
        opened.workshop, bench.workshop,
        "with the edit that could not be committed"
    );
}

#[test]
fn a_file_replaced_under_us_is_not_written() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    let path = bench.path.clone();
    let other = bench.folder.path().join("other.twinlane");
    save_copy(&twinlane_model::Workshop::default(), &other, "now").expect("saved");
    let moved = bench.folder.path().join("moved.twinlane");
    std::fs::rename(&path, &moved).expect("moved");
    std::fs::rename(&other, &path).expect("replaced");
    let before = std::fs::read(&path).expect("read");
    let edit = bench.edit_add("Visit");
    assert_eq!(
        bench.store().commit(&[edit]).expect_err("gone").code(),
        "file_gone"
    );
    assert_eq!(bench.take().close().expect_err("gone").code(), "file_gone");
    assert_eq!(
        std::fs::read(&path).expect("read"),
        before,
        "the new file is another's"
    );
    let replaced = Store::open(&path, &opener("Anna"), Mode::Edit).expect("opens");
    assert_eq!(
        replaced.workshop.steps().len(),
        0,
        "our log is not taken for that of the new file"
    );
    let moved = Store::open(&moved, &opener("Anna"), Mode::Edit).expect("opens");
    assert_eq!(
        moved.workshop.steps().len(),
        1,
        "what was acknowledged is in the file that was moved"
    );
}

#[test]
fn a_whole_copy_takes_history_along() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    let copy = bench.folder.path().join("copy.twinlane");
    bench.store().copy_to(&copy).expect("copied");
    bench.store().copy_to(&copy).expect("a copy may be replaced");
    let own = bench.path.clone();
    assert_eq!(
        bench.store().copy_to(&own).expect_err("not onto itself").code(),
        "file_in_use"
    );
    let opened = Store::open(&copy, &opener("Anna"), Mode::Edit).expect("opens");
    assert_eq!(opened.workshop, bench.workshop);
    assert_eq!(opened.history.undo.len(), 2);
    assert_eq!(opened.notices, [], "a copy is not open anywhere");
}

#[test]
fn contributions_are_on_no_stack_and_are_found() {
    let mut bench = Bench::new();
    let mine = bench.add_step("Call");
    let step = bench.last_step();
    bench.contribute(&Change::Rename {
        of: step,
        title: "Call back".into(),
    });
    bench.reopen();
    assert_eq!(bench.store().history().undo.len(), 2, "map and step only");
    assert_eq!(
        bench.store().contributed_since(mine, &[step]).expect("read"),
        [step]
    );
    let later = bench.add_step("Visit");
    assert!(
        bench
            .store()
            .contributed_since(later, &[step])
            .expect("read")
            .is_empty()
    );
}

#[test]
fn side_files_of_a_deleted_file_do_not_haunt_a_new_one() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    let log = bench.folder.path().join("a.twinlane-wal");
    let old = std::fs::read(&log).expect("a log");
    bench.close();
    std::fs::remove_file(&bench.path).expect("deleted");
    std::fs::write(&log, old).expect("left behind");
    let empty = twinlane_model::Workshop::default();
    Store::create(&bench.path, &empty, &opener("Anna"))
        .expect("made")
        .close()
        .expect("closed");
    assert_eq!(bench.stored(), empty);
    std::fs::write(bench.folder.path().join("b.twinlane-wal"), b"noise").expect("left behind");
    save_copy(&bench.workshop, &bench.folder.path().join("b.twinlane"), "now").expect("saved");
    assert_eq!(bench.files(), ["a.twinlane", "b.twinlane"]);
}
