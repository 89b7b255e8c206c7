//! The strip that shows the whole map small, and which part of it a page holds.

use twinlane_picture::Scene;

use super::tiles::Tile;
use crate::page::{Color, Item, PageScene, Paint, PathStep, Rect, Shape};

/// Draws the strip into the upper right of `area`. It is decoration: the page says its part in words.
pub(super) fn draw(page: &mut PageScene, scene: &Scene, tile: &Tile, area: Rect) {
    let scale = (area.width / scene.width.max(1.0)).min(area.height / scene.height.max(1.0));
    let (width, height) = (scene.width * scale, scene.height * scale);
    let (x, y) = (area.x + area.width - width, area.y);
    let mut add = |shape: Shape| {
        page.items.push(Item { shape, node: None });
    };
    add(Shape::Fill(Rect { x, y, width, height }, Color::TRACK));
    for cell in &scene.cells {
        let (Some(column), Some(row)) = (
            scene.columns.get(cell.column as usize),
            scene.rows.get(cell.row as usize),
        ) else {
            continue;
        };
        let rect = Rect {
            x: x + column.x * scale + 0.4,
            y: y + row.y * scale + 0.4,
            width: (column.width * scale - 0.8).max(0.5),
            height: (row.height * scale - 0.8).max(0.5),
        };
        add(Shape::Fill(rect, Color(0xb9, 0xb5, 0xac)));
    }
    let (left, top) = (x + tile.left * scale, y + tile.top * scale);
    let (right, bottom) = (x + tile.right * scale, y + tile.bottom * scale);
    let frame = vec![
        PathStep::Move(left, top),
        PathStep::Line(right, top),
        PathStep::Line(right, bottom),
        PathStep::Line(left, bottom),
        PathStep::Close,
    ];
    add(Shape::Path(
        frame,
        Paint {
            stroke: Some((Color::INK, 1.0)),
            ..Paint::default()
        },
    ));
}
