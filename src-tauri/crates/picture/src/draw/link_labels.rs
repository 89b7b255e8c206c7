//! What stands beside flow and returns: the share of the cases and the wait, each with the mark of its basis,
//! as on a card. Beside a piece that is the link's alone, so that nobody takes it for another's; where no place
//! is free, nothing is written.

use std::sync::Arc;

use twinlane_text::Style;

use super::drawing::Drawing;
use super::free_space::{FreeSpace, Occupied, OccupiedBy, Piece, pieces, touches};
use super::signs::basis_mark;
use crate::board::sizes::{LABEL_HEIGHT, LABEL_MARK, SMALL};
use crate::numbers::{Number, at_link};
use crate::scene::elements::{RowKind, Scene, Shape};
use crate::scene::paint::{Paint, Token};
use crate::scene::path::{Point, Rect};
use crate::scene::shapes::{Align, text};
use crate::text_cache::{SetText, TextCache};

/// From a link to what stands beside it, beyond half an arrow's head.
const BESIDE: f32 = 4.25;
/// Space that a label keeps on every side.
const CLEAR: f32 = 2.0;
/// Space to other links: a label never stands as near to another one as to its own.
const APART: f32 = 5.0;
/// Places along a piece are tried this far apart, from where it is the link's own, and so many of them.
const STEP: f32 = 3.0;
const PLACES: usize = 16;
/// Between two numbers of a label.
const BETWEEN: f32 = 8.0;

/// A label to be placed: the numbers as they are set.
pub(crate) struct Label {
    /// Place of the link among the Scene's elements.
    link: usize,
    pieces: Vec<Piece>,
    numbers: Vec<(Number, Arc<SetText>)>,
}

fn style() -> Style {
    Style::regular(SMALL[0]).tabular()
}

/// The labels of all flow and return links; `first` is the place of the first of them in the Scene.
pub(crate) fn labels(
    drawing: &Drawing<'_>,
    first: usize,
    texts: &mut TextCache,
    scene: &Scene,
) -> Vec<Label> {
    let mut labels = Vec::new();
    for (at, flow) in drawing.flows.iter().enumerate().filter(|(_, flow)| flow.labelled) {
        let numbers = at_link(
            drawing.view.links[flow.link],
            drawing.links,
            drawing.options.locale,
        )
        .into_iter()
        .map(|number| {
            let set = texts.set(&number.text, style(), 200.0, 1);
            (number, set)
        })
        .collect();
        labels.push(Label {
            link: first + at,
            pieces: pieces(scene, first + at),
            numbers,
        });
    }
    labels
}

impl Label {
    fn width(&self, numbers: usize) -> f32 {
        let all = self.numbers[..numbers].iter();
        let inside: f32 = all.map(|(_, set)| LABEL_MARK + set.width()).sum();
        inside + BETWEEN * numbers.saturating_sub(1) as f32
    }

    /// Writes the label where a place is free: all of it, else its first number; clear of faint rules, else
    /// over one, which is then interrupted.
    pub fn place(&self, space: &mut FreeSpace, scene: &mut Scene) {
        for numbers in (1..=self.numbers.len()).rev() {
            let size = [self.width(numbers), LABEL_HEIGHT];
            let mut second: Option<(usize, Rect)> = None;
            let first = self.pieces.iter().enumerate().find_map(|(at, piece)| {
                let (clear, over_rule) = place_for(piece, size, space);
                second = second.or(over_rule.map(|place| (at, place)));
                clear.map(|place| (at, place))
            });
            if let Some((at, place)) = first.or(second) {
                space.take(place);
                self.write(at, place, numbers, first.is_none(), scene);
                return;
            }
        }
    }

    fn write(&self, piece: usize, place: Rect, numbers: usize, over_rules: bool, scene: &mut Scene) {
        // Anchored like the beginning of its piece, so that it stays as it is when other stages and lanes move.
        let anchor = scene.elements[self.link]
            .shapes
            .iter()
            .find_map(|shape| match shape {
                Shape::Route { points, .. } => points.get(piece).copied(),
                _ => None,
            });
        let Some(anchor) = anchor else { return };
        let quarter = |value: f32| (value * 4.0).round() / 4.0;
        let at = Rect::new(
            quarter(place.x - scene.column_x(anchor.column)),
            quarter(place.y - scene.row_y(anchor.row)),
            place.width,
            place.height,
        );
        let mut shapes = Vec::new();
        if over_rules {
            let tint = match scene.rows.get(anchor.row as usize).map(|row| row.kind) {
                Some(RowKind::BuyerLane) => Token::BuyerTint,
                Some(RowKind::SellerLane) => Token::SellerTint,
                _ => Token::Paper,
            };
            shapes.push(Shape::Rect {
                rect: at,
                radius: 0.0,
                paint: Paint::fill(tint),
            });
        }
        let mut x = at.x;
        for (number, set) in &self.numbers[..numbers] {
            let center = Point::new(x + 4.0, at.y + at.height / 2.0);
            shapes.extend(basis_mark(number.basis, center));
            let bounds = Rect::new(x + LABEL_MARK, at.y, set.width(), LABEL_HEIGHT);
            shapes.push(text(
                set,
                style(),
                LABEL_HEIGHT,
                bounds,
                Align::Start,
                Token::Ink2,
            ));
            x += LABEL_MARK + set.width() + BETWEEN;
        }
        let element = &mut scene.elements[self.link];
        (element.column, element.row) = (anchor.column, anchor.row);
        element.details = shapes;
    }
}

/// The first free place beside a piece, from where it begins, and the first one that lies over nothing but
/// faint rules.
fn place_for(piece: &Piece, [width, height]: [f32; 2], space: &FreeSpace) -> (Option<Rect>, Option<Rect>) {
    let along = piece.rect();
    let (length, size) = if piece.upright() {
        (along.height, height)
    } else {
        (along.width, width)
    };
    let mut over_rule = None;
    let last = length - size - CLEAR;
    let backwards = piece.to.x < piece.from.x || piece.to.y < piece.from.y;
    let rule = |occupied: &Occupied| occupied.by == OccupiedBy::Rule;
    let (mut from_start, mut places) = (CLEAR, 0);
    while from_start <= last && places < PLACES {
        let offset = if backwards {
            length - size - from_start
        } else {
            from_start
        };
        let (sides, stretch) = if piece.upright() {
            let y = along.y + offset;
            let beside = |x: f32| Rect::new(x, y, width, height);
            let sides = [beside(along.x + BESIDE), beside(along.x - BESIDE - width)];
            (sides, Rect::new(along.x, y, 0.0, height))
        } else {
            let x = along.x + offset;
            let beside = |y: f32| Rect::new(x, y, width, height);
            let sides = [beside(along.y - BESIDE - height), beside(along.y + BESIDE)];
            (sides, Rect::new(x, along.y, width, 0.0))
        };
        // What others share or cross here is not the link's alone; it begins to be behind them.
        if let Some(shared) = space.other_link(&stretch, piece.link) {
            let behind = match (piece.upright(), backwards) {
                (true, false) => shared.bottom() - along.y,
                (true, true) => along.bottom() - shared.y,
                (false, false) => shared.right() - along.x,
                (false, true) => along.right() - shared.x,
            };
            from_start = (from_start + STEP).max(behind + CLEAR);
            continue;
        }
        for side in sides {
            // The piece itself runs beside the label and is not in its way; whatever else does is.
            let own = OccupiedBy::Link(piece.link as u32);
            let in_the_way = |occupied: &Occupied| {
                occupied.by != OccupiedBy::Rule && (occupied.by != own || touches(&occupied.rect, &side))
            };
            let clear = side.grown(CLEAR - 0.25);
            if space.other_link(&side.grown(APART), piece.link).is_some() || !space.free(&clear, in_the_way) {
                continue;
            }
            if space.free(&clear, rule) {
                return (Some(side), over_rule);
            }
            over_rule = over_rule.or(Some(side));
        }
        from_start += STEP;
        places += 1;
    }
    (None, over_rule)
}
