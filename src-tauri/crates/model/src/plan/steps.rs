//! Moving steps, putting one into a link, sending them across the line.

use std::collections::BTreeMap;

use super::edit::Edit;
use super::label::quoted;
use super::remove::drop_unused;
use super::rows::add;
use super::sentences;
use crate::refusal::refuse;
use crate::rows::may_join;
use crate::{End, LaneId, Link, LinkId, LinkKind, Refusal, Row, RowKey, Side, StageId, Step, StepId};

/// Moves steps to a cell of their side, in the order given.
pub(crate) fn shift(
    edit: &mut Edit<'_>,
    steps: &[StepId],
    lane: Option<LaneId>,
    stage: Option<StageId>,
    position: Option<u32>,
) -> Result<(), Refusal> {
    let mut rows = distinct(edit, steps, "steps")?;
    for step in &mut rows {
        if let Some(id) = lane {
            let lane = edit.lane(id, "lane")?;
            if (lane.map, lane.side) != (step.map, step.side) {
                return Err(refuse(
                    "lane",
                    "a step moves within its own side; another change takes it across",
                ));
            }
            step.lane = id;
        }
        if let Some(id) = stage {
            let stage = edit.stage(id, "stage")?;
            if (stage.map, stage.side) != (step.map, step.side) {
                return Err(refuse(
                    "stage",
                    "a step moves within its own side; another change takes it across",
                ));
            }
            step.stage = id;
        }
    }
    // One after the other behind what stays: the place counts without the steps that move.
    let mut cells: BTreeMap<(StageId, LaneId), Vec<StepId>> = BTreeMap::new();
    for step in rows {
        let cell = (step.stage, step.lane);
        cells.entry(cell).or_default().push(step.id);
        let at_home = edit
            .workshop
            .steps
            .get(&step.id)
            .is_some_and(|old| (old.stage, old.lane) == cell);
        if !at_home {
            edit.put_last(step);
        }
    }
    for ((stage, lane), moved) in cells {
        let mut order: Vec<StepId> = edit
            .workshop
            .index
            .cell(stage, lane)
            .map(|(_, id)| id)
            .filter(|id| !moved.contains(id))
            .collect();
        let at = position.map_or(order.len(), |at| (at as usize).min(order.len()));
        order.splice(at..at, moved);
        let order: Vec<RowKey> = order.into_iter().map(RowKey::Step).collect();
        edit.number(&order);
    }
    Ok(())
}

/// The steps, each named once.
pub(crate) fn distinct(edit: &Edit<'_>, steps: &[StepId], field: &str) -> Result<Vec<Step>, Refusal> {
    let mut rows: Vec<Step> = Vec::with_capacity(steps.len());
    let mut seen = std::collections::BTreeSet::new();
    for (number, id) in steps.iter().enumerate() {
        let row = edit.step(*id, &format!("{field}.{number}"))?;
        if !seen.insert(*id) {
            return Err(refuse(format!("{field}.{number}"), "this step is named twice"));
        }
        rows.push(row.clone());
    }
    Ok(rows)
}

/// Puts a step into a flow link.
pub(crate) fn insert_on_link(
    edit: &mut Edit<'_>,
    link: LinkId,
    step: &mut Step,
    new_link: &mut LinkId,
) -> Result<(), Refusal> {
    let mut first = edit.link(link, "link")?.clone();
    if first.kind != LinkKind::Flow {
        return Err(refuse("link", "a step is put into a flow link only"));
    }
    let from = first.from.step().and_then(|id| edit.workshop.steps.get(&id));
    if from.is_some_and(|from| from.side != step.side || from.map != step.map) {
        return Err(refuse(
            "step.side",
            "the step must be on the map and side of the link",
        ));
    }
    let mut row = Row::Step(step.clone());
    add(edit, &mut row)?;
    if let Row::Step(row) = row {
        *step = row;
    }
    edit.fill(&mut new_link.0);
    free(edit, RowKey::Link(*new_link), "new_link")?;
    let second = Link::new(*new_link, first.map, LinkKind::Flow, End::Step(step.id), first.to);
    first.to = End::Step(step.id);
    edit.put(first);
    edit.put(second);
    Ok(())
}

/// Refuses an id that is taken.
pub(crate) fn free(edit: &Edit<'_>, key: RowKey, field: &str) -> Result<(), Refusal> {
    if edit.workshop.has(key) {
        return Err(Refusal::Taken {
            field: field.to_owned(),
        });
    }
    Ok(())
}

/// Moves steps across the line. What only the old side knows is dropped and listed.
pub(crate) fn swap_side(
    edit: &mut Edit<'_>,
    steps: &[StepId],
    lane: LaneId,
    stage: StageId,
) -> Result<(), Refusal> {
    let rows = distinct(edit, steps, "steps")?;
    let Some(side) = rows.first().map(|step| step.side) else {
        return Ok(());
    };
    let map = rows[0].map;
    if let Some(number) = rows.iter().position(|step| step.side != side || step.map != map) {
        return Err(refuse(
            format!("steps.{number}"),
            "the steps must be of one side of one map",
        ));
    }
    let to = edit.lane(lane, "lane")?;
    if (to.map, to.side) != (map, side.other()) {
        return Err(refuse(
            "lane",
            "the lane must be on the other side of the same map",
        ));
    }
    let to = edit.stage(stage, "stage")?;
    if (to.map, to.side) != (map, side.other()) {
        return Err(refuse(
            "stage",
            "the stage must be on the other side of the same map",
        ));
    }
    let mut pools = std::collections::BTreeSet::new();
    for mut step in rows {
        pools.extend(step.pool.map(RowKey::Pool));
        let lost = strip(&mut step, side);
        if !lost.is_empty() {
            edit.conflicts
                .push(sentences::lost_fields(&quoted(&step.title), &lost.join(", ")));
        }
        step.side = side.other();
        step.lane = lane;
        step.stage = stage;
        edit.put_last(step);
    }
    drop_unused(edit, pools);
    for id in steps {
        for link in edit.links_at(End::Step(*id)) {
            if may_join(&link, &*edit.workshop).is_ok() {
                continue;
            }
            edit.conflicts.push(sentences::link_dropped(
                &end(edit, link.from),
                &end(edit, link.to),
            ));
            edit.take(RowKey::Link(link.id));
        }
    }
    Ok(())
}

/// An end by its title.
pub(crate) fn end(edit: &Edit<'_>, end: End) -> String {
    let title = match end {
        End::Step(id) => edit.workshop.steps.get(&id).map(|row| row.title.as_str()),
        End::Outcome(id) => edit.workshop.outcomes.get(&id).map(crate::Outcome::name),
    };
    quoted(title.unwrap_or_default())
}

/// Clears what only steps of a side have; says what was there.
fn strip(step: &mut Step, side: Side) -> Vec<&'static str> {
    let mut lost = Vec::new();
    let mut clear = |there: bool, name: &'static str| {
        if there {
            lost.push(name);
        }
    };
    match side {
        Side::Buyer => {
            clear(std::mem::take(&mut step.start), "start mark");
            clear(step.motivation.take().is_some(), "motivation");
            clear(step.knowledge.take().is_some(), "knowledge");
            clear(!std::mem::take(&mut step.questions).is_empty(), "questions");
        }
        Side::Seller => {
            clear(std::mem::take(&mut step.required), "required mark");
            clear(std::mem::take(&mut step.ask), "ask");
            clear(step.pool.take().is_some(), "pool");
            clear(
                !std::mem::take(&mut step.accountable).is_empty(),
                "accountable person",
            );
            clear(!std::mem::take(&mut step.tools).is_empty(), "tools");
            clear(!std::mem::take(&mut step.targets).is_empty(), "targets");
            clear(step.entry.take().is_some(), "entry");
        }
    }
    lost
}
