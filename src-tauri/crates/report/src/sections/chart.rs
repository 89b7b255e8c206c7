//! A chart on the page: a figure with its sentence as alternative text, drawn from the display list.
//!
//! It knows no chart: what is drawn is made by `twinlane_picture`.

use twinlane_picture as picture;
use twinlane_picture::Target;
use twinlane_picture::chart::{Chart, ChartOptions};

use super::ink;
use crate::layout::{Flow, HALF, Piece};
use crate::page::{Item, NodeId, Shape};

/// Points for a pixel of a chart: its names become 9 points, its notes a little more than 8.
const SCALE: f32 = 0.75;

/// How charts are drawn in a box of this width, in points.
pub(super) fn options(width: f32) -> ChartOptions {
    ChartOptions {
        width: width / SCALE,
        target: Target::Paper,
    }
}

/// Adds a chart; one that is higher than a page is made smaller, for a figure is never cut.
pub(super) fn add(flow: &mut Flow<'_>, chart: &Chart, page: f32) {
    let scene = &chart.scene;
    let scale = SCALE.min((page - HALF) / scene.height.max(1.0));
    let figure = flow.structure.add_figure(flow.section, &chart.alt);
    let height = (scene.height * scale / HALF).ceil() * HALF;
    let mut piece = Piece {
        height,
        before: HALF,
        ..Piece::default()
    };
    let point = |p: picture::Point| (p.x * scale, p.y * scale);
    for element in scene.elements.iter().map(|element| scene.absolute(element)) {
        for shape in element.shapes.iter().chain(&element.details) {
            if let picture::Shape::Text {
                lines,
                size,
                weight,
                tabular,
                color,
                ..
            } = shape
            {
                let style = ink::style(*weight, size * scale, *tabular);
                for (at, text) in lines.iter().enumerate() {
                    let mut line = twinlane_text::shape_towards(flow.book, &text.text, style, text.rtl);
                    flow.missing.extend(&line.missing);
                    let next = lines.get(at + 1).map(|next| next.text.as_str());
                    line.end = ink::line_end(&element.title, &text.text, next);
                    let (x, y) = point(picture::Point::new(text.x, text.y));
                    let x = if text.rtl { x - line.width } else { x };
                    let color = ink::color_of(*color);
                    put(&mut piece, Shape::Text { line, x, y, color }, figure);
                }
                continue;
            }
            let (d, paint) = match shape {
                picture::Shape::Rect { rect, radius, paint } => (picture::Path::rect(*rect, *radius), *paint),
                picture::Shape::Path { d, paint } => (d.clone(), *paint),
                picture::Shape::Route { .. } | picture::Shape::Text { .. } => continue,
            };
            let steps = ink::steps(&d, point);
            put(&mut piece, Shape::Path(steps, ink::paint(paint, scale)), figure);
        }
    }
    flow.pieces.push(piece);
}

fn put(piece: &mut Piece, shape: Shape, figure: NodeId) {
    piece.items.push(Item {
        shape,
        node: Some(figure),
    });
}
