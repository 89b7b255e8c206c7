//! A Scene as plain paths and lines of text in absolute pixels: what a writer of a format has to draw.
//!
//! It knows no format. Arrows, dots and rounded corners are worked out here, once.

use twinlane_text::{FontBook, ShapedLine, Style, shape_towards};

use crate::scene::elements::{ARROW, DOT, Element, Head, Scene, Shape, TextLine};
use crate::scene::paint::{Dash, Paint, Token};
use crate::scene::path::{Path, Point};
use crate::text_cache::weight;

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum DrawItem {
    /// A path, filled and stroked as its paint says.
    Path {
        /// The path.
        d: Path,
        /// Colours and line.
        paint: Paint,
    },
    /// A line of text.
    Text {
        /// The line; `x` is where reading starts.
        line: TextLine,
        /// How it is set.
        style: Style,
        /// Colour.
        color: Token,
    },
}

impl Scene {
    /// Everything an element draws, in order, in absolute pixels.
    pub fn draw_items(&self, element: &Element) -> Vec<DrawItem> {
        let absolute = self.absolute(element);
        let mut items = Vec::new();
        for shape in absolute.shapes.iter().chain(&absolute.details) {
            match shape {
                Shape::Rect { rect, radius, paint } => items.push(DrawItem::Path {
                    d: Path::rect(*rect, *radius),
                    paint: *paint,
                }),
                Shape::Path { d, paint } => items.push(DrawItem::Path {
                    d: d.clone(),
                    paint: *paint,
                }),
                Shape::Route {
                    points,
                    radius,
                    head,
                    paint,
                } => {
                    let points: Vec<Point> = points.iter().map(|at| Point::new(at.x, at.y)).collect();
                    route(&points, *radius, *head, *paint, &mut items);
                }
                Shape::Text {
                    lines,
                    size,
                    weight: number,
                    tabular,
                    color,
                    ..
                } => {
                    let style = Style {
                        weight: weight(*number),
                        size: *size,
                        tabular: *tabular,
                    };
                    items.extend(lines.iter().map(|line| DrawItem::Text {
                        line: line.clone(),
                        style,
                        color: *color,
                    }));
                }
            }
        }
        items
    }
}

/// The glyphs of a line of text, and the x of its left end.
pub fn glyphs(book: &FontBook, line: &TextLine, style: Style) -> (ShapedLine, f32) {
    let shaped = shape_towards(book, &line.text, style, line.rtl);
    let left = if line.rtl { line.x - shaped.width } else { line.x };
    (shaped, left)
}

fn route(points: &[Point], radius: f32, head: Head, paint: Paint, items: &mut Vec<DrawItem>) {
    let (Some(&end), Some(&before)) = (
        points.last(),
        points.len().checked_sub(2).and_then(|at| points.get(at)),
    ) else {
        return;
    };
    let length = (end.x - before.x).hypot(end.y - before.y).max(f32::EPSILON);
    let (ux, uy) = ((end.x - before.x) / length, (end.y - before.y) / length);
    let mut line = points.to_vec();
    if head == Head::Arrow
        && let Some(last) = line.last_mut()
    {
        // The line ends inside the arrow, so that its end does not stick out at the tip.
        let back = (ARROW - 1.0).min(length);
        *last = Point::new(end.x - ux * back, end.y - uy * back);
    }
    items.push(DrawItem::Path {
        d: Path::rounded(&line, radius),
        paint,
    });
    let Some(token) = paint.stroke else { return };
    match head {
        Head::None => {}
        Head::Arrow => {
            let (bx, by) = (end.x - ux * ARROW, end.y - uy * ARROW);
            let half = ARROW / 2.0;
            items.push(DrawItem::Path {
                d: Path::polygon(&[
                    end,
                    Point::new(bx - uy * half, by + ux * half),
                    Point::new(bx + uy * half, by - ux * half),
                ]),
                paint: Paint::fill(token),
            });
        }
        Head::Dot => items.push(DrawItem::Path {
            d: Path::circle(end, DOT),
            paint: Paint::fill(token).dashed(Dash::Solid),
        }),
    }
}
