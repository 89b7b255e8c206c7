//! What a rule is: metadata, documentation, a pure check. No rule itself and no map here.

use std::borrow::Cow;

use twinlane_model::{Settings, Severity, Side};

use crate::family::Family;
use crate::numbers::Numbers;
use crate::sheet::Sheet;

/// A number that decides when a rule fires; the workshop's settings may replace it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// Key in the settings.
    pub name: &'static str,
    /// The catalogue's own value.
    pub default: f64,
    /// Unit, in words.
    pub unit: &'static str,
    /// What it decides.
    pub what: &'static str,
}

impl Threshold {
    /// Its value in a workshop: the setting if that is a number, else the catalogue's own.
    pub fn of(&self, settings: &Settings) -> f64 {
        let own = settings.thresholds.get(self.name).copied();
        own.filter(|value| value.is_finite()).unwrap_or(self.default)
    }
}

/// Which way a number has to move for a gap to be worse; a quarter reopens a dismissal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worse {
    /// More is worse.
    Up,
    /// Less is worse.
    Down,
    /// It only describes.
    Never,
}

/// A number that a rule's findings carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Key in the finding's numbers; the unit is part of it.
    pub name: &'static str,
    /// Which way it gets worse.
    pub worse: Worse,
}

/// What a company's records say of the examples of a rule: a small stage history each, as CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Records {
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
    /// Its findings only say "not finished yet" until their side is marked drawn.
    pub unfinished: bool,
    /// It compares pairs; a window may run it off the edit path on a large map.
    pub quadratic: bool,
    /// Thresholds.
    pub thresholds: &'static [Threshold],
    /// Numbers of its findings.
    pub numbers: &'static [Number],
    /// Documentation: what it finds.
    pub finds: &'static str,
    /// Documentation: why it matters.
    pub matters: &'static str,
    /// A small map in outline syntax on which it fires.
    pub wrong: &'static str,
    /// The same map put right.
    pub right: &'static str,
    /// The records of both, for the rules that look at them.
    pub records: Option<Records>,
    pub(crate) check: fn(&Sheet<'_, '_>) -> Vec<Draft>,
}

/// Something on the map, by its place in the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    Step(usize),
    Link(usize),
    Stage(usize),
    Lane(usize),
    Outcome(usize),
    /// Step and number of the question.
    Question(usize, usize),
    /// Stage and number of the criterion.
    Criterion(usize, usize),
    Pool(usize),
    /// One side of the map as a whole.
    Half(Side),
    Map,
}

/// A finding as a rule states it, before settings, decisions and rank.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub subjects: Vec<Thing>,
    /// What the fingerprint is made of where it is not the subjects; empty otherwise.
    pub key: Vec<Thing>,
    /// Words that the fingerprint ends with, where things on the map do not say what the finding is about; empty
    /// otherwise.
    pub words: String,
    /// The pool whose load it tells.
    pub load_of: Option<usize>,
    /// Severity by the catalogue.
    pub severity: Severity,
    /// The side whose `drawn` mark decides whether it is unfinished.
    pub side: Side,
    pub title: String,
    pub why: Cow<'static, str>,
    pub ask: Cow<'static, str>,
    pub numbers: Numbers,
}

impl Draft {
    /// A draft about one thing, medium unless said otherwise.
    pub fn new(subject: Thing, side: Side, title: String) -> Self {
        Self {
            subjects: vec![subject],
            key: Vec::new(),
            words: String::new(),
            load_of: None,
            severity: Severity::Medium,
            side,
            title,
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
