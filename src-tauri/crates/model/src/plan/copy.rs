//! Copies: of steps beside themselves, of a whole map.

use std::collections::BTreeMap;

use super::edit::{Edit, refuse};
use super::steps::{distinct, free};
use crate::{
    End, LaneId, Link, LinkId, Map, MapId, MapKind, OutcomeId, PoolId, QuestionId, Refusal, RowKey, StageId,
    StepId,
};

/// Copies steps, each behind its original, with the links among them.
pub(crate) fn duplicate(edit: &mut Edit<'_>, steps: &[StepId], ids: &mut Vec<StepId>) -> Result<(), Refusal> {
    let rows = distinct(edit, steps, "steps")?;
    if ids.is_empty() {
        ids.resize(steps.len(), StepId(uuid::Uuid::nil()));
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
    let source = edit.map(from, "map")?.clone();
    edit.fill(&mut id.0);
    free(edit, RowKey::Map(*id), "id")?;
    let map = *id;
    let lanes: Vec<_> = edit
        .workshop
        .lanes
        .values()
        .filter(|row| row.map == from)
        .cloned()
        .collect();
    let stages: Vec<_> = edit
        .workshop
        .stages
        .values()
        .filter(|row| row.map == from)
        .cloned()
        .collect();
    let pools: Vec<_> = edit
        .workshop
        .pools
        .values()
        .filter(|row| row.map == from)
        .cloned()
        .collect();
    let steps: Vec<_> = edit
        .workshop
        .steps
        .values()
        .filter(|row| row.map == from)
        .cloned()
        .collect();
    let outcomes: Vec<_> = edit
        .workshop
        .outcomes
        .values()
        .filter(|row| row.map == from)
        .cloned()
        .collect();
    let links: Vec<_> = edit
        .workshop
        .links
        .values()
        .filter(|row| row.map == from)
        .cloned()
        .collect();

    let lane_ids: BTreeMap<LaneId, LaneId> = lanes.iter().map(|row| (row.id, LaneId(edit.draw()))).collect();
    let stage_ids: BTreeMap<StageId, StageId> =
        stages.iter().map(|row| (row.id, StageId(edit.draw()))).collect();
    let pool_ids: BTreeMap<PoolId, PoolId> = pools.iter().map(|row| (row.id, PoolId(edit.draw()))).collect();
    let step_ids: BTreeMap<StepId, StepId> = steps.iter().map(|row| (row.id, StepId(edit.draw()))).collect();
    let outcome_ids: BTreeMap<OutcomeId, OutcomeId> = outcomes
        .iter()
        .map(|row| (row.id, OutcomeId(edit.draw())))
        .collect();
    let link_ids: BTreeMap<LinkId, LinkId> = links.iter().map(|row| (row.id, LinkId(edit.draw()))).collect();
    let link = |id: LinkId| link_ids.get(&id).copied().unwrap_or(id);
    let moves = match kind {
        MapKind::Scenario => source.moves.iter().map(|row| row.with_links(link)).collect(),
        // A current map says how it is, and nothing is tried out there.
        MapKind::Current => Vec::new(),
    };
    let end = |end: End| match end {
        End::Step(id) => End::Step(step_ids.get(&id).copied().unwrap_or(id)),
        End::Outcome(id) => End::Outcome(outcome_ids.get(&id).copied().unwrap_or(id)),
    };

    edit.put_last(Map {
        id: map,
        name: name.to_owned(),
        kind,
        copied_from: Some(from),
        moves,
        ..source
    });
    for mut row in lanes {
        row.origin = Some(row.origin.unwrap_or(row.id));
        row.map = map;
        row.id = lane_ids[&row.id];
        edit.put(row);
    }
    for mut row in stages {
        row.origin = Some(row.origin.unwrap_or(row.id));
        row.map = map;
        row.id = stage_ids[&row.id];
        row.paired = row
            .paired
            .iter()
            .filter_map(|stage| stage_ids.get(stage).copied())
            .collect();
        edit.put(row);
    }
    for mut row in pools {
        row.origin = Some(row.origin.unwrap_or(row.id));
        row.map = map;
        row.id = pool_ids[&row.id];
        edit.put(row);
    }
    for mut row in steps {
        row.origin = Some(row.origin.unwrap_or(row.id));
        row.map = map;
        row.id = step_ids[&row.id];
        row.lane = lane_ids.get(&row.lane).copied().unwrap_or(row.lane);
        row.stage = stage_ids.get(&row.stage).copied().unwrap_or(row.stage);
        row.pool = row.pool.and_then(|pool| pool_ids.get(&pool).copied());
        edit.put(row);
    }
    for mut row in outcomes {
        row.origin = Some(row.origin.unwrap_or(row.id));
        row.map = map;
        row.id = outcome_ids[&row.id];
        edit.put(row);
    }
    for mut row in links {
        row.origin = Some(row.origin.unwrap_or(row.id));
        row.map = map;
        row.id = link(row.id);
        row.from = end(row.from);
        row.to = end(row.to);
        edit.put(row);
    }
    let copy = edit.map(map, "id")?;
    if !copy.matching.is_empty() {
        let mut copy = copy.clone();
        for each in copy.matching.values_mut().flatten() {
            *each = end(*each);
        }
        edit.put(copy);
    }
    Ok(())
}
