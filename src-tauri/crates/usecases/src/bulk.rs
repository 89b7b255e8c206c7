//! What a snapshot of a large map leaves for later: cards, links and findings, handed over a part at a time, as
//! they were when the snapshot was taken. A window shows its first picture, the beginning of the map, without
//! them.

use std::collections::VecDeque;

use twinlane_model::Row;
use twinlane_picture::{Element, Layer, Scene, Shape};
use twinlane_wire::{More, Snapshot};

/// A map with at most so many elements crosses whole.
const SMALL: usize = 800;
/// How many things a part holds.
const PART: usize = 1000;
/// The part of the drawing, from its top left corner, that a window shows first: a large screen at the smallest
/// size that Fit takes. Pixels of the drawing.
const FIRST: (f32, f32) = (4_800.0, 3_000.0);

/// What is still to be handed over.
#[derive(Debug, Default)]
pub(crate) struct Bulk {
    /// Number of the snapshot it belongs to.
    number: u32,
    parts: VecDeque<More>,
}

impl Bulk {
    /// The snapshot's number and nothing left out of it.
    fn nothing(number: u32) -> Self {
        Self {
            number,
            parts: VecDeque::new(),
        }
    }

    /// Takes out of a snapshot what can wait.
    pub fn out_of(snapshot: &mut Snapshot) -> Self {
        let view = &mut snapshot.view;
        let Some(scene) = view.scene.as_mut().filter(|scene| scene.elements.len() > SMALL) else {
            return Self::nothing(snapshot.number);
        };
        let (first, elements): (Vec<_>, Vec<_>) = std::mem::take(&mut scene.elements)
            .into_iter()
            .partition(|element| is_seen_first(scene, element));
        scene.elements = first;
        let many = |row: &Row| matches!(row, Row::Step(_) | Row::Link(_));
        let (rows, first): (Vec<_>, Vec<_>) = std::mem::take(&mut snapshot.rows).into_iter().partition(many);
        snapshot.rows = first;
        let findings = std::mem::take(&mut view.findings);

        let mut parts = VecDeque::new();
        parts.extend(cut(elements).map(|elements| More {
            elements,
            ..More::default()
        }));
        parts.extend(cut(rows).map(|rows| More {
            rows,
            ..More::default()
        }));
        parts.extend(cut(findings).map(|findings| More {
            findings,
            ..More::default()
        }));
        let mut left = 0;
        for part in parts.iter_mut().rev() {
            part.left = left;
            left += size(part);
        }
        snapshot.more = left;
        Self {
            number: snapshot.number,
            parts,
        }
    }

    /// Number of the snapshot it belongs to; 0 before the first.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The next part of a snapshot; none when everything was handed over, or another snapshot came since.
    pub fn next(&mut self, of: u32) -> Option<More> {
        (of == self.number).then(|| self.parts.pop_front()).flatten()
    }
}

/// Whether the first picture shows it, or may show it.
fn is_seen_first(scene: &Scene, element: &Element) -> bool {
    let near = |column: u32, x: f32, row: u32, y: f32| {
        scene.column_x(column) + x < FIRST.0 && scene.row_y(row) + y < FIRST.1
    };
    if matches!(element.layer, Layer::Ground | Layer::Heads) {
        return true;
    }
    let route = element.shapes.iter().find_map(|shape| match shape {
        Shape::Route { points, .. } => Some(points),
        _ => None,
    });
    match route {
        Some(points) => points.iter().any(|at| near(at.column, at.x, at.row, at.y)),
        None => near(element.column, element.bounds.x, element.row, element.bounds.y),
    }
}

fn size(part: &More) -> u32 {
    (part.elements.len() + part.rows.len() + part.findings.len()) as u32
}

/// A list in pieces.
fn cut<T>(list: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut rest = list.into_iter();
    std::iter::from_fn(move || {
        let piece: Vec<T> = rest.by_ref().take(PART).collect();
        (!piece.is_empty()).then_some(piece)
    })
}
