//! How the tests of rules look at a drawing: the findings of one rule, and their subjects in words.

use jiff::civil::{Date, date};
use twinlane_testkit::{TestMap, draw};

use crate::{Catalogue, Context, Finding, catalogue};

/// The day on which tests ask.
pub(crate) const TODAY: Date = date(2026, 1, 31);

/// The catalogue of a drawn map.
pub(crate) fn of(map: &TestMap) -> Catalogue {
    catalogue(&map.view(), &Context { today: Some(TODAY) })
}

/// The findings of one rule on a drawing.
pub(crate) fn findings(code: &str, drawing: &str) -> Vec<Finding> {
    of(&draw(drawing))
        .findings
        .into_iter()
        .filter(|finding| finding.code == code)
        .collect()
}

/// Asserts the subjects of the findings of one rule, in the order of the map; several subjects of one finding
/// are joined by " + ".
#[track_caller]
pub(crate) fn check(code: &str, drawing: &str, expected: &[&str]) {
    let found = findings(code, drawing);
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
    assert_eq!(subjects, expected, "{code} on {drawing}");
}
