//! What commands answer that has no file of its own.

use serde::Serialize;
use ts_rs::TS;
use twinlane_model::{MapId, RowKey, StepId};

/// It was done; nothing more to say than what it is called in undo and what could not be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Done {
    /// Revision it made, or the present one.
    pub rev: u32,
    /// What it did, for the status line.
    pub label: String,
    /// What could not be kept, in sentences.
    pub conflicts: Vec<String>,
}

/// A workshop is open; what it holds is asked by `snapshot`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Opened {
    /// Its file.
    pub path: String,
}

/// A change was undone or redone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Undone {
    /// Revision it made.
    pub rev: u32,
    /// What was undone or redone.
    pub label: String,
    /// Where to look.
    pub at: Option<RowKey>,
}

/// Where to look at a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Place {
    /// Its map, when it is on one.
    pub map: Option<MapId>,
    /// The step that shows it.
    pub step: Option<StepId>,
}

/// What differs between two maps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Differences {
    /// How many steps only the second map has.
    pub added: u32,
    /// How many steps stand elsewhere on it.
    pub moved: u32,
    /// On how many of its cards something else is changed.
    pub changed: u32,
    /// Titles of the steps that only the first map has.
    pub removed: Vec<String>,
    /// Everything that differs, in sentences.
    pub sentences: Vec<String>,
}

/// What the start screen shows.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct StartPage {
    /// Recent workshops, newest first.
    pub recent: Vec<Recent>,
    /// Templates.
    pub templates: Vec<TemplateInfo>,
}

/// A workshop opened before.
#[derive(Clone, Debug, PartialEq, Serialize, serde::Deserialize, TS)]
pub struct Recent {
    /// Its file.
    pub path: String,
    /// Title.
    pub title: String,
    /// Client.
    pub client: String,
    /// When it was opened last, `YYYY-MM-DD`.
    pub opened: String,
    /// A little picture as a data URL; empty when there is none.
    pub picture: String,
    /// The file is still there.
    pub present: bool,
}

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TemplateInfo {
    /// Short name, for commands.
    pub name: String,
    /// Title.
    pub title: String,
    /// What it is for.
    pub about: String,
}

/// A typed line was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Entered {
    /// Revision it made.
    pub rev: u32,
    /// The step the editor stands at now.
    pub step: Option<StepId>,
    /// Steps made, in order.
    pub made: Vec<StepId>,
    /// Title of the stage where the same title already stands ("also in Prove"), and that step.
    pub also: Vec<(String, StepId)>,
    /// What went elsewhere than typed, in sentences.
    pub remarks: Vec<String>,
}

/// What an import kept and left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Imported {
    /// Revision it made.
    pub rev: u32,
    /// What was kept, in sentences.
    pub kept: Vec<String>,
    /// What was not.
    pub left: Vec<LeftOut>,
    /// What the app has to ask.
    pub ask: Vec<OpenQuestion>,
    /// The map it went into.
    pub map: Option<MapId>,
}

/// Something an import did not keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LeftOut {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
    /// Where in the file.
    pub place: String,
}

/// Something an import cannot know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OpenQuestion {
    /// The question, in a sentence.
    pub question: String,
    /// Answers to choose from; the first is what was assumed.
    pub choices: Vec<String>,
    /// The pool that each choice stands for, as an import takes it; empty where the question is not which
    /// pool to read.
    pub pools: Vec<String>,
    /// Where in the file.
    pub place: String,
}

/// A report was laid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Preview {
    /// Its pages.
    pub pages: Vec<PageInfo>,
    /// What could not be printed as it is (characters without a glyph), in sentences.
    pub problems: Vec<String>,
}

/// A page of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PageInfo {
    /// Number, from 1.
    pub number: u32,
    /// Width in points.
    pub width: u32,
    /// Height in points.
    pub height: u32,
}

/// A named version of the workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FoundVersion {
    /// Id, for going back.
    pub id: u32,
    /// Name.
    pub name: String,
    /// When it was kept, RFC 3339.
    pub at: String,
}
