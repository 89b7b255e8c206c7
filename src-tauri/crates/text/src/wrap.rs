//! Breaking paragraphs into lines that never exceed their width.
//!
//! Opportunities come from the Unicode line breaking algorithm, hyphenation patterns and, for
//! words longer than a line, grapheme boundaries. Widths come from shaping; every line that is
//! returned has been shaped as it stands.

use textwrap::core::Fragment as Measured;
use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};
use unicode_segmentation::UnicodeSegmentation;

use crate::shape::{Cuttable, is_blank, reads_rtl, shape_clean, shape_for_cutting};
use crate::{FontBook, Lang, LineEnd, ShapedLine, Style, clean};

/// How paragraphs are broken. The default is first fit, all lines, no hyphenation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WrapOptions {
    /// At most this many lines; the rest is left out.
    pub max_lines: Option<usize>,
    /// End a text that was cut by `max_lines` with an ellipsis.
    pub ellipsis: bool,
    /// Hyphenate with the patterns of this language.
    pub hyphenate: Option<Lang>,
    /// Choose the breaks of a paragraph together, for even lines; otherwise fill line by line.
    pub optimal: bool,
}

/// A piece of a paragraph between two places where a line may end.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: usize,
    /// End of what is seen, without the spaces behind it.
    visible: usize,
    end: usize,
    /// A hyphen is added when the line ends here.
    hyphen: bool,
    /// Widths in ems, of what is seen, the space behind it and the hyphen.
    width: f64,
    space: f64,
    penalty: f64,
}

impl Measured for Piece {
    fn width(&self) -> f64 {
        self.width
    }
    fn whitespace_width(&self) -> f64 {
        self.space
    }
    fn penalty_width(&self) -> f64 {
        self.penalty
    }
}

/// Breaks `text` into lines of at most `max_width`. Line ends in the text are kept.
///
/// No line is wider than `max_width`, but for one that holds a single grapheme cluster wider than
/// the box itself. There is always at least one line.
pub fn wrap(
    book: &FontBook,
    text: &str,
    style: Style,
    max_width: f32,
    options: &WrapOptions,
) -> Vec<ShapedLine> {
    let cleaned = clean(text);
    let mut lines = Vec::new();
    let limit = options.max_lines.unwrap_or(usize::MAX).max(1);
    let mut paragraphs = cleaned.text.split('\n').peekable();
    while let Some(paragraph) = paragraphs.next() {
        let text = trim_end(paragraph);
        let rtl = reads_rtl(text);
        let whole = shape_for_cutting(book, text.to_owned(), style, Some(rtl));
        let setting = Setting {
            book,
            style,
            max_width,
            options,
            text,
            rtl,
            whole,
        };
        let room = limit - lines.len();
        let mut broken = setting.lines(room);
        if let Some(last) = broken.last_mut() {
            last.end = LineEnd::Paragraph;
        }
        lines.append(&mut broken);
        if lines.len() >= limit {
            let more = paragraphs.any(|p| !is_blank(p));
            if more
                && let Some(last) = lines.last_mut()
                && !last.shortened
            {
                *last = setting.shortened(&last.text.clone());
            }
            break;
        }
    }
    lines
}

/// Spaces hang over the right edge and are left out; a no-break space is content.
fn trim_end(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}'))
}

/// One paragraph and how it is to be set.
struct Setting<'a> {
    book: &'a FontBook,
    style: Style,
    max_width: f32,
    options: &'a WrapOptions,
    text: &'a str,
    rtl: bool,
    /// The paragraph on one line.
    whole: Cuttable,
}

impl Setting<'_> {
    fn shape(&self, text: &str) -> ShapedLine {
        let mut line = shape_clean(self.book, text.to_owned(), self.style, Some(self.rtl));
        line.end = LineEnd::Nothing;
        line
    }

    /// The lines of the paragraph, at most `room`, the last one shortened if need be.
    fn lines(&self, room: usize) -> Vec<ShapedLine> {
        let whole = &self.whole.line;
        if whole.width <= self.max_width {
            return vec![whole.clone()];
        }
        let pieces = self.pieces(&Advances::of(whole));
        let mut lines = self
            .options
            .optimal
            .then(|| self.optimal(&pieces))
            .flatten()
            .unwrap_or_else(|| self.first_fit(pieces, room));
        if lines.len() > room {
            let rest = lines[room - 1].start;
            lines.truncate(room);
            lines[room - 1].line = self.shortened(&self.text[rest..]);
        }
        lines.into_iter().map(|l| l.line).collect()
    }

    /// The longest beginning of `text` that fits with an ellipsis behind it, or without one where
    /// none is asked for.
    fn shortened(&self, text: &str) -> ShapedLine {
        let mark = if self.options.ellipsis { "…" } else { "" };
        let whole = self.shape(text);
        let advances = Advances::of(&whole);
        let room = self.max_width - self.shape(mark).width;
        let ends: Vec<usize> = text.grapheme_indices(true).map(|(i, g)| i + g.len()).collect();
        let mut count = ends.partition_point(|&end| advances.between(0, end) <= room);
        loop {
            let end = if count == 0 { 0 } else { ends[count - 1] };
            let mut line = self.shape(&format!("{}{mark}", trim_end(&text[..end])));
            if line.width <= self.max_width || count == 0 {
                line.shortened = true;
                return line;
            }
            count -= 1;
        }
    }

    /// Every piece of the paragraph, none wider than a line unless it is one grapheme cluster.
    fn pieces(&self, advances: &Advances) -> Vec<Piece> {
        let mut breaks: Vec<(usize, bool)> = Vec::new();
        let mut start = 0;
        for end in self.book.segmenter().segment_str(self.text).filter(|&i| i > 0) {
            let part = &self.text[start..end];
            if let Some(lang) = self.options.hyphenate
                && (self.options.optimal
                    || advances.between(start, start + trim_end(part).len()) > self.max_width)
            {
                breaks.extend(hyphens(part, lang).into_iter().map(|i| (start + i, true)));
            }
            breaks.push((end, trim_end(part).ends_with('\u{ad}')));
            start = end;
        }
        if start < self.text.len() {
            breaks.push((self.text.len(), false));
        }
        let hyphen_width = if breaks.iter().any(|&(_, hyphen)| hyphen) {
            self.shape("-").width
        } else {
            0.0
        };
        let mut pieces = Vec::with_capacity(breaks.len());
        let mut start = 0;
        for (end, hyphen) in breaks {
            let piece = self.piece(start, end, hyphen, hyphen_width, advances);
            if piece.width + piece.penalty > f64::from(self.max_width) {
                self.split_at_graphemes(&piece, advances, &mut pieces);
            } else {
                pieces.push(piece);
            }
            start = end;
        }
        pieces
    }

    fn piece(&self, start: usize, end: usize, hyphen: bool, hyphen_width: f32, advances: &Advances) -> Piece {
        let visible = start + trim_end(&self.text[start..end]).len();
        Piece {
            start,
            visible,
            end,
            hyphen,
            width: f64::from(advances.between(start, visible)),
            space: f64::from(advances.between(visible, end)),
            penalty: if hyphen { f64::from(hyphen_width) } else { 0.0 },
        }
    }

    fn split_at_graphemes(&self, piece: &Piece, advances: &Advances, pieces: &mut Vec<Piece>) {
        let mut start = piece.start;
        for (offset, grapheme) in self.text[piece.start..piece.visible].grapheme_indices(true) {
            let end = piece.start + offset + grapheme.len();
            let last = end == piece.visible;
            let end_with_space = if last { piece.end } else { end };
            pieces.push(Piece {
                start,
                visible: end,
                end: end_with_space,
                hyphen: last && piece.hyphen,
                width: f64::from(advances.between(start, end)),
                space: f64::from(advances.between(end, end_with_space)),
                penalty: if last { piece.penalty } else { 0.0 },
            });
            start = end;
        }
    }

    /// Shapes the line from one byte to another, with its hyphen.
    fn line(&self, first: &Piece, last: &Piece) -> Placed {
        let range = first.start..last.visible;
        let at_end = last.end == self.text.len();
        let hyphen = last.hyphen && !at_end;
        let mut line = if hyphen {
            self.shape(&format!("{}-", self.text[range].trim_end_matches('\u{ad}')))
        } else {
            self.whole
                .cut(range.clone())
                .unwrap_or_else(|| self.shape(&self.text[range]))
        };
        line.end = match (hyphen, last.end > last.visible) {
            (true, _) => LineEnd::Hyphen,
            (false, true) => LineEnd::Space,
            (false, false) => LineEnd::Nothing,
        };
        Placed {
            start: first.start,
            line,
        }
    }

    /// All breaks chosen together; `None` when a line came out wider than the box after all.
    fn optimal(&self, pieces: &[Piece]) -> Option<Vec<Placed>> {
        // The costs are written for text that is counted in characters, so widths are taken in
        // units of half an em, about one character.
        let unit = f64::from(self.style.size.max(f32::MIN_POSITIVE)) / 2.0;
        let scaled: Vec<Piece> = pieces
            .iter()
            .map(|p| Piece {
                width: p.width / unit,
                space: p.space / unit,
                penalty: p.penalty / unit,
                ..*p
            })
            .collect();
        let width = f64::from(self.max_width) / unit;
        let penalties = Penalties {
            // No line may be too wide, however little.
            overflow_penalty: 10_000_000,
            hyphen_penalty: 200,
            short_last_line_penalty: 400,
            ..Penalties::new()
        };
        let lines = wrap_optimal_fit(&scaled, &[width], &penalties).ok()?;
        lines
            .into_iter()
            .filter_map(|line| Some((line.first()?, line.last()?)))
            .map(|(first, last)| Some(self.line(first, last)).filter(|l| l.line.width <= self.max_width))
            .collect()
    }

    /// Fills line after line, and stops one line past `room`.
    fn first_fit(&self, mut pieces: Vec<Piece>, room: usize) -> Vec<Placed> {
        let mut lines = Vec::new();
        let mut first = 0;
        let max = f64::from(self.max_width);
        while first < pieces.len() && lines.len() <= room {
            let mut width = 0.0;
            let mut count = 0;
            for piece in &pieces[first..] {
                if count > 0 && width + piece.width + piece.penalty > max {
                    break;
                }
                width += piece.width + piece.space;
                count += 1;
            }
            let mut placed = self.line(&pieces[first], &pieces[first + count - 1]);
            while placed.line.width > self.max_width && count > 1 {
                count -= 1;
                placed = self.line(&pieces[first], &pieces[first + count - 1]);
            }
            if placed.line.width > self.max_width && self.split_first(&mut pieces, first) {
                continue;
            }
            lines.push(placed);
            first += count;
        }
        lines
    }

    /// Splits a piece that turned out too wide when set alone, or takes its hyphen away where it is one
    /// grapheme; false if nothing is left to be taken.
    fn split_first(&self, pieces: &mut Vec<Piece>, at: usize) -> bool {
        let piece = pieces[at];
        let whole = self.shape(&self.text[piece.start..piece.visible]);
        let mut parts = Vec::new();
        self.split_at_graphemes(&piece, &Advances::of(&whole).shifted(piece.start), &mut parts);
        if parts.len() < 2 {
            let had = std::mem::take(&mut pieces[at].hyphen);
            pieces[at].penalty = 0.0;
            return had;
        }
        pieces.splice(at..=at, parts);
        true
    }
}

/// A line and the byte of the paragraph it starts at.
struct Placed {
    start: usize,
    line: ShapedLine,
}

/// Places inside a piece where a hyphen may go, as byte offsets.
fn hyphens(part: &str, lang: Lang) -> Vec<usize> {
    let (left, right) = lang.0.bounds();
    let mut found = Vec::new();
    for (start, word) in part.split_word_bound_indices() {
        if word.chars().count() < 6 || !word.chars().all(char::is_alphabetic) {
            continue;
        }
        let mut at = start;
        for syllable in hypher::hyphenate_bounded(word, lang.0, left.max(3), right.max(3)) {
            at += syllable.len();
            if at < start + word.len() {
                found.push(at);
            }
        }
    }
    found
}

/// How far the pen has moved by the start of each cluster, in logical order.
struct Advances {
    /// Start of a cluster, and the sum of the advances of all clusters before it.
    before: Vec<(usize, f32)>,
    total: f32,
}

impl Advances {
    fn of(line: &ShapedLine) -> Self {
        let mut clusters: Vec<(usize, f32)> =
            line.glyphs.iter().map(|g| (g.cluster.start, g.advance)).collect();
        clusters.sort_by_key(|&(start, _)| start);
        let mut before: Vec<(usize, f32)> = Vec::with_capacity(clusters.len());
        let mut total = 0.0;
        for (start, advance) in clusters {
            if before.last().is_none_or(|&(s, _)| s != start) {
                before.push((start, total));
            }
            total += advance;
        }
        Self { before, total }
    }

    fn shifted(mut self, by: usize) -> Self {
        for (start, _) in &mut self.before {
            *start += by;
        }
        self
    }

    /// The pen at a byte; a byte inside a cluster counts the whole cluster.
    fn at(&self, byte: usize) -> f32 {
        let i = self.before.partition_point(|&(start, _)| start < byte);
        self.before.get(i).map_or(self.total, |&(_, sum)| sum)
    }

    fn between(&self, start: usize, end: usize) -> f32 {
        if end <= start {
            0.0
        } else {
            self.at(end) - self.at(start)
        }
    }
}
