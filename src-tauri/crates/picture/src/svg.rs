//! A Scene as SVG: standalone, without scripts and without references. Text is drawn as outlines, so that
//! the file looks the same everywhere, or left as text for pages that bring the faces along.

use std::collections::BTreeSet;
use std::fmt::Write;

use twinlane_text::FontBook;

use crate::ink::{Ink, glyphs};
use crate::outlines::Outlines;
use crate::paint::Paint;
use crate::path::{Path, Point, Rect, number};
use crate::scene::{Element, Scene};
use crate::theme::Theme;

/// How text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SvgText {
    /// As outlines of glyphs: no font is needed. The words stay readable for screen readers and searchable
    /// in the titles of the groups.
    #[default]
    Outlines,
    /// As text in the family Inter, which the page must bring.
    Live,
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
    let mut writer = Writer {
        out: String::new(),
        theme,
        text,
        outlines: Outlines::default(),
        replaced: BTreeSet::new(),
    };
    let [x, y, width, height] = [part.x, part.y, part.width, part.height].map(number);
    writer.push(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"{x} {y} {width} {height}\" role=\"img\">\n<title>"
    ));
    writer.escape(title);
    let paper = theme.color(crate::Token::Paper).hex();
    writer.push(&format!(
        "</title>\n<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n"
    ));
    for element in &scene.elements {
        writer.element(scene, element);
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
    outlines: Outlines,
    replaced: BTreeSet<char>,
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes text with the signs of XML escaped and what XML forbids replaced.
    fn escape(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.push("&amp;"),
                '<' => self.push("&lt;"),
                '>' => self.push("&gt;"),
                '"' => self.push("&quot;"),
                c if forbidden(c) => {
                    self.replaced.insert(c);
                    self.out.push('\u{fffd}');
                }
                c => self.out.push(c),
            }
        }
    }

    fn element(&mut self, scene: &Scene, element: &Element) {
        self.push("<g id=\"");
        self.escape(&element.key.replace(':', "-"));
        self.push("\">");
        if !element.title.is_empty() {
            self.push("<title>");
            self.escape(&element.title);
            self.push("</title>");
        }
        for ink in scene.ink(element) {
            match ink {
                Ink::Path { d, paint } => self.path(&d, paint),
                Ink::Text { line, style, color } => {
                    let color = self.theme.color(color).hex();
                    if self.text == SvgText::Outlines {
                        let book = FontBook::bundled();
                        let (shaped, left) = glyphs(book, &line, style);
                        let mut all = Path::default();
                        for glyph in &shaped.glyphs {
                            let origin = Point::new(left + glyph.x, line.y + glyph.y);
                            let outline =
                                self.outlines
                                    .at(book, glyph.face, glyph.glyph_id, style.size, origin);
                            all.0.extend(outline.0);
                        }
                        if !all.0.is_empty() {
                            self.push(&format!("<path d=\"{all}\" fill=\"{color}\"/>"));
                        }
                    } else {
                        let direction = if line.rtl { " direction=\"rtl\"" } else { "" };
                        let (x, y, size) = (number(line.x), number(line.y), number(style.size));
                        let weight = style.weight.value();
                        self.push(&format!(
                            "<text x=\"{x}\" y=\"{y}\" font-family=\"Inter, sans-serif\" font-size=\"{size}\" \
                             font-weight=\"{weight}\" fill=\"{color}\"{direction}>"
                        ));
                        self.escape(&line.text);
                        self.push("</text>");
                    }
                }
            }
        }
        self.push("</g>\n");
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
            SvgText::Live,
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
