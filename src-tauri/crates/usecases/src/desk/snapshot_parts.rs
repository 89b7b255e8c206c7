//! What a snapshot of a large map leaves for later, in parts. Rows, findings and the places of cards are handed over a part
//! at a time once the first picture stands; the drawing itself is asked for where one looks.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use twinlane_gaps::Finding;
use twinlane_model::{Row, RowKey, Workshop};
use twinlane_picture::{ColumnKind, Element, Layer, Scene, Shape};
use twinlane_wire::{ScenePlace, SnapshotPart};

/// A map with at most so many elements crosses whole.
const SMALL: usize = 800;
/// How many things a part holds.
const PART: usize = 500;
/// Columns that begin left of this are in the first picture: a large screen at the smallest size that Fit takes.
/// Pixels of the drawing.
const FIRST: f32 = 4_000.0;

/// What is still to be handed over. It names things rather than holding them, so that it takes no room; what has
/// changed since comes as it is now, and once more with the patch that waits for it.
#[derive(Debug, Default)]
pub(crate) struct SnapshotParts {
    /// Number of the snapshot it belongs to.
    number: u32,
    places: VecDeque<ScenePlace>,
    rows: VecDeque<RowKey>,
    findings: Arc<Vec<Finding>>,
    /// Findings handed over.
    found: usize,
}

impl SnapshotParts {
    /// Whether the drawing is of a map that crosses in parts.
    pub fn is_needed(scene: &Scene) -> bool {
        scene.elements.len() > SMALL
    }

    /// What a snapshot of this number leaves out.
    pub fn new(number: u32, scene: &Scene, rows: VecDeque<RowKey>, findings: Arc<Vec<Finding>>) -> Self {
        let cards = scene
            .elements
            .iter()
            .filter(|element| element.layer == Layer::Cards);
        let places = cards.map(|card| ScenePlace {
            key: card.key.clone(),
            column: card.column,
            row: card.row,
            bounds: card.bounds,
        });
        Self {
            number,
            places: places.collect(),
            rows,
            findings,
            found: 0,
        }
    }

    /// Nothing is left out of the snapshot of this number.
    pub fn nothing(number: u32) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    /// Number of the snapshot it belongs to; 0 before the first.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// How many things are left.
    pub fn left(&self) -> u32 {
        (self.places.len() + self.rows.len() + self.findings.len() - self.found) as u32
    }

    /// The next part of a snapshot; none when everything was handed over, or another snapshot came since.
    pub fn next(&mut self, of: u32, workshop: &Workshop) -> Option<SnapshotPart> {
        if of != self.number || self.left() == 0 {
            return None;
        }
        let mut part = SnapshotPart::default();
        if !self.places.is_empty() {
            part.places = self.places.drain(..PART.min(self.places.len())).collect();
        } else if !self.rows.is_empty() {
            let keys = self.rows.drain(..PART.min(self.rows.len()));
            part.rows = keys.filter_map(|key| workshop.row(key)).collect();
        } else {
            let to = self.findings.len().min(self.found + PART);
            part.findings = self.findings[self.found..to].iter().map(Into::into).collect();
            self.found = to;
        }
        part.left = self.left();
        if part.left == 0 {
            self.findings = Arc::default();
            self.found = 0;
        }
        Some(part)
    }
}

/// The part of a large drawing that a window shows first, and its columns.
pub(crate) fn beginning(scene: &Scene) -> (Scene, Vec<u32>) {
    let columns = first_columns(scene);
    let look = Look::at(scene, &columns);
    let seen = |element: &&Element| {
        matches!(element.layer, Layer::Ground | Layer::Heads) || look.shows(scene, element)
    };
    let begin = Scene {
        elements: scene.elements.iter().filter(seen).cloned().collect(),
        columns: scene.columns.clone(),
        rows: scene.rows.clone(),
        cells: scene.cells.clone(),
        ..*scene
    };
    (begin, columns)
}

/// A row as a window gets it: what a log says is asked for, and much.
pub(crate) fn lean(mut row: Row) -> Row {
    if let Row::Log(log) = &mut row {
        log.summary = Arc::default();
    }
    row
}

/// Whether a row can wait: those of which a large map has many.
pub(crate) fn can_wait(row: &Row) -> bool {
    row.is_one_of_many()
}

/// What some columns of a drawing show: their cards, and every link and label that passes over them.
pub(crate) struct Look {
    columns: BTreeSet<u32>,
    spans: Vec<(f32, f32)>,
}

impl Look {
    /// Looks at columns of a scene; one that is not there shows nothing.
    pub fn at(scene: &Scene, columns: &[u32]) -> Self {
        let columns: BTreeSet<u32> = columns.iter().copied().collect();
        let there = columns
            .iter()
            .filter_map(|column| scene.columns.get(*column as usize));
        let spans = there.map(|column| (column.x, column.x + column.width)).collect();
        Self { columns, spans }
    }

    /// Whether an element is to be seen there.
    pub fn shows(&self, scene: &Scene, element: &Element) -> bool {
        if element.layer == Layer::Cards {
            return self.columns.contains(&element.column);
        }
        let route = element.shapes.iter().find_map(|shape| match shape {
            Shape::Route { points, .. } => Some(points),
            _ => None,
        });
        let (from, to) = if let Some(points) = route {
            points.iter().fold((f32::MAX, f32::MIN), |(from, to), at| {
                let x = scene.column_x(at.column) + at.x;
                (from.min(x), to.max(x))
            })
        } else {
            let x = scene.column_x(element.column) + element.bounds.x;
            (x, x + element.bounds.width)
        };
        self.spans
            .iter()
            .any(|(left, right)| from <= *right && to >= *left)
    }
}

/// Columns of stages and outcomes at the left of the drawing.
fn first_columns(scene: &Scene) -> Vec<u32> {
    let shown = |kind| {
        matches!(
            kind,
            ColumnKind::BuyerStage | ColumnKind::SellerStage | ColumnKind::Outcomes
        )
    };
    let numbered = (0..).zip(&scene.columns);
    numbered
        .filter(|(_, column)| shown(column.kind) && column.x < FIRST)
        .map(|(number, _)| number)
        .collect()
}
