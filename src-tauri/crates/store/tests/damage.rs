//! Files that are damaged, foreign, old or new: refused with the right code, left as they are, and read as
//! far as they can be.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Bench, opener};
use proptest::prelude::*;
use twinlane_model::Workshop;
use twinlane_store::{FORMAT, Lost, Mode, Notice, Opened, Store, StoreError, check, recover};

const PAGE: usize = 4096;

fn open(path: &Path) -> Result<Opened, StoreError> {
    Store::open(path, &opener("Anna"), Mode::Edit)
}

/// A closed file with enough rows to fill several pages of each table it uses.
fn filled(steps: usize) -> (Bench, Vec<u8>) {
    let mut bench = Bench::new();
    for number in 0..steps {
        bench.add_step(&format!("Step {number}"));
    }
    bench.store().save_version("Start", "now").expect("saved");
    bench.store().set_draft("field", "half a wor").expect("kept");
    bench.close();
    let bytes = fs::read(&bench.path).expect("read");
    (bench, bytes)
}

fn write(bench: &Bench, bytes: &[u8]) -> PathBuf {
    let path = bench.folder.path().join("broken.twinlane");
    fs::write(&path, bytes).expect("written");
    path
}

/// Whatever is done to a file, reading it ends, and a file that is refused stays as it was.
fn holds(bench: &Bench, bytes: &[u8]) {
    let path = write(bench, bytes);
    let _ = check(&path);
    assert_eq!(fs::read(&path).expect("read"), bytes, "a check alters nothing");
    let out = bench.folder.path().join("out.twinlane");
    let _ = fs::remove_file(&out);
    if let Ok(recovered) = recover(&path, &out, "now") {
        let opened = open(&out).expect("what was recovered opens");
        assert_eq!(opened.workshop, recovered.workshop);
    }
    assert_eq!(fs::read(&path).expect("read"), bytes, "a recovery alters nothing");
    if open(&path).is_err() {
        assert_eq!(
            fs::read(&path).expect("read"),
            bytes,
            "a refused file is as it was"
        );
    }
    let names = common::files(bench.folder.path());
    let kept = |name: &String| ["a.twinlane", "broken.twinlane", "out.twinlane"].contains(&name.as_str());
    assert!(names.iter().all(kept), "nothing is left behind: {names:?}");
}

#[test]
fn every_page_may_be_lost() {
    let (bench, bytes) = filled(60);
    let pages = bytes.len() / PAGE;
    let mut whole = 0;
    for page in 0..pages {
        let mut broken = bytes.clone();
        broken[page * PAGE..(page + 1) * PAGE].fill(0);
        let path = write(&bench, &broken);
        let out = bench.folder.path().join("out.twinlane");
        let _ = fs::remove_file(&out);
        let recovered = recover(&path, &out, "now").unwrap_or_else(|error| panic!("page {page}: {error}"));
        assert_eq!(
            fs::read(&path).expect("read"),
            broken,
            "the damaged file stays as it was"
        );
        let opened = open(&out).expect("the new file opens");
        assert_eq!(opened.workshop, recovered.workshop);
        let missing = bench.workshop.steps().len() - recovered.workshop.steps().len();
        // A page of 4 kB holds less than ten steps.
        assert!(
            missing < 10,
            "page {page}: {missing} steps lost: {:?}",
            recovered.lost
        );
        assert!(
            missing == 0 || recovered.lost.len() > 1,
            "page {page}: what was lost is named: {:?}",
            recovered.lost
        );
        whole += usize::from(recovered.workshop == bench.workshop);
    }
    assert!(
        whole > pages / 2,
        "most pages hold nothing but history or indexes: {whole} of {pages}"
    );
}

#[test]
fn a_sound_file_is_recovered_whole() {
    let (bench, _) = filled(20);
    let out = bench.folder.path().join("out.twinlane");
    let recovered = recover(&bench.path, &out, "now").expect("recovered");
    assert_eq!(recovered.workshop, bench.workshop);
    assert_eq!(recovered.lost, [Lost::History]);
    let opened = open(&out).expect("opens");
    assert_eq!(opened.drafts.get("field").map(String::as_str), Some("half a wor"));
    assert_eq!(opened.store.versions().expect("read").len(), 1);
    assert_eq!(
        recover(&bench.path, &out, "now")
            .expect_err("never over a file")
            .code(),
        "file_exists"
    );
}

#[test]
fn a_file_without_its_first_page_is_read_page_by_page() {
    let (bench, mut bytes) = filled(30);
    bytes[..PAGE].fill(0xAA);
    let path = write(&bench, &bytes);
    assert_eq!(open(&path).expect_err("no header").code(), "file_not_twinlane");
    let out = bench.folder.path().join("out.twinlane");
    let recovered = recover(&path, &out, "now").expect("recovered");
    assert_eq!(recovered.workshop, bench.workshop, "{:?}", recovered.lost);
}

#[test]
fn other_files_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let code = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        let error = open(&path).expect_err("not a workshop");
        assert_eq!(fs::read(&path).expect("read"), bytes, "it is left as it is");
        assert!(
            recover(&path, &folder.path().join("out"), "now").is_err(),
            "nothing to recover"
        );
        error.code()
    };
    assert_eq!(code("empty.twinlane", b""), "file_not_twinlane");
    assert_eq!(
        code("text.twinlane", b"Dear Sir or Madam, \n"),
        "file_not_twinlane"
    );
    assert_eq!(code("noise.twinlane", &vec![0x5A; 40_000]), "file_not_twinlane");
    let other = folder.path().join("other.db");
    let db = rusqlite::Connection::open(&other).expect("made");
    db.execute_batch("CREATE TABLE steps (x); INSERT INTO steps VALUES (1)")
        .expect("filled");
    drop(db);
    assert_eq!(
        open(&other).expect_err("another program's").code(),
        "file_not_twinlane"
    );
    assert_eq!(
        open(&folder.path().join("none")).expect_err("no file").code(),
        "file_not_found"
    );
    assert_eq!(
        open(folder.path()).expect_err("a folder").code(),
        "file_not_twinlane"
    );
    assert_eq!(
        common::files(folder.path()).len(),
        4,
        "no lock, no log, no half-made file"
    );
}

#[test]
fn a_refused_file_keeps_its_neighbourhood_clean() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("other.db");
    let db = rusqlite::Connection::open(&other).expect("made");
    db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (x)")
        .expect("filled");
    drop(db);
    let before = fs::read(&other).expect("read");
    assert_eq!(
        open(&other).expect_err("another program's").code(),
        "file_not_twinlane"
    );
    assert_eq!(fs::read(&other).expect("read"), before);
    assert_eq!(
        common::files(folder.path()),
        ["other.db"],
        "no log is left beside it"
    );
}

#[test]
fn edits_in_the_log_of_a_damaged_file_are_recovered() {
    let mut bench = Bench::new();
    for number in 0..40 {
        bench.add_step(&format!("Step {number}"));
    }
    // A fresh log, so that the page destroyed below has no copy in it.
    bench.reopen();
    bench.add_step("Last words");
    // What a crash leaves, with a page of the file destroyed.
    let left = bench.folder.path().join("left");
    fs::create_dir(&left).expect("made");
    for name in ["a.twinlane", "a.twinlane-wal"] {
        fs::copy(bench.folder.path().join(name), left.join(name)).expect("copied");
    }
    let path = left.join("a.twinlane");
    let mut bytes = fs::read(&path).expect("read");
    let title = b"\"Step 0\"";
    let place = bytes
        .windows(title.len())
        .position(|part| part == title)
        .expect("there")
        / PAGE;
    bytes[place * PAGE..(place + 1) * PAGE].fill(0x11);
    fs::write(&path, &bytes).expect("damaged");
    let log = fs::read(left.join("a.twinlane-wal")).expect("read");
    let refused = open(&path).map(drop).expect_err("damaged");
    assert_eq!(refused.code(), "file_damaged");
    assert_eq!(
        fs::read(&path).expect("read"),
        bytes,
        "the damaged file stays as it was"
    );
    assert_eq!(
        fs::read(left.join("a.twinlane-wal")).expect("read"),
        log,
        "and its log"
    );
    let recovered = recover(&path, &left.join("out.twinlane"), "now").expect("recovered");
    assert!(
        recovered
            .workshop
            .steps()
            .values()
            .any(|step| step.title == "Last words"),
        "{:?}",
        recovered.lost
    );
    assert_eq!(fs::read(&path).expect("read"), bytes);
}

#[test]
fn a_newer_format_is_read_only() {
    let (bench, _) = filled(3);
    let db = rusqlite::Connection::open(&bench.path).expect("opens");
    db.pragma_update(None, "user_version", FORMAT + 1)
        .expect("marked");
    drop(db);
    let opened = open(&bench.path).expect("its rows can be read");
    assert!(opened.store.read_only());
    assert_eq!(opened.workshop, bench.workshop);
    assert_eq!(
        opened.notices,
        [Notice::Newer {
            found: FORMAT + 1,
            known: FORMAT
        }]
    );
    let db = rusqlite::Connection::open(&bench.path).expect("opens");
    db.execute_batch("UPDATE charter SET body = json_set(body, '$.mood', 'good')")
        .expect("a field of the future");
    drop(db);
    assert_eq!(
        open(&bench.path).expect_err("cannot be read").code(),
        "file_newer_format"
    );
}

#[test]
fn triggers_and_views_of_a_foreign_hand_do_not_run() {
    let (bench, _) = filled(1);
    let db = rusqlite::Connection::open(&bench.path).expect("opens");
    db.execute_batch(
        "CREATE TRIGGER evil AFTER INSERT ON edits BEGIN DELETE FROM steps; END;
         CREATE VIEW seen AS SELECT * FROM steps",
    )
    .expect("planted");
    drop(db);
    let mut opened = open(&bench.path).expect("opens");
    opened.store.save_version("x", "now").expect("saved");
    let mut bench = bench;
    let mut edit = bench.edit_unstored("Visit");
    edit.rev = opened.store.rev() + 1;
    opened.store.commit(&[edit]).expect("committed");
    drop(opened);
    assert_eq!(open(&bench.path).expect("opens").workshop.steps().len(), 2);
}

#[test]
fn lost_lanes_and_stages_do_not_take_steps_along() {
    let (bench, _) = filled(3);
    let db = rusqlite::Connection::open(&bench.path).expect("opens");
    db.execute_batch("DELETE FROM lanes; UPDATE stages SET body = '{}'")
        .expect("damaged");
    drop(db);
    match open(&bench.path) {
        Err(StoreError::Damaged { what, .. }) => assert!(what.starts_with("stages, row"), "{what}"),
        other => panic!("to be damaged, not {other:?}"),
    }
    let report = check(&bench.path).expect("can be checked");
    assert_eq!(report.problems.len(), 1);
    let recovered = recover(&bench.path, &bench.folder.path().join("out"), "now").expect("recovered");
    assert_eq!(
        recovered.workshop.steps().len(),
        3,
        "no step is lost with its lane and stage"
    );
    assert_eq!(
        recovered.workshop.lanes().values().next().expect("one").title,
        "Recovered"
    );
}

proptest! {
    #![proptest_config(common::cases(40))]

    #[test]
    fn flipped_bits_never_break_the_reader(flips in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..8), 1..8)) {
        let (bench, mut bytes) = filled(12);
        for (at, bit) in flips {
            bytes[at.index(bench_len(&bench))] ^= 1 << bit;
        }
        holds(&bench, &bytes);
    }

    #[test]
    fn cut_files_never_break_the_reader(at in any::<prop::sample::Index>()) {
        let (bench, bytes) = filled(12);
        holds(&bench, &bytes[..at.index(bytes.len())]);
    }

    #[test]
    fn random_pages_never_break_the_reader(page in any::<prop::sample::Index>(), noise in prop::collection::vec(any::<u8>(), PAGE)) {
        let (bench, mut bytes) = filled(12);
        let page = page.index(bytes.len() / PAGE);
        bytes[page * PAGE..(page + 1) * PAGE].copy_from_slice(&noise);
        holds(&bench, &bytes);
    }
}

fn bench_len(bench: &Bench) -> usize {
    fs::metadata(&bench.path).expect("there").len() as usize
}

#[test]
fn a_workshop_of_nothing_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("empty.twinlane");
    Store::create(&path, &Workshop::default(), &opener("Anna"))
        .expect("made")
        .close()
        .expect("closed");
    assert_eq!(open(&path).expect("opens").workshop, Workshop::default());
    assert_eq!(
        Store::create(&path, &Workshop::default(), &opener("Anna"))
            .expect_err("taken")
            .code(),
        "file_exists"
    );
}
