//! What a report is made from, and what comes of it.

use jiff::civil::Date;
use twinlane_gaps::Catalogue;
use twinlane_model::{MapId, Workshop};
use twinlane_text::FontBook;
use twinlane_words::Locale;

use crate::layout::Paper;
use crate::page::PageScene;

/// A map of the report and what the catalogue says about it.
#[derive(Debug, Clone, Copy)]
pub struct MapInput<'a> {
    /// The map; one that the workshop does not have is left out.
    pub map: MapId,
    /// Findings, scorecard and readiness of the map.
    pub catalogue: &'a Catalogue,
}

/// A scenario of the report and the map it stands beside.
#[derive(Debug, Clone, Copy)]
pub struct ScenarioInput<'a> {
    /// The scenario; one that the workshop does not have is left out.
    pub map: MapId,
    /// The map it is compared with.
    pub against: MapId,
    /// What differs between the two, a sentence each.
    pub differences: &'a [String],
}

/// Everything a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The workshop.
    pub workshop: &'a Workshop,
    /// The maps to show, the first one on the summary.
    pub maps: &'a [MapInput<'a>],
    /// The scenarios to show, in their order.
    pub scenarios: &'a [ScenarioInput<'a>],
    /// Draws for the ranges of results; none when 0. They are made in whole chunks of 250, and fewer for maps
    /// of more than some hundred activities.
    pub draws: usize,
    /// Seed of the draws.
    pub seed: u64,
    /// The date the report bears.
    pub date: Date,
    /// The paper.
    pub paper: Paper,
    /// Whether fields marked private are shown (notes on people, reasons of dismissals).
    pub private: bool,
    /// The faces.
    pub fonts: &'a FontBook,
    /// The language of its sentences.
    pub locale: Locale,
}

/// Something the person who prints should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No face has this character; U+FFFD stands for it on the page, the text keeps it.
    MissingGlyph(char),
    /// A character no document may hold; U+FFFD stands for it on the page and in the text.
    Forbidden(char),
    /// A link that leads nowhere. None is ever expected.
    DeadLink(String),
}

/// A finished report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The file.
    pub pdf: Vec<u8>,
    /// The same pages as display lists, for a preview.
    pub pages: Vec<PageScene>,
    /// What did not come out as written.
    pub problems: Vec<Problem>,
}
