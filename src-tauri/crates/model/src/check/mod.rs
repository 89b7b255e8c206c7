//! The invariants of a workshop. After a change only the rows it touched, and what is joined to them, are
//! looked at; a workshop that is read is checked as a whole.
//!
//! Nothing is altered here.

mod fields;
mod joins;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use joins::may_join;

use crate::plan::{Container, refuse};
use crate::{
    End, LaneId, Link, LinkKind, MapId, QuestionId, Refusal, Row, RowKey, StageId, Step, StepId, Workshop,
};

/// What is wrong after the rows named were put or taken; each comes with its state before.
pub(crate) fn touched(workshop: &Workshop, old: &BTreeMap<RowKey, Option<Row>>) -> Vec<Refusal> {
    let mut out = Vec::new();
    let mut links: BTreeSet<crate::LinkId> = BTreeSet::new();
    let mut steps: BTreeSet<StepId> = BTreeSet::new();
    let mut gone: BTreeSet<RowKey> = BTreeSet::new();
    let mut new_questions: BTreeMap<MapId, BTreeSet<QuestionId>> = BTreeMap::new();
    for (key, before) in old {
        let after = workshop.row(*key);
        match &after {
            Some(row) => {
                fields::row(row, &mut out);
                joins::row(workshop, row, &mut out);
            }
            None => {
                gone.insert(*key);
            }
        }
        match (*key, before, &after) {
            (RowKey::Link(id), _, Some(_)) => {
                links.insert(id);
            }
            (RowKey::Step(id), Some(Row::Step(before)), Some(Row::Step(after))) => {
                if (before.map, before.side) != (after.map, after.side)
                    || before.waypoint != after.waypoint
                    || before.questions != after.questions
                {
                    links.extend(workshop.index.touching(End::Step(id)));
                }
                gained(before, after, &mut new_questions);
            }
            (RowKey::Step(_), None, Some(Row::Step(after))) => {
                let ids = after.questions.iter().map(|question| question.id);
                new_questions.entry(after.map).or_default().extend(ids);
            }
            (RowKey::Step(id), _, None) => links.extend(workshop.index.touching(End::Step(id))),
            (RowKey::Outcome(id), _, _) => links.extend(workshop.index.touching(End::Outcome(id))),
            (RowKey::Lane(id), _, now) if moved(before.as_ref(), now.as_ref()) => {
                steps.extend(workshop.index.in_lane(id));
            }
            (RowKey::Stage(id), _, now) if moved(before.as_ref(), now.as_ref()) => {
                steps.extend(workshop.index.in_stage(id));
            }
            _ => {}
        }
    }
    for id in links {
        if let Some(link) = workshop.links.get(&id) {
            self::link(workshop, link, &mut out);
        }
    }
    for step in steps.iter().filter_map(|id| workshop.steps.get(id)) {
        joins::step(workshop, step, &mut out);
    }
    if gone.iter().any(|key| {
        matches!(
            key,
            RowKey::Map(_) | RowKey::Stage(_) | RowKey::Step(_) | RowKey::Pool(_) | RowKey::Tool(_)
        )
    }) {
        dangling(workshop, &gone, &mut out);
    }
    new_questions.retain(|_, ids| !ids.is_empty());
    if !new_questions.is_empty() {
        repeated_questions(workshop, Some(&new_questions), &mut out);
    }
    out
}

/// Everything that is wrong with a workshop.
pub(crate) fn whole(workshop: &Workshop) -> Vec<Refusal> {
    let mut out = Vec::new();
    let mut containers: BTreeSet<Container> = BTreeSet::new();
    for row in workshop.rows() {
        fields::row(&row, &mut out);
        joins::row(workshop, &row, &mut out);
        if let Row::Link(link) = &row {
            self::link(workshop, link, &mut out);
        }
        containers.extend(Container::of(&row));
    }
    repeated_questions(workshop, None, &mut out);
    for container in containers {
        let members = container.members(workshop);
        if let Some((at, (_, key))) = members
            .iter()
            .enumerate()
            .find(|(at, (number, _))| *number != *at as u32)
        {
            out.push(refuse(
                format!("{}.position", key.table()),
                format!("the list has a hole or a repeated place at {at}"),
            ));
        }
    }
    out
}

/// What is wrong with a link beyond its own fields: its ends, its double, its answers.
fn link(workshop: &Workshop, link: &Link, out: &mut Vec<Refusal>) {
    if let Err(refusal) = may_join(workshop, link) {
        out.push(refusal);
        return;
    }
    let double = workshop.links_at(link.from).any(|other| {
        other.id != link.id && (other.from, other.to, other.kind) == (link.from, link.to, link.kind)
    });
    if double {
        out.push(refuse("link.to", "these two are joined by such a link already"));
    }
    if link.kind == LinkKind::Support
        && let Some(step) = link.to.step().and_then(|id| workshop.steps.get(&id))
        && let Some(number) = link
            .answers
            .iter()
            .position(|answer| !step.questions.iter().any(|question| question.id == *answer))
    {
        out.push(refuse(
            format!("link.answers.{number}"),
            format!("“{}” has no such question", step.title),
        ));
    }
}

/// Whether a lane or stage went away or changed its side or map.
fn moved(before: Option<&Row>, now: Option<&Row>) -> bool {
    let home = |row: Option<&Row>| match row {
        Some(Row::Lane(lane)) => Some((lane.map, lane.side)),
        Some(Row::Stage(stage)) => Some((stage.map, stage.side)),
        _ => None,
    };
    before.is_some() && home(before) != home(now)
}

fn gained(before: &Step, after: &Step, new: &mut BTreeMap<MapId, BTreeSet<QuestionId>>) {
    let had: BTreeSet<QuestionId> = before.questions.iter().map(|question| question.id).collect();
    let ids = after
        .questions
        .iter()
        .map(|question| question.id)
        .filter(|id| before.map != after.map || !had.contains(id));
    new.entry(after.map).or_default().extend(ids);
}

/// Questions that two steps of one map have. `only` limits the search to some ids.
fn repeated_questions(
    workshop: &Workshop,
    only: Option<&BTreeMap<MapId, BTreeSet<QuestionId>>>,
    out: &mut Vec<Refusal>,
) {
    let mut seen: BTreeSet<(MapId, QuestionId)> = BTreeSet::new();
    for step in workshop.steps.values().filter(|step| !step.questions.is_empty()) {
        for (number, question) in step.questions.iter().enumerate() {
            let asked =
                only.is_none_or(|ids| ids.get(&step.map).is_some_and(|ids| ids.contains(&question.id)));
            if asked && !seen.insert((step.map, question.id)) {
                out.push(refuse(
                    format!("step.questions.{number}.id"),
                    "another question of this map has this id",
                ));
            }
        }
    }
}

/// References to rows that are gone, from rows that the change did not touch.
fn dangling(workshop: &Workshop, gone: &BTreeSet<RowKey>, out: &mut Vec<Refusal>) {
    let mut maps = Vec::new();
    let mut pools = Vec::new();
    let mut tools = false;
    let mut stages = false;
    let mut steps = false;
    for key in gone {
        match key {
            RowKey::Map(id) => maps.push(*id),
            RowKey::Pool(id) => pools.push(*id),
            RowKey::Tool(_) => tools = true,
            RowKey::Stage(_) => stages = true,
            RowKey::Step(_) => steps = true,
            _ => {}
        }
    }
    if !maps.is_empty() || !pools.is_empty() || tools {
        for step in workshop.steps.values() {
            joins::step(workshop, step, out);
        }
    }
    if !maps.is_empty() || stages {
        for stage in workshop.stages.values() {
            joins::stage(workshop, stage, out);
        }
    }
    if steps {
        for note in workshop.notes.values() {
            joins::note(workshop, note, out);
        }
    }
    if !maps.is_empty() {
        for row in workshop.rows() {
            if !matches!(row, Row::Step(_) | Row::Stage(_) | Row::Note(_)) {
                joins::row(workshop, &row, out);
            }
        }
    }
}

/// The side and map of a lane and stage must be those of the step.
pub(crate) fn cell_fits(workshop: &Workshop, step: &Step) -> Result<(), Refusal> {
    let lane = |id: LaneId| workshop.lanes.get(&id).map(|lane| (lane.map, lane.side));
    let stage = |id: StageId| workshop.stages.get(&id).map(|stage| (stage.map, stage.side));
    let home = Some((step.map, step.side));
    match lane(step.lane) {
        None => return Err(refuse("step.lane", "there is no such lane")),
        found if found != home => {
            return Err(refuse(
                "step.lane",
                "the lane must be on the step's own side and map",
            ));
        }
        _ => {}
    }
    match stage(step.stage) {
        None => Err(refuse("step.stage", "there is no such stage")),
        found if found != home => Err(refuse(
            "step.stage",
            "the stage must be on the step's own side and map",
        )),
        _ => Ok(()),
    }
}
