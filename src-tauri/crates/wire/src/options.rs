//! What a command says of the way it is to be done: how a line is linked, what a file is read as, how a report is
//! printed and a map is shown.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use twinlane_model::{MapId, StepId};

use crate::ReportSection;

/// How a typed line is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EntryMode {
    /// A first step of its own, not linked.
    First,
    /// Next step, linked by flow (Enter).
    Next,
    /// A sibling branch of the step it stands at (Shift+Enter).
    Sibling,
    /// A step across the line, linked by support (Ctrl+Enter).
    Across,
    /// New title of the step it stands at.
    Retitle,
}

/// What a file is imported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// A buyer journey.
    Buyer,
    /// A sales process.
    Sales,
    /// Both sides of a map.
    Map,
    /// A whole workshop.
    Workshop,
}

/// What a file is exported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the formats are named by their extensions")]
pub enum ExportKind {
    Json,
    Bpmn,
    Svg,
    Png,
    Csv,
    Xlsx,
    Ics,
    Mmd,
    Dot,
    Md,
}

/// Paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 in.
    Letter,
}

/// What the report holds and how it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ReportOptions {
    /// Paper.
    pub paper: Paper,
    /// Sections in order; all when empty. A section without content leaves itself out.
    pub sections: Vec<ReportSection>,
    /// Print private notes and the reasons of dismissals.
    pub private: bool,
    /// Date printed, `YYYY-MM-DD`; today when absent.
    pub date: Option<String>,
}

/// A theme of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the themes are named by what they are")]
pub enum ThemeName {
    #[default]
    Light,
    Dark,
    Projector,
}

/// How a window shows a map.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
#[serde(default, deny_unknown_fields)]
pub struct ViewOptions {
    /// The map; the first when absent.
    pub map: Option<MapId>,
    /// Steps whose bundled links are drawn one by one.
    pub unfold: Vec<StepId>,
    /// Hides what other people must not see: dismissed gaps, private notes, numbers of money.
    pub presenting: bool,
    /// Marks on a scenario how it differs from the present.
    pub compared: bool,
    /// Draws what the log kept says over the map.
    #[serde(default)]
    pub recorded: bool,
}
