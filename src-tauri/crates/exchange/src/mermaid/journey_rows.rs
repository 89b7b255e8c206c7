//! From a journey to the rows of a buyer journey: stages, lanes, steps, and flow in the order of the tasks.

use std::collections::BTreeMap;

use twinlane_model::{
    Drawn, End, IdSource, Lane, LaneId, Link, LinkId, LinkKind, Map, MapId, Row, Side, Stage, StageId, Step,
    StepId,
};

use super::journey_text::Journey;
use crate::outline::DEFAULT_MAP_NAME;
use crate::sentences::{JourneyFaults, LOCALE};
use crate::{Imported, Place};

/// Makes the rows, and accounts for what they cannot hold.
pub(super) fn build(journey: Journey, ids: &mut dyn IdSource) -> Imported {
    let map = MapId::new(ids);
    let name = if journey.title.is_empty() {
        DEFAULT_MAP_NAME.to_owned()
    } else {
        journey.title
    };
    let mut rows = vec![Row::Map(Map {
        about: journey.description.join("\n"),
        drawn: Drawn {
            buyer: true,
            seller: false,
        },
        ..Map::new(map, &name)
    })];
    let mut lanes: indexmap::IndexMap<String, LaneId> = indexmap::IndexMap::new();
    let mut steps: Vec<Step> = Vec::new();
    let mut stages = Vec::new();
    let mut cells: BTreeMap<(LaneId, StageId), u32> = BTreeMap::new();
    let mut shared: Option<Place> = None;
    let mut further = 0;
    for (at, section) in journey.sections.into_iter().enumerate() {
        let stage = StageId::new(ids);
        stages.push(Row::Stage(Stage {
            id: stage,
            map,
            origin: None,
            side: Side::Buyer,
            title: section.title,
            paired: Vec::new(),
            after_purchase: false,
            criteria: Vec::new(),
            position: at as u32,
        }));
        for task in section.tasks {
            let roles = if task.actors.is_empty() {
                vec![LOCALE.one_actor().to_owned()]
            } else {
                task.actors
            };
            let of_roles: Vec<LaneId> = roles
                .iter()
                .map(|role| *lanes.entry(role.clone()).or_insert_with(|| LaneId::new(ids)))
                .collect();
            let Some(lane) = of_roles.first().copied() else {
                continue;
            };
            let mut step = Step::new(StepId::new(ids), map, Side::Buyer, lane, stage, &task.title);
            step.motivation = Some(task.motivation);
            if roles.len() > 1 {
                step.note = LOCALE.with_actors(&roles[1..].join(", "));
                further += roles.len() - 1;
                shared.get_or_insert(task.place);
            }
            let taken = cells.entry((lane, stage)).or_default();
            step.position = *taken;
            *taken += 1;
            steps.push(step);
        }
    }
    rows.extend(lanes.into_iter().enumerate().map(|(at, (title, id))| {
        Row::Lane(Lane {
            id,
            map,
            origin: None,
            side: Side::Buyer,
            title,
            owner: String::new(),
            position: at as u32,
        })
    }));
    rows.extend(stages);
    let ends: Vec<End> = steps.iter().map(|step| End::Step(step.id)).collect();
    rows.extend(steps.into_iter().map(Row::Step));
    rows.extend(
        ends.windows(2)
            .map(|pair| Row::Link(Link::new(LinkId::new(ids), map, LinkKind::Flow, pair[0], pair[1]))),
    );
    let mut imported = Imported::counted(rows);
    if let Some(place) = shared {
        imported.leave(LOCALE.further_actors(further), place);
    }
    if let Some(place) = journey.rounded {
        imported.leave(LOCALE.fractions_of_scores(), place);
    }
    imported
}
