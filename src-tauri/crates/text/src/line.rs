//! The result of setting text: a line of positioned glyphs, and the style it was set in.
//!
//! Values only; nothing here shapes or breaks.

use std::ops::Range;

use crate::{FontFaceId, Weight};

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Style {
    /// Weight of the main face; fallback faces come as near as they can.
    pub weight: Weight,
    /// Size of the em, in the unit of the caller.
    pub size: f32,
    /// Figures of equal width, for columns of numbers.
    pub tabular: bool,
}

impl Style {
    /// Running text of the given size.
    pub fn regular(size: f32) -> Self {
        Self {
            weight: Weight::Regular,
            size,
            tabular: false,
        }
    }

    /// Content text of the given size.
    pub fn medium(size: f32) -> Self {
        Self {
            weight: Weight::Medium,
            size,
            tabular: false,
        }
    }

    /// Heading text of the given size.
    pub fn semibold(size: f32) -> Self {
        Self {
            weight: Weight::SemiBold,
            size,
            tabular: false,
        }
    }

    /// The same style with figures of equal width.
    #[must_use]
    pub fn tabular(self) -> Self {
        Self {
            tabular: true,
            ..self
        }
    }
}

/// One glyph at its place. The baseline of the line is y = 0, y grows downwards.
#[derive(Debug, Clone, PartialEq)]
pub struct PositionedGlyph {
    /// The face that has the glyph.
    pub face: FontFaceId,
    /// Number of the glyph in its face.
    pub glyph_id: u16,
    /// Left origin of the glyph from the left end of the line.
    pub x: f32,
    /// Offset from the baseline, positive downwards (marks are often negative).
    pub y: f32,
    /// How far the pen moves on.
    pub advance: f32,
    /// The bytes of [`ShapedLine::text`] the glyph stands for. Glyphs of one cluster share it.
    pub cluster: Range<usize>,
}

/// Why a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// At a space, which was left out: readers of the text put one back.
    Space,
    /// Inside a word; the text ends with a hyphen that the writer did not type.
    Hyphen,
    /// Between characters that nothing stood between.
    Nothing,
    /// The paragraph ends here.
    Paragraph,
}

/// One line, glyphs in visual order from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct ShapedLine {
    /// The text of the line in logical order, cleaned ([`crate::clean`]), with the hyphen or
    /// ellipsis that was added.
    pub text: String,
    /// The glyphs in visual order.
    pub glyphs: Vec<PositionedGlyph>,
    /// Sum of the advances.
    pub width: f32,
    /// Height of the main face above the baseline.
    pub ascent: f32,
    /// Depth of the main face below the baseline, positive.
    pub descent: f32,
    /// Size the line was set in.
    pub size: f32,
    /// Whether the paragraph reads from right to left, so the line belongs at the right edge.
    pub rtl: bool,
    /// Text was left out, and `text` ends with an ellipsis.
    pub shortened: bool,
    /// Why the line ends where it does, and so what a reader of the text puts before the next.
    pub end: LineEnd,
    /// Characters that no face has, each once and sorted. They are drawn as U+FFFD.
    pub missing: Vec<char>,
}

impl ShapedLine {
    /// An empty line in the given style, for blank paragraphs.
    pub(crate) fn empty(style: Style, ascent: f32, descent: f32) -> Self {
        Self {
            text: String::new(),
            glyphs: Vec::new(),
            width: 0.0,
            ascent: ascent * style.size,
            descent: descent * style.size,
            size: style.size,
            rtl: false,
            shortened: false,
            end: LineEnd::Paragraph,
            missing: Vec::new(),
        }
    }

    /// The line's style and state without its text and glyphs.
    pub(crate) fn without_content(&self) -> Self {
        Self {
            text: String::new(),
            glyphs: Vec::new(),
            missing: Vec::new(),
            width: 0.0,
            ..*self
        }
    }
}
