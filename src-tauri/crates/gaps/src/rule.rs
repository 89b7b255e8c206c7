//! What a rule is: metadata, documentation, a pure check. No rule itself and no map here.

use twinlane_words::Locale;

use crate::draft::DraftFinding;
use crate::facts::MapFacts;
use crate::family::Family;
use crate::threshold::Threshold;

/// Which way a number moves when a gap gets worse. A change by a quarter reopens a dismissal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorseWhen {
    /// A higher number is worse.
    Higher,
    /// A lower number is worse.
    Lower,
    /// The number only describes.
    Never,
}

/// A number that a rule's findings carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleNumber {
    /// Key in the finding's numbers; the unit is part of it.
    pub name: &'static str,
    /// Which way the gap gets worse.
    pub worse: WorseWhen,
}

/// The records beside the examples of a rule: a small stage history each, as CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExampleRecords {
    /// Beside the map that is wrong.
    pub wrong: &'static str,
    /// Beside the map put right.
    pub right: &'static str,
}

/// A rule of the catalogue. One file each, in a folder by family.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Code, such as `C1`: the letter is the family's.
    pub code: &'static str,
    /// Name in kebab-case, after the defect; the key in settings and fingerprints.
    pub name: &'static str,
    /// Family.
    pub family: Family,
    /// Severity of a finding unless the settings say otherwise, in words.
    pub severity: &'static str,
    /// Until their side is marked drawn, its findings only say that the map is not finished.
    pub unfinished: bool,
    /// The rule compares pairs, so that a window may run it off the edit path on a large map.
    pub quadratic: bool,
    /// Thresholds.
    pub thresholds: &'static [Threshold],
    /// Numbers of its findings.
    pub numbers: &'static [RuleNumber],
    /// Documentation: what it finds.
    pub finds: fn(Locale) -> &'static str,
    /// Documentation: why it matters.
    pub matters: fn(Locale) -> &'static str,
    /// A small map in outline syntax on which it fires.
    pub wrong: &'static str,
    /// The same map put right.
    pub right: &'static str,
    /// The records of both, for the rules that look at them.
    pub records: Option<ExampleRecords>,
    pub(crate) check: fn(&MapFacts<'_, '_>) -> Vec<DraftFinding>,
}
