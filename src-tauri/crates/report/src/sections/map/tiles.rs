//! Where a map is cut into pages: at stage borders and lane borders, never through a box.
//!
//! Arithmetic over edges; it draws nothing.

use twinlane_picture::{ColumnKind, Role, RowKind, Scene};

/// A part of the drawing, in its pixels, lane heads left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tile {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// The parts of a drawing in reading order, and how they are drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tiles {
    pub(super) parts: Vec<Tile>,
    /// Points for a pixel.
    pub(super) scale: f32,
    /// Width of the lane heads in pixels; they open every page.
    pub(super) heads: f32,
}

/// Points for a pixel to choose from, in hundredths. Titles are 13 pixels: 9 points at the largest,
/// as large as running text, and 6 at the smallest, the least that reads well on paper.
const SCALES: [u8; 9] = [70, 67, 64, 61, 58, 55, 52, 49, 46];

impl Tiles {
    /// Cuts a drawing for pages with `room` points (width, height), at the scale that costs least.
    pub(super) fn of(scene: &Scene, room: (f32, f32)) -> Self {
        let fits = (room.0 / scene.width.max(1.0)).min(room.1 / scene.height.max(1.0));
        let (largest, smallest) = (f32::from(SCALES[0]) / 100.0, f32::from(SCALES[8]) / 100.0);
        if fits >= smallest {
            let whole = Self::at(scene, room, fits.min(largest));
            let split = SCALES.map(|s| Self::at(scene, room, f32::from(s) / 100.0));
            return split.into_iter().fold(whole, Self::cheaper);
        }
        let split = SCALES.map(|s| Self::at(scene, room, f32::from(s) / 100.0));
        split
            .into_iter()
            .reduce(Self::cheaper)
            .unwrap_or_else(|| Self::at(scene, room, smallest))
    }

    /// What the pages cost a reader: their number, and more the smaller the type is.
    pub(super) fn cost(&self) -> f32 {
        self.parts.len() as f32 / (self.scale * self.scale)
    }

    fn cheaper(self, other: Self) -> Self {
        if other.cost() < self.cost() { other } else { self }
    }

    fn at(scene: &Scene, room: (f32, f32), scale: f32) -> Self {
        let heads = scene
            .columns
            .iter()
            .find(|c| c.kind == ColumnKind::LaneHeads)
            .map_or(0.0, |c| c.width);
        let width = room.0 / scale - heads;
        let columns = cuts(
            heads,
            scene.width,
            width,
            &borders(scene, Axis::X),
            &boxes(scene, Axis::X),
        );
        let rows = cuts(
            0.0,
            scene.height,
            room.1 / scale,
            &borders(scene, Axis::Y),
            &boxes(scene, Axis::Y),
        );
        let parts = rows
            .windows(2)
            .flat_map(|y| {
                columns.windows(2).map(move |x| Tile {
                    left: x[0],
                    right: x[1],
                    top: y[0],
                    bottom: y[1],
                })
            })
            .collect();
        Self { parts, scale, heads }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Axis {
    X,
    Y,
}

/// Edges of stages (x) or lanes (y), sorted. Under the line of visibility nothing is cut: the heads of
/// the sales stages stand on it and belong to what is below.
fn borders(scene: &Scene, axis: Axis) -> Vec<f32> {
    let mut edges: Vec<f32> = match axis {
        Axis::X => scene
            .columns
            .iter()
            .skip(1)
            .flat_map(|c| [c.x, c.x + c.width])
            .collect(),
        Axis::Y => scene
            .rows
            .iter()
            .skip(1)
            .flat_map(|r| [r.y, r.y + r.height])
            .collect(),
    };
    if axis == Axis::Y {
        let line = scene
            .rows
            .iter()
            .find(|r| r.kind == RowKind::Line)
            .map(|r| r.y + r.height);
        edges.retain(|&y| line.is_none_or(|line| (y - line).abs() > 0.5));
    }
    edges.sort_by(f32::total_cmp);
    edges.dedup();
    edges
}

/// What no cut may go through, as intervals: the boxes that must stay whole, and those that may only
/// be cut where a stage or lane is larger than a page (its own head).
struct Boxes {
    whole: Vec<(f32, f32)>,
    heads: Vec<(f32, f32)>,
}

fn boxes(scene: &Scene, axis: Axis) -> Boxes {
    let head = if axis == Axis::X {
        Role::StageHead
    } else {
        Role::LaneHead
    };
    let spans = |wanted: &dyn Fn(Role) -> bool| {
        scene
            .elements
            .iter()
            .filter(|e| wanted(e.role))
            .map(|e| {
                let b = scene.bounds(e);
                if axis == Axis::X {
                    (b.x, b.right())
                } else {
                    (b.y, b.bottom())
                }
            })
            .collect()
    };
    Boxes {
        whole: spans(&|role| matches!(role, Role::Card | Role::Outcome | Role::Waypoint)),
        heads: spans(&|role| role == head),
    }
}

/// A cut inside a stage lies this far behind a card, in the gutter.
const BEHIND: f32 = 12.0;

/// Cuts an axis into the fewest parts of at most `room`, as even as can be. Cuts lie on borders that
/// go through no box; where a part has none, it is cut behind the last card that fits. A card larger
/// than the room gets a part of its own.
fn cuts(start: f32, end: f32, room: f32, borders: &[f32], boxes: &Boxes) -> Vec<f32> {
    let free = |x: f32, of: &[(f32, f32)]| !of.iter().any(|&(a, b)| x > a + 0.5 && x < b - 0.5);
    let inside = |x: f32| x > start && x < end && free(x, &boxes.whole);
    let good: Vec<f32> = borders
        .iter()
        .copied()
        .filter(|&x| inside(x) && free(x, &boxes.heads))
        .collect();
    let behind = boxes
        .whole
        .iter()
        .map(|&(_, b)| if inside(b + BEHIND) { b + BEHIND } else { b });
    let mut spare: Vec<f32> = behind.filter(|&x| inside(x)).collect();
    spare.sort_by(f32::total_cmp);
    let split = |limit: f32| {
        let mut at = vec![start];
        let mut from = start;
        while end - from > limit {
            let last = |list: &[f32]| {
                list.iter()
                    .copied()
                    .rfind(|&x| x > from + 1.0 && x <= from + limit)
            };
            let next = last(&good)
                .or_else(|| last(&spare))
                .or_else(|| {
                    good.iter()
                        .chain(&spare)
                        .copied()
                        .filter(|&x| x > from + 1.0)
                        .min_by(f32::total_cmp)
                })
                .unwrap_or(end);
            if next >= end {
                break;
            }
            at.push(next);
            from = next;
        }
        at.push(end);
        at
    };
    let fewest = split(room);
    // The narrowest limit that needs no more parts makes them even.
    let (mut low, mut high) = ((end - start) / (fewest.len() - 1) as f32, room);
    for _ in 0..24 {
        let middle = f32::midpoint(low, high);
        let parts = split(middle);
        if parts.len() <= fewest.len() && widest(&parts) <= room {
            high = middle;
        } else {
            low = middle;
        }
    }
    let even = split(high);
    if even.len() <= fewest.len() && widest(&even) <= widest(&fewest) {
        even
    } else {
        fewest
    }
}

fn widest(at: &[f32]) -> f32 {
    at.windows(2).map(|w| w[1] - w[0]).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_lie_on_borders_and_spare_boxes() {
        let borders: Vec<f32> = (0..=10).map(|i| i as f32 * 100.0).collect();
        let whole: Vec<(f32, f32)> = (0..10)
            .map(|i| (i as f32 * 100.0 + 20.0, i as f32 * 100.0 + 90.0))
            .collect();
        let at = cuts(
            0.0,
            1000.0,
            450.0,
            &borders,
            &Boxes {
                whole,
                heads: Vec::new(),
            },
        );
        assert_eq!(at.len(), 4, "three parts are the fewest: {at:?}");
        assert!(widest(&at) <= 400.0, "and they are even: {at:?}");
        assert!(
            at.iter().all(|x| borders.contains(x)),
            "every cut lies on a border: {at:?}"
        );
        let all = Boxes {
            whole: vec![(150.0, 450.0)],
            heads: Vec::new(),
        };
        let at = cuts(0.0, 600.0, 250.0, &borders, &all);
        assert!(
            at.iter().all(|&x| x <= 150.0 || x >= 450.0),
            "no cut goes through the box: {at:?}"
        );
    }

    #[test]
    fn one_part_where_everything_fits() {
        let none = Boxes {
            whole: Vec::new(),
            heads: Vec::new(),
        };
        assert_eq!(cuts(10.0, 500.0, 490.0, &[200.0], &none), [10.0, 500.0]);
        assert_eq!(
            cuts(0.0, 500.0, 100.0, &[], &none),
            [0.0, 500.0],
            "nothing to cut at: one part that is too wide"
        );
    }

    #[test]
    fn a_stage_wider_than_a_page_is_cut_behind_its_cards() {
        let whole: Vec<(f32, f32)> = (0..20)
            .map(|i| (i as f32 * 200.0 + 20.0, i as f32 * 200.0 + 180.0))
            .collect();
        let boxes = Boxes {
            whole,
            heads: vec![(0.0, 4000.0)],
        };
        let at = cuts(0.0, 4000.0, 900.0, &[0.0, 4000.0], &boxes);
        assert!(widest(&at) <= 900.0, "no part is wider than the page: {at:?}");
        assert_eq!(at.len(), 6, "five parts of four cards: {at:?}");
    }
}
