//! Display lists as printpdf operators.
//!
//! Text goes out as positioned glyphs of the embedded subsets; where glyphs do not say their text,
//! `/ActualText` does. Everything that belongs to the structure is marked, the rest is an artifact.

use std::borrow::Cow;
use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color as PdfColor, DictItem, Line, LineDashPattern, LineJoinStyle, LinePoint, Op, PaintMode,
    PdfFontHandle, PdfPage, Point, Polygon, PolygonRing, Pt, Rect as PdfRect, Rgb, TextItem, TextMatrix,
};
use twinlane_text::{FontBook, GlyphUsage, LineEnd, PositionedGlyph, ShapedLine, Style, TextRun};

use super::fonts::{EmbeddedFont, Fonts};
use super::strings::utf16;
use super::tags::Marks;
use crate::page::{Color, NodeId, PageScene, Paint, PathStep, Rect, Shape};

/// A line as it is written: with a space behind it where the source had one.
pub(super) struct Recorded<'a> {
    line: Cow<'a, ShapedLine>,
    runs: Vec<TextRun>,
}

/// Records every line of every page, in order; page by page, item by item.
pub(super) fn record<'a>(
    pages: &'a [PageScene],
    book: &FontBook,
    usage: &mut GlyphUsage,
) -> Vec<Vec<Option<Recorded<'a>>>> {
    pages
        .iter()
        .map(|page| {
            page.items
                .iter()
                .map(|item| match &item.shape {
                    Shape::Text { line, .. } => Some(record_line(line, book, usage)),
                    _ => None,
                })
                .collect()
        })
        .collect()
}

fn record_line<'a>(line: &'a ShapedLine, book: &FontBook, usage: &mut GlyphUsage) -> Recorded<'a> {
    let line = with_space(line, book);
    let mut runs = usage.record(&line);
    if line.end == LineEnd::Hyphen
        && let Some(last) = runs.last_mut()
        && !last.glyphs.is_empty()
    {
        // The hyphen is not part of the word: its text is a soft hyphen, which readers drop.
        let end = last.glyphs.end;
        last.glyphs.end = end - 1;
        runs.push(TextRun {
            glyphs: end - 1..end,
            actual: Some("\u{ad}".to_owned()),
        });
    }
    Recorded { line, runs }
}

/// A line broken at a space gets one behind its last glyph, so that readers of the text do not
/// join the words of two lines.
fn with_space<'a>(line: &'a ShapedLine, book: &FontBook) -> Cow<'a, ShapedLine> {
    if line.end != LineEnd::Space {
        return Cow::Borrowed(line);
    }
    let space = twinlane_text::shape(book, " ", Style::regular(line.size));
    let mut line = line.clone();
    let (start, x) = (line.text.len(), if line.rtl { -space.width } else { line.width });
    line.text.push(' ');
    let glyphs = space.glyphs.into_iter().map(|g| PositionedGlyph {
        x,
        cluster: start..start + 1,
        ..g
    });
    if line.rtl {
        line.glyphs.splice(0..0, glyphs);
    } else {
        line.glyphs.extend(glyphs);
    }
    Cow::Owned(line)
}

/// Writes the operators of every page.
pub(super) fn pages(
    pages: &[PageScene],
    texts: &[Vec<Option<Recorded<'_>>>],
    fonts: &Fonts,
    marks: &mut Marks,
) -> Vec<PdfPage> {
    pages
        .iter()
        .zip(texts)
        .map(|(page, texts)| write_page(page, texts, fonts, marks))
        .collect()
}

fn write_page(page: &PageScene, texts: &[Option<Recorded<'_>>], fonts: &Fonts, marks: &mut Marks) -> PdfPage {
    marks.begin_page();
    let mut writer = Writer {
        ops: Vec::new(),
        height: page.height,
        fonts,
        fill: None,
        open: Open::Nothing,
    };
    writer.ops.push(Op::SetLineJoinStyle {
        join: LineJoinStyle::Round,
    });
    for (item, text) in page.items.iter().zip(texts) {
        writer.mark(item.node, marks);
        match &item.shape {
            Shape::Text { x, y, color, .. } => {
                if let Some(text) = text {
                    writer.text(text, *x, *y, *color);
                }
            }
            Shape::Fill(rect, color) => writer.rect(*rect, *color),
            Shape::Path(steps, paint) => writer.path(steps, paint),
        }
    }
    writer.close_mark();
    let size = |v: f32| printpdf::Mm(v / 72.0 * 25.4);
    let mut out = PdfPage::new(size(page.width), size(page.height), writer.ops);
    // The way over millimetres leaves rounding dust in the boxes.
    let sheet = PdfRect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: Pt(round(page.width)),
        height: Pt(round(page.height)),
        mode: None,
        winding_order: None,
    };
    out.media_box = sheet.clone();
    out.trim_box = sheet.clone();
    out.crop_box = sheet;
    out
}

/// Two decimals of a point are a hundredth of a hair; more would only make the file larger.
fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

struct Writer<'a> {
    ops: Vec<Op>,
    height: f32,
    fonts: &'a Fonts,
    fill: Option<Color>,
    open: Open,
}

/// What the marked content that is being written belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Artifact,
    Node(NodeId),
}

impl Writer<'_> {
    fn mark(&mut self, node: Option<NodeId>, marks: &mut Marks) {
        let wanted = node.map_or(Open::Artifact, Open::Node);
        if self.open == wanted {
            return;
        }
        self.close_mark();
        let op = match node {
            None => Op::BeginMarkedContent {
                tag: "Artifact".to_owned(),
            },
            Some(node) => Op::BeginMarkedContentWithProperties {
                tag: "Span".to_owned(),
                properties: dict([("MCID", DictItem::Int(marks.add(node)))]),
            },
        };
        self.ops.push(op);
        self.open = wanted;
    }

    fn close_mark(&mut self) {
        if self.open != Open::Nothing {
            self.ops.push(Op::EndMarkedContent);
            self.open = Open::Nothing;
        }
    }

    fn fill_color(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.ops.push(Op::SetFillColor {
                col: pdf_color(color),
            });
            self.fill = Some(color);
        }
    }

    fn point(&self, x: f32, y: f32) -> Point {
        Point {
            x: Pt(round(x)),
            y: Pt(round(self.height - y)),
        }
    }

    fn rect(&mut self, rect: Rect, color: Color) {
        self.fill_color(color);
        let corner = self.point(rect.x, rect.y + rect.height);
        let rectangle = PdfRect {
            x: corner.x,
            y: corner.y,
            width: Pt(round(rect.width)),
            height: Pt(round(rect.height)),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn path(&mut self, steps: &[PathStep], paint: &Paint) {
        let rings = self.rings(steps);
        if rings.is_empty() {
            return;
        }
        if let Some((color, width)) = paint.stroke {
            self.ops.push(Op::SetOutlineColor {
                col: pdf_color(color),
            });
            self.ops.push(Op::SetOutlineThickness { pt: Pt(round(width)) });
        }
        if !paint.dash.is_empty() {
            let dash: Vec<f32> = paint.dash.iter().copied().map(round).collect();
            self.ops.push(Op::SetLineDashPattern {
                dash: LineDashPattern::new(0.0, &dash),
            });
        }
        if let Some(color) = paint.fill {
            self.fill_color(color);
            let rings: Vec<PolygonRing> = rings
                .iter()
                .map(|r| PolygonRing {
                    points: r.points.clone(),
                })
                .collect();
            self.ops.push(Op::DrawPolygon {
                polygon: Polygon {
                    rings,
                    mode: PaintMode::Fill,
                    ..Polygon::default()
                },
            });
        }
        if paint.stroke.is_some() {
            for line in rings {
                self.ops.push(Op::DrawLine { line });
            }
        }
        if !paint.dash.is_empty() {
            self.ops.push(Op::SetLineDashPattern {
                dash: LineDashPattern::new(0.0, &[]),
            });
        }
    }

    /// The outlines of a path, each closed or not.
    fn rings(&self, steps: &[PathStep]) -> Vec<Line> {
        let mut rings: Vec<Line> = Vec::new();
        let at = |x: f32, y: f32, bezier: bool| LinePoint {
            p: self.point(x, y),
            bezier,
        };
        for step in steps {
            if let PathStep::Move(x, y) = *step {
                rings.push(Line {
                    points: vec![at(x, y, false)],
                    is_closed: false,
                });
                continue;
            }
            let Some(ring) = rings.last_mut() else { continue };
            match *step {
                PathStep::Line(x, y) => ring.points.push(at(x, y, false)),
                PathStep::Curve(a, b, c, d, x, y) => {
                    ring.points
                        .extend([at(a, b, true), at(c, d, true), at(x, y, false)]);
                }
                PathStep::Close => ring.is_closed = true,
                PathStep::Move(..) => {}
            }
        }
        rings
    }

    fn text(&mut self, text: &Recorded<'_>, x: f32, y: f32, color: Color) {
        if text.line.glyphs.is_empty() {
            return;
        }
        self.fill_color(color);
        self.ops.push(Op::StartTextSection);
        // Runs are written in reading order, whatever their place: programs that read the text in the
        // order of the file get the words of a right-to-left line as they are read.
        let mut runs: Vec<&TextRun> = text.runs.iter().collect();
        runs.sort_by_key(|run| {
            let glyphs = text.line.glyphs.get(run.glyphs.clone()).unwrap_or_default();
            glyphs.iter().map(|g| g.cluster.start).min()
        });
        for run in runs {
            let Some(glyphs) = text.line.glyphs.get(run.glyphs.clone()) else {
                continue;
            };
            let Some(font) = glyphs.first().and_then(|g| self.fonts.get(g.face)) else {
                continue;
            };
            if let Some(actual) = &run.actual {
                let value = DictItem::String {
                    data: utf16(actual),
                    literal: false,
                };
                self.ops.push(Op::BeginMarkedContentWithProperties {
                    tag: "Span".to_owned(),
                    properties: dict([("ActualText", value)]),
                });
            }
            let size = text.line.size;
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(font.id.clone()),
                size: Pt(round(size)),
            });
            // Glyphs at one height are one string; a raised mark begins another.
            for level in glyphs.chunk_by(|a, b| round(a.y) == round(b.y)) {
                self.ops.extend(show(level, font, size, x, self.height - y));
            }
            if run.actual.is_some() {
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.ops.push(Op::EndTextSection);
    }
}

/// One string of glyphs at one height. Gaps are whole thousandths of the size, reckoned from the
/// start of the string so that rounding does not add up.
fn show(glyphs: &[PositionedGlyph], font: &EmbeddedFont, size: f32, x: f32, baseline: f32) -> [Op; 2] {
    let first = glyphs.first().map_or((0.0, 0.0), |g| (g.x, g.y));
    let wanted =
        |g: &PositionedGlyph| ((g.x - first.0) / size.max(f32::MIN_POSITIVE) * 1000.0).round() as i64;
    let mut pen = 0;
    let mut codes = Vec::with_capacity(glyphs.len());
    for (i, glyph) in glyphs.iter().enumerate() {
        let (code, text) = font.glyph(glyph.glyph_id);
        pen += font.advance(code);
        let next = glyphs.get(i + 1).map_or(pen, wanted);
        codes.push(Codepoint {
            gid: code,
            offset: (pen - next) as f32,
            cid: Some(text.to_owned()),
        });
        pen = next;
    }
    let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, round(x + first.0), round(baseline - first.1)]);
    [
        Op::SetTextMatrix { matrix },
        Op::ShowText {
            items: vec![TextItem::GlyphIds(codes)],
        },
    ]
}

fn pdf_color(Color(r, g, b): Color) -> PdfColor {
    let part = |v: u8| (f32::from(v) / 255.0 * 1000.0).round() / 1000.0;
    PdfColor::Rgb(Rgb {
        r: part(r),
        g: part(g),
        b: part(b),
        icc_profile: None,
    })
}

fn dict<const N: usize>(entries: [(&str, DictItem); N]) -> DictItem {
    let map: BTreeMap<String, DictItem> = entries.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
    DictItem::Dict { map }
}
