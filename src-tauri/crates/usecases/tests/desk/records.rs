//! Records as a window brings them in, keeps them and looks at them beside a map.

use twinlane_model::{Change, Kept, LogId, Row, RowKey};
use twinlane_usecases::wire::{RecordsReading, RecordsView};
use twinlane_wire::{EntryMode, commands};

use crate::support::AtWork;

/// A wide export: two deals won, one lost, one open; its dates can be read in two ways.
const WIDE: &str =
    "Deal ID,Created,Date entered Qualify,Date entered Demo,Date entered Closed Won,Date entered Closed Lost
1,01/02/2026,02/02/2026,03/02/2026,05/02/2026,
2,01/02/2026,02/02/2026,04/02/2026,06/02/2026,
3,01/02/2026,03/02/2026,,,08/02/2026
4,01/02/2026,03/02/2026,05/02/2026,,
";

fn read(work: &AtWork, path: &std::path::Path, reading: Option<&RecordsReading>) -> RecordsReading {
    let command = commands::ReadRecords {
        path: path.display().to_string(),
        mapping: reading.map(|reading| reading.mapping.clone()).unwrap_or_default(),
    };
    work.call(command).expect("it is read")
}

fn settled(work: &AtWork) -> (std::path::PathBuf, RecordsReading) {
    let path = work.path("deals.csv");
    std::fs::write(&path, WIDE).expect("written");
    let mut asked = read(work, &path, None);
    let question = asked.question.clone().expect("the dates can be read in two ways");
    assert_eq!(question.readings.len(), 2, "{question:?}");
    assert!(asked.found.is_none(), "nothing is guessed");
    assert_eq!(
        asked.rows[0].cells[1], "01/02/2026",
        "the rows are shown meanwhile"
    );
    asked.mapping.date = Some(question.readings[0].order);
    let reading = read(work, &path, Some(&asked));
    assert!(
        reading.question.is_none() && reading.unread.is_none(),
        "{reading:?}"
    );
    (path, reading)
}

fn keep(work: &AtWork, path: &std::path::Path, reading: &RecordsReading, kept: Kept) -> u32 {
    let command = commands::KeepRecords {
        path: path.display().to_string(),
        mapping: reading.mapping.clone(),
        name: "Deals".to_owned(),
        kept,
    };
    let done = work.call(command).expect("it is kept");
    assert_eq!(done.label, "Import records “Deals”");
    done.rev
}

fn beside(work: &AtWork) -> RecordsView {
    work.call(commands::Records).expect("it is compared")
}

fn logs(work: &AtWork) -> Vec<LogId> {
    let row = |row: &Row| match row {
        Row::Log(log) => {
            assert_eq!(
                log.summary.cases, 0,
                "what a log says is asked for, not sent along"
            );
            Some(log.id)
        }
        _ => None,
    };
    work.snapshot().rows.iter().filter_map(row).collect()
}

/// Events of a log in the file, once nobody has it open.
fn stored(work: &AtWork, log: LogId) -> Option<usize> {
    use crate::support::FixedClock;
    let environment = twinlane_usecases::Environment {
        clock: Box::new(FixedClock),
        ids: twinlane_usecases::Ids::new(NoIds),
        data_folder: work.path("data"),
        documents_folder: work.path("documents"),
        host: String::new(),
        user: String::new(),
        commit_delay: std::time::Duration::ZERO,
        work_delay: std::time::Duration::ZERO,
    };
    let file = twinlane_usecases::File::open(&work.path("a.twinlane"), &environment).expect("opens");
    let events = file.events(log).expect("sound");
    file.close().expect("closes");
    events.map(|events| events.event_count())
}

/// Nothing is made.
struct NoIds;

impl twinlane_model::IdSource for NoIds {
    fn next(&mut self) -> uuid::Uuid {
        uuid::Uuid::from_u128(7)
    }
}

#[test]
fn records_are_read_corrected_kept_and_compared() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    let (path, reading) = settled(&work);
    let found = reading.found.as_ref().expect("it says what it would become");
    assert_eq!(
        (found.cases, found.won, found.lost, found.open),
        (4, 2, 1, 1),
        "{found:?}"
    );
    keep(&work, &path, &reading, Kept::Summary);
    assert_eq!(logs(&work).len(), 1);
    let empty = beside(&work);
    assert_eq!(empty.unknown.as_deref(), Some("The map has no activities yet."));
    let first = work.enter(map, EntryMode::Next, None, "Sales: Qualify");
    let side = twinlane_model::Side::Seller;
    let step = first.step.expect("a step");
    let snapshot = work.snapshot();
    let drawn = snapshot.rows.iter().find_map(|row| match row {
        Row::Step(row) if row.id == step => Some(row.side),
        _ => None,
    });
    let view = beside(&work);
    let names: Vec<&str> = view.matching.iter().map(|row| row.name.as_str()).collect();
    assert!(names.contains(&"Demo"), "{names:?}");
    if drawn == Some(side) {
        let row = view
            .matching
            .iter()
            .find(|row| row.name == "Qualify")
            .expect("there");
        assert_eq!(
            row.ends,
            [twinlane_model::End::Step(step)],
            "the same name is matched"
        );
    }
}

#[test]
fn undo_takes_records_back_and_events_go_with_the_file() {
    for (kept, events) in [(Kept::Events, Some(10)), (Kept::Summary, None)] {
        let work = AtWork::start();
        work.create("a.twinlane");
        let (path, reading) = settled(&work);
        let rev = keep(&work, &path, &reading, kept);
        let log = logs(&work)[0];
        work.call(commands::Undo).expect("undone");
        assert!(logs(&work).is_empty(), "one step of undo");
        work.call(commands::Redo).expect("redone");
        assert_eq!(logs(&work), [log]);
        work.on_disk(rev + 2);
        work.call(commands::Close).expect("closed");
        assert_eq!(stored(&work, log), events, "{kept:?}");
        work.open("a.twinlane").expect("opens");
        work.call(commands::Change {
            change: Change::Remove {
                of: vec![RowKey::Log(log)],
                move_to: None,
            },
        })
        .expect("removed");
        work.call(commands::Close).expect("closed");
        assert_eq!(stored(&work, log), None, "events go with their log");
    }
}

#[test]
fn rows_that_cannot_be_used_are_given_back() {
    let work = AtWork::start();
    work.create("a.twinlane");
    let path = work.path("history.csv");
    std::fs::write(
        &path,
        "case,activity,timestamp\n1,a,2026-01-02\n2,,2026-01-02\n3,b,someday\n",
    )
    .expect("written");
    let reading = read(&work, &path, None);
    let found = reading.found.as_ref().expect("one row can be used");
    assert_eq!(
        (found.used, found.refused.len(), found.refused_rows[1].line),
        (1, 2, 4)
    );
    let to = work.path("refused.csv");
    work.call(commands::WriteRefused {
        path: path.display().to_string(),
        mapping: reading.mapping,
        to: to.display().to_string(),
    })
    .expect("written");
    let csv = std::fs::read_to_string(to).expect("there");
    assert!(csv.contains("someday"), "{csv}");
}
