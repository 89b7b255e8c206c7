//! A part of the map's display list as items of a page.
//!
//! It moves, scales and cuts; colours are those of paper: black on white, colour only for severity.

use twinlane_picture as picture;
use twinlane_picture::{Element, Layer, Scene, Token};

use super::super::drawing::{self, color_of, line_end};
use super::tiles::Tile;
use crate::layout::DocumentBuilder;
use crate::page::{Item, NodeId, PageScene, Paint, PathStep, Rect, Role, Shape};

/// How a part of the map is put on a page.
pub(super) struct Pen<'a> {
    pub(super) scene: &'a Scene,
    /// Points for a pixel.
    pub(super) scale: f32,
    /// Upper left corner of the drawing on the page.
    pub(super) origin: (f32, f32),
    pub(super) tile: &'a Tile,
    /// Width of the lane heads, which open every page.
    pub(super) heads: f32,
}

impl Pen<'_> {
    /// The elements on this part in absolute pixels; heads of lanes are on every part.
    pub(super) fn elements(&self) -> impl Iterator<Item = Element> + '_ {
        self.scene
            .elements
            .iter()
            .map(|e| self.scene.absolute(e))
            .filter(|e| self.is_here(e))
    }

    fn is_here(&self, element: &Element) -> bool {
        let (bounds, tile) = (element.bounds, self.tile);
        let across = element.role == picture::Role::LaneHead || bounds.width <= 0.0;
        let (middle_x, middle_y) = (bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0);
        match element.layer {
            Layer::Ground | Layer::Links | Layer::Labels => true,
            Layer::Heads | Layer::Cards => {
                (across || (middle_x >= tile.left && middle_x < tile.right))
                    && middle_y >= tile.top
                    && middle_y < tile.bottom
            }
        }
    }

    /// A rectangle of the drawing on the page.
    pub(super) fn place(&self, rect: picture::Rect) -> Rect {
        let (x, y) = self.point(rect.x, rect.y);
        Rect {
            x,
            y,
            width: rect.width * self.scale,
            height: rect.height * self.scale,
        }
    }

    /// A point of the drawing on the page. Lane heads stay at the left; the rest moves up to them.
    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        let x = if x < self.heads {
            x
        } else {
            x - self.tile.left + self.heads
        };
        (
            self.origin.0 + x * self.scale,
            self.origin.1 + (y - self.tile.top) * self.scale,
        )
    }

    /// Draws the part: lines belong to `figure`, each card and head is a paragraph of its own.
    pub(super) fn draw(&self, document: &mut DocumentBuilder<'_>, page: &mut PageScene, figure: NodeId) {
        let elements: Vec<Element> = self.elements().collect();
        for element in &elements {
            let reads = matches!(element.layer, Layer::Heads | Layer::Cards);
            let node = reads.then(|| document.structure.add(document.section, Role::Paragraph));
            for shape in element.shapes.iter().chain(&element.details) {
                self.shape(document, page, element, shape, node.unwrap_or(figure), figure);
            }
        }
    }

    fn shape(
        &self,
        document: &mut DocumentBuilder<'_>,
        page: &mut PageScene,
        element: &Element,
        shape: &picture::Shape,
        text_node: NodeId,
        figure: NodeId,
    ) {
        let mut add = |shape: Shape| {
            page.items.push(Item {
                shape,
                node: Some(figure),
            });
        };
        match shape {
            picture::Shape::Rect { rect, radius, paint } => {
                let Some(rect) = self.clipped(*rect) else { return };
                add(Shape::Path(
                    self.steps(&picture::Path::rect(rect, *radius)),
                    self.paint(*paint),
                ));
            }
            picture::Shape::Path { d, paint } => {
                for part in self.cut_path(d) {
                    add(Shape::Path(self.steps(&part), self.paint(*paint)));
                }
            }
            picture::Shape::Route {
                points,
                radius,
                head,
                paint,
            } => {
                let points: Vec<picture::Point> = points.iter().map(|p| self.scene.point(*p)).collect();
                self.route(&points, *radius, *head, *paint, &mut add);
            }
            picture::Shape::Text {
                lines,
                size,
                weight,
                tabular,
                color,
                ..
            } => {
                let style = drawing::style(*weight, size * self.scale, *tabular);
                for (i, text) in lines.iter().enumerate() {
                    if !self.holds(text.x, text.y) {
                        continue;
                    }
                    let mut line = twinlane_text::shape(document.book, &text.text, style);
                    document.missing.extend(&line.missing);
                    line.end = line_end(
                        &element.title,
                        &text.text,
                        lines.get(i + 1).map(|l| l.text.as_str()),
                    );
                    let (x, y) = self.point(text.x, text.y);
                    let x = if text.rtl { x - line.width } else { x };
                    let shape = Shape::Text {
                        line,
                        x,
                        y,
                        color: color_of(*color),
                    };
                    page.items.push(Item {
                        shape,
                        node: Some(text_node),
                    });
                }
            }
        }
    }

    /// Whether a point is on this part; lane heads are on every one.
    fn holds(&self, x: f32, y: f32) -> bool {
        (x < self.heads || (x >= self.tile.left - 0.5 && x <= self.tile.right + 0.5))
            && y >= self.tile.top - 0.5
            && y <= self.tile.bottom + 0.5
    }

    /// A rectangle cut to this part. A band that begins behind the lane heads begins there on every
    /// part.
    fn clipped(&self, rect: picture::Rect) -> Option<picture::Rect> {
        let tile = self.tile;
        let (top, bottom) = (rect.y.max(tile.top), rect.bottom().min(tile.bottom));
        let left = if rect.x < self.heads {
            rect.x
        } else {
            rect.x.max(tile.left)
        };
        let right = if rect.right() <= self.heads {
            rect.right()
        } else {
            rect.right().min(tile.right)
        };
        (right > left && bottom > top).then(|| picture::Rect::new(left, top, right - left, bottom - top))
    }

    /// A path on this part: whole when it lies inside, cut when it is made of straight lines.
    fn cut_path(&self, path: &picture::Path) -> Vec<picture::Path> {
        let mut points = Vec::new();
        let mut straight = true;
        for command in &path.0 {
            match *command {
                picture::PathCommand::Move(p) | picture::PathCommand::Line(p) => points.push(p),
                picture::PathCommand::Cubic(_, _, p) => {
                    straight = false;
                    points.push(p);
                }
                picture::PathCommand::Close => straight = false,
            }
        }
        if points.iter().all(|p| self.holds(p.x, p.y)) {
            return vec![path.clone()];
        }
        if !straight {
            return Vec::new();
        }
        self.cut(&points)
            .into_iter()
            .map(|part| picture::Path::polyline(&part))
            .collect()
    }

    /// The pieces of an orthogonal line that lie on this part.
    fn cut(&self, points: &[picture::Point]) -> Vec<Vec<picture::Point>> {
        let tile = self.tile;
        let mut parts: Vec<Vec<picture::Point>> = Vec::new();
        let mut joined = false;
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            // A line that begins behind the lane heads begins there on every part.
            let first = a.x.min(b.x);
            let left = if first < self.heads { first } else { tile.left };
            let inside = |v: f32, low: f32, high: f32| v.clamp(low, high);
            let (ax, bx) = (inside(a.x, left, tile.right), inside(b.x, left, tile.right));
            let (ay, by) = (
                inside(a.y, tile.top, tile.bottom),
                inside(b.y, tile.top, tile.bottom),
            );
            let outside =
                (a.x == b.x && ax != a.x) || (a.y == b.y && ay != a.y) || (ax == bx && ay == by && a != b);
            if outside {
                joined = false;
                continue;
            }
            let (start, end) = (picture::Point::new(ax, ay), picture::Point::new(bx, by));
            match parts.last_mut() {
                Some(last) if joined && start == a => last.push(end),
                _ => parts.push(vec![start, end]),
            }
            joined = end == b;
        }
        parts
    }

    fn route(
        &self,
        points: &[picture::Point],
        radius: f32,
        head: picture::Head,
        paint: picture::Paint,
        add: &mut impl FnMut(Shape),
    ) {
        for part in self.cut(points) {
            add(Shape::Path(
                self.steps(&picture::Path::rounded(&part, radius)),
                self.paint(paint),
            ));
        }
        let (Some(&before), Some(&end)) = (
            points.len().checked_sub(2).and_then(|i| points.get(i)),
            points.last(),
        ) else {
            return;
        };
        let token = paint.stroke.unwrap_or(Token::Flow);
        if !self.holds(end.x, end.y) {
            return;
        }
        let path = match head {
            picture::Head::None => return,
            picture::Head::Dot => picture::Path::circle(end, picture::DOT),
            picture::Head::Arrow => arrow(before, end),
        };
        add(Shape::Path(
            self.steps(&path),
            Paint {
                fill: Some(color_of(token)),
                ..Paint::default()
            },
        ));
    }

    fn steps(&self, path: &picture::Path) -> Vec<PathStep> {
        drawing::steps(path, |p| self.point(p.x, p.y))
    }

    fn paint(&self, paint: picture::Paint) -> Paint {
        drawing::paint(paint, self.scale)
    }
}

/// The tip of a link: a triangle as long as it is wide.
fn arrow(before: picture::Point, end: picture::Point) -> picture::Path {
    let length = (end.x - before.x).hypot(end.y - before.y).max(f32::MIN_POSITIVE);
    let (dx, dy) = ((end.x - before.x) / length, (end.y - before.y) / length);
    let (back_x, back_y) = (end.x - dx * picture::ARROW, end.y - dy * picture::ARROW);
    let half = picture::ARROW / 2.0;
    let corner = |sign: f32| picture::Point::new(back_x - dy * half * sign, back_y + dx * half * sign);
    picture::Path::polygon(&[end, corner(1.0), corner(-1.0)])
}
