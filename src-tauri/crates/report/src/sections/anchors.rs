//! Names of places in the document: gaps, and what they are about on the map.

use twinlane_gaps::{Finding, Subject, SubjectKind};
use twinlane_model::{End, MapView};

/// The place of a gap: map of the input and number in its list.
pub(crate) fn gap(map: usize, index: usize) -> String {
    format!("gap-{map}-{index}")
}

/// The place of a step on the map.
pub(crate) fn step(id: impl std::fmt::Display) -> String {
    format!("step-{id}")
}

/// The place of an outcome on the map.
pub(crate) fn outcome(id: impl std::fmt::Display) -> String {
    format!("outcome-{id}")
}

/// The place of a stage's head on the map.
pub(crate) fn stage(id: impl std::fmt::Display) -> String {
    format!("stage-{id}")
}

/// The place of a lane's head on the map.
pub(crate) fn lane(id: impl std::fmt::Display) -> String {
    format!("lane-{id}")
}

/// Where on the map a finding's first subject with a place of its own is.
pub(crate) fn of_finding(finding: &Finding, view: &MapView<'_>) -> Option<String> {
    let card = finding.card.as_ref().map(step);
    card.or_else(|| {
        finding
            .subjects
            .iter()
            .find_map(|subject| of_subject(subject, view))
    })
}

fn of_subject(subject: &Subject, view: &MapView<'_>) -> Option<String> {
    let id = subject.id.as_str();
    match subject.kind {
        SubjectKind::Step => Some(step(id)),
        SubjectKind::Outcome => Some(outcome(id)),
        SubjectKind::Stage => Some(stage(id)),
        SubjectKind::Lane => Some(lane(id)),
        SubjectKind::Link => view
            .links
            .iter()
            .find(|l| l.id.to_string() == id)
            .map(|l| match l.from {
                End::Step(id) => step(id),
                End::Outcome(id) => outcome(id),
            }),
        SubjectKind::Question => view
            .steps
            .iter()
            .find(|s| s.questions.iter().any(|q| q.id.to_string() == id))
            .map(|s| step(s.id)),
        SubjectKind::Criterion => view
            .stages
            .iter()
            .find(|s| s.criteria.iter().any(|c| c.id.to_string() == id))
            .map(|s| stage(s.id)),
        SubjectKind::Pool => view
            .steps
            .iter()
            .find(|s| s.pool.is_some_and(|p| p.to_string() == id))
            .map(|s| step(s.id)),
        SubjectKind::Tool | SubjectKind::Map => None,
    }
}
