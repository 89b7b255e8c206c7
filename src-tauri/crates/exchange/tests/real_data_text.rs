//! The text formats on data from elsewhere: Mermaid's own journeys, and the Big List of Naughty Strings.
//!
//! Where the data is not there, the tests are skipped and counted (`twinlane_testkit::machine`).

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use std::fmt::Write;
use std::path::PathBuf;

use twinlane_exchange::{json, mermaid, outline};
use twinlane_model::{Row, Stage, Step, Workshop};
use twinlane_testkit::{Ids, machine};

fn steps(rows: &[Row]) -> Vec<&Step> {
    rows.iter()
        .filter_map(|row| {
            if let Row::Step(step) = row {
                Some(step)
            } else {
                None
            }
        })
        .collect()
}

#[test]
fn journeys() {
    let Some(folder) = machine::real_data("journeys") else {
        return;
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut run = 0;
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if file.extension().is_none_or(|ending| ending != "mmd") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        if !mermaid::is_journey(&text) {
            continue;
        }
        run += 1;
        let result = mermaid::read(&text, &mut Ids::new());
        if name.contains("INVALID") {
            let error = result.expect_err(&name);
            assert!(error.place().line().is_some(), "{name}: {error}");
            continue;
        }
        let imported = result.unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected = file.with_extension("expected.json");
        if let Ok(expected) = std::fs::read_to_string(expected) {
            compare(&name, &imported.rows, &expected);
        }
    }
    assert!(run > 0, "there are journeys among the files");
}

/// Checks titles, stages and scores against the list of tasks that Mermaid's own parser gives.
fn compare(name: &str, rows: &[Row], expected: &str) {
    let expected: Vec<serde_json::Value> = serde_json::from_str(expected).unwrap();
    let stage = |step: &Step| -> Stage {
        let found = rows.iter().find_map(|row| match row {
            Row::Stage(stage) if stage.id == step.stage => Some(stage.clone()),
            _ => None,
        });
        found.expect("a step has a stage")
    };
    let ours: Vec<(String, String, i64)> = steps(rows)
        .into_iter()
        .map(|step| {
            (
                step.title.clone(),
                stage(step).title,
                i64::from(step.motivation.unwrap()) + 3,
            )
        })
        .collect();
    let theirs: Vec<(String, String, i64)> = expected
        .iter()
        .map(|task| {
            let text = |key: &str| task[key].as_str().unwrap().to_owned();
            (text("task"), text("section"), task["score"].as_i64().unwrap())
        })
        .collect();
    assert_eq!(ours, theirs, "{name}");
}

#[test]
fn naughty_strings_come_back_byte_for_byte() {
    let Some(folder) = machine::real_data("messy-blns") else {
        return;
    };
    let list = std::fs::read_to_string(folder.join("blns.json")).unwrap();
    let strings: Vec<String> = serde_json::from_str(&list).unwrap();
    let mut ids = Ids::new();
    let mut plain = String::from("# Sales process\n## S\n");
    for at in 0..strings.len() {
        let _ = writeln!(plain, "- [Sales] Step {at}\n  => Won");
    }
    let rows = outline::read(&plain, &mut ids).expect("a plain outline").rows;
    let mut texts = strings.iter();
    let rows = rows.into_iter().map(|row| match row {
        Row::Step(mut step) => {
            step.title.clone_from(texts.next().expect("one for each"));
            step.note.clone_from(&step.title);
            Row::Step(step)
        }
        other => other,
    });
    let workshop = Workshop::from_rows(rows).expect("any text may be a title");
    let titles = |rows: &[Row]| -> Vec<(String, String)> {
        let mut steps = steps(rows);
        steps.sort_by_key(|step| step.position);
        steps
            .into_iter()
            .map(|step| (step.title.clone(), step.note.clone()))
            .collect()
    };
    let expected: Vec<(String, String)> = strings.iter().map(|text| (text.clone(), text.clone())).collect();
    let by_json = json::read(json::write(&workshop)).expect("what was written is read");
    assert_eq!(titles(&by_json.rows), expected, "JSON");
    let view = workshop.view(workshop.maps_in_order()[0].id).unwrap();
    let by_outline = outline::read(outline::write(&view), &mut Ids::new()).expect("what was written is read");
    assert_eq!(titles(&by_outline.rows), expected, "outline");
}
