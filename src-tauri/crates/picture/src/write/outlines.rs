//! Outlines of glyphs, for drawings that must look the same without any font.

use std::collections::BTreeMap;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use twinlane_text::{FontBook, FontFaceId};

use crate::scene::path::{Path, PathCommand, Point};

/// Outlines read so far, in font units, y downwards.
#[derive(Debug, Default)]
pub(crate) struct Outlines {
    known: BTreeMap<(FontFaceId, u16), Path>,
}

impl Outlines {
    /// The outline of a glyph at a size with its origin at a point; empty where the face has none.
    pub fn at(&mut self, book: &FontBook, face: FontFaceId, glyph: u16, size: f32, origin: Point) -> Path {
        let outline = self
            .known
            .entry((face, glyph))
            .or_insert_with(|| read(book.face(face).bytes(), glyph));
        let scale = size / book.face(face).units_per_em();
        let at = |p: Point| Point::new(origin.x + p.x * scale, origin.y + p.y * scale);
        Path(
            outline
                .0
                .iter()
                .map(|command| match *command {
                    PathCommand::Move(p) => PathCommand::Move(at(p)),
                    PathCommand::Line(p) => PathCommand::Line(at(p)),
                    PathCommand::Cubic(a, b, p) => PathCommand::Cubic(at(a), at(b), at(p)),
                    PathCommand::Close => PathCommand::Close,
                })
                .collect(),
        )
    }
}

fn read(bytes: &[u8], glyph: u16) -> Path {
    let mut pen = Pen::default();
    if let Ok(font) = FontRef::new(bytes)
        && let Some(outline) = font.outline_glyphs().get(GlyphId::from(glyph))
    {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        // A glyph that cannot be read is drawn as nothing; the text layer names missing glyphs.
        if outline.draw(settings, &mut pen).is_err() {
            return Path::default();
        }
    }
    Path(pen.commands)
}

#[derive(Default)]
struct Pen {
    commands: Vec<PathCommand>,
    at: Point,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = Point::new(x, -y);
        self.commands.push(PathCommand::Move(self.at));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = Point::new(x, -y);
        self.commands.push(PathCommand::Line(self.at));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        // A quadratic curve is the cubic one whose control points lie two thirds of the way to its own.
        let (from, control, to) = (self.at, Point::new(cx, -cy), Point::new(x, -y));
        let two_thirds = |p: Point| {
            Point::new(
                p.x + (control.x - p.x) * 2.0 / 3.0,
                p.y + (control.y - p.y) * 2.0 / 3.0,
            )
        };
        self.commands
            .push(PathCommand::Cubic(two_thirds(from), two_thirds(to), to));
        self.at = to;
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.at = Point::new(x, -y);
        self.commands.push(PathCommand::Cubic(
            Point::new(ax, -ay),
            Point::new(bx, -by),
            self.at,
        ));
    }

    fn close(&mut self) {
        self.commands.push(PathCommand::Close);
    }
}
