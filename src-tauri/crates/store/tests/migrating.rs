//! Files of an older format: a copy is kept, then the file is brought up, or left as it was.

mod common;

use std::fs;
use std::path::Path;

use common::{Bench, opener};
use rusqlite::Connection;
use twinlane_store::{FORMAT, Mode, Notice, Store, TABLES};

/// Takes away the tables of rows that came after a format, and marks the file as of that format.
fn drop_newer_tables(db: &Connection, format: u32) {
    for table in TABLES.iter().filter(|table| table.since > format) {
        db.execute_batch(&format!("DROP TABLE {}", table.name))
            .expect("the table is there");
    }
    db.pragma_update(None, "user_version", format).expect("marked");
}

/// Turns a file into one of format 1: edits with their place on the stacks in a column, no versions.
fn make_format_1(path: &Path) {
    let db = Connection::open(path).expect("opens");
    db.execute_batch(
        "CREATE TABLE old (rev INTEGER PRIMARY KEY, at TEXT NOT NULL, label TEXT NOT NULL, stack TEXT NOT NULL,
           change TEXT NOT NULL, inverse TEXT NOT NULL);
         INSERT INTO old SELECT rev, at, label,
             CASE (SELECT dropped FROM undone WHERE undone.rev = edits.rev)
               WHEN 1 THEN 'dropped' WHEN 0 THEN 'redo' ELSE 'undo' END,
             change, inverse FROM edits WHERE kind = 'do';
         DROP TABLE edits; DROP TABLE undone; DROP TABLE versions; DROP TABLE version_rows;
         DROP TABLE log_chunks;
         ALTER TABLE old RENAME TO edits",
    )
    .expect("made old");
    drop_newer_tables(&db, 1);
}

/// A closed file of format 1 with two edits to undo, one to redo and one dropped.
fn old() -> Bench {
    let mut bench = Bench::new();
    bench.add_step("Call");
    bench.undo();
    bench.add_step("Visit");
    bench.add_step("Demo");
    bench.undo();
    bench.close();
    make_format_1(&bench.path);
    bench
}

#[test]
fn an_older_file_is_brought_up_after_a_copy_was_kept() {
    let mut bench = old();
    let before = fs::read(&bench.path).expect("read");
    let opened = Store::open(&bench.path, &opener("Anna"), Mode::Edit).expect("opens");
    let copy = bench.path.with_file_name(format!("a.before-v{FORMAT}.twinlane"));
    assert_eq!(
        opened.notices,
        [Notice::Migrated {
            from: 1,
            copy: copy.clone()
        }]
    );
    assert_eq!(opened.workshop, bench.workshop);
    assert_eq!(opened.history.undo.len(), 2);
    assert_eq!(opened.history.redo.len(), 1);
    opened.store.close().expect("closed");
    assert_eq!(
        fs::read(&copy).expect("kept").len(),
        before.len(),
        "the copy is the old file"
    );
    assert_eq!(marked(&copy), 1);
    assert_eq!(marked(&bench.path), FORMAT);
    bench.attach();
    assert!(bench.redo(), "the history goes on where it stood");
    assert_eq!(bench.titles(), ["Visit", "Demo"]);
    bench.reopen();
    bench.close();
    let kept = format!("a.before-v{FORMAT}.twinlane");
    assert_eq!(bench.files(), [kept.as_str(), "a.twinlane"]);
}

#[test]
fn a_file_of_format_2_gets_room_for_logs() {
    let mut bench = Bench::new();
    bench.add_step("Call");
    bench.close();
    let db = Connection::open(&bench.path).expect("opens");
    db.execute_batch("DROP TABLE log_chunks").expect("made old");
    drop_newer_tables(&db, 2);
    drop(db);
    let report = twinlane_store::check(&bench.path).expect("can be looked at");
    assert_eq!(
        (report.format, report.problems),
        (2, Vec::new()),
        "older is not damaged"
    );
    assert_eq!(marked(&bench.path), 2, "looking alters nothing");
    let opened = Store::open(&bench.path, &opener("Anna"), Mode::Edit).expect("opens");
    assert_eq!(opened.workshop, bench.workshop, "nothing else changed");
    assert_eq!(opened.history.undo.len(), 2, "undo goes on");
    opened.store.close().expect("closed");
    assert_eq!(marked(&bench.path), FORMAT);
}

fn marked(path: &Path) -> u32 {
    let db = Connection::open(path).expect("opens");
    db.pragma_query_value(None, "user_version", |row| row.get(0))
        .expect("marked")
}

#[test]
fn a_copy_of_before_is_never_replaced() {
    let bench = old();
    let copy = bench.path.with_file_name(format!("a.before-v{FORMAT}.twinlane"));
    fs::write(&copy, "somebody's").expect("written");
    let opened = Store::open(&bench.path, &opener("Anna"), Mode::Edit).expect("opens");
    assert_eq!(fs::read_to_string(&copy).expect("read"), "somebody's");
    let second = bench
        .path
        .with_file_name(format!("a.before-v{FORMAT}-2.twinlane"));
    assert!(
        matches!(&opened.notices[..], [Notice::Migrated { copy, .. }] if *copy == second),
        "{:?}",
        opened.notices
    );
}

#[test]
fn an_older_file_that_does_not_come_up_sound_stays_old() {
    let bench = old();
    let db = Connection::open(&bench.path).expect("opens");
    db.execute_batch("DELETE FROM lanes").expect("damaged");
    drop(db);
    let refused = Store::open(&bench.path, &opener("Anna"), Mode::Edit).expect_err("damaged");
    assert_eq!(refused.code(), "file_damaged");
    assert_eq!(marked(&bench.path), 1, "the transaction was taken back");
}

#[test]
fn a_snapshot_of_an_older_file_alters_nothing() {
    let bench = old();
    let before = fs::read(&bench.path).expect("read");
    let look = Store::open(&bench.path, &opener("Anna"), Mode::Snapshot).expect("opens");
    assert_eq!(look.workshop, bench.workshop);
    assert_eq!(fs::read(&bench.path).expect("read"), before);
    assert_eq!(bench.files(), ["a.twinlane"]);
}
