//! Paths: lines and curves, and the corners of orthogonal routes. Geometry only, no colours.

use std::fmt;

use serde::{Serialize, Serializer};

/// A point in pixels, x to the right, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

impl Point {
    /// The point at (x, y).
    pub fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Rect {
    /// Left edge.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub x: f32,
    /// Upper edge.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub y: f32,
    /// Width, not negative.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub width: f32,
    /// Height, not negative.
    #[serde(serialize_with = "crate::scene::path::short")]
    pub height: f32,
}

impl Rect {
    /// The rectangle with its upper left corner at (x, y).
    pub fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// Right edge.
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// Lower edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// The rectangle moved.
    #[must_use]
    pub fn moved(&self, dx: f32, dy: f32) -> Self {
        Self::new(self.x + dx, self.y + dy, self.width, self.height)
    }

    /// The rectangle made larger by `by` on each side (smaller when negative).
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        Self::new(
            self.x - by,
            self.y - by,
            self.width + 2.0 * by,
            self.height + 2.0 * by,
        )
    }

    /// Whether the insides share an area; touching edges do not count.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self::new(
            x,
            y,
            self.right().max(other.right()) - x,
            self.bottom().max(other.bottom()) - y,
        )
    }
}

/// One command of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PathCommand {
    /// Begins at a point.
    Move(Point),
    /// A straight line to a point.
    Line(Point),
    /// A cubic curve: two control points and the end.
    Cubic(Point, Point, Point),
    /// Back to the beginning.
    Close,
}

/// A path. It crosses to the UI as SVG path data.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Path(pub Vec<PathCommand>);

/// How far the control points of a quarter circle stand from its ends, in radii: 4/3 · (√2 − 1).
const KAPPA: f32 = 0.552_284_8;

impl Path {
    /// Straight lines through the points.
    pub fn polyline(points: &[Point]) -> Self {
        let step = |(at, point): (usize, &Point)| {
            if at == 0 {
                PathCommand::Move(*point)
            } else {
                PathCommand::Line(*point)
            }
        };
        Self(points.iter().enumerate().map(step).collect())
    }

    /// Straight lines through the points and back to the first.
    pub fn polygon(points: &[Point]) -> Self {
        let mut path = Self::polyline(points);
        path.0.push(PathCommand::Close);
        path
    }

    /// A circle.
    pub fn circle(center: Point, radius: f32) -> Self {
        let Point { x, y } = center;
        let k = radius * KAPPA;
        let at = |dx: f32, dy: f32| Point::new(x + dx, y + dy);
        Self(vec![
            PathCommand::Move(at(radius, 0.0)),
            PathCommand::Cubic(at(radius, k), at(k, radius), at(0.0, radius)),
            PathCommand::Cubic(at(-k, radius), at(-radius, k), at(-radius, 0.0)),
            PathCommand::Cubic(at(-radius, -k), at(-k, -radius), at(0.0, -radius)),
            PathCommand::Cubic(at(k, -radius), at(radius, -k), at(radius, 0.0)),
            PathCommand::Close,
        ])
    }

    /// The left half of a disc.
    pub fn left_half(center: Point, radius: f32) -> Self {
        let Point { x, y } = center;
        let k = radius * KAPPA;
        let at = |dx: f32, dy: f32| Point::new(x + dx, y + dy);
        Self(vec![
            PathCommand::Move(at(0.0, radius)),
            PathCommand::Cubic(at(-k, radius), at(-radius, k), at(-radius, 0.0)),
            PathCommand::Cubic(at(-radius, -k), at(-k, -radius), at(0.0, -radius)),
            PathCommand::Close,
        ])
    }

    /// An orthogonal route with rounded corners. A corner next to a short piece gets a smaller radius.
    pub fn rounded(points: &[Point], radius: f32) -> Self {
        let mut commands = Vec::with_capacity(points.len() * 2);
        for (at, &p) in points.iter().enumerate() {
            if at == 0 {
                commands.push(PathCommand::Move(p));
                continue;
            }
            let Some(&next) = points.get(at + 1) else {
                commands.push(PathCommand::Line(p));
                break;
            };
            let before = points[at - 1];
            let (a, b) = (distance(before, p), distance(p, next));
            let r = radius.min(a / 2.0).min(b / 2.0);
            if r < 0.5 {
                commands.push(PathCommand::Line(p));
                continue;
            }
            let enter = towards(p, before, r);
            let leave = towards(p, next, r);
            commands.push(PathCommand::Line(enter));
            commands.push(PathCommand::Cubic(
                towards(enter, p, r * KAPPA),
                towards(leave, p, r * KAPPA),
                leave,
            ));
        }
        Self(commands)
    }

    /// A rectangle with round corners.
    pub fn rect(rect: Rect, radius: f32) -> Self {
        let corners = [
            Point::new(rect.x, rect.y),
            Point::new(rect.right(), rect.y),
            Point::new(rect.right(), rect.bottom()),
            Point::new(rect.x, rect.bottom()),
        ];
        if radius <= 0.0 {
            return Self::polygon(&corners);
        }
        let r = radius.min(rect.width / 2.0).min(rect.height / 2.0);
        let mut commands = Vec::with_capacity(10);
        for at in 0..4 {
            let (p, before, next) = (corners[at], corners[(at + 3) % 4], corners[(at + 1) % 4]);
            let (enter, leave) = (towards(p, before, r), towards(p, next, r));
            commands.push(if at == 0 {
                PathCommand::Move(enter)
            } else {
                PathCommand::Line(enter)
            });
            commands.push(PathCommand::Cubic(
                towards(enter, p, r * KAPPA),
                towards(leave, p, r * KAPPA),
                leave,
            ));
        }
        commands.push(PathCommand::Close);
        Self(commands)
    }

    /// The path moved.
    #[must_use]
    pub fn moved(&self, dx: f32, dy: f32) -> Self {
        let at = |p: Point| Point::new(p.x + dx, p.y + dy);
        Self(
            self.0
                .iter()
                .map(|command| match *command {
                    PathCommand::Move(p) => PathCommand::Move(at(p)),
                    PathCommand::Line(p) => PathCommand::Line(at(p)),
                    PathCommand::Cubic(a, b, p) => PathCommand::Cubic(at(a), at(b), at(p)),
                    PathCommand::Close => PathCommand::Close,
                })
                .collect(),
        )
    }
}

fn distance(a: Point, b: Point) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

fn towards(from: Point, to: Point, by: f32) -> Point {
    let length = distance(from, to);
    if length <= f32::EPSILON {
        return from;
    }
    let share = by / length;
    Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
}

/// A coordinate with at most two decimals and no trailing zeros, as SVG and JSON carry it.
pub(crate) fn number(value: f32) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 {
        "0".to_owned()
    } else {
        rounded.to_string()
    }
}

/// Serialises a coordinate with at most two decimals, a whole one without a point: a drawing of thousands of
/// steps crosses as text.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
pub(crate) fn short<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    let rounded = (f64::from(*value) * 100.0).round() / 100.0;
    if rounded.fract() == 0.0 && rounded.abs() < f64::from(i32::MAX) {
        serializer.serialize_i32(rounded as i32)
    } else {
        serializer.serialize_f64(rounded)
    }
}

impl fmt::Display for Path {
    /// SVG path data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        let mut point = |letter: char, points: &[Point]| {
            out.push(letter);
            for (at, p) in points.iter().enumerate() {
                if at > 0 {
                    out.push(' ');
                }
                out.push_str(&number(p.x));
                out.push(' ');
                out.push_str(&number(p.y));
            }
        };
        for command in &self.0 {
            match *command {
                PathCommand::Move(p) => point('M', &[p]),
                PathCommand::Line(p) => point('L', &[p]),
                PathCommand::Cubic(a, b, p) => point('C', &[a, b, p]),
                PathCommand::Close => point('Z', &[]),
            }
        }
        f.write_str(&out)
    }
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
