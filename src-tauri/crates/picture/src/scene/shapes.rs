//! The two things every drawing is made of: an empty element, and a text as a shape. No layout.

use twinlane_text::Style;

use super::elements::{Element, Layer, Role, Shape, TextLine};
use super::paint::Token;
use super::path::Rect;
use crate::text_cache::SetText;

/// An element without shapes.
pub(crate) fn element(key: String, layer: Layer, role: Role, column: u32, row: u32) -> Element {
    Element {
        key,
        layer,
        role,
        subject: None,
        side: None,
        column,
        row,
        bounds: Rect::default(),
        ends: Vec::new(),
        bundle: None,
        title: String::new(),
        note: String::new(),
        shapes: Vec::new(),
        details: Vec::new(),
    }
}

/// Where lines stand in their box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// At the edge where reading starts.
    Start,
    /// In the middle.
    Middle,
    /// At the right edge, as numbers under each other stand.
    Right,
}

/// A text as a shape: its lines from the top of the box, the baseline where the main face has it.
pub(crate) fn text(
    set: &SetText,
    style: Style,
    line_height: f32,
    bounds: Rect,
    align: Align,
    color: Token,
) -> Shape {
    // Inter's capitals are 0.727 em high; in the middle of the line they look centred.
    let baseline = f32::midpoint(line_height, 0.727 * style.size);
    let lines = set
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let left = match (align, line.rtl) {
                (Align::Start, false) => bounds.x,
                (Align::Start, true) | (Align::Right, _) => bounds.right() - line.width,
                (Align::Middle, _) => bounds.x + (bounds.width - line.width) / 2.0,
            };
            TextLine {
                x: hundredth(if line.rtl { left + line.width } else { left }),
                y: hundredth(bounds.y + at as f32 * line_height + baseline),
                width: line.width,
                text: line.text.clone(),
                rtl: line.rtl,
            }
        })
        .collect();
    Shape::Text {
        lines,
        size: style.size,
        weight: style.weight.value(),
        tabular: style.tabular,
        color,
        bounds,
        shortened: set.shortened,
    }
}

fn hundredth(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
