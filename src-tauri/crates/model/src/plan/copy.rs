//! Copies: of steps beside themselves, of a whole map.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::edit::Edit;
use super::steps::{distinct, free};
use crate::refusal::refuse;
use crate::{End, IdRole, Link, LinkId, MapId, MapKind, QuestionId, Refusal, Row, RowKey, StepId};

/// Copies steps, each behind its original, with the links among them.
pub(crate) fn duplicate(edit: &mut Edit<'_>, steps: &[StepId], ids: &mut Vec<StepId>) -> Result<(), Refusal> {
    let rows = distinct(edit, steps, "steps")?;
    if ids.is_empty() {
        ids.resize(steps.len(), StepId(Uuid::nil()));
    }
    if ids.len() != steps.len() {
        return Err(refuse("ids", "there must be one id for each step, or none"));
    }
    let mut copies: BTreeMap<StepId, StepId> = BTreeMap::new();
    let mut questions: BTreeMap<QuestionId, QuestionId> = BTreeMap::new();
    for (number, original) in rows.into_iter().enumerate() {
        edit.fill(&mut ids[number].0);
        free(edit, RowKey::Step(ids[number]), &format!("ids.{number}"))?;
        let mut copy = original.clone();
        copy.id = ids[number];
        copy.origin = None;
        for question in &mut copy.questions {
            let new = QuestionId(edit.draw());
            questions.insert(question.id, new);
            question.id = new;
        }
        copies.insert(original.id, copy.id);
        // The original may have moved down behind a copy made before.
        let place = edit
            .workshop
            .steps
            .get(&original.id)
            .map_or(original.position, |row| row.position);
        edit.put_at(copy, place + 1);
    }
    for original in steps {
        for link in edit.links_at(End::Step(*original)) {
            let (Some(from), Some(to)) = (link.from.step(), link.to.step()) else {
                continue;
            };
            let (Some(new_from), Some(new_to)) = (copies.get(&from), copies.get(&to)) else {
                continue;
            };
            if from != *original {
                continue;
            }
            let copy = Link {
                id: LinkId(edit.draw()),
                origin: None,
                from: End::Step(*new_from),
                to: End::Step(*new_to),
                answers: link
                    .answers
                    .iter()
                    .filter_map(|answer| questions.get(answer).copied())
                    .collect(),
                ..link
            };
            edit.put(copy);
        }
    }
    Ok(())
}

/// Copies a map with everything on it. Each row names its origin, of a copy's copy the first one, so that
/// maps of one family can be compared and decisions about gaps hold in all of them. Questions and criteria
/// keep their ids: they are unique on their map.
pub(crate) fn copy_map(
    edit: &mut Edit<'_>,
    from: MapId,
    id: &mut MapId,
    name: &str,
    kind: MapKind,
) -> Result<(), Refusal> {
    let mut copy = edit.map(from, "map")?.clone();
    edit.fill(&mut id.0);
    free(edit, RowKey::Map(*id), "id")?;
    name.clone_into(&mut copy.name);
    copy.kind = kind;
    if kind == MapKind::Current {
        // A current map says how it is, and nothing is tried out there.
        copy.moves.clear();
    }
    let mut rows: Vec<Row> = edit
        .workshop
        .rows()
        .filter(|row| row.map() == Some(from))
        .filter_map(|mut row| row.note_origin().then_some(row))
        .collect();
    let mut renewed: BTreeMap<RowKey, Uuid> = rows.iter().map(|row| (row.key(), edit.draw())).collect();
    renewed.insert(RowKey::Map(from), id.0);
    rows.insert(0, Row::Map(copy));
    for row in &mut rows {
        row.change_ids(&mut |at, id| {
            if at.role != IdRole::Origin
                && let Some(new) = at.names.and_then(|kind| renewed.get(&RowKey::of(kind, *id)?))
            {
                *id = *new;
            }
            true
        });
        if let Row::Map(map) = row {
            map.copied_from = Some(from);
        }
    }
    let mut rows = rows.into_iter();
    if let Some(map) = rows.next() {
        edit.put_last(map);
    }
    rows.for_each(|row| edit.put(row));
    Ok(())
}
