//! What the tests of rules share: the findings of one rule on a drawn map, and checks of their subjects and titles.

use jiff::civil::{Date, date};
use twinlane_testkit::{TestMap, draw};

use crate::logs::{history, keep};
use crate::rule::Rule;
use crate::{Catalogue, Context, Finding, catalogue};

/// The day on which tests ask.
pub(crate) const TODAY: Date = date(2026, 1, 31);

/// The catalogue of a drawn map.
pub(crate) fn of(map: &TestMap) -> Catalogue {
    catalogue(
        &map.view(),
        &Context {
            today: Some(TODAY),
            ..Context::default()
        },
    )
}

/// The findings of one rule on a drawing.
pub(crate) fn findings(rule: &Rule, drawing: &str) -> Vec<Finding> {
    only(rule, of(&draw(drawing)))
}

/// Which example of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Example {
    Wrong,
    Right,
}

/// The findings of a rule on one of its examples.
pub(crate) fn example(rule: &Rule, which: Example) -> Vec<Finding> {
    let wrong = which == Example::Wrong;
    let mut map = draw(if wrong { rule.wrong } else { rule.right });
    if let Some(records) = rule.records {
        keep(&mut map, if wrong { records.wrong } else { records.right });
    }
    only(rule, of(&map))
}

/// A drawing with a log, which is drawn as [`history`] says.
pub(crate) fn recorded(drawing: &str, log: &str) -> TestMap {
    let mut map = draw(drawing);
    keep(&mut map, &history(log));
    map
}

/// The findings of one rule.
pub(crate) fn only(rule: &Rule, found: Catalogue) -> Vec<Finding> {
    let found = found.findings.into_iter();
    found.filter(|finding| finding.code == rule.code).collect()
}

/// Asserts the titles of the findings of one rule on a drawing with a log.
#[track_caller]
pub(crate) fn check_titles(rule: &Rule, drawing: &str, log: &str, expected: &[&str]) {
    let found = only(rule, of(&recorded(drawing, log)));
    let titles: Vec<&str> = found.iter().map(|finding| finding.title.as_str()).collect();
    assert_eq!(titles, expected, "{} on {drawing}\nwith {log}", rule.code);
}

/// Asserts the subjects of the findings of one rule, in the order of the map; several subjects of one finding
/// are joined by " + ".
#[track_caller]
pub(crate) fn check(rule: &Rule, drawing: &str, expected: &[&str]) {
    let found = findings(rule, drawing);
    let words = |finding: &Finding| {
        finding
            .subjects
            .iter()
            .map(|subject| subject.title.as_str())
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let mut subjects: Vec<String> = found.iter().map(words).collect();
    subjects.sort();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(subjects, expected, "{} on {drawing}", rule.code);
}
