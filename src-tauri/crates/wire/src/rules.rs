//! The catalogue of gaps as a window shows it among the settings. The rules themselves live in `gaps`.

use serde::Serialize;
use ts_rs::TS;
use twinlane_gaps::{Rule, Threshold};
use twinlane_words::Locale;

/// What the catalogue says of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct RuleInfo {
    /// Code, such as `C1`.
    pub code: String,
    /// Name in kebab-case; the key in the settings.
    pub name: String,
    /// Title of its family. Rules come in the order of the catalogue, so the families do too.
    pub family: String,
    /// Letter of its family, with which the codes of all its rules begin.
    pub letter: String,
    /// Severity of its findings unless the settings say otherwise, in words.
    pub severity: String,
    /// What it finds, in a sentence or two.
    pub finds: String,
    /// Numbers that decide when it fires.
    pub thresholds: Vec<ThresholdInfo>,
}

/// A number that decides when a rule fires.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ThresholdInfo {
    /// Key in the settings.
    pub name: String,
    /// The catalogue's own value, in `unit`.
    pub default: f64,
    /// Unit, in words.
    pub unit: String,
    /// What it decides, in a sentence.
    pub what: String,
}

impl From<&Rule> for RuleInfo {
    fn from(rule: &Rule) -> Self {
        Self {
            code: rule.code.to_owned(),
            name: rule.name.to_owned(),
            family: rule.family.title().to_owned(),
            letter: rule.family.letter().to_string(),
            severity: rule.severity.to_owned(),
            finds: (rule.finds)(Locale::English).to_owned(),
            thresholds: rule.thresholds.iter().map(ThresholdInfo::from).collect(),
        }
    }
}

impl From<&Threshold> for ThresholdInfo {
    fn from(threshold: &Threshold) -> Self {
        Self {
            name: threshold.name.to_owned(),
            default: threshold.default,
            unit: threshold.unit.to_owned(),
            what: (threshold.what)(Locale::English).to_owned(),
        }
    }
}
