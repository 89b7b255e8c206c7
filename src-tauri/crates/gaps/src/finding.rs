//! What the catalogue says: findings, scorecard, readiness. Plain data for windows, reports and machines.

use std::borrow::Cow;

use crate::numbers::Numbers;
use serde::Serialize;
use twinlane_model::{GapState, PoolId, Severity};

/// Kind of the thing a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the kinds are the rows of the model")]
pub enum SubjectKind {
    Step,
    Link,
    Stage,
    Lane,
    Outcome,
    Question,
    Criterion,
    Pool,
    Tool,
    Map,
}

/// A thing a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Subject {
    /// Id of the row, or of the question or criterion inside its row.
    pub id: String,
    /// Kind.
    pub kind: SubjectKind,
    /// Title as on the map; a link's is "From → To".
    pub title: String,
}

/// What the room decided about a finding, as far as it holds for the present numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RoomDecision {
    /// State of the gap.
    pub state: GapState,
    /// Votes for the gap.
    pub votes: u32,
    /// Comment of the room.
    pub comment: String,
    /// Private: why it was dismissed.
    pub reason: String,
    /// Why a dismissal was reopened ("severity rose from low to high"); empty otherwise.
    pub reopened: String,
    /// A step that the finding names was merged or split since.
    pub check_again: bool,
}

/// A gap the catalogue found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Rule and sorted origin ids: the same across re-computation and scenarios.
    pub fingerprint: String,
    /// Code, such as `C1`.
    pub code: &'static str,
    /// Name in kebab-case, such as `unserved-buyer-step`.
    pub rule: &'static str,
    /// Severity after the workshop's settings.
    pub severity: Severity,
    /// The finding only says that the map is not finished: its side is not marked drawn.
    pub unfinished: bool,
    /// What the finding is about; the first subject carries the badge.
    pub subjects: Vec<Subject>,
    /// Id of the step whose card carries the badge, if the finding is about one.
    pub card: Option<String>,
    /// One sentence with names from the map.
    pub title: String,
    /// Why it matters, one or two sentences.
    pub why: Cow<'static, str>,
    /// The question for the room.
    pub ask: Cow<'static, str>,
    /// What was computed; the unit is part of the name (`inversions`, `hours`, `share`).
    pub numbers: Numbers,
    /// The pool whose load the finding tells. Where the pool is one person, the finding is not shown to everybody.
    #[serde(skip)]
    pub load_of: Option<PoolId>,
    /// What the room decided.
    #[serde(rename = "standing")]
    pub decision: RoomDecision,
}

/// One share of the scorecard.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Share {
    /// part ÷ whole, 0..1; `None` ("unknown") where the whole is 0.
    pub share: Option<f64>,
    /// Part.
    pub part: f64,
    /// Whole.
    pub whole: f64,
    /// Unit of both: `points`, `hours`, `activities`, `pairs`, `stages`, `numbers`, `handoffs`, `users`.
    pub unit: &'static str,
}

/// Seven shares, never merged into one number.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the shares are defined on the scorecard page")]
pub struct Scorecard {
    pub coverage: Share,
    pub purpose: Share,
    pub order: Share,
    pub evidence: Share,
    pub measured: Share,
    pub handoffs: Share,
    pub adoption: Share,
}

/// How far a readiness condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the four words are the documentation")]
pub enum ReadinessState {
    Met,
    PartlyMet,
    NotMet,
    Unknown,
}

/// One of the five conditions that must hold before asking salespeople to change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Condition {
    /// The condition, in a sentence.
    pub condition: &'static str,
    /// How far it is met.
    pub state: ReadinessState,
    /// Why, in sentences.
    pub reasons: Vec<String>,
}

/// The five conditions in order.
pub type Readiness = Vec<Condition>;
