//! From a process to the rows of a map's sales side.

use std::collections::BTreeMap;

use twinlane_model::{
    Drawn, End, IdSource, Lane, LaneId, Link, LinkId, LinkKind, Map, MapId, Measure, Outcome, OutcomeId, Row,
    Side, Stage, StageId, Step, StepId, TEXT_LIMIT,
};

use super::account::Account;
use super::columns::columns;
use super::net::Kind;
use super::reader::Process;
use crate::sentences::{DiagramLosses, DiagramNames, LOCALE};
use crate::{Imported, Place};

/// Makes the rows of a map named `name`.
pub(super) fn rows(
    process: Process,
    lanes: &[String],
    name: &str,
    map: MapId,
    mut account: Account,
    ids: &mut dyn IdSource,
) -> Imported {
    let mut rows = vec![Row::Map(Map {
        drawn: Drawn {
            buyer: false,
            seller: true,
        },
        ..Map::new(map, &cut(name, &mut account))
    })];
    let mut lane_ids = Vec::new();
    for (position, title) in lanes.iter().enumerate() {
        let id = LaneId::new(ids);
        lane_ids.push(id);
        rows.push(Row::Lane(Lane {
            id,
            map,
            origin: None,
            side: Side::Seller,
            title: cut(title, &mut account),
            owner: String::new(),
            position: position as u32,
        }));
    }
    let nodes: Vec<usize> = process
        .net
        .left()
        .filter(|(_, node)| !matches!(node.kind, Kind::Outcome(_)))
        .map(|(at, _)| at)
        .collect();
    let index: BTreeMap<usize, usize> = nodes
        .iter()
        .enumerate()
        .map(|(number, at)| (*at, number))
        .collect();
    let weights: Vec<usize> = nodes
        .iter()
        .map(|at| usize::from(matches!(process.net.nodes[*at].kind, Kind::Step(_))))
        .collect();
    let edges: Vec<(usize, usize)> = process
        .net
        .edges()
        .filter_map(|edge| Some((*index.get(&edge.from)?, *index.get(&edge.to)?)))
        .collect();
    let (column, parts) = columns(&weights, &edges);
    let mut stage_ids = Vec::new();
    if !nodes.is_empty() {
        for part in 0..parts {
            let id = StageId::new(ids);
            stage_ids.push(id);
            rows.push(Row::Stage(Stage {
                id,
                map,
                origin: None,
                side: Side::Seller,
                title: LOCALE.part(part + 1),
                paired: Vec::new(),
                after_purchase: false,
                criteria: Vec::new(),
                position: part as u32,
            }));
        }
    }
    let mut ends: BTreeMap<usize, End> = BTreeMap::new();
    let mut filled: BTreeMap<(LaneId, StageId), u32> = BTreeMap::new();
    let mut waypoints = 0;
    for (number, &at) in nodes.iter().enumerate() {
        let node = &process.net.nodes[at];
        let (Some(&lane), Some(&stage)) = (lane_ids.get(node.lane), stage_ids.get(column[number])) else {
            continue;
        };
        let position = filled.entry((lane, stage)).or_default();
        let mut step = Step::new(StepId::new(ids), map, Side::Seller, lane, stage, "");
        step.position = *position;
        *position += 1;
        step.all = node.all;
        step.waits = node.waits;
        match node.kind {
            Kind::Step(task) => {
                step.title = cut(&process.tasks[task].title, &mut account);
                step.note = cut(&process.tasks[task].note, &mut account);
            }
            Kind::Silent | Kind::Outcome(_) => {
                step.waypoint = true;
                waypoints += 1;
            }
        }
        ends.insert(at, End::Step(step.id));
        rows.push(Row::Step(step));
    }
    let mut outcome_ids: BTreeMap<usize, OutcomeId> = BTreeMap::new();
    for (at, node) in process.net.left() {
        let Kind::Outcome(number) = node.kind else {
            continue;
        };
        let id = OutcomeId::new(ids);
        outcome_ids.insert(number, id);
        ends.insert(at, End::Outcome(id));
        rows.push(Row::Outcome(Outcome {
            id,
            map,
            origin: None,
            kind: process.endings[number].kind,
            title: cut(&process.endings[number].title, &mut account),
            targets: Vec::new(),
            position: number as u32,
        }));
    }
    let mut links = 0;
    for edge in process.net.edges() {
        let (Some(&from), Some(&to)) = (ends.get(&edge.from), ends.get(&edge.to)) else {
            continue;
        };
        let mut link = Link::new(LinkId::new(ids), map, LinkKind::Flow, from, to);
        link.criterion = cut(&edge.label.criteria.join(", "), &mut account);
        link.wait = edge.label.wait.map(|days| Measure {
            source: edge.label.source.as_ref().map(|written| LOCALE.timer(written)),
            ..Measure::estimated(days)
        });
        links += 1;
        rows.push(Row::Link(link));
    }
    let mut kept = vec![
        LOCALE.activities_in_functions(process.tasks.len(), lanes.len()),
        LOCALE.flow_links(links),
    ];
    if !outcome_ids.is_empty() {
        kept.push(LOCALE.outcomes(outcome_ids.len()));
    }
    if waypoints > 0 {
        kept.push(LOCALE.waypoints(waypoints));
    }
    Imported {
        rows,
        kept,
        left: account.left,
        ask: process.ask,
    }
}

/// A text within the limit of a field; what is beyond it is listed.
fn cut(text: &str, account: &mut Account) -> String {
    match text.char_indices().nth(TEXT_LIMIT) {
        None => text.to_owned(),
        Some((end, _)) => {
            let beginning: String = text.chars().take(40).collect();
            account.note(LOCALE.end_of_text(&beginning), Place::Whole);
            text[..end].to_owned()
        }
    }
}
