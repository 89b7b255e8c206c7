//! What people decided about gaps, when the steps they are about are merged or split.
//!
//! A fingerprint is `rule:uuid,uuid`: the rule and the sorted origin ids of its subjects (a row's own id when
//! it has no origin).

use std::collections::BTreeSet;

use uuid::Uuid;

use super::edit::Edit;
use crate::{GapId, GapRecord, RowKey, Step, StepId};

/// The id that a step has in fingerprints.
fn origin(step: &Step) -> Uuid {
    step.origin.unwrap_or(step.id).0
}

fn parts(fingerprint: &str) -> Option<(&str, BTreeSet<Uuid>)> {
    let (rule, ids) = fingerprint.split_once(':')?;
    let ids = ids
        .split(',')
        .map(Uuid::parse_str)
        .collect::<Result<_, _>>()
        .ok()?;
    Some((rule, ids))
}

fn join(rule: &str, ids: &BTreeSet<Uuid>) -> String {
    let ids: Vec<String> = ids.iter().map(Uuid::to_string).collect();
    format!("{rule}:{}", ids.join(","))
}

fn about(edit: &Edit<'_>, id: Uuid) -> Vec<GapRecord> {
    edit.workshop
        .gaps
        .values()
        .filter(|gap| parts(&gap.fingerprint).is_some_and(|(_, ids)| ids.contains(&id)))
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
        if let Some((rule, mut ids)) = parts(&record.fingerprint) {
            ids.remove(&from);
            ids.insert(to);
            let copy = GapRecord {
                id: GapId(edit.draw()),
                fingerprint: join(rule, &ids),
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
        let Some((rule, mut ids)) = parts(&record.fingerprint) else {
            continue;
        };
        ids.remove(&from);
        ids.insert(to);
        let fingerprint = join(rule, &ids);
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
