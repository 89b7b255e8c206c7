//! What people decided about gaps, when the steps they are about are merged or split.
//!
//! A fingerprint is `rule:uuid,uuid` or `rule:uuid,uuid/words`: the rule and the sorted origin ids of its subjects (a
//! row's own id when it has no origin), and words where rows alone do not say what the finding is about.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::edit::Edit;
use crate::{GapId, GapRecord, RowKey, Step, StepId};

/// The id that a step has in fingerprints.
fn origin(step: &Step) -> Uuid {
    step.origin.unwrap_or(step.id).0
}

/// A fingerprint taken apart.
struct Parts<'a> {
    rule: &'a str,
    ids: BTreeSet<Uuid>,
    words: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(fingerprint: &'a str) -> Option<Self> {
        let (rule, subjects) = fingerprint.split_once(':')?;
        let (ids, words) = match subjects.split_once('/') {
            Some((ids, words)) => (ids, Some(words)),
            None => (subjects, None),
        };
        let ids = ids
            .split(',')
            .map(Uuid::parse_str)
            .collect::<Result<_, _>>()
            .ok()?;
        Some(Self { rule, ids, words })
    }

    /// The fingerprint of the same finding about another row.
    fn turned(mut self, from: Uuid, to: Uuid) -> String {
        self.ids.remove(&from);
        self.ids.insert(to);
        let ids: Vec<String> = self.ids.iter().map(Uuid::to_string).collect();
        let subjects = format!("{}:{}", self.rule, ids.join(","));
        match self.words {
            Some(words) => format!("{subjects}/{words}"),
            None => subjects,
        }
    }
}

fn about(edit: &Edit<'_>, id: Uuid) -> Vec<GapRecord> {
    edit.workshop
        .gaps
        .values()
        .filter(|gap| Parts::of(&gap.fingerprint).is_some_and(|parts| parts.ids.contains(&id)))
        .cloned()
        .collect()
}

/// Whether a step other than these, on another map, stands for the same origin.
fn elsewhere(edit: &Edit<'_>, id: Uuid, but: &[StepId]) -> bool {
    edit.workshop
        .steps
        .values()
        .any(|step| origin(step) == id && !but.contains(&step.id))
}

/// Records about `step` are to be checked again, and `second`, split from it, gets copies without the votes.
pub(crate) fn split(edit: &mut Edit<'_>, step: &Step, second: &Step) {
    let (from, to) = (origin(step), origin(second));
    for mut record in about(edit, from) {
        if let Some(parts) = Parts::of(&record.fingerprint) {
            let copy = GapRecord {
                id: GapId(edit.draw()),
                fingerprint: parts.turned(from, to),
                votes: 0,
                check_again: true,
                ..record.clone()
            };
            edit.put(copy);
        }
        record.check_again = true;
        edit.put(record);
    }
}

/// Records about `other`, merged into `keep`, go over to `keep`; where it has one already they become one:
/// votes add up, comments are joined. Records that also stand for a step of another map stay there too.
pub(crate) fn merge(edit: &mut Edit<'_>, keep: &Step, other: &Step) {
    let (from, to) = (origin(other), origin(keep));
    for mut record in about(edit, to) {
        record.check_again = true;
        edit.put(record);
    }
    if from == to {
        return;
    }
    let stays = elsewhere(edit, from, &[other.id]);
    for record in about(edit, from) {
        let Some(fingerprint) = Parts::of(&record.fingerprint).map(|parts| parts.turned(from, to)) else {
            continue;
        };
        let heir = edit
            .workshop
            .gaps
            .values()
            .find(|gap| gap.fingerprint == fingerprint)
            .cloned();
        let handed = match heir {
            Some(mut heir) => {
                heir.check_again = true;
                if !stays {
                    heir.votes = heir.votes.saturating_add(record.votes);
                }
                if heir.comment.is_empty() {
                    heir.comment.clone_from(&record.comment);
                } else if !record.comment.is_empty() && heir.comment != record.comment {
                    heir.comment = format!("{}\n{}", heir.comment, record.comment);
                }
                if !stays {
                    edit.take(RowKey::Gap(record.id));
                }
                heir
            }
            None if stays => GapRecord {
                id: GapId(edit.draw()),
                fingerprint,
                votes: 0,
                check_again: true,
                ..record
            },
            None => GapRecord {
                fingerprint,
                check_again: true,
                ..record
            },
        };
        edit.put(handed);
    }
}
