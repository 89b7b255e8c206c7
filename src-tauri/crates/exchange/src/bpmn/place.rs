//! Where the shapes of a diagram lie: on the places of the drawing of the map, or in a plain grid.
//!
//! The drawing is stretched sideways, because a diagram needs room for gateways between two cards.

use std::collections::BTreeMap;

use twinlane_model::{End, LaneId, LinkKind, MapView, Side};
use twinlane_picture::{Rect, Role, RowKind, Scene};

use super::diagram::{Kind, Position, Process, lane_id, pool, step_id};
use super::xml_text::XmlText;

/// How much wider the diagram is than the drawing.
const STRETCH: f32 = 1.7;
/// Size of a gateway and of an event.
const GATE: f32 = 30.0;
/// Between a card and its gateway.
const GAP: f32 = 10.0;
/// Width of a pool's head; its lanes begin behind it.
const HEAD: f32 = 30.0;
/// Size of a card in the plain grid, and of the space around it.
const CARD: [f32; 2] = [120.0, 60.0];
/// Around the cards of a lane in the plain grid.
const PAD: f32 = 24.0;

/// Places of everything on the paper.
#[derive(Debug, Default)]
pub(super) struct Places {
    cards: BTreeMap<End, Rect>,
    lanes: BTreeMap<LaneId, Rect>,
    pools: BTreeMap<Side, Rect>,
    shapes: BTreeMap<String, Rect>,
}

impl Places {
    /// Places everything.
    pub(super) fn of(view: &MapView<'_>, scene: Option<&Scene>, sides: &[(Side, Process)]) -> Self {
        let mut places = Self::default();
        places.grid(view);
        if let Some(scene) = scene {
            places.drawing(view, scene);
        }
        for (_, drawn) in sides {
            for shape in &drawn.shapes {
                let card = places.cards.get(&shape.of).copied().unwrap_or_default();
                let gate = |x: f32| Rect::new(x, card.y + (card.height - GATE) / 2.0, GATE, GATE);
                let rect = match (shape.position, shape.kind) {
                    (Position::Card, Kind::Task) => card,
                    (Position::Card, _) => gate(card.x + (card.width - GATE) / 2.0),
                    (Position::Before(number), _) => gate(card.x - (GATE + GAP) * f32::from(number + 1)),
                    (Position::Behind, _) => gate(card.right() + GAP),
                };
                places.shapes.insert(shape.id.clone(), rect);
            }
        }
        places.frame(view);
        places
    }

    /// A plain grid: a column for each stage, a row for each lane, outcomes in a column of their own.
    fn grid(&mut self, view: &MapView<'_>) {
        let pitch = CARD[0] + 4.0 * (GATE + GAP);
        let mut top = 0.0;
        for side in [Side::Buyer, Side::Seller] {
            let stages: BTreeMap<_, _> = view
                .stages_of(side)
                .enumerate()
                .map(|(at, row)| (row.id, at))
                .collect();
            for lane in view.lanes_of(side) {
                let mut filled: BTreeMap<usize, u32> = BTreeMap::new();
                for step in view.steps_of(side).filter(|step| step.lane == lane.id) {
                    let column = stages.get(&step.stage).copied().unwrap_or(0);
                    let row = filled.entry(column).or_default();
                    let x = HEAD * 2.0 + 3.0 * (GATE + GAP) + column as f32 * pitch;
                    let y = top + PAD + *row as f32 * (CARD[1] + PAD);
                    *row += 1;
                    self.cards
                        .insert(End::Step(step.id), Rect::new(x, y, CARD[0], CARD[1]));
                }
                let rows = filled.values().copied().max().unwrap_or(0).max(1);
                let height = PAD + rows as f32 * (CARD[1] + PAD);
                self.lanes.insert(lane.id, Rect::new(HEAD, top, 0.0, height));
                top += height;
            }
            top += 2.0 * PAD;
        }
        let columns = view.stages_of(Side::Seller).count() as f32;
        let first = view
            .lanes_of(Side::Seller)
            .next()
            .and_then(|lane| self.lanes.get(&lane.id));
        let y = first.map_or(top, |lane| lane.y);
        for (at, outcome) in view.outcomes.iter().enumerate() {
            let x = HEAD * 2.0 + 3.0 * (GATE + GAP) + columns * pitch;
            let rect = Rect::new(x, y + PAD + at as f32 * (CARD[1] + PAD), CARD[0], CARD[1]);
            self.cards.insert(End::Outcome(outcome.id), rect);
        }
    }

    /// The places of the drawing, stretched sideways, where it has them.
    fn drawing(&mut self, view: &MapView<'_>, scene: &Scene) {
        let ends: BTreeMap<String, End> = view
            .steps
            .iter()
            .map(|step| (format!("step:{}", step.id), End::Step(step.id)))
            .chain(
                view.outcomes
                    .iter()
                    .map(|row| (format!("outcome:{}", row.id), End::Outcome(row.id))),
            )
            .collect();
        for element in &scene.elements {
            if !matches!(element.role, Role::Card | Role::Waypoint | Role::Outcome) {
                continue;
            }
            let (Some(end), Some(column), Some(row)) = (
                ends.get(&element.key),
                scene.columns.get(element.column as usize),
                scene.rows.get(element.row as usize),
            ) else {
                continue;
            };
            let rect = element.bounds.moved(column.x, row.y);
            self.cards.insert(
                *end,
                Rect::new(rect.x * STRETCH + HEAD, rect.y, rect.width, rect.height),
            );
        }
        let lanes: BTreeMap<String, LaneId> = view
            .lanes
            .iter()
            .map(|lane| (format!("lane:{}", lane.id), lane.id))
            .collect();
        for row in &scene.rows {
            if matches!(row.kind, RowKind::BuyerLane | RowKind::SellerLane)
                && let Some(lane) = lanes.get(&row.key)
            {
                self.lanes.insert(*lane, Rect::new(HEAD, row.y, 0.0, row.height));
            }
        }
    }

    /// Lanes and pools around what they hold.
    fn frame(&mut self, view: &MapView<'_>) {
        let right = self.shapes.values().map(Rect::right).fold(400.0, f32::max) + PAD;
        for lane in self.lanes.values_mut() {
            lane.width = right - lane.x;
        }
        let mut below = 0.0;
        for side in [Side::Buyer, Side::Seller] {
            let lanes: Vec<Rect> = view
                .lanes_of(side)
                .filter_map(|lane| self.lanes.get(&lane.id))
                .copied()
                .collect();
            let around = match (lanes.first(), lanes.last()) {
                (Some(first), Some(last)) => Rect::new(0.0, first.y, right, last.bottom() - first.y),
                _ => Rect::new(0.0, below, right, 100.0),
            };
            below = around.bottom() + PAD;
            self.pools.insert(side, around);
        }
        // Outcomes may need more room than the lanes beside them; the last lane and its pool grow.
        let lowest = self.shapes.values().map(Rect::bottom).fold(0.0, f32::max) + PAD;
        if let Some(around) = self
            .pools
            .get_mut(&Side::Seller)
            .filter(|pool| pool.bottom() < lowest)
        {
            around.height = lowest - around.y;
            let last = view
                .lanes_of(Side::Seller)
                .last()
                .and_then(|lane| self.lanes.get_mut(&lane.id));
            if let Some(lane) = last {
                lane.height = lowest - lane.y;
            }
        }
    }

    /// Writes the diagram.
    pub(super) fn write(
        &self,
        view: &MapView<'_>,
        sides: &[(Side, Process)],
        plane: &str,
        xml: &mut XmlText,
    ) {
        xml.open("bpmndi:BPMNDiagram", &[("id", "diagram")]);
        xml.open("bpmndi:BPMNPlane", &[("id", "plane"), ("bpmnElement", plane)]);
        for (side, drawn) in sides {
            if let Some(rect) = self.pools.get(side) {
                shape(pool(*side), rect, true, xml);
            }
            for lane in view.lanes_of(*side) {
                if let Some(rect) = self.lanes.get(&lane.id) {
                    shape(&lane_id(lane.id), rect, true, xml);
                }
            }
            for row in &drawn.shapes {
                if let Some(rect) = self.shapes.get(&row.id) {
                    shape(&row.id, rect, false, xml);
                }
            }
        }
        for line in sides.iter().flat_map(|(_, drawn)| &drawn.lines) {
            if let (Some(from), Some(to)) = (self.shapes.get(&line.from), self.shapes.get(&line.to)) {
                edge(&line.id, &across(from, to), xml);
            }
        }
        for link in view.links.iter().filter(|link| link.kind == LinkKind::Support) {
            let rect = |end: End| self.shapes.get(&step_id(end.step()?));
            if let (Some(from), Some(to)) = (rect(link.from), rect(link.to)) {
                edge(&format!("support_{}", link.id), &upwards(from, to), xml);
            }
        }
        xml.close("bpmndi:BPMNPlane");
        xml.close("bpmndi:BPMNDiagram");
    }
}

fn shape(id: &str, rect: &Rect, horizontal: bool, xml: &mut XmlText) {
    let own = format!("{id}_di");
    let mut attributes = vec![("id", own.as_str()), ("bpmnElement", id)];
    if horizontal {
        attributes.push(("isHorizontal", "true"));
    }
    xml.open("bpmndi:BPMNShape", &attributes);
    let [x, y, width, height] =
        [rect.x, rect.y, rect.width, rect.height].map(|number| number.round().to_string());
    xml.empty(
        "dc:Bounds",
        &[("x", &x), ("y", &y), ("width", &width), ("height", &height)],
    );
    xml.close("bpmndi:BPMNShape");
}

fn edge(id: &str, points: &[(f32, f32)], xml: &mut XmlText) {
    let own = format!("{id}_di");
    xml.open("bpmndi:BPMNEdge", &[("id", &own), ("bpmnElement", id)]);
    for (x, y) in points {
        xml.empty(
            "di:waypoint",
            &[("x", &x.round().to_string()), ("y", &y.round().to_string())],
        );
    }
    xml.close("bpmndi:BPMNEdge");
}

/// From the right edge of one shape to the left edge of another, in right angles.
fn across(from: &Rect, to: &Rect) -> Vec<(f32, f32)> {
    let (x1, y1) = (from.right(), from.y + from.height / 2.0);
    let (x2, y2) = (to.x, to.y + to.height / 2.0);
    if x2 >= x1 {
        if (y1 - y2).abs() < 1.0 {
            return vec![(x1, y1), (x2, y1)];
        }
        let middle = f32::midpoint(x1, x2);
        return vec![(x1, y1), (middle, y1), (middle, y2), (x2, y2)];
    }
    let below = from.bottom().max(to.bottom()) + GAP;
    let (out, back) = (x1 + GAP / 2.0, x2 - GAP / 2.0);
    vec![
        (x1, y1),
        (out, y1),
        (out, below),
        (back, below),
        (back, y2),
        (x2, y2),
    ]
}

/// From the upper edge of one shape to the lower edge of another.
fn upwards(from: &Rect, to: &Rect) -> Vec<(f32, f32)> {
    let (x1, y1) = (from.x + from.width / 2.0, from.y);
    let (x2, y2) = (to.x + to.width / 2.0, to.bottom());
    let middle = f32::midpoint(y1, y2);
    vec![(x1, y1), (x1, middle), (x2, middle), (x2, y2)]
}
