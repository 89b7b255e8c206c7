//! One durable edit against the commit of one row with plain SQLite at the same durability, in turn, so that
//! a disk whose speed drifts treats both alike.
#![allow(clippy::print_stdout, reason = "a measurement speaks by printing")]

use std::time::{Duration, Instant};

use rusqlite::Connection;
use twinlane_model::{Change, RowKey};
use twinlane_store::{Edit, EditKind, Opener, Store};
use twinlane_testkit::Ids;

/// So many that one in a hundred is more than a handful.
const EDITS: usize = 4_000;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut workshop = twinlane_testkit::random::workshop(7, 300);
    let opener = Opener {
        host: "bench".to_owned(),
        user: "bench".to_owned(),
        now: "2026-01-31".to_owned(),
    };
    let mut store = Store::create(&folder.path().join("w.twinlane"), &workshop, &opener).expect("a new file");
    let plain = Connection::open(folder.path().join("plain.sqlite")).expect("a new database");
    plain
        .execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
             CREATE TABLE row (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO row VALUES (1, '');",
        )
        .expect("plain SQL");
    let step = *workshop.steps().keys().next().expect("the map has steps");
    let mut ids = Ids::after(1_000_000);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for number in 0..EDITS {
        let title = format!("Title number {number}");
        let begin = Instant::now();
        let change = Change::Rename {
            of: RowKey::Step(step),
            title: title.clone(),
        };
        let applied = workshop
            .apply(&change, &mut ids)
            .expect("a title may be anything");
        let edit = Edit {
            rev: number as u64 + 1,
            at: "2026-01-31T10:00:00Z".to_owned(),
            kind: EditKind::Do {
                label: applied.label,
                change: applied.change,
                inverse: applied.inverse,
            },
            put: applied.put,
            deleted: applied.deleted,
        };
        store.commit(&[edit]).expect("the disk takes it");
        ours.push(begin.elapsed());
        let begin = Instant::now();
        plain
            .execute("UPDATE row SET title = ?1 WHERE id = 1", [&title])
            .expect("plain SQL");
        theirs.push(begin.elapsed());
    }
    for (what, share) in [("median", 0.5), ("p99", 0.99)] {
        let (ours, theirs) = (quantile(&mut ours, share), quantile(&mut theirs, share));
        println!(
            "| one durable edit, {what} | {:.2} ms | one-row commit, plain SQLite: {:.2} ms | {:.2} |",
            ours.as_secs_f64() * 1e3,
            theirs.as_secs_f64() * 1e3,
            ours.as_secs_f64() / theirs.as_secs_f64()
        );
    }
}

fn quantile(times: &mut [Duration], share: f64) -> Duration {
    times.sort_unstable();
    times[((times.len() - 1) as f64 * share).round() as usize]
}
