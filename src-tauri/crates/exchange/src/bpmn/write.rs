//! A map as a BPMN 2.0 diagram: the sales process as the first pool, the buyer journey as the second,
//! supports as message flows.
//!
//! What BPMN has no element for travels as rows in extension elements under our own namespace, so that a
//! diagram read again is the same map. The shapes and their names are made here, where they lie on the
//! paper in [`super::place`].

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{End, LinkKind, MapView, Row, Side, Step, StepId};
use twinlane_picture::Scene;

use super::diagram::{Kind, Line, Position, Process, Shape, lane_id, pool, step_id};
use super::place::Places;
use super::xml_text::{Written, XmlText};

/// Ids of the fixed elements.
const COLLABORATION: &str = "collaboration";
fn process_id(side: Side) -> &'static str {
    match side {
        Side::Seller => "process_sales",
        Side::Buyer => "process_buyer",
    }
}

/// Writes a map as BPMN 2.0. The places of the shapes are those of `scene`, the drawing of the same map; without
/// one they stand in a plain grid.
pub fn write(view: &MapView<'_>, scene: Option<&Scene>) -> Written {
    let sides = [Side::Seller, Side::Buyer].map(|side| (side, process(view, side)));
    let mut xml = XmlText::default();
    xml.text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.open(
        "bpmn:definitions",
        &[
            ("xmlns:bpmn", super::xml::MODEL),
            ("xmlns:bpmndi", super::xml::DIAGRAM),
            ("xmlns:dc", super::xml::BOUNDS),
            ("xmlns:di", super::xml::POINTS),
            ("xmlns:twinlane", super::xml::OWN),
            ("id", "definitions"),
            ("name", &view.map.name),
            ("targetNamespace", super::xml::OWN),
            ("exporter", "Twinlane"),
        ],
    );
    collaboration(view, &mut xml);
    for (side, drawn) in &sides {
        write_process(view, *side, drawn, &mut xml);
    }
    let places = Places::of(view, scene, &sides);
    places.write(view, &sides, COLLABORATION, &mut xml);
    xml.close("bpmn:definitions");
    xml.finish()
}

/// Pools, supports, and the rows that belong to no element of their own.
fn collaboration(view: &MapView<'_>, xml: &mut XmlText) {
    xml.open("bpmn:collaboration", &[("id", COLLABORATION)]);
    let mut rows = vec![Row::Map(view.map.clone())];
    rows.extend(view.stages.iter().map(|row| Row::Stage((*row).clone())));
    rows.extend(view.pools.iter().map(|row| Row::Pool((*row).clone())));
    let used: BTreeSet<_> = view.steps.iter().flat_map(|step| &step.tools).collect();
    rows.extend(
        used.iter()
            .filter_map(|id| view.workshop.tools().get(id))
            .cloned()
            .map(Row::Tool),
    );
    xml.rows(&rows);
    for side in [Side::Seller, Side::Buyer] {
        // The same in every language: a diagram of our own is known by what it shows, these names among it.
        let name = match side {
            Side::Seller => "Sales process",
            Side::Buyer => "Buyer journey",
        };
        xml.empty(
            "bpmn:participant",
            &[
                ("id", pool(side)),
                ("name", name),
                ("processRef", process_id(side)),
            ],
        );
    }
    for link in view.links.iter().filter(|link| link.kind == LinkKind::Support) {
        let (Some(from), Some(to)) = (link.from.step(), link.to.step()) else {
            continue;
        };
        let id = format!("support_{}", link.id);
        xml.open(
            "bpmn:messageFlow",
            &[
                ("id", &id),
                ("sourceRef", &step_id(from)),
                ("targetRef", &step_id(to)),
            ],
        );
        xml.rows(&[Row::Link((*link).clone())]);
        xml.close("bpmn:messageFlow");
    }
    xml.close("bpmn:collaboration");
}

fn write_process(view: &MapView<'_>, side: Side, drawn: &Process, xml: &mut XmlText) {
    xml.open(
        "bpmn:process",
        &[("id", process_id(side)), ("isExecutable", "false")],
    );
    if view.lanes_of(side).next().is_some() {
        let set = format!("lanes_{}", process_id(side));
        xml.open("bpmn:laneSet", &[("id", &set)]);
        for lane in view.lanes_of(side) {
            xml.open("bpmn:lane", &[("id", &lane_id(lane.id)), ("name", &lane.title)]);
            xml.rows(&[Row::Lane(lane.clone())]);
            for shape in drawn.shapes.iter().filter(|shape| shape.lane == Some(lane.id)) {
                xml.leaf("bpmn:flowNodeRef", &shape.id);
            }
            xml.close("bpmn:lane");
        }
        xml.close("bpmn:laneSet");
    }
    let mut incoming: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut outgoing: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in &drawn.lines {
        incoming.entry(&line.to).or_default().push(&line.id);
        outgoing.entry(&line.from).or_default().push(&line.id);
    }
    for shape in &drawn.shapes {
        let tag = format!("bpmn:{}", shape.kind.tag());
        xml.open(&tag, &[("id", &shape.id), ("name", &shape.name)]);
        xml.rows(&shape.rows);
        for line in incoming.get(shape.id.as_str()).into_iter().flatten() {
            xml.leaf("bpmn:incoming", line);
        }
        for line in outgoing.get(shape.id.as_str()).into_iter().flatten() {
            xml.leaf("bpmn:outgoing", line);
        }
        xml.close(&tag);
    }
    for line in &drawn.lines {
        xml.open(
            "bpmn:sequenceFlow",
            &[
                ("id", &line.id),
                ("name", &line.name),
                ("sourceRef", &line.from),
                ("targetRef", &line.to),
            ],
        );
        xml.rows(&line.rows);
        xml.close("bpmn:sequenceFlow");
    }
    xml.close("bpmn:process");
}

/// One side as shapes and lines.
fn process(view: &MapView<'_>, side: Side) -> Process {
    let mut drawn = Process::default();
    let starts = starts(view, side);
    for step in view.steps_of(side) {
        draw_step(view, step, &starts, &mut drawn);
    }
    if side == Side::Seller {
        let lane = view.lanes_of(side).next().map(|lane| lane.id);
        for outcome in &view.outcomes {
            let mut rows = vec![Row::Outcome((*outcome).clone())];
            // An end event has no way on, so the returns travel with it.
            let returns = view.leaving(End::Outcome(outcome.id), LinkKind::Return);
            rows.extend(returns.cloned().map(Row::Link));
            drawn.shapes.push(Shape {
                id: format!("outcome_{}", outcome.id),
                kind: Kind::End,
                name: outcome.name().to_owned(),
                lane,
                of: End::Outcome(outcome.id),
                position: Position::Card,
                rows,
            });
        }
    }
    drawn
}

/// Gateways before and behind a step, by what BPMN needs to say the same.
#[derive(Clone, Copy)]
struct Gates {
    own: Kind,
    before: Option<Kind>,
    behind: Option<Kind>,
}

fn gates(view: &MapView<'_>, step: &Step, start: bool) -> Gates {
    let incoming = view.flow_into(step.id).count();
    let outgoing = view.flow_from(step.id).count();
    let joins = step.waits && incoming > 1;
    let splits = step.all && outgoing > 1;
    if !step.waypoint {
        return Gates {
            own: Kind::Task,
            before: joins.then_some(Kind::Parallel),
            behind: (outgoing > 1).then_some(if splits { Kind::Parallel } else { Kind::Exclusive }),
        };
    }
    let merges = !joins && incoming + usize::from(start) > 1;
    Gates {
        own: if joins || splits {
            Kind::Parallel
        } else {
            Kind::Exclusive
        },
        before: (splits && merges).then_some(Kind::Exclusive),
        behind: (joins && !splits && outgoing > 1).then_some(Kind::Exclusive),
    }
}

/// The element at which flow to a step arrives.
fn arrival(view: &MapView<'_>, end: End, starts: bool) -> String {
    match end {
        End::Outcome(id) => format!("outcome_{id}"),
        End::Step(id) => match view.step(id) {
            Some(step) if gates(view, step, starts).before.is_some() => format!("join_{id}"),
            _ => step_id(id),
        },
    }
}

fn draw_step(view: &MapView<'_>, step: &Step, starts: &BTreeSet<StepId>, drawn: &mut Process) {
    let start = starts.contains(&step.id);
    let gates = gates(view, step, start);
    let own = step_id(step.id);
    let mut shape = |id: &str, kind, name: &str, position, rows| {
        drawn.shapes.push(Shape {
            id: id.to_owned(),
            kind,
            name: name.to_owned(),
            lane: Some(step.lane),
            of: End::Step(step.id),
            position,
            rows,
        });
    };
    let begin = format!("start_{}", step.id);
    let join = format!("join_{}", step.id);
    let split = format!("split_{}", step.id);
    if start {
        shape(
            &begin,
            Kind::Start,
            "",
            Position::Before(u8::from(gates.before.is_some())),
            Vec::new(),
        );
    }
    if let Some(kind) = gates.before {
        shape(&join, kind, "", Position::Before(0), Vec::new());
    }
    shape(
        &own,
        gates.own,
        &step.title,
        Position::Card,
        vec![Row::Step(step.clone())],
    );
    if let Some(kind) = gates.behind {
        shape(&split, kind, "", Position::Behind, Vec::new());
    }
    let mut line = |id: String, from: &str, to: &str, name: &str, rows| {
        drawn.lines.push(Line {
            id,
            from: from.to_owned(),
            to: to.to_owned(),
            name: name.to_owned(),
            rows,
        });
    };
    if start {
        // A start waits for nothing, so it goes past a join; a merge it goes through.
        let through = gates.before == Some(Kind::Exclusive);
        line(
            format!("begin_{}", step.id),
            &begin,
            if through { &join } else { &own },
            "",
            Vec::new(),
        );
    }
    if gates.before.is_some() {
        line(format!("joined_{}", step.id), &join, &own, "", Vec::new());
    }
    if gates.behind.is_some() {
        line(format!("splits_{}", step.id), &own, &split, "", Vec::new());
    }
    let leave = if gates.behind.is_some() { &split } else { &own };
    for link in view.flow_from(step.id) {
        let begins = link.to.step().is_some_and(|to| starts.contains(&to));
        let to = arrival(view, link.to, begins);
        line(
            format!("flow_{}", link.id),
            leave,
            &to,
            &link.criterion,
            vec![Row::Link(link.clone())],
        );
    }
}

/// Steps that get a start event: those with an entry (or marked as a start), else those nothing leads to.
fn starts(view: &MapView<'_>, side: Side) -> BTreeSet<StepId> {
    let marked: BTreeSet<StepId> = view
        .steps_of(side)
        .filter(|step| step.entry.is_some() || step.start)
        .map(|step| step.id)
        .collect();
    if !marked.is_empty() {
        return marked;
    }
    view.steps_of(side)
        .filter(|step| {
            view.flow_into(step.id)
                .all(|link| link.from == End::Step(step.id))
        })
        .map(|step| step.id)
        .collect()
}
