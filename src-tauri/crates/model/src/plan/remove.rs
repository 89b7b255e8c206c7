//! Removing rows with all that hangs on them.

use std::collections::BTreeSet;

use super::edit::{Edit, refuse};
use crate::{End, LaneId, MapId, NoteState, PoolId, Refusal, RowKey, StageId, StepId, ToolId};

/// Removes rows. Steps and outcomes take their links along, maps everything on them; references to what goes
/// are cleared. A lane or stage with steps needs `move_to`.
pub(crate) fn remove(edit: &mut Edit<'_>, of: &[RowKey], move_to: Option<RowKey>) -> Result<(), Refusal> {
    for (number, key) in of.iter().enumerate() {
        let field = format!("of.{number}");
        edit.row(*key, &field)?;
        if matches!(key, RowKey::Charter | RowKey::Settings) {
            return Err(refuse(field, "a workshop always has this; it cannot be removed"));
        }
    }
    if let Some(taker) = move_to {
        edit.row(taker, "move_to")?;
        if of.contains(&taker) {
            return Err(refuse(
                "move_to",
                "what takes the steps cannot be removed at the same time",
            ));
        }
    }
    // Steps first: a lane that is removed together with all its steps is empty by then.
    let mut steps: Vec<StepId> = Vec::new();
    for key in of {
        match key {
            RowKey::Map(map) => steps.extend(on_map(edit, *map)),
            RowKey::Step(id) => steps.push(*id),
            _ => {}
        }
    }
    take_steps(edit, &steps);
    for key in of {
        match *key {
            RowKey::Step(_) => {}
            RowKey::Outcome(id) => {
                take_links(edit, End::Outcome(id));
                edit.take(*key);
            }
            RowKey::Map(id) => take_map(edit, id),
            RowKey::Lane(id) => {
                empty_lane(edit, id, move_to)?;
                edit.take(*key);
            }
            RowKey::Stage(id) => {
                empty_stage(edit, id, move_to)?;
                unpair(edit, id);
                edit.take(*key);
            }
            RowKey::Pool(id) => {
                forget_pool(edit, id);
                edit.take(*key);
            }
            RowKey::Tool(id) => {
                forget_tool(edit, id);
                edit.take(*key);
            }
            _ => edit.take(*key),
        }
    }
    Ok(())
}

/// Takes steps away with their links; notes placed at them go back to the inbox, and the unnamed pool of a
/// step goes with its last step.
pub(crate) fn take_steps(edit: &mut Edit<'_>, steps: &[StepId]) {
    let mut pools: BTreeSet<PoolId> = BTreeSet::new();
    for id in steps {
        if let Some(pool) = edit.workshop.steps.get(id).and_then(|step| step.pool)
            && edit
                .workshop
                .pools
                .get(&pool)
                .is_some_and(|pool| pool.name.is_empty())
        {
            pools.insert(pool);
        }
        take_links(edit, End::Step(*id));
        edit.take(RowKey::Step(*id));
    }
    drop_unused(edit, pools);
    let gone: BTreeSet<StepId> = steps.iter().copied().collect();
    let notes: Vec<_> = edit
        .workshop
        .notes
        .values()
        .filter(|note| note.step.is_some_and(|step| gone.contains(&step)))
        .cloned()
        .collect();
    for mut note in notes {
        note.step = None;
        if note.state == NoteState::Placed {
            note.state = NoteState::Inbox;
            edit.put_last(note);
        } else {
            edit.put(note);
        }
    }
}

/// Takes those of the pools away that no step uses any more.
pub(crate) fn drop_unused(edit: &mut Edit<'_>, mut pools: BTreeSet<PoolId>) {
    if pools.is_empty() {
        return;
    }
    for pool in edit.workshop.steps.values().filter_map(|step| step.pool) {
        pools.remove(&pool);
    }
    for pool in pools {
        edit.take(RowKey::Pool(pool));
    }
}

fn take_links(edit: &mut Edit<'_>, end: End) {
    for link in edit.links_at(end) {
        edit.take(RowKey::Link(link.id));
    }
}

fn on_map(edit: &Edit<'_>, map: MapId) -> Vec<StepId> {
    edit.workshop
        .steps
        .values()
        .filter(|step| step.map == map)
        .map(|step| step.id)
        .collect()
}

fn take_map(edit: &mut Edit<'_>, map: MapId) {
    let workshop = &*edit.workshop;
    let mut keys: Vec<RowKey> = Vec::new();
    keys.extend(
        workshop
            .links
            .values()
            .filter(|row| row.map == map)
            .map(|row| RowKey::Link(row.id)),
    );
    keys.extend(
        workshop
            .outcomes
            .values()
            .filter(|row| row.map == map)
            .map(|row| RowKey::Outcome(row.id)),
    );
    keys.extend(
        workshop
            .lanes
            .values()
            .filter(|row| row.map == map)
            .map(|row| RowKey::Lane(row.id)),
    );
    keys.extend(
        workshop
            .stages
            .values()
            .filter(|row| row.map == map)
            .map(|row| RowKey::Stage(row.id)),
    );
    keys.extend(
        workshop
            .pools
            .values()
            .filter(|row| row.map == map)
            .map(|row| RowKey::Pool(row.id)),
    );
    keys.extend(
        workshop
            .gaps
            .values()
            .filter(|row| row.map == Some(map))
            .map(|row| RowKey::Gap(row.id)),
    );
    let copies: Vec<_> = workshop
        .maps
        .values()
        .filter(|row| row.copied_from == Some(map))
        .cloned()
        .collect();
    for key in keys {
        edit.take(key);
    }
    for mut copy in copies {
        copy.copied_from = None;
        edit.put(copy);
    }
    edit.take(RowKey::Map(map));
}

fn empty_lane(edit: &mut Edit<'_>, lane: LaneId, move_to: Option<RowKey>) -> Result<(), Refusal> {
    let Some(row) = edit.workshop.lanes.get(&lane).cloned() else {
        return Ok(());
    };
    let steps: Vec<StepId> = edit.workshop.index.in_lane(lane).collect();
    if steps.is_empty() {
        return Ok(());
    }
    let Some(RowKey::Lane(taker)) = move_to else {
        return Err(full(&row.title, steps.len(), move_to));
    };
    let to = edit.lane(taker, "move_to")?;
    if (to.map, to.side) != (row.map, row.side) {
        return Err(refuse(
            "move_to",
            "the lane that takes the steps must be on the same map and side",
        ));
    }
    for id in in_order(edit, steps) {
        if let Some(mut step) = edit.workshop.steps.get(&id).cloned() {
            step.lane = taker;
            edit.put_last(step);
        }
    }
    Ok(())
}

fn empty_stage(edit: &mut Edit<'_>, stage: StageId, move_to: Option<RowKey>) -> Result<(), Refusal> {
    let Some(row) = edit.workshop.stages.get(&stage).cloned() else {
        return Ok(());
    };
    let steps: Vec<StepId> = edit.workshop.index.in_stage(stage).collect();
    if steps.is_empty() {
        return Ok(());
    }
    let Some(RowKey::Stage(taker)) = move_to else {
        return Err(full(&row.title, steps.len(), move_to));
    };
    let to = edit.stage(taker, "move_to")?;
    if (to.map, to.side) != (row.map, row.side) {
        return Err(refuse(
            "move_to",
            "the stage that takes the steps must be on the same map and side",
        ));
    }
    for id in in_order(edit, steps) {
        if let Some(mut step) = edit.workshop.steps.get(&id).cloned() {
            step.stage = taker;
            edit.put_last(step);
        }
    }
    Ok(())
}

/// Steps by position, so that they keep their order where they arrive.
fn in_order(edit: &Edit<'_>, mut steps: Vec<StepId>) -> Vec<StepId> {
    steps.sort_by_key(|id| (edit.workshop.steps.get(id).map(|step| step.position), *id));
    steps
}

fn full(title: &str, steps: usize, move_to: Option<RowKey>) -> Refusal {
    if move_to.is_some() {
        return refuse(
            "move_to",
            "steps of a lane go to a lane, those of a stage to a stage",
        );
    }
    Refusal::Full {
        title: title.to_owned(),
        steps,
    }
}

fn unpair(edit: &mut Edit<'_>, stage: StageId) {
    let paired: Vec<_> = edit
        .workshop
        .stages
        .values()
        .filter(|row| row.paired.contains(&stage))
        .cloned()
        .collect();
    for mut row in paired {
        row.paired.retain(|other| *other != stage);
        edit.put(row);
    }
}

fn forget_pool(edit: &mut Edit<'_>, pool: PoolId) {
    let users: Vec<_> = edit
        .workshop
        .steps
        .values()
        .filter(|step| step.pool == Some(pool))
        .cloned()
        .collect();
    for mut step in users {
        step.pool = None;
        edit.put(step);
    }
}

fn forget_tool(edit: &mut Edit<'_>, tool: ToolId) {
    let users: Vec<_> = edit
        .workshop
        .steps
        .values()
        .filter(|step| step.tools.contains(&tool))
        .cloned()
        .collect();
    for mut step in users {
        step.tools.retain(|other| *other != tool);
        edit.put(step);
    }
}
