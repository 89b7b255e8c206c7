//! A Scene as SVG: standalone, without scripts and without references. Text stays text and the file brings
//! the faces along, cut down to what it uses, or it is drawn as outlines.

use std::collections::BTreeSet;
use std::fmt::Write;

use quick_xml::escape::escape;
use twinlane_text::{FontBook, FontFaceId, PositionedGlyph, ShapedLine, Style};

use super::display_list::{DrawItem, glyphs};
use super::outlines::Outlines;
use super::svg_fonts::{SvgFonts, class, parts};
use crate::scene::elements::{Element, Scene, TextLine};
use crate::scene::paint::Paint;
use crate::scene::path::{Path, Point, Rect, number};
use crate::scene::theme::Theme;

/// How text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SvgText {
    /// As outlines of glyphs: no font is needed. The words stay readable for screen readers and searchable
    /// in the titles of the groups.
    #[default]
    Outlines,
    /// As text, with the faces it needs in the file, cut down to its characters. A browser shows it as it was
    /// measured; a program that does not read faces from an SVG uses Inter where the computer has it. Lines
    /// of a face that cannot be cut down are outlines.
    Embedded,
}

/// An SVG file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg {
    /// The file.
    pub text: String,
    /// Characters that XML may not hold and that became U+FFFD, each once, sorted.
    pub replaced: Vec<char>,
}

/// Writes a Scene as SVG; `title` is the accessible name of the whole.
pub fn svg(scene: &Scene, theme: Theme, text: SvgText, title: &str) -> Svg {
    svg_of(
        scene,
        theme,
        text,
        title,
        Rect::new(0.0, 0.0, scene.width, scene.height),
    )
}

/// Writes a part of a Scene as SVG.
pub fn svg_of(scene: &Scene, theme: Theme, text: SvgText, title: &str, part: Rect) -> Svg {
    let book = FontBook::bundled();
    let elements: Vec<(&Element, Vec<DrawItem>)> =
        scene.elements.iter().map(|e| (e, scene.draw_items(e))).collect();
    let (sheet, refused) = match text {
        SvgText::Outlines => (String::new(), BTreeSet::new()),
        SvgText::Embedded => {
            let mut faces = SvgFonts::default();
            for item in elements.iter().flat_map(|(_, item)| item) {
                if let DrawItem::Text { line, style, .. } = item {
                    faces.add(&glyphs(book, line, *style).0);
                }
            }
            faces.style_sheet(book)
        }
    };
    let mut writer = Writer {
        out: String::new(),
        theme,
        text,
        book,
        refused,
        outlines: Outlines::default(),
        replaced: BTreeSet::new(),
    };
    let [x, y, width, height] = [part.x, part.y, part.width, part.height].map(number);
    writer.push(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"{x} {y} {width} {height}\" role=\"img\">\n<title>"
    ));
    writer.escape(title);
    writer.push("</title>\n");
    if !sheet.is_empty() {
        // Advances as measured, not as a screen of some resolution would round them.
        writer.push("<style>\ntext{white-space:pre;text-rendering:geometricPrecision}\n");
        writer.push(".tabular{font-variant-numeric:tabular-nums}\n");
        writer.push(&sheet);
        writer.push("</style>\n");
    }
    let paper = theme.color(crate::Token::Paper).hex();
    writer.push(&format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n"
    ));
    for (element, item) in &elements {
        writer.element(element, item);
    }
    writer.push("</svg>\n");
    Svg {
        text: writer.out,
        replaced: writer.replaced.into_iter().collect(),
    }
}

struct Writer {
    out: String,
    theme: Theme,
    text: SvgText,
    book: &'static FontBook,
    /// Faces that the file does not bring along.
    refused: BTreeSet<FontFaceId>,
    outlines: Outlines,
    replaced: BTreeSet<char>,
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes text with the signs of XML escaped and what XML forbids replaced.
    fn escape(&mut self, text: &str) {
        if text.contains(forbidden) {
            self.replaced.extend(text.chars().filter(|c| forbidden(*c)));
            self.push(&escape(text.replace(forbidden, "\u{fffd}")));
        } else {
            self.push(&escape(text));
        }
    }

    fn element(&mut self, element: &Element, item: &[DrawItem]) {
        self.push("<g id=\"");
        self.escape(&element.key.replace(':', "-"));
        self.push("\">");
        if !element.title.is_empty() {
            self.push("<title>");
            self.escape(&element.title);
            self.push("</title>");
        }
        for item in item {
            match item {
                DrawItem::Path { d, paint } => self.path(d, *paint),
                DrawItem::Text { line, style, color } => {
                    let color = self.theme.color(*color).hex();
                    let (shaped, left) = glyphs(self.book, line, *style);
                    let refused = |glyph: &PositionedGlyph| self.refused.contains(&glyph.face);
                    if self.text == SvgText::Outlines || shaped.glyphs.iter().any(refused) {
                        self.outlined(&shaped, Point::new(left, line.y), &color);
                    } else if !shaped.text.is_empty() {
                        self.live(line, *style, &shaped, &color);
                    }
                }
            }
        }
        self.push("</g>\n");
    }

    /// A line as the outlines of its glyphs.
    fn outlined(&mut self, shaped: &ShapedLine, at: Point, color: &str) {
        let mut all = Path::default();
        for glyph in &shaped.glyphs {
            let origin = Point::new(at.x + glyph.x, at.y + glyph.y);
            let outline = self
                .outlines
                .at(self.book, glyph.face, glyph.glyph_id, shaped.size, origin);
            all.0.extend(outline.0);
        }
        if !all.0.is_empty() {
            self.push(&format!("<path d=\"{all}\" fill=\"{color}\"/>"));
        }
    }

    /// A line as text, as long as it was measured whatever the reader sets it in. What another face sets is
    /// a span of its own.
    fn live(&mut self, line: &TextLine, style: Style, shaped: &ShapedLine, color: &str) {
        let parts = parts(shaped);
        let Some(&(_, main)) = parts.first() else { return };
        let tabular = if style.tabular { " tabular" } else { "" };
        let direction = if line.rtl { " direction=\"rtl\"" } else { "" };
        let [x, y, size, width] = [line.x, line.y, style.size, shaped.width].map(number);
        self.push(&format!(
            "<text x=\"{x}\" y=\"{y}\" class=\"{}{tabular}\" font-size=\"{size}\" fill=\"{color}\" \
             textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"{direction}>",
            class(main)
        ));
        for (range, face) in parts {
            let text = shaped.text.get(range).unwrap_or_default();
            if face == main {
                self.escape(text);
            } else {
                self.push(&format!("<tspan class=\"{}\">", class(face)));
                self.escape(text);
                self.push("</tspan>");
            }
        }
        self.push("</text>");
    }

    fn path(&mut self, d: &Path, paint: Paint) {
        let fill = paint
            .fill
            .map_or_else(|| "none".to_owned(), |token| self.theme.color(token).hex());
        let mut text = format!("<path d=\"{d}\" fill=\"{fill}\"");
        if let Some(token) = paint.stroke {
            let (color, width) = (self.theme.color(token).hex(), number(paint.width));
            // Writing to a String cannot fail.
            let _ = write!(text, " stroke=\"{color}\" stroke-width=\"{width}\"");
            if let Some([on, off]) = paint.dash.pattern() {
                let _ = write!(text, " stroke-dasharray=\"{} {}\"", number(on), number(off));
            }
        }
        text.push_str("/>");
        self.push(&text);
    }
}

/// What the production Char of XML 1.0 (section 2.2) leaves out.
fn forbidden(c: char) -> bool {
    !matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_replaced_and_named() {
        let svg = svg(
            &Scene::default(),
            Theme::Light,
            SvgText::Embedded,
            "a\u{1}<b>&\u{ffff}\"",
        );
        assert!(
            svg.text.contains("a\u{fffd}&lt;b&gt;&amp;\u{fffd}&quot;"),
            "the title must be legal XML: {}",
            svg.text
        );
        assert_eq!(svg.replaced, ['\u{1}', '\u{ffff}'], "each is named once");
    }
}
