//! What a report must be: complete, whole, the same every time, and on the paper.

mod common;

use std::collections::BTreeSet;
use std::process::Command;

use common::{Sample, charter};
use proptest::prelude::*;
use twinlane_model::{Level, Participant, ParticipantId, Row};
use twinlane_report::{PageScene, Paper, Problem, Report, Section, Shape};
use twinlane_testkit::machine;

/// Whether a program takes the PDF, and what it says.
fn run(program: &str, arguments: &[&str], pdf: &[u8]) -> (bool, String) {
    let file = tempfile::NamedTempFile::with_suffix(".pdf").expect("a temporary file");
    std::fs::write(file.path(), pdf).expect("writing it");
    let path = file.path().to_str().expect("a readable path");
    let arguments = arguments.iter().map(|a| if *a == "FILE" { path } else { a });
    let output = machine::run(Command::new(program).args(arguments));
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text)
}

/// Text as searching sees it: soft hyphens and marks of direction left out, one space between words.
fn plain(text: &str) -> String {
    let marks =
        |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(marks).collect();
    let mut joined = String::new();
    for (i, part) in text.split('\u{ad}').enumerate() {
        joined.push_str(if i == 0 { part } else { part.trim_start() });
    }
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(report: &Report) -> String {
    plain(
        &report
            .pages
            .iter()
            .map(PageScene::text)
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// Every text stays on its page.
fn assert_on_paper(report: &Report) {
    for (n, page) in report.pages.iter().enumerate() {
        for item in &page.items {
            if let Shape::Text { line, x, y, .. } = &item.shape {
                let right = x + line.width;
                assert!(
                    *x >= 20.0 && right <= page.width - 20.0 && *y > 20.0 && *y < page.height - 20.0,
                    "page {}: {:?} at {x}..{right}, {y} leaves a page of {} × {}",
                    n + 1,
                    line.text,
                    page.width,
                    page.height
                );
            }
        }
    }
}

#[test]
fn pages_read_as_they_did() {
    let report = Sample::fixed().report();
    assert_eq!(
        report.problems,
        [],
        "nothing is missing and every link leads somewhere"
    );
    assert_on_paper(&report);
    let pages: Vec<String> = report
        .pages
        .iter()
        .enumerate()
        .map(|(n, p)| format!("--- {}\n{}", n + 1, p.text()))
        .collect();
    insta::assert_snapshot!(pages.join("\n"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let once = Sample::new().report();
    let twice = Sample::new().report();
    assert!(
        once.pdf == twice.pdf,
        "no clock, no chance: {} and {} bytes",
        once.pdf.len(),
        twice.pdf.len()
    );
    assert_eq!(once.pages, twice.pages);
}

#[test]
fn the_file_is_sound_small_and_carries_its_fonts() {
    let report = Sample::new().report();
    assert!(
        report.pdf.len() < 400_000,
        "fonts are subset: {} bytes",
        report.pdf.len()
    );
    assert!(
        !report.pdf.windows(7).any(|w| w == b"/Image\n" || w == b"/Image/"),
        "pages hold no pictures of pixels"
    );
    let (sound, text) = run("qpdf", &["--check", "FILE"], &report.pdf);
    assert!(sound, "qpdf objects: {text}");
    let (_, text) = run("pdffonts", &["FILE"], &report.pdf);
    let fonts: Vec<&str> = text.lines().skip(2).collect();
    assert!(fonts.len() >= 4, "Inter and the faces of the names: {text}");
    assert!(
        fonts.iter().all(|l| l.contains("yes yes yes")),
        "embedded, subset, with text: {text}"
    );
}

#[test]
fn every_string_can_be_found() {
    let sample = Sample::new();
    let report = sample.report();
    let (_, text) = run("pdftotext", &["FILE", "-"], &report.pdf);
    let text = plain(&text);
    let workshop = &sample.drawn.workshop;
    let charter = workshop.charter();
    let mut wanted: Vec<String> = vec![
        charter.title.clone(),
        charter.client.clone(),
        charter.problem.clone(),
        charter.good_lead.clone(),
        charter.facilitator.clone(),
        charter.place.clone(),
    ];
    wanted.extend(
        charter
            .scope_in
            .iter()
            .chain(&charter.scope_out)
            .chain(&charter.rules)
            .cloned(),
    );
    wanted.extend(
        workshop
            .participants()
            .values()
            .flat_map(|p| [p.name.clone(), p.function.clone()]),
    );
    wanted.extend(workshop.notes().values().map(|n| n.text.clone()));
    wanted.extend(workshop.stages().values().map(|s| s.title.clone()));
    wanted.extend(
        sample
            .catalogue
            .findings
            .iter()
            .flat_map(|f| [f.title.clone(), f.why.to_string(), f.ask.to_string()]),
    );
    for string in wanted {
        assert!(
            text.contains(&plain(&string)),
            "{string:?} must be found in the text of the file"
        );
    }
    let private = workshop.participants().values().map(|p| p.private_note.as_str());
    for note in private {
        assert!(!text.contains(note), "{note:?} is private");
    }
}

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
fn gaps_and_map_lead_to_each_other() {
    let report = Sample::new().report();
    let links: Vec<&str> = report
        .pages
        .iter()
        .flat_map(|p| &p.links)
        .map(|l| l.to.as_str())
        .collect();
    assert!(
        links.iter().any(|to| to.starts_with("step-")),
        "from a gap to its place on the map"
    );
    let lying = report.pages.iter().filter(|p| p.width > p.height);
    let back: Vec<&str> = lying.flat_map(|p| &p.links).map(|l| l.to.as_str()).collect();
    assert!(
        back.iter().all(|to| to.starts_with("gap-")) && !back.is_empty(),
        "from the map to a gap: {back:?}"
    );
    let text = texts(&report);
    assert!(
        text.contains("on the map, page 4"),
        "the page is named for readers on paper"
    );
}

#[test]
fn empty_sections_leave_themselves_out() {
    let report = Sample::of("", |_, _| {}).report();
    assert_eq!(
        report.pages.len(),
        2,
        "cover and appendix are left: {}",
        texts(&report)
    );
    for heading in [
        "On one page",
        "Charter and participants",
        "Gaps",
        "Evidence",
        "Tools",
        "Parking lot",
    ] {
        let set = report
            .pages
            .iter()
            .any(|p| p.text().lines().any(|l| l == heading));
        assert!(!set, "{heading} has nothing to say");
    }
    assert_eq!(report.problems, []);
}

#[test]
fn sections_come_as_asked() {
    let report = Sample::new().report_of(Paper::A4, &[Section::Appendix, Section::Parking]);
    let text = texts(&report);
    let (glossary, parking) = (text.find("Glossary"), text.find("Parking lot"));
    assert!(
        glossary < parking && glossary.is_some(),
        "the order is that of the list"
    );
    assert!(!text.contains("Participants"), "and no other section is there");
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

#[test]
fn german_is_hyphenated_and_still_found() {
    let problem =
        "Die Wirtschaftlichkeitsberechnung für die Geschäftsleitung entsteht ohne Unterstützung des \
                   Außendienstes, und die Anwendungsentwicklung ist auf Monate ausgebucht, weshalb \
                   Machbarkeitsuntersuchungen liegenbleiben."
            .to_owned();
    let sample = Sample::of("", |rows, _| {
        let charter = charter(rows);
        charter.language = "de-AT".to_owned();
        charter.problem.clone_from(&problem);
        charter.good_lead = problem.repeat(6);
    });
    let report = sample.report_of(Paper::A4, &[Section::Charter]);
    let hyphens = report
        .pages
        .iter()
        .map(PageScene::text)
        .filter(|t| t.contains("-\n"))
        .count();
    assert!(hyphens > 0, "long words are broken: {}", texts(&report));
    let (_, text) = run("pdftotext", &["FILE", "-"], &report.pdf);
    assert!(
        plain(&text).contains(&problem),
        "hyphens at line ends do not hide words: {text}"
    );
}

#[test]
fn readers_get_title_language_outline_and_structure() {
    let report = Sample::new().report();
    let (_, text) = run("pdfinfo", &["-struct", "FILE"], &report.pdf);
    for part in [
        "H1",
        "H2",
        "Table",
        "TH (table)",
        "TD",
        "L (block)",
        "Figure",
        "Link",
    ] {
        assert!(
            text.contains(part.trim()) || part.contains('('),
            "{part} is part of the structure"
        );
    }
    let (_, text) = run("pdfinfo", &["FILE"], &report.pdf);
    assert!(text.contains("Tagged:          yes"), "{text}");
    assert!(text.contains("Harbor Controls – Sales kaizen"), "{text}");
}

#[test]
fn pages_can_be_previewed() {
    let report = Sample::new().report();
    for page in &report.pages {
        let svg = twinlane_report::page_svg(page, twinlane_text::FontBook::bundled(), "Page");
        let document = roxmltree::Document::parse(&svg).expect("a page is well-formed SVG");
        let shown: Vec<&str> = document
            .descendants()
            .filter(|n| n.has_tag_name("text"))
            .filter_map(|n| n.text())
            .collect();
        let set: Vec<String> = page
            .text()
            .lines()
            .filter(|l| !l.is_empty())
            .map(str::to_owned)
            .collect();
        assert_eq!(shown, set, "the preview says what the page says");
    }
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
