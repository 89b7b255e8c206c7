//! The faces an SVG brings along: which characters each face sets, cut down and written as a style sheet.
//!
//! It decides which face sets which part of a line, as the layout measured it, and writes no drawing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use twinlane_text::{FontBook, FontFaceId, ShapedLine, subset};

/// A part of a line that one face sets, as bytes of the line's text.
pub(crate) type Part = (Range<usize>, FontFaceId);

/// Fonts in use, and the characters of each.
#[derive(Debug, Default)]
pub(crate) struct SvgFonts {
    characters: BTreeMap<FontFaceId, BTreeSet<char>>,
}

impl SvgFonts {
    /// Notes the characters of a line.
    pub fn add(&mut self, line: &ShapedLine) {
        for (range, face) in parts(line) {
            let characters = self.characters.entry(face).or_default();
            characters.extend(line.text[range].chars());
        }
    }

    /// The style sheet: the subsets, and a class for each. Fonts that could not be cut down come second;
    /// lines that need one are drawn as outlines.
    pub fn style_sheet(&self, book: &FontBook) -> (String, BTreeSet<FontFaceId>) {
        let mut sheet = String::new();
        let mut refused = BTreeSet::new();
        for (&id, characters) in &self.characters {
            let face = book.face(id);
            let Ok(bytes) = subset(face, characters) else {
                refused.insert(id);
                continue;
            };
            let (name, family, weight) = (face.name(), face.family(), face.weight().value());
            // A family of its own per face, so that a reader falls back where the layout did. Programs that
            // do not read faces from a file look for the family on the computer. The ligatures and figures
            // of the face are on, as they were when it was measured.
            let _ = write!(
                sheet,
                "@font-face{{font-family:\"{name}\";font-weight:{weight};\
                 src:url(data:font/ttf;base64,{}) format(\"truetype\")}}\n\
                 .{}{{font-family:\"{name}\",\"{family}\",sans-serif;font-weight:{weight}}}\n",
                STANDARD.encode(bytes),
                class(id),
            );
        }
        (sheet, refused)
    }
}

/// The name of a face's class.
pub(crate) fn class(face: FontFaceId) -> String {
    format!("f{}", face.0)
}

/// The parts of a line in logical order; together they are its whole text.
pub(crate) fn parts(line: &ShapedLine) -> Vec<Part> {
    let mut starts: Vec<(usize, FontFaceId)> =
        line.glyphs.iter().map(|g| (g.cluster.start, g.face)).collect();
    starts.sort_by_key(|&(start, _)| start);
    let mut parts: Vec<Part> = Vec::new();
    for (start, face) in starts {
        match parts.last_mut() {
            Some((_, last)) if *last == face => {}
            Some((range, _)) if range.start == start => {}
            Some((range, _)) => {
                range.end = start;
                parts.push((start..start, face));
            }
            None => parts.push((0..0, face)),
        }
    }
    if let Some((range, _)) = parts.last_mut() {
        range.end = line.text.len();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use twinlane_text::{Style, shape};

    #[test]
    fn parts_follow_the_text_even_where_glyphs_run_backwards() {
        let book = FontBook::bundled();
        let line = shape(book, "Deal שלום 合同 done", Style::medium(13.0));
        let told: Vec<(&str, &str)> = parts(&line)
            .into_iter()
            .map(|(range, face)| (&line.text[range], book.face(face).family()))
            .collect();
        assert_eq!(
            told,
            [
                ("Deal ", "Inter"),
                ("שלום", "Noto Sans Hebrew"),
                (" ", "Inter"),
                ("合同", "Droid Sans Fallback"),
                (" done", "Inter"),
            ],
            "in the order of reading, each by the face that was measured"
        );
    }
}
