//! Tables and event logs out of any bytes: rows have lines that never go back, every row is used or refused, events of a case are
//! sorted, and nothing that is said about a log is more than there is.

use std::ops::ControlFlow;

use twinlane_records::detect::propose;
use twinlane_records::import::import;
use twinlane_records::log::{EventLog, NO_TIME, Zone};
use twinlane_records::mapping::Mapping;
use twinlane_records::table::{Table, TableOptions};
use twinlane_records::{Limits, Source, discover, xes};

/// Small limits, so that a small input reaches them.
fn limits() -> Limits {
    Limits {
        row: 4096,
        columns: 64,
        workbook: 1 << 20,
        cells: 10_000,
        free: 1 << 20,
        ..Limits::default()
    }
}

/// Reads the bytes as a table, as a log in a table and as XES.
///
/// # Panics
/// When a promise is broken.
pub fn check(bytes: &[u8]) {
    let source = Source::memory("records", bytes.to_vec());
    if let Ok(table) = Table::open(&source, &TableOptions::default(), &limits()) {
        let mut last = 0;
        let _ = table.rows(&(), &mut |row| {
            assert!(
                row.line >= last,
                "lines never go back; a lone carriage return ends a row but no line"
            );
            last = row.line;
            assert!(row.len() <= 64, "a row is within the limits");
            Ok(ControlFlow::Continue(()))
        });
    }
    if let Ok(proposal) = propose(&source, &Mapping::default(), &limits(), &()) {
        let text = proposal
            .mapping
            .to_toml()
            .expect("a proposed mapping can be written");
        let again = Mapping::from_toml(&text).expect("and read");
        assert_eq!(again, proposal.mapping, "a mapping comes back as it was");
        if let Ok(imported) = import(&proposal, &()) {
            let rows = imported.used + imported.refused.count();
            assert_eq!(rows, proposal.rows, "every row is used or refused");
            log(&imported.log);
        }
    }
    if let Ok(imported) = xes::read(&source, &Zone::default(), &limits(), &()) {
        log(&imported.log);
    }
}

fn log(log: &EventLog) {
    for case in 0..log.case_count() {
        let times = log.times(case);
        assert!(
            times.contains(&NO_TIME) || times.is_sorted(),
            "events of a case are sorted"
        );
    }
    let endings = discover::endings(log, &[], &[]);
    let events: u64 = discover::activities(log).iter().map(|count| count.events).sum();
    assert_eq!(events, log.event_count() as u64, "every event has one activity");
    let cases: u64 = discover::variants(log).iter().map(|variant| variant.cases).sum();
    assert!(cases <= log.case_count() as u64, "a case goes one way");
    let ended: u64 = endings.shares.iter().map(|share| share.cases).sum();
    assert_eq!(ended, endings.of_case.len() as u64, "a case ends once");
    let _ = (
        discover::transitions(log, None),
        discover::queue_over_time(log, &endings),
        discover::zombies(log, &endings, 0),
        discover::batch_entry(log),
    );
}
