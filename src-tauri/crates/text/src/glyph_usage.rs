//! Which glyphs of which faces a document uses, and the text each stands for.
//!
//! A PDF maps one glyph to one text. A glyph that stands for several (the same drawing for
//! U+0394 and U+2206, a replacement for a missing character) keeps the first text that was seen,
//! and the other places say so, so the writer can attach the real text there.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::font_book::is_ignorable;
use crate::{FontFaceId, PositionedGlyph, ShapedLine};

/// Glyphs in use by face, each with its one canonical text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GlyphUsage {
    faces: BTreeMap<FontFaceId, BTreeMap<u16, String>>,
}

/// Neighbouring glyphs of a line that belong to one face, and the text they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRun {
    /// Indices into [`ShapedLine::glyphs`].
    pub glyphs: Range<usize>,
    /// The text when it is not what the canonical texts of the glyphs say one after the other.
    pub actual: Option<String>,
}

impl GlyphUsage {
    /// The faces in use and their glyphs with the canonical texts.
    pub fn faces(&self) -> &BTreeMap<FontFaceId, BTreeMap<u16, String>> {
        &self.faces
    }

    /// Records the glyphs of a line and returns them as runs of one face in visual order; each
    /// cluster whose text differs from the canonical one is a run of its own.
    pub fn record(&mut self, line: &ShapedLine) -> Vec<TextRun> {
        let mut runs: Vec<TextRun> = Vec::new();
        let mut start = 0;
        while start < line.glyphs.len() {
            let first = &line.glyphs[start];
            let same = |g: &&PositionedGlyph| g.cluster == first.cluster && g.face == first.face;
            let end = start + line.glyphs[start..].iter().take_while(same).count();
            let actual = self.record_cluster(line, start..end);
            match runs.last_mut() {
                Some(last)
                    if last.actual.is_none()
                        && actual.is_none()
                        && line.glyphs[last.glyphs.start].face == first.face =>
                {
                    last.glyphs.end = end;
                }
                _ => runs.push(TextRun {
                    glyphs: start..end,
                    actual,
                }),
            }
            start = end;
        }
        runs
    }

    /// Records one cluster; gives its text back when the glyphs do not say it.
    fn record_cluster(&mut self, line: &ShapedLine, range: Range<usize>) -> Option<String> {
        let glyphs = &line.glyphs[range];
        let first = glyphs.first()?;
        let text = line.text.get(first.cluster.clone()).unwrap_or_default();
        let known = self.faces.entry(first.face).or_default();
        let visible: Vec<char> = text.chars().filter(|&c| !is_ignorable(c)).collect();
        if visible.is_empty() {
            // Nothing is drawn; an invisible glyph must not claim the text of the space.
            for glyph in glyphs {
                known.entry(glyph.glyph_id).or_insert_with(|| " ".to_owned());
            }
            return Some(text.to_owned());
        }
        let texts: Vec<String> = if visible.iter().any(|c| line.missing.contains(c)) {
            vec!["\u{fffd}".to_owned(); glyphs.len()]
        } else if glyphs.len() == visible.len() {
            visible.iter().map(|&c| plain(c).to_string()).collect()
        } else {
            let mut texts = vec![String::new(); glyphs.len()];
            texts[0] = visible.iter().map(|&c| plain(c)).collect();
            texts
        };
        let mut spoken = String::new();
        for (glyph, own) in glyphs.iter().zip(texts) {
            spoken.push_str(known.entry(glyph.glyph_id).or_insert(own));
        }
        (spoken != text).then(|| text.to_owned())
    }
}

/// The text a shared glyph should have: the ordinary space rather than one of its relatives.
fn plain(c: char) -> char {
    if c.is_whitespace() { ' ' } else { c }
}
