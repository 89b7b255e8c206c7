//! A finding as a rule states it. No rule and no map here.

use std::borrow::Cow;

use twinlane_model::{Severity, Side};

use crate::item::MapItem;
use crate::numbers::Numbers;

/// A finding as a rule states it, before settings, decisions and rank.
#[derive(Clone, Debug)]
pub(crate) struct DraftFinding {
    pub subjects: Vec<MapItem>,
    /// What the fingerprint is made of where that is not the subjects; empty otherwise.
    pub key: Vec<MapItem>,
    /// Text that the fingerprint ends with, where things on the map do not say what the finding is about; empty
    /// otherwise.
    pub key_suffix: String,
    /// The pool whose load the finding tells.
    pub load_of: Option<usize>,
    /// Severity by the catalogue.
    pub severity: Severity,
    /// The side whose `drawn` mark decides whether the finding is unfinished.
    pub side: Side,
    pub title: String,
    pub why: Cow<'static, str>,
    pub ask: Cow<'static, str>,
    pub numbers: Numbers,
}

impl DraftFinding {
    /// A draft about one item, of medium severity unless [`Self::severity`] says otherwise.
    pub fn new(subject: MapItem, side: Side, title: impl Into<String>) -> Self {
        Self {
            subjects: vec![subject],
            key: Vec::new(),
            key_suffix: String::new(),
            load_of: None,
            severity: Severity::Medium,
            side,
            title: title.into(),
            why: Cow::Borrowed(""),
            ask: Cow::Borrowed(""),
            numbers: Numbers::default(),
        }
    }

    /// With another severity.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// With the reason why it matters.
    pub fn why(mut self, why: impl Into<Cow<'static, str>>) -> Self {
        self.why = why.into();
        self
    }

    /// With the question for the room.
    pub fn ask(mut self, ask: impl Into<Cow<'static, str>>) -> Self {
        self.ask = ask.into();
        self
    }

    /// With a number.
    pub fn number(mut self, name: &'static str, value: f64) -> Self {
        self.numbers.set(name, value);
        self
    }
}
