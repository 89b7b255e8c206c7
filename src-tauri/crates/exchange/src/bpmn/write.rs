//! A map as a BPMN 2.0 diagram: the sales process as the first pool, the buyer journey as the second,
//! supports as message flows.
//!
//! What BPMN has no element for travels as rows in extension elements under our own namespace, so that a
//! diagram read again is the same map. The shapes and their names are made here, where they lie on the
//! paper in [`super::place`].

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::{End, LaneId, LinkKind, MapView, Row, Side, Step, StepId};
use twinlane_picture::Scene;

use super::ink::{Ink, Written};
use super::place::Places;

/// Kind of a drawn element, with its size on paper where it is not a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Task,
    Start,
    End,
    Exclusive,
    Parallel,
}

impl Kind {
    fn tag(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Start => "startEvent",
            Self::End => "endEvent",
            Self::Exclusive => "exclusiveGateway",
            Self::Parallel => "parallelGateway",
        }
    }
}

/// Where an element lies in relation to its card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// It is the card (or the outcome).
    Card,
    /// Before it: a join, a start.
    Before(u8),
    /// Behind it: a split.
    Behind,
}

/// A flow node to draw.
#[derive(Debug)]
pub(super) struct Shape {
    pub id: String,
    pub kind: Kind,
    pub name: String,
    pub lane: Option<LaneId>,
    pub of: End,
    pub beside: Beside,
    rows: Vec<Row>,
}

/// A line to draw.
#[derive(Debug)]
pub(super) struct Line {
    pub id: String,
    pub from: String,
    pub to: String,
    name: String,
    rows: Vec<Row>,
}

/// One side as a process.
#[derive(Debug, Default)]
pub(super) struct Process {
    pub shapes: Vec<Shape>,
    pub lines: Vec<Line>,
}

/// Ids of the fixed elements.
const COLLABORATION: &str = "collaboration";
/// Id of the pool of the sales process; a reader prefers it.
pub(super) const SALES_POOL: &str = "pool_sales";

/// Id of a side's pool.
pub(super) fn pool(side: Side) -> &'static str {
    match side {
        Side::Seller => SALES_POOL,
        Side::Buyer => "pool_buyer",
    }
}

fn process_id(side: Side) -> &'static str {
    match side {
        Side::Seller => "process_sales",
        Side::Buyer => "process_buyer",
    }
}

/// Id of a lane's element.
pub(super) fn lane_id(lane: LaneId) -> String {
    format!("lane_{lane}")
}

/// Id of a step's own element.
pub(super) fn step_id(step: StepId) -> String {
    format!("step_{step}")
}

/// Writes a map as BPMN 2.0. The places of the shapes are those of `scene`, the drawing of the same map; without
/// one they stand in a plain grid.
pub fn write(view: &MapView<'_>, scene: Option<&Scene>) -> Written {
    let sides = [Side::Seller, Side::Buyer].map(|side| (side, process(view, side)));
    let mut ink = Ink::default();
    ink.text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    ink.open(
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
    collaboration(view, &mut ink);
    for (side, drawn) in &sides {
        write_process(view, *side, drawn, &mut ink);
    }
    let places = Places::of(view, scene, &sides);
    places.write(view, &sides, COLLABORATION, &mut ink);
    ink.close("bpmn:definitions");
    ink.finish()
}

/// Pools, supports, and the rows that belong to no element of their own.
fn collaboration(view: &MapView<'_>, ink: &mut Ink) {
    ink.open("bpmn:collaboration", &[("id", COLLABORATION)]);
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
    ink.rows(&rows);
    for side in [Side::Seller, Side::Buyer] {
        let name = match side {
            Side::Seller => "Sales process",
            Side::Buyer => "Buyer journey",
        };
        ink.empty(
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
        ink.open(
            "bpmn:messageFlow",
            &[
                ("id", &id),
                ("sourceRef", &step_id(from)),
                ("targetRef", &step_id(to)),
            ],
        );
        ink.rows(&[Row::Link((*link).clone())]);
        ink.close("bpmn:messageFlow");
    }
    ink.close("bpmn:collaboration");
}

fn write_process(view: &MapView<'_>, side: Side, drawn: &Process, ink: &mut Ink) {
    ink.open(
        "bpmn:process",
        &[("id", process_id(side)), ("isExecutable", "false")],
    );
    if view.lanes_of(side).next().is_some() {
        let set = format!("lanes_{}", process_id(side));
        ink.open("bpmn:laneSet", &[("id", &set)]);
        for lane in view.lanes_of(side) {
            ink.open("bpmn:lane", &[("id", &lane_id(lane.id)), ("name", &lane.title)]);
            ink.rows(&[Row::Lane(lane.clone())]);
            for shape in drawn.shapes.iter().filter(|shape| shape.lane == Some(lane.id)) {
                ink.leaf("bpmn:flowNodeRef", &shape.id);
            }
            ink.close("bpmn:lane");
        }
        ink.close("bpmn:laneSet");
    }
    let mut incoming: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut outgoing: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in &drawn.lines {
        incoming.entry(&line.to).or_default().push(&line.id);
        outgoing.entry(&line.from).or_default().push(&line.id);
    }
    for shape in &drawn.shapes {
        let tag = format!("bpmn:{}", shape.kind.tag());
        ink.open(&tag, &[("id", &shape.id), ("name", &shape.name)]);
        ink.rows(&shape.rows);
        for line in incoming.get(shape.id.as_str()).into_iter().flatten() {
            ink.leaf("bpmn:incoming", line);
        }
        for line in outgoing.get(shape.id.as_str()).into_iter().flatten() {
            ink.leaf("bpmn:outgoing", line);
        }
        ink.close(&tag);
    }
    for line in &drawn.lines {
        ink.open(
            "bpmn:sequenceFlow",
            &[
                ("id", &line.id),
                ("name", &line.name),
                ("sourceRef", &line.from),
                ("targetRef", &line.to),
            ],
        );
        ink.rows(&line.rows);
        ink.close("bpmn:sequenceFlow");
    }
    ink.close("bpmn:process");
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
                beside: Beside::Card,
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
    let mut shape = |id: &str, kind, name: &str, beside, rows| {
        drawn.shapes.push(Shape {
            id: id.to_owned(),
            kind,
            name: name.to_owned(),
            lane: Some(step.lane),
            of: End::Step(step.id),
            beside,
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
            Beside::Before(u8::from(gates.before.is_some())),
            Vec::new(),
        );
    }
    if let Some(kind) = gates.before {
        shape(&join, kind, "", Beside::Before(0), Vec::new());
    }
    shape(
        &own,
        gates.own,
        &step.title,
        Beside::Card,
        vec![Row::Step(step.clone())],
    );
    if let Some(kind) = gates.behind {
        shape(&split, kind, "", Beside::Behind, Vec::new());
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
