//! Work that takes long goes on beside the desk: edits are answered meanwhile, it can be cancelled, and nothing
//! of it is half done.

use std::path::Path;

use crate::support::{AtWork, import};
use twinlane_model::{Change, RowKey};
use twinlane_wire::{EntryMode, Event, FaultCode, ReportOptions, WorkKind, WorkState, commands};

/// Steps of a map that the rules go over aside.
const MANY: usize = 3_100;

const TWO_POOLS: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <collaboration id="c">
    <participant id="p1" name="Sales" processRef="sales"/>
    <participant id="p2" name="Delivery" processRef="delivery"/>
  </collaboration>
  <process id="sales"><task id="a" name="Offer"/><task id="b" name="Close"/>
    <sequenceFlow id="f" sourceRef="a" targetRef="b"/></process>
  <process id="delivery"><task id="z" name="Ship"/></process>
</definitions>"#;

/// Imports another pool of the file in place of what an import brought.
fn import_instead(path: &Path, pool: &str, instead: u32) -> commands::Import {
    commands::Import {
        pool: Some(pool.to_owned()),
        instead: Some(instead),
        ..import(path)
    }
}

fn steps(work: &AtWork) -> Vec<String> {
    let rows = work.snapshot().rows;
    let title = |row: &twinlane_model::Row| match row {
        twinlane_model::Row::Step(step) => Some(step.title.clone()),
        _ => None,
    };
    let mut titles: Vec<String> = rows.iter().filter_map(title).collect();
    titles.sort();
    titles
}

#[test]
fn an_import_is_shown_while_it_goes_on_and_gone_afterwards() {
    let work = AtWork::start();
    work.create("a.twinlane");
    let path = work.path("two.bpmn");
    std::fs::write(&path, TWO_POOLS).expect("written");
    work.call(import(&path)).expect("the file is imported");
    let shown: Vec<WorkState> = work.until(|event| match event {
        Event::Work(works) if !works.is_empty() => Some(works),
        _ => None,
    });
    assert_eq!(
        (shown[0].kind, shown[0].name.as_str()),
        (WorkKind::Import, "two.bpmn"),
        "a window can say what takes its time"
    );
    work.until(|event| matches!(event, Event::Work(works) if works.is_empty()).then_some(()));
}

#[test]
fn another_pool_takes_the_place_of_the_first_import() {
    let work = AtWork::start();
    work.create("a.twinlane");
    let path = work.path("two.bpmn");
    std::fs::write(&path, TWO_POOLS).expect("written");
    let first = work.call(import(&path)).expect("the file is imported");
    assert_eq!(steps(&work), ["Close", "Offer"], "the pool with most tasks");
    let second = work
        .call(import_instead(&path, "Delivery", first.rev))
        .expect("the file is imported");
    assert_eq!(steps(&work), ["Ship"], "the other one instead");

    let refused = work
        .call(import_instead(&path, "Sales", first.rev))
        .expect_err("that import is no longer the last edit");
    assert_eq!(refused.code, FaultCode::Outdated);
    assert_eq!(steps(&work), ["Ship"], "a refusal alters nothing");

    std::fs::remove_file(&path).expect("the file goes");
    work.call(import_instead(&path, "Sales", second.rev))
        .expect_err("the file is gone");
    assert_eq!(steps(&work), ["Ship"], "nor does a file that cannot be read");

    work.call(commands::Undo).expect("undone");
    assert!(steps(&work).is_empty(), "for undo there was one import");
}

#[test]
fn edits_go_on_while_a_report_is_laid_out_and_the_newer_layout_wins() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    let first = work.enter(map, EntryMode::First, None, "Owns the problem");
    let preview = || {
        work.desk.send(commands::Preview {
            options: ReportOptions::default(),
        })
    };
    let (older, newer) = (preview(), preview());
    let second = work.enter(map, EntryMode::Next, Some(&first), "Asks around");
    assert!(second.rev > first.rev, "an edit is answered");
    if let Err(fault) = older.recv().expect("an answer") {
        assert_eq!(
            fault.code,
            FaultCode::Cancelled,
            "the older layout was overtaken, unless it was through already"
        );
    }
    let laid = newer.recv().expect("an answer").expect("the newer one stands");
    assert!(!laid.pages.is_empty());
    work.call(commands::Page { number: 1 })
        .expect("its pages are there");
}

#[test]
fn closing_waits_for_what_is_being_written() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    work.enter(map, EntryMode::First, None, "Owns the problem");
    let path = work.path("report.pdf");
    let printing = work.desk.send(commands::Print {
        path: path.display().to_string(),
        options: ReportOptions::default(),
    });
    work.call(commands::Close).expect("closed in good order");
    printing
        .recv()
        .expect("an answer")
        .expect("the report was written");
    let pdf = std::fs::read(&path).expect("it is there");
    assert!(pdf.ends_with(b"%%EOF\n") || pdf.ends_with(b"%%EOF"), "and whole");
}

#[test]
fn cancelling_what_is_over_is_no_fault() {
    let work = AtWork::start();
    work.create("a.twinlane");
    work.call(commands::Cancel { work: 7 }).expect("nothing to do");
}

#[test]
fn the_rules_go_over_a_very_large_map_aside() {
    let work = AtWork::start();
    let map = work.create("a.twinlane");
    let lines: Vec<String> = (0..MANY).map(|number| format!("Step number {number}")).collect();
    let entered = work.enter(map, EntryMode::First, None, &lines.join("\n"));
    let drawn = work.patch(entered.rev);
    assert!(
        drawn.findings_rev < drawn.rev,
        "the drawing does not wait for the rules"
    );
    let judged = work.patch(entered.rev);
    assert_eq!(
        (judged.from, judged.rev, judged.findings_rev),
        (drawn.rev, drawn.rev, drawn.rev),
        "what they found follows, for the same revision"
    );
    assert!(!judged.findings.upserted.is_empty(), "they found something");

    let change = Change::Rename {
        of: RowKey::Step(entered.made[0]),
        title: "Another title".to_owned(),
    };
    let rev = work.call(commands::Change { change }).expect("renamed").rev;
    let drawn = work.patch(rev);
    assert!(
        drawn.findings_rev == judged.findings_rev && drawn.findings.removed.is_empty(),
        "what was found before stands until then, marked with its revision"
    );
    assert_eq!(work.patch(rev).findings_rev, rev, "and is brought up to date");
}
