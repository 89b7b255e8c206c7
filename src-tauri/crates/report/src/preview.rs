//! A page as SVG, for the preview in the window: the same display list that becomes the PDF.
//!
//! Text stays text, in the family Inter that the window brings along, stretched to the width it was measured
//! with; so a page is small, sharp at any zoom, and its words can be selected. It decides no layout.

use quick_xml::escape::escape;
use std::fmt::Write;

use twinlane_text::{FontBook, ShapedLine, Weight};

use crate::page::{Color, Item, PageScene, Paint, PathStep, Shape};

/// Writes one page as a standalone SVG element; `title` is its accessible name.
pub fn page_svg(page: &PageScene, fonts: &FontBook, title: &str) -> String {
    let mut out = String::new();
    let (width, height) = (page.width, page.height);
    // Writing to a string cannot fail, here and below.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"Inter, sans-serif\"><title>{}</title><rect width=\"{width}\" height=\"{height}\" \
         fill=\"#fff\"/>",
        escape(title)
    );
    for item in &page.items {
        draw(&mut out, item, fonts);
    }
    out.push_str("</svg>");
    out
}

fn draw(out: &mut String, item: &Item, fonts: &FontBook) {
    match &item.shape {
        Shape::Text { line, x, y, color } => text(out, line, (*x, *y), *color, fonts),
        Shape::Fill(rect, color) => {
            let _ = write!(
                out,
                "<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\" fill=\"{}\"/>",
                rect.x,
                rect.y,
                rect.width,
                rect.height,
                hex(*color)
            );
        }
        Shape::Path(steps, paint) => path(out, steps, paint),
    }
}

fn text(out: &mut String, line: &ShapedLine, (x, y): (f32, f32), color: Color, fonts: &FontBook) {
    if line.text.trim().is_empty() {
        return;
    }
    let weight = line
        .glyphs
        .first()
        .map_or(Weight::Regular, |glyph| fonts.face(glyph.face).weight())
        .value();
    // With this direction `start` is the right end, so that a line keeps its place either way.
    let (start, direction) = if line.rtl {
        (x + line.width, " direction=\"rtl\"")
    } else {
        (x, "")
    };
    let _ = write!(
        out,
        "<text x=\"{start:.2}\" y=\"{y:.2}\" font-size=\"{:.2}\" font-weight=\"{weight}\" fill=\"{}\" \
         textLength=\"{:.2}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"{direction}>{}</text>",
        line.size,
        hex(color),
        line.width,
        escape(&line.text)
    );
}

fn path(out: &mut String, steps: &[PathStep], paint: &Paint) {
    out.push_str("<path d=\"");
    for step in steps {
        let _ = match *step {
            PathStep::Move(x, y) => write!(out, "M{x:.2} {y:.2}"),
            PathStep::Line(x, y) => write!(out, "L{x:.2} {y:.2}"),
            PathStep::Curve(a, b, c, d, x, y) => {
                write!(out, "C{a:.2} {b:.2} {c:.2} {d:.2} {x:.2} {y:.2}")
            }
            PathStep::Close => write!(out, "Z"),
        };
    }
    let fill = paint.fill.map_or_else(|| "none".to_owned(), hex);
    let _ = write!(out, "\" fill=\"{fill}\"");
    if let Some((color, width)) = paint.stroke {
        let _ = write!(out, " stroke=\"{}\" stroke-width=\"{width:.2}\"", hex(color));
        if !paint.dash.is_empty() {
            let lengths: Vec<String> = paint.dash.iter().map(|length| format!("{length:.2}")).collect();
            let _ = write!(out, " stroke-dasharray=\"{}\"", lengths.join(" "));
        }
    }
    out.push_str("/>");
}

fn hex(Color(red, green, blue): Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use twinlane_text::{Style, shape};

    use super::*;
    use crate::page::Rect;

    #[test]
    fn a_page_keeps_its_words_and_escapes_them() {
        let fonts = FontBook::bundled();
        let line = shape(
            fonts,
            "Tom & \"Ada\" <sell>",
            Style {
                size: 10.0,
                ..Style::default()
            },
        );
        let item = |shape| Item { shape, node: None };
        let page = PageScene {
            width: 595.0,
            height: 842.0,
            items: vec![
                item(Shape::Text {
                    line,
                    x: 50.0,
                    y: 60.0,
                    color: Color::INK,
                }),
                item(Shape::Fill(
                    Rect {
                        x: 1.0,
                        y: 2.0,
                        width: 3.0,
                        height: 0.5,
                    },
                    Color::LINE,
                )),
            ],
            ..PageScene::default()
        };
        let svg = page_svg(&page, fonts, "Page 1");
        assert!(svg.contains("Tom &amp; &quot;Ada&quot; &lt;sell&gt;"), "{svg}");
        assert!(svg.contains("viewBox=\"0 0 595 842\""), "{svg}");
        assert_eq!(svg.matches("<rect").count(), 2, "the paper and the rule");
    }
}
