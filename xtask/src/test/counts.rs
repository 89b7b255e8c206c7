//! Counts tests by kind, for the closing lines.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::programs::{End, Test};
use crate::tidy::tree::Tree;

/// Kinds in the order of the closing lines.
const KINDS: [&str; 7] = [
    "unit",
    "property",
    "documentation",
    "page",
    "real-data",
    "fault",
    "window",
];

/// Tests that ran, by kind.
#[derive(Default)]
pub struct Counts {
    ran: BTreeMap<&'static str, usize>,
    /// Tests that failed.
    pub failed: usize,
    skipped: BTreeMap<String, BTreeSet<String>>,
}

impl Counts {
    /// Counts tests of Rust programs.
    pub fn add(&mut self, tests: &[Test], properties: &BTreeSet<String>) {
        for test in tests.iter().filter(|test| test.end != End::Ignored) {
            *self.ran.entry(kind(test, properties)).or_default() += 1;
            self.failed += usize::from(test.end == End::Failed);
        }
    }

    /// Counts tests of which only the numbers are known.
    pub fn add_numbers(&mut self, kind: &'static str, passed: usize, failed: usize) {
        *self.ran.entry(kind).or_default() += passed + failed;
        self.failed += failed;
    }

    /// Takes the tests that were skipped, with their reasons, from the file that they wrote.
    pub fn take_skipped(&mut self, file: &Path) {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        for (test, reason) in text.lines().filter_map(|line| line.split_once('\t')) {
            self.skipped
                .entry(test.to_owned())
                .or_default()
                .insert(reason.to_owned());
        }
    }

    /// The closing lines. `parts` is the number of failed parts that are no tests; each counts as a failure.
    pub fn lines(&self, parts: usize) -> Vec<String> {
        let mut lines: Vec<String> = KINDS
            .iter()
            .map(|kind| {
                let number = self.ran.get(kind).copied().unwrap_or_default();
                format!("{number:6}  {kind} tests")
            })
            .collect();
        for (test, reasons) in &self.skipped {
            let reasons: Vec<&str> = reasons.iter().map(String::as_str).collect();
            lines.push(format!("skipped: {test}: {}", reasons.join("; ")));
        }
        let (ran, skipped) = (self.ran.values().sum::<usize>(), self.skipped.len());
        let passed = ran.saturating_sub(self.failed + skipped);
        let more = if skipped > 0 {
            format!(", {skipped} skipped")
        } else {
            String::new()
        };
        lines.push(String::new());
        lines.push(format!("{passed} passed, {} failed{more}", self.failed + parts));
        lines
    }
}

fn kind(test: &Test, properties: &BTreeSet<String>) -> &'static str {
    let name = test.name.rsplit("::").next().unwrap_or(&test.name);
    let real = test.target.starts_with("real_data") || test.name.starts_with("real_data");
    match (test.package.as_str(), test.target.as_str()) {
        ("tests", "window") => "window",
        ("faults", _) => "fault",
        _ if real => "real-data",
        _ if properties.contains(name) => "property",
        _ => "unit",
    }
}

/// Names of property tests: functions whose parameters are drawn (`seed in any::<u64>()`).
pub fn properties(tree: &Tree) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in tree.written(&["rs"]) {
        for (at, word) in file.text.match_indices("fn ") {
            let Some((name, rest)) = file.text[at + word.len()..].split_once('(') else {
                continue;
            };
            let parameters = rest.split_once('{').map_or("", |(head, _)| head);
            if name.chars().all(|sign| sign.is_alphanumeric() || sign == '_') && parameters.contains(" in ") {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

/// The numbers of passed and failed tests that a program says in a line of its summary, such as `12 passed`.
pub fn said(text: &str, begin: &str) -> (usize, usize) {
    let number = |line: &str, of: &str| -> usize {
        let words: Vec<&str> = line.split_whitespace().collect();
        words
            .windows(2)
            .find(|pair| pair[1].trim_end_matches([';', ',']) == of)
            .and_then(|pair| pair[0].parse().ok())
            .unwrap_or_default()
    };
    text.lines()
        .map(str::trim)
        .filter(|line| line.starts_with(begin))
        .fold((0, 0), |(passed, failed), line| {
            (passed + number(line, "passed"), failed + number(line, "failed"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(package: &str, target: &str, name: &str, end: End) -> Test {
        Test {
            package: package.to_owned(),
            target: target.to_owned(),
            name: name.to_owned(),
            end,
        }
    }

    #[test]
    fn the_last_line_says_what_passed_failed_and_was_skipped() {
        let tree = Tree::of(&[(
            "a.rs",
            "fn any_text(text in any::<String>()) { }\nfn other(a: u8) { }",
        )]);
        let mut counts = Counts::default();
        counts.add(
            &[
                test("model", "it", "a::any_text", End::Passed),
                test("model", "it", "b::other", End::Failed),
                test("records", "it", "real_data::deals", End::Passed),
                test("tests", "window", "undo", End::Passed),
                test("wire", "typescript", "write", End::Ignored),
            ],
            &properties(&tree),
        );
        counts.add_numbers("page", 2, 0);
        let folder = std::env::temp_dir().join(format!("xtask-{}", std::process::id()));
        std::fs::write(&folder, "real_data::deals\tno data\nreal_data::deals\tno log\n").expect("written");
        counts.take_skipped(&folder);
        std::fs::remove_file(&folder).expect("removed");
        let lines = counts.lines(1);
        assert!(lines.contains(&"     1  property tests".to_owned()), "{lines:?}");
        assert!(
            lines.contains(&"skipped: real_data::deals: no data; no log".to_owned()),
            "{lines:?}"
        );
        assert_eq!(
            lines.last().map(String::as_str),
            Some("4 passed, 2 failed, 1 skipped")
        );
    }

    #[test]
    fn summaries_of_other_programs_are_read() {
        let vitest = " Test Files  2 passed (2)\n      Tests  1 failed | 31 passed (32)\n";
        assert_eq!(said(vitest, "Tests "), (31, 1));
        let documentation =
            "test result: ok. 2 passed; 0 failed; 0 ignored\ntest result: ok. 1 passed; 1 failed;";
        assert_eq!(said(documentation, "test result:"), (3, 1));
    }
}
