//! What tests of the report look for: text as searching sees it, items on paper, the output of programs.

use std::process::Command;

use twinlane_report::{PageScene, Report, Shape};
use twinlane_testkit::machine;

/// Whether a program takes the PDF, and what it says.
pub fn run(program: &str, arguments: &[&str], pdf: &[u8]) -> (bool, String) {
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
pub fn plain(text: &str) -> String {
    let marks =
        |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(marks).collect();
    let mut joined = String::new();
    for (i, part) in text.split('\u{ad}').enumerate() {
        joined.push_str(if i == 0 { part } else { part.trim_start() });
    }
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn texts(report: &Report) -> String {
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
pub fn assert_on_paper(report: &Report) {
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
