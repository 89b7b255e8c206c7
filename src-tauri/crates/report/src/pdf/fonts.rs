//! Faces as printpdf wants them: subset by us, with the widths and texts of their glyphs.
//!
//! printpdf embeds whatever bytes it is given, whole; so each face is reduced to the glyphs in use
//! before it is handed over, and glyph numbers are those of the reduced face.

use std::collections::BTreeMap;

use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont, PdfPage, PdfSaveOptions};
use subsetter::GlyphRemapper;
use twinlane_text::{FontBook, FontFaceId, GlyphUsage};

use crate::error::ReportError;

/// A face in use.
pub(super) struct EmbeddedFont {
    pub(super) id: FontId,
    parsed: ParsedFont,
    /// Glyph of the whole face → glyph of the subset and its canonical text.
    glyphs: BTreeMap<u16, (u16, String)>,
}

impl EmbeddedFont {
    /// The glyph of the subset and its text.
    pub(super) fn glyph(&self, glyph: u16) -> (u16, &str) {
        self.glyphs
            .get(&glyph)
            .map_or((0, ""), |(id, text)| (*id, text.as_str()))
    }

    /// How far the pen of a viewer moves after a glyph of the subset, in thousandths of the size:
    /// the whole number printpdf writes into the table of widths.
    pub(super) fn advance(&self, glyph: u16) -> i64 {
        let units = f32::from(self.parsed.pdf_font_metrics.units_per_em);
        self.parsed
            .get_glyph_width(glyph)
            .map_or(0, |w| (f32::from(w) * 1000.0 / units) as i64)
    }
}

/// All faces in use.
pub(super) struct Fonts {
    faces: BTreeMap<FontFaceId, EmbeddedFont>,
}

impl Fonts {
    /// Reduces every face to the glyphs in use.
    pub(super) fn embed(book: &FontBook, usage: &GlyphUsage) -> Result<Self, ReportError> {
        let mut faces = BTreeMap::new();
        for (&face_id, texts) in usage.faces() {
            let face = book.face(face_id);
            let broken = |reason: String| ReportError::Font {
                face: face.name().to_owned(),
                reason,
            };
            let mut remapper = GlyphRemapper::new();
            let glyphs: BTreeMap<u16, (u16, String)> = texts
                .iter()
                .map(|(&glyph, text)| (glyph, (remapper.remap(glyph), text.clone())))
                .collect();
            let bytes = subsetter::subset(face.bytes(), 0, &remapper).map_err(|e| broken(e.to_string()))?;
            let mut parsed = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
                .ok_or_else(|| broken("the subset cannot be read".to_owned()))?;
            parsed.font_name = Some(format!("{}+{}", subset_tag(face_id), face.name()));
            // A name of our own keeps printpdf from making a random one.
            let id = FontId(format!("Face{}", face_id.0));
            faces.insert(face_id, EmbeddedFont { id, parsed, glyphs });
        }
        Ok(Self { faces })
    }

    /// The embedded form of a face.
    pub(super) fn get(&self, face: FontFaceId) -> Option<&EmbeddedFont> {
        self.faces.get(&face)
    }

    /// Hands pages and fonts to printpdf and takes its objects.
    pub(super) fn into_lopdf(self, title: &str, pages: Vec<PdfPage>) -> lopdf::Document {
        let mut document = PdfDocument::new(title);
        for font in self.faces.into_values() {
            document
                .resources
                .fonts
                .map
                .insert(font.id, PdfFont::new(font.parsed));
        }
        document.pages = pages;
        let options = PdfSaveOptions {
            subset_fonts: false,
            ..PdfSaveOptions::default()
        };
        // Warnings are about text outside of text sections and colours out of range; the content
        // module makes neither.
        printpdf::serialize::to_lopdf_doc(&document, &options, &mut Vec::new())
    }
}

/// Six capital letters that mark a subset (ISO 32000-1, 9.6.4), different for each face.
fn subset_tag(face: FontFaceId) -> String {
    let mut rest = u32::from(face.0);
    let mut tag = [b'A'; 6];
    for letter in tag.iter_mut().rev() {
        *letter = b'A' + (rest % 26) as u8;
        rest /= 26;
    }
    String::from_utf8_lossy(&tag).into_owned()
}
