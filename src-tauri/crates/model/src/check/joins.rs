//! What a row names must be there and fit: maps, lanes, stages, pools, tools, ends of links.

use super::cell_fits;
use crate::plan::refuse;
use crate::{End, Link, LinkKind, Map, MapId, Note, OutcomeKind, Refusal, Row, Side, Stage, Step, Workshop};

/// References of a row; those of a link are checked with its ends.
pub(super) fn row(workshop: &Workshop, row: &Row, out: &mut Vec<Refusal>) {
    match row {
        Row::Step(row) => step(workshop, row, out),
        Row::Stage(row) => stage(workshop, row, out),
        Row::Note(row) => note(workshop, row, out),
        Row::Map(row) => map(workshop, row, out),
        Row::Lane(row) => on_map(workshop, row.map, "lane.map", out),
        Row::Pool(row) => on_map(workshop, row.map, "pool.map", out),
        Row::Outcome(row) => on_map(workshop, row.map, "outcome.map", out),
        Row::Link(row) => on_map(workshop, row.map, "link.map", out),
        Row::Gap(row) => {
            if let Some(map) = row.map {
                on_map(workshop, map, "gap.map", out);
            }
        }
        Row::Participant(_)
        | Row::Agenda(_)
        | Row::Tool(_)
        | Row::Log(_)
        | Row::Charter(_)
        | Row::Settings(_) => {}
    }
}

fn on_map(workshop: &Workshop, map: MapId, field: &str, out: &mut Vec<Refusal>) {
    if !workshop.maps.contains_key(&map) {
        out.push(refuse(field, "there is no such map"));
    }
}

fn map(workshop: &Workshop, row: &Map, out: &mut Vec<Refusal>) {
    if let Some(from) = row.copied_from {
        on_map(workshop, from, "map.copied_from", out);
    }
}

/// Map, lane, stage, pool and tools of a step.
pub(super) fn step(workshop: &Workshop, row: &Step, out: &mut Vec<Refusal>) {
    on_map(workshop, row.map, "step.map", out);
    out.extend(cell_fits(workshop, row).err());
    if let Some(pool) = row.pool {
        match workshop.pools.get(&pool) {
            None => out.push(refuse("step.pool", "there is no such pool")),
            Some(pool) if pool.map != row.map => {
                out.push(refuse("step.pool", "the pool belongs to another map"));
            }
            Some(_) => {}
        }
    }
    for (number, tool) in row.tools.iter().enumerate() {
        if !workshop.tools.contains_key(tool) {
            out.push(refuse(format!("step.tools.{number}"), "there is no such tool"));
        }
        if row.tools[..number].contains(tool) {
            out.push(refuse(format!("step.tools.{number}"), "this tool is named twice"));
        }
    }
}

/// Map and paired stages of a stage.
pub(super) fn stage(workshop: &Workshop, row: &Stage, out: &mut Vec<Refusal>) {
    on_map(workshop, row.map, "stage.map", out);
    for (number, other) in row.paired.iter().enumerate() {
        let field = format!("stage.paired.{number}");
        match workshop.stages.get(other) {
            None => out.push(refuse(field, "there is no such stage")),
            Some(other) if other.map != row.map || other.side != Side::Buyer => {
                out.push(refuse(
                    field,
                    "a sales stage is paired with buyer stages of its own map",
                ));
            }
            Some(_) if row.paired[..number].contains(other) => {
                out.push(refuse(field, "this stage is named twice"));
            }
            Some(_) => {}
        }
    }
}

/// The step a note is placed at.
pub(super) fn note(workshop: &Workshop, row: &Note, out: &mut Vec<Refusal>) {
    if row.step.is_some_and(|step| !workshop.steps.contains_key(&step)) {
        out.push(refuse("note.step", "there is no such step"));
    }
}

/// Whether a link joins what its kind may join.
pub(crate) fn may_join(workshop: &Workshop, link: &Link) -> Result<(), Refusal> {
    let from = found(workshop, link, link.from, "link.from")?;
    let to = found(workshop, link, link.to, "link.to")?;
    match link.kind {
        LinkKind::Flow => match (from, to) {
            (Found::Outcome(_), _) => Err(refuse(
                "link.from",
                "flow leaves a step; from an outcome it is a return",
            )),
            (Found::Step(from), Found::Outcome(_)) if from.side == Side::Buyer => Err(refuse(
                "link.to",
                "only the sales process leads to outcomes; a buyer step cannot",
            )),
            (Found::Step(from), Found::Step(to)) if from.side != to.side => Err(refuse(
                "link.to",
                "flow stays on one side; across the line a link is a support",
            )),
            (Found::Step(from), Found::Step(to))
                if from.id == to.id && (from.side == Side::Buyer || from.waypoint) =>
            {
                Err(refuse(
                    "link.to",
                    "only an activity may lead to itself, as a retry",
                ))
            }
            (Found::Step(_), Found::Outcome(_) | Found::Step(_)) => Ok(()),
        },
        LinkKind::Return => match (from, to) {
            (Found::Outcome(OutcomeKind::Won), _) => {
                Err(refuse("link.from", "nothing returns from a won outcome"))
            }
            (Found::Outcome(_), Found::Step(to)) if to.side == Side::Seller => Ok(()),
            (Found::Outcome(_), _) => Err(refuse("link.to", "a return leads to an activity")),
            (Found::Step(_), _) => Err(refuse("link.from", "a return leaves an outcome")),
        },
        LinkKind::Support => match (from, to) {
            (Found::Step(from), _) if from.side == Side::Buyer => {
                Err(refuse("link.from", "a support comes from an activity"))
            }
            (Found::Step(_), Found::Step(to)) if to.side == Side::Buyer => Ok(()),
            (Found::Step(_), _) => Err(refuse("link.to", "a support goes to a buyer step")),
            (Found::Outcome(_), _) => Err(refuse("link.from", "a support comes from an activity")),
        },
    }
}

enum Found<'a> {
    Step(&'a Step),
    Outcome(OutcomeKind),
}

fn found<'a>(workshop: &'a Workshop, link: &Link, end: End, field: &str) -> Result<Found<'a>, Refusal> {
    let (map, found) = match end {
        End::Step(id) => {
            let step = workshop
                .steps
                .get(&id)
                .ok_or_else(|| refuse(field, "there is no such step"))?;
            (step.map, Found::Step(step))
        }
        End::Outcome(id) => {
            let outcome = workshop
                .outcomes
                .get(&id)
                .ok_or_else(|| refuse(field, "there is no such outcome"))?;
            (outcome.map, Found::Outcome(outcome.kind))
        }
    };
    if map == link.map {
        Ok(found)
    } else {
        Err(refuse(field, "a link joins things of one map"))
    }
}
