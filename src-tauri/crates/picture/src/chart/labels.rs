//! Names beside points of a picture, each where it lies over nothing. It knows no chart.

use super::sheet::{Sheet, TextKind};
use crate::scene::paint::{Paint, Token};
use crate::scene::path::{Point, Rect};
use crate::scene::shapes::Align;

/// From a point to its name, and the widest name.
const GAP: f32 = 8.0;
const NAME: f32 = 150.0;

/// Names of points, written where nothing is in the way.
pub(super) struct Labels {
    area: Rect,
    occupied: Vec<Rect>,
    /// Points that have a name.
    points: Vec<Point>,
    /// Names that are written already.
    names: Vec<Rect>,
}

impl Labels {
    /// Names may stand in this area.
    pub fn new(area: Rect) -> Self {
        Self {
            area,
            occupied: Vec::new(),
            points: Vec::new(),
            names: Vec::new(),
        }
    }

    /// A point that is going to have a name; its sign reaches `radius` far.
    pub fn point(&mut self, at: Point, radius: f32) {
        self.points.push(at);
        self.occupy(Rect::new(at.x, at.y, 0.0, 0.0).grown(radius + 1.0));
    }

    /// Nothing is written here.
    fn occupy(&mut self, rect: Rect) {
        self.occupied.push(rect);
    }

    /// A line occupies space as a row of small boxes.
    pub fn line(&mut self, points: &[Point]) {
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let count = ((b.x - a.x).hypot(b.y - a.y) / 3.0).ceil().max(1.0);
            for at in 0..=count as usize {
                let share = at as f32 / count;
                let (x, y) = (a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share);
                self.occupy(Rect::new(x - 2.0, y - 2.0, 4.0, 4.0));
            }
        }
    }

    /// Writes the name of a point with a note under it beside it; false where there is no room.
    pub fn write(&mut self, sheet: &mut Sheet, at: Point, name: &str, note: &str) -> bool {
        let name = sheet.words(name, TextKind::Name, NAME, 2);
        let note = sheet.words(note, TextKind::Note, NAME, 2);
        let (width, height) = (name.width().max(note.width()), name.height() + note.height());
        let middle = Rect::new(at.x - width / 2.0, at.y - height / 2.0, width, height);
        let place = [1.0, 2.5, 4.5, 7.0]
            .into_iter()
            .flat_map(|far: f32| {
                let (dx, dy) = (width / 2.0 + GAP * far, height / 2.0 + GAP * far);
                [
                    (0.0, -dy),
                    (0.0, dy),
                    (dx, 0.0),
                    (-dx, 0.0),
                    (dx, -dy),
                    (-dx, -dy),
                    (dx, dy),
                    (-dx, dy),
                ]
            })
            .map(|(dx, dy)| self.inside(middle.moved(dx, dy)))
            .find(|place| {
                self.free(place)
                    && self.own(at, place)
                    && leader(at, place).is_none_or(|ends| self.clear(at, ends))
            });
        let Some(place) = place else { return false };
        let align = if place.x + width / 2.0 < at.x - GAP {
            Align::Right
        } else {
            Align::Start
        };
        sheet.put(&name, place.x, place.y, width, align);
        sheet.put(&note, place.x, place.y + name.height(), width, align);
        if let Some(ends) = leader(at, &place) {
            sheet.line(&ends, Paint::stroke(Token::Flow, 0.75));
            self.line(&ends);
        }
        self.occupy(place);
        self.names.push(place);
        true
    }

    /// A place above or below a point near an edge moves along it.
    fn inside(&self, place: Rect) -> Rect {
        let most = (self.area.right() - place.width).max(self.area.x);
        Rect::new(
            place.x.clamp(self.area.x, most),
            place.y,
            place.width,
            place.height,
        )
    }

    /// Whether no other point is as near to a name as its own, so that nobody reads it as theirs.
    fn own(&self, at: Point, place: &Rect) -> bool {
        let own = distance(at, place);
        self.points
            .iter()
            .filter(|point| **point != at)
            .all(|point| distance(*point, place) > (own + 4.0).min(2.0 * GAP))
    }

    /// Whether a line to a name runs through no other name and no other point.
    fn clear(&self, at: Point, [from, to]: [Point; 2]) -> bool {
        let count = 24;
        (0..=count).all(|step| {
            let share = step as f32 / count as f32;
            let (x, y) = (from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
            let here = Rect::new(x - 2.0, y - 2.0, 4.0, 4.0);
            let through = |point: &Point| *point != at && distance(*point, &here) < 5.0;
            !self.names.iter().any(|name| name.overlaps(&here)) && !self.points.iter().any(through)
        })
    }

    fn free(&self, place: &Rect) -> bool {
        let inside = place.x >= self.area.x
            && place.right() <= self.area.right() + 0.5
            && place.y >= self.area.y
            && place.bottom() <= self.area.bottom();
        let clear = place.grown(2.0);
        inside && !self.occupied.iter().any(|occupied| occupied.overlaps(&clear))
    }
}

/// The line from a point to a name that does not stand right beside it.
fn leader(at: Point, place: &Rect) -> Option<[Point; 2]> {
    let near = nearest(at, place);
    let (dx, dy) = (near.x - at.x, near.y - at.y);
    let length = dx.hypot(dy);
    if length < 2.0 * GAP {
        return None;
    }
    let along = |by: f32| Point::new(at.x + dx / length * by, at.y + dy / length * by);
    Some([along(GAP - 1.0), along(length - 2.0)])
}

/// The place of a name that is nearest to a point.
fn nearest(at: Point, place: &Rect) -> Point {
    Point::new(
        at.x.clamp(place.x, place.right()),
        at.y.clamp(place.y, place.bottom()),
    )
}

fn distance(at: Point, place: &Rect) -> f32 {
    let near = nearest(at, place);
    (near.x - at.x).hypot(near.y - at.y)
}
