//! Findings as a window lists them. A large map has thousands, so that what only an opened one shows stays with
//! the desk until it is asked for. The rules themselves live in `gaps`.

use serde::Serialize;
use ts_rs::TS;
use twinlane_gaps::{RoomDecision, SubjectKind};
use twinlane_model::{GapState, Severity};

/// A gap the catalogue found.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Finding {
    /// Rule and sorted origin ids: the same across re-computation and scenarios.
    pub fingerprint: String,
    /// Code, such as `C1`.
    pub code: &'static str,
    /// Name in kebab-case, such as `unserved-buyer-step`; the key in the settings.
    pub rule: &'static str,
    /// Severity after the workshop's settings.
    pub severity: Severity,
    /// It only says "not finished yet": its side is not marked drawn.
    pub unfinished: bool,
    /// What it is about; the first carries the badge.
    pub subjects: Vec<About>,
    /// One sentence with names from the map.
    pub title: String,
    /// State of the gap.
    pub state: GapState,
    /// What the room decided; absent while it has not touched it.
    pub decision: Option<RoomDecision>,
}

/// A thing a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct About {
    /// Id of the row, or of the question or criterion inside its row.
    pub id: String,
    /// Kind.
    pub kind: SubjectKind,
}

/// What an opened finding says beyond its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Reasons {
    /// Why it matters, one or two sentences.
    pub why: String,
    /// The question for the room.
    pub ask: String,
}

impl From<&twinlane_gaps::Finding> for Finding {
    fn from(finding: &twinlane_gaps::Finding) -> Self {
        let about = |subject: &twinlane_gaps::Subject| About {
            id: subject.id.clone(),
            kind: subject.kind,
        };
        Self {
            fingerprint: finding.fingerprint.clone(),
            code: finding.code,
            rule: finding.rule,
            severity: finding.severity,
            unfinished: finding.unfinished,
            subjects: finding.subjects.iter().map(about).collect(),
            title: finding.title.clone(),
            state: finding.decision.state,
            decision: (finding.decision != RoomDecision::default()).then(|| finding.decision.clone()),
        }
    }
}

impl From<&twinlane_gaps::Finding> for Reasons {
    fn from(finding: &twinlane_gaps::Finding) -> Self {
        Self {
            why: finding.why.to_string(),
            ask: finding.ask.to_string(),
        }
    }
}
