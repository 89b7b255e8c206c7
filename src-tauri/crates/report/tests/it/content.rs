//! Content: what sections say, in their order, and where their links lead.

use twinlane_report::{Paper, Section};

use crate::checks::{assert_on_paper, texts};
use crate::common::Sample;

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
