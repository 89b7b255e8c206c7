//! A chart on the page: a figure with its sentence as alternative text, drawn from the display list.
//!
//! It knows no chart: what is drawn is made by `twinlane_picture`.

use twinlane_picture as picture;
use twinlane_picture::Target;
use twinlane_picture::chart::{Chart, ChartOptions};

use super::drawing;
use crate::layout::{DocumentBuilder, HALF, Piece};
use crate::page::{Item, NodeId, Shape};

/// Points for a pixel of a chart: its names become 9 points, its notes a little more than 8.
const SCALE: f32 = 0.75;

/// How charts are drawn in the box of a document.
pub(super) fn options(document: &DocumentBuilder<'_>) -> ChartOptions {
    ChartOptions {
        width: document.width / SCALE,
        target: Target::Paper,
        locale: document.locale,
    }
}

/// Adds a chart; one that is higher than a page is made smaller, for a figure is never cut.
pub(super) fn add(document: &mut DocumentBuilder<'_>, chart: &Chart, page: f32) {
    let scene = &chart.scene;
    let scale = SCALE.min((page - HALF) / scene.height.max(1.0));
    let figure = document.structure.add_figure(document.section, &chart.alt);
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
                let style = drawing::style(*weight, size * scale, *tabular);
                for (at, text) in lines.iter().enumerate() {
                    let mut line = twinlane_text::shape_towards(document.book, &text.text, style, text.rtl);
                    document.missing.extend(&line.missing);
                    let next = lines.get(at + 1).map(|next| next.text.as_str());
                    line.end = drawing::line_end(&element.title, &text.text, next);
                    let (x, y) = point(picture::Point::new(text.x, text.y));
                    let x = if text.rtl { x - line.width } else { x };
                    let color = drawing::color_of(*color);
                    put(&mut piece, Shape::Text { line, x, y, color }, figure);
                }
                continue;
            }
            let (d, paint) = match shape {
                picture::Shape::Rect { rect, radius, paint } => (picture::Path::rect(*rect, *radius), *paint),
                picture::Shape::Path { d, paint } => (d.clone(), *paint),
                picture::Shape::Route { .. } | picture::Shape::Text { .. } => continue,
            };
            let steps = drawing::steps(&d, point);
            put(
                &mut piece,
                Shape::Path(steps, drawing::paint(paint, scale)),
                figure,
            );
        }
    }
    document.pieces.push(piece);
}

fn put(piece: &mut Piece, shape: Shape, figure: NodeId) {
    piece.items.push(Item {
        shape,
        node: Some(figure),
    });
}
