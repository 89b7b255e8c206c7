//! The file: the same bytes, sound, found by searching, with title, language and structure.

use twinlane_report::{PageScene, Paper, Section};

use crate::checks::{plain, run, texts};
use crate::common::{Sample, charter};

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
