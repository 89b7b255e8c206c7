//! What people decided about gaps, when the steps they are about are merged or split.

use uuid::Uuid;

use super::edit::Edit;
use crate::fingerprint::Fingerprint;
use crate::{GapId, GapRecord, RowKey, Step, StepId};

/// The id that a step has in fingerprints.
fn origin(step: &Step) -> Uuid {
    step.origin.unwrap_or(step.id).0
}

fn about(edit: &Edit<'_>, id: Uuid) -> Vec<GapRecord> {
    edit.workshop
        .gaps
        .values()
        .filter(|gap| Fingerprint::parse(&gap.fingerprint).is_some_and(|parts| parts.ids.contains(&id)))
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
        if let Some(parts) = Fingerprint::parse(&record.fingerprint) {
            let copy = GapRecord {
                id: GapId(edit.draw()),
                fingerprint: parts.about_another(from, to),
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
        let Some(fingerprint) =
            Fingerprint::parse(&record.fingerprint).map(|parts| parts.about_another(from, to))
        else {
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
