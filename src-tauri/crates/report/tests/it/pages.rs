//! Pages: what stands on them, what is never cut, and that nothing leaves the paper.

use std::collections::BTreeSet;

use proptest::prelude::*;
use twinlane_model::{Level, Participant, ParticipantId, Row};
use twinlane_report::{Paper, Problem, Section};

use crate::checks::{assert_on_paper, plain, run, texts};
use crate::common::{Sample, charter};

#[test]
fn every_step_is_found_on_a_map_page() {
    let sample = Sample::new();
    let report = sample.report_of(Paper::A4, &[Section::Map]);
    assert!(report.pages.len() >= 2, "a wide map goes over several pages");
    assert!(report.pages.iter().all(|p| p.width > p.height), "maps lie");
    let (_, text) = run("pdftotext", &["-raw", "FILE", "-"], &report.pdf);
    let text = plain(&text);
    for step in sample.drawn.workshop.steps().values() {
        assert!(
            text.contains(&step.title),
            "{:?} must be found on a map page: {text}",
            step.title
        );
    }
}

#[test]
fn no_card_is_cut() {
    let report = Sample::new().report_of(Paper::Letter, &[Section::Map]);
    let mut seen = BTreeSet::new();
    for page in &report.pages {
        for anchor in page.anchors.iter().filter(|a| a.name.starts_with("step-")) {
            assert!(
                seen.insert(anchor.name.clone()),
                "{} is on one page only",
                anchor.name
            );
        }
    }
    assert_eq!(seen.len(), 14, "and every step is on one");
    assert_on_paper(&report);
}

#[test]
fn the_summary_keeps_to_one_page() {
    for paper in [Paper::A4, Paper::Letter] {
        let report = Sample::new().report_of(paper, &[Section::Summary]);
        assert_eq!(report.pages.len(), 1, "on {paper:?}: {}", texts(&report));
        assert!(
            texts(&report).contains("Ready to change?"),
            "with everything on it"
        );
    }
}

#[test]
fn both_papers_have_their_size() {
    for (paper, width, height) in [(Paper::A4, 595.28, 841.89), (Paper::Letter, 612.0, 792.0)] {
        let report = Sample::new().report_of(paper, Section::ALL);
        for page in &report.pages {
            let (short, long) = (page.width.min(page.height), page.width.max(page.height));
            assert_eq!((short, long), (width, height), "{paper:?}");
        }
        assert_on_paper(&report);
    }
}

fn crowd(rows: &mut Vec<Row>, people: u64, function: &str) {
    for n in 0..people {
        rows.push(Row::Participant(Participant {
            id: ParticipantId(twinlane_testkit::Ids::nth(20_000 + n)),
            name: format!("Person {n}"),
            function: function.to_owned(),
            level: Level::Individual,
            private_note: String::new(),
            position: n as u32,
        }));
    }
}

#[test]
fn long_tables_repeat_their_head() {
    let sample = Sample::of("", |rows, _| crowd(rows, 90, "Sales"));
    let report = sample.report_of(Paper::A4, &[Section::Charter]);
    assert!(report.pages.len() >= 3, "ninety people need three pages");
    for page in &report.pages {
        let text = page.text();
        assert!(
            text.contains("Name\nFunction\nLevel"),
            "each page says what its columns are: {text}"
        );
    }
    let text = texts(&report);
    for n in 0..90 {
        assert!(text.contains(&format!("Person {n} ")), "person {n} is on a page");
    }
}

#[test]
fn a_row_longer_than_a_page_leaves_two_lines_on_each() {
    let long = "Responsible for everything that nobody else wants to do. ".repeat(120);
    let sample = Sample::of("", |rows, _| crowd(rows, 3, &long));
    let report = sample.report_of(Paper::A4, &[Section::Charter]);
    assert!(report.pages.len() >= 4, "the rows go over several pages");
    for page in &report.pages {
        let lines = page
            .text()
            .lines()
            .filter(|l| l.contains("nobody") || l.contains("everything"))
            .count();
        assert_ne!(lines, 1, "no line stands alone: {}", page.text());
    }
    assert_on_paper(&report);
}

#[test]
fn hostile_text_stays_on_paper_and_is_reported() {
    let sample = Sample::of("- [Plant \u{7f}manager] Owns the problem", |rows, _| {
        let charter = charter(rows);
        charter.title = "W".repeat(400);
        charter.client = "مرحبا\u{202e}abc\u{0}".to_owned();
        charter.problem = format!(
            "{} \u{1}\u{e123} {}",
            "x".repeat(3000),
            "Z\u{334}\u{35f}\u{489}".repeat(50)
        );
        charter.good_lead = "文".repeat(2000);
    });
    let report = sample.report();
    assert_on_paper(&report);
    assert!(
        report.problems.contains(&Problem::MissingGlyph('\u{e123}')),
        "{:?}",
        report.problems
    );
    assert!(
        report.problems.contains(&Problem::Forbidden('\u{1}')),
        "{:?}",
        report.problems
    );
    let (sound, text) = run("qpdf", &["--check", "FILE"], &report.pdf);
    assert!(sound, "the file is sound all the same: {text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_makes_a_report(title in "\\PC{0,300}", problem in any::<String>(), rule in "\\PC{0,2000}") {
        let sample = Sample::of("- [Plant manager] Owns the problem", |rows, _| {
            let charter = charter(rows);
            charter.title = title;
            charter.problem = problem;
            charter.rules = vec![rule];
        });
        assert_on_paper(&sample.report_of(Paper::Letter, &[Section::Cover, Section::Summary, Section::Charter]));
    }
}
