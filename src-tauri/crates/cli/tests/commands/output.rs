//! What is written: the report and every other format.

use serde_json::Value;
use twinlane_usecases::wire::ReportSection;
use twinlane_words::Locale;

use super::{Place, example, text};

#[test]
fn the_report_is_the_same_bytes_and_replaces_only_by_force() {
    let place = Place::new();
    let words = |out: &'static str| ["report", "w.twinlane", "-o", out, "--date", "2026-01-31"];
    place.done(&["new", "w.twinlane", "--sample"]);
    place.done(&words("a.pdf"));
    place.done(&words("b.pdf"));
    let pdf = std::fs::read(place.path("a.pdf")).expect("the report");
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(pdf.len() < 480 * 1024, "{} bytes", pdf.len());
    assert_eq!(
        pdf,
        std::fs::read(place.path("b.pdf")).expect("the report"),
        "same input, same bytes"
    );
    assert!(place.refused(&words("a.pdf")).contains("a.pdf"));
    place.done(&[words("a.pdf").as_slice(), &["--force", "--paper", "letter"]].concat());
    assert!(
        place
            .refused(&["report", "w.twinlane", "-o", "c.pdf", "--date", "31.1."])
            .contains("2026-01-31")
    );
    let unknown = place.run(&["report", "w.twinlane", "-o", "c.pdf", "--sections", "cover,plan"]);
    assert_eq!(
        unknown.status.code(),
        Some(2),
        "a word the command line does not know"
    );
    assert!(
        text(&unknown.stderr).contains("'plan'"),
        "{}",
        text(&unknown.stderr)
    );
    place.done(&[
        "report",
        "w.twinlane",
        "-o",
        "c.pdf",
        "--sections",
        "Cover,records",
    ]);
}

#[test]
fn help_names_every_section_of_the_report() {
    let place = Place::new();
    let help = place.done(&["report", "--help"]);
    for section in ReportSection::ALL {
        let line = format!("- {}:", section.key());
        assert!(
            help.contains(&line) && help.contains(section.title(Locale::English)),
            "{line} {help}"
        );
    }
    assert!(place.done(&["report", "-h"]).contains("records"), "also in short");
}

#[test]
fn every_format_is_written_and_those_that_can_be_read_come_back() {
    let place = Place::new();
    place.done(&["new", "w.twinlane", "--sample"]);
    for extension in [
        "json", "bpmn", "svg", "png", "csv", "xlsx", "mmd", "dot", "md", "ics",
    ] {
        let out = format!("w.{extension}");
        place.done(&["export", "w.twinlane", "-o", &out]);
        assert!(
            place.path(&out).metadata().is_ok_and(|meta| meta.len() > 100),
            "{out} has content"
        );
    }
    assert!(
        place
            .refused(&["export", "w.twinlane", "-o", "w.docx"])
            .contains(".json"),
        "what is possible is named"
    );
    place.done(&["import", "w.json", "--into", "again.twinlane"]);
    place.done(&["export", "again.twinlane", "-o", "again.json"]);
    let read = |name: &str| std::fs::read_to_string(place.path(name)).expect("the file");
    assert_eq!(
        read("w.json"),
        read("again.json"),
        "export then import gives an equal workshop"
    );
}

#[test]
fn one_side_of_a_table_comes_without_loose_links() {
    let place = Place::new();
    place.done(&["export", &example("harbor.md"), "-o", "steps.csv"]);
    place.done(&["import", "steps.csv", "--into", "w.twinlane", "--as", "sales"]);
    let map = &place.json(&["show", "w.twinlane", "--json"])["maps"][0];
    assert_eq!(
        (map["steps"].as_u64(), map["supports"].as_u64()),
        (Some(8), Some(0)),
        "{map}"
    );
}

#[test]
fn our_own_bpmn_comes_back_whole() {
    let place = Place::new();
    place.done(&["import", &example("harbor.md"), "--into", "w.twinlane"]);
    place.done(&["export", "w.twinlane", "-o", "w.bpmn"]);
    place.done(&["import", "w.bpmn", "--into", "again.twinlane"]);
    for file in ["w", "again"] {
        place.done(&[
            "export",
            &format!("{file}.twinlane"),
            "-o",
            &format!("{file}.json"),
        ]);
    }
    let read = |name: &str| -> Value {
        let text = std::fs::read_to_string(place.path(name)).expect("the file");
        let mut value: Value = serde_json::from_str(&text).expect("JSON");
        // The charter is no part of a diagram.
        value["charter"] = Value::Null;
        value
    };
    assert!(read("w.json") == read("again.json"), "an equal map, ids and all");
}
