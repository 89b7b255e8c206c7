//! Shaping one line: direction, faces, scripts, then glyphs in visual order.
//!
//! It does not break lines.

use std::ops::Range;

use harfrust::{Script as ShapeScript, Tag, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use crate::font_book::is_ignorable;
use crate::{FontBook, FontFace, PositionedGlyph, ShapedLine, Style, clean};

/// What stands for a character that no face has.
const REPLACEMENT: char = '\u{fffd}';

/// Sets `text` on one line, however long. Line ends inside it count as spaces.
pub fn shape(book: &FontBook, text: &str, style: Style) -> ShapedLine {
    shape_clean(book, one_line(text), style, None)
}

/// The same for a line of a paragraph whose direction is known: a line of Hebrew may well begin with a name
/// in Latin letters.
pub fn shape_towards(book: &FontBook, text: &str, style: Style, rtl: bool) -> ShapedLine {
    shape_clean(book, one_line(text), style, Some(rtl))
}

fn one_line(text: &str) -> String {
    let cleaned = clean(text);
    if cleaned.text.contains('\n') {
        cleaned.text.replace('\n', " ")
    } else {
        cleaned.text.into_owned()
    }
}

/// Width of `text` on one line.
pub fn measure(book: &FontBook, text: &str, style: Style) -> f32 {
    shape(book, text, style).width
}

/// Whether a paragraph reads from right to left: its first strong character decides.
pub(crate) fn reads_rtl(text: &str) -> bool {
    !text.is_ascii() && unicode_bidi::get_base_direction(text) == unicode_bidi::Direction::Rtl
}

/// Shapes text that is clean and has no line ends. `rtl` is the direction of the paragraph the
/// line belongs to; `None` finds it from the text.
pub(crate) fn shape_clean(book: &FontBook, text: String, style: Style, rtl: Option<bool>) -> ShapedLine {
    shape_for_cutting(book, text, style, rtl).line
}

/// A shaped line from which parts can be taken without shaping them again.
pub(crate) struct Cuttable {
    pub(crate) line: ShapedLine,
    /// Starts of clusters before which a cut would change the glyphs, sorted; `None` when the
    /// line is not simply from left to right.
    unsafe_starts: Option<Vec<usize>>,
}

/// Shapes like [`shape_clean`] and remembers where the line may be cut.
pub(crate) fn shape_for_cutting(book: &FontBook, text: String, style: Style, rtl: Option<bool>) -> Cuttable {
    let main = book.main_face(style.weight);
    let mut line = ShapedLine::empty(style, main.ascent(), main.descent());
    line.rtl = rtl.unwrap_or_else(|| reads_rtl(&text));
    let mut missing = Vec::new();
    let mut unsafe_starts = Vec::new();
    let runs = if text.is_empty() {
        Vec::new()
    } else {
        visual_runs(&text, line.rtl)
    };
    let simple = !line.rtl && runs.iter().all(|r| !r.rtl);
    for run in runs {
        let mut items = itemise(book, &text, run.range, style, &mut missing);
        if run.rtl {
            items.reverse();
        }
        for item in items {
            place(&text, &item, run.rtl, style, &mut line, &mut unsafe_starts);
        }
    }
    missing.sort_unstable();
    missing.dedup();
    line.missing = missing;
    line.text = text;
    Cuttable {
        line,
        unsafe_starts: simple.then_some(unsafe_starts),
    }
}

impl Cuttable {
    /// The part of the line between two bytes as if shaped alone, or `None` when it has to be.
    pub(crate) fn cut(&self, range: Range<usize>) -> Option<ShapedLine> {
        let unsafe_starts = self.unsafe_starts.as_ref()?;
        let glyphs = &self.line.glyphs;
        let first = glyphs.partition_point(|g| g.cluster.start < range.start);
        let last = glyphs.partition_point(|g| g.cluster.start < range.end);
        let at_cluster = |byte: usize, index: usize| {
            (byte == self.line.text.len() || glyphs.get(index).is_some_and(|g| g.cluster.start == byte))
                && unsafe_starts.binary_search(&byte).is_err()
        };
        if !at_cluster(range.start, first) || !at_cluster(range.end, last) {
            return None;
        }
        let text = self.line.text.get(range.clone())?;
        let mut part = ShapedLine {
            text: text.to_owned(),
            glyphs: Vec::with_capacity(last - first),
            width: 0.0,
            missing: self
                .line
                .missing
                .iter()
                .copied()
                .filter(|&c| text.contains(c))
                .collect(),
            ..self.line.without_content()
        };
        let mut pen = 0.0;
        for glyph in glyphs.get(..first)? {
            pen += glyph.advance;
        }
        for glyph in glyphs.get(first..last)? {
            part.glyphs.push(PositionedGlyph {
                x: part.width + (glyph.x - pen),
                cluster: glyph.cluster.start - range.start..glyph.cluster.end - range.start,
                ..*glyph
            });
            pen += glyph.advance;
            part.width += glyph.advance;
        }
        Some(part)
    }
}

/// A stretch of one direction.
struct Run {
    range: Range<usize>,
    rtl: bool,
}

/// The stretches of one direction, from left to right.
fn visual_runs(text: &str, rtl: bool) -> Vec<Run> {
    if text.is_ascii() && !rtl {
        return vec![Run {
            range: 0..text.len(),
            rtl: false,
        }];
    }
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(text, Some(base));
    let mut runs = Vec::new();
    for paragraph in &info.paragraphs {
        let (levels, ranges) = info.visual_runs(paragraph, paragraph.range.clone());
        for range in ranges {
            let rtl = levels.get(range.start).is_some_and(Level::is_rtl);
            runs.push(Run { range, rtl });
        }
    }
    runs
}

/// A stretch of one face and script inside a run.
struct Item<'a> {
    range: Range<usize>,
    face: &'a FontFace,
    script: Script,
    /// Characters to draw as U+FFFD instead.
    replace: Vec<char>,
}

/// Cuts a run into stretches of one face and script, by grapheme cluster, in logical order.
fn itemise<'a>(
    book: &'a FontBook,
    text: &str,
    run: Range<usize>,
    style: Style,
    missing: &mut Vec<char>,
) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut add = |range: Range<usize>, face: &'a FontFace, script: Script, replace: Option<char>| {
        if let Some(last) = items.last_mut()
            && last.face.id() == face.id()
            && let Some(script) = joined(last.script, script)
        {
            last.script = script;
            last.range.end = range.end;
            last.replace.extend(replace);
        } else {
            items.push(Item {
                range,
                face,
                script,
                replace: replace.into_iter().collect(),
            });
        }
    };
    let part = &text[run.clone()];
    let main = book.main_face(style.weight);
    // Most titles are plain: one face, and no script but Latin.
    if part.is_ascii() && part.bytes().all(|byte| main.covers(char::from(byte))) {
        let letters = part.bytes().any(|byte| byte.is_ascii_alphabetic());
        add(
            run,
            main,
            if letters { Script::Latin } else { Script::Common },
            None,
        );
        return items;
    }
    for (offset, cluster) in part.grapheme_indices(true) {
        let start = run.start + offset;
        let script = script_of(cluster);
        if let Some(face) = book.face_for(cluster, style.weight) {
            add(start..start + cluster.len(), face, script, None);
            continue;
        }
        // No face has the whole cluster: each character takes the face that has it.
        for (i, c) in cluster.char_indices() {
            let range = start + i..start + i + c.len_utf8();
            let mut utf8 = [0; 4];
            if let Some(face) = book.face_for(c.encode_utf8(&mut utf8), style.weight) {
                add(range, face, script, None);
            } else {
                missing.push(c);
                let face = book
                    .face_for("\u{fffd}", style.weight)
                    .unwrap_or_else(|| book.main_face(style.weight));
                add(range, face, Script::Common, Some(c));
            }
        }
    }
    items
}

/// The script of a cluster: that of its first character that has one of its own.
fn script_of(cluster: &str) -> Script {
    cluster
        .chars()
        .map(|c| c.script())
        .find(|s| !matches!(s, Script::Common | Script::Inherited))
        .unwrap_or(Script::Common)
}

/// The script of two neighbours set together, or `None` when they must be shaped apart.
fn joined(a: Script, b: Script) -> Option<Script> {
    match (a, b) {
        (a, b) if a == b => Some(a),
        (Script::Common, other) | (other, Script::Common) => Some(other),
        _ => None,
    }
}

/// Shapes one stretch and appends its glyphs to the line.
fn place(
    text: &str,
    item: &Item<'_>,
    rtl: bool,
    style: Style,
    line: &mut ShapedLine,
    unsafe_starts: &mut Vec<usize>,
) {
    let mut buffer = UnicodeBuffer::new();
    buffer.set_pre_context(&text[..item.range.start]);
    for (i, c) in text[item.range.clone()].char_indices() {
        let drawn = if item.replace.contains(&c) { REPLACEMENT } else { c };
        buffer.add(drawn, (item.range.start + i) as u32);
    }
    buffer.set_post_context(&text[item.range.end..]);
    let tag = Tag::from_be_bytes(item.script.as_iso15924_tag().to_be_bytes());
    let script = match item.script {
        Script::Common | Script::Inherited | Script::Unknown => None,
        _ => ShapeScript::from_iso15924_tag(tag),
    };
    let Some(shaped) = item.face.shape(buffer, rtl, script, style.tabular) else {
        return;
    };
    let scale = style.size / item.face.units_per_em();
    let ends = cluster_ends(
        shaped.glyph_infos().iter().map(|g| g.cluster as usize),
        item.range.end,
    );
    for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let start = info.cluster as usize;
        let found = ends.binary_search_by_key(&start, |&(s, _)| s);
        let end = found.map_or(item.range.end, |i| ends[i].1);
        if info.unsafe_to_break() && unsafe_starts.last() != Some(&start) {
            unsafe_starts.push(start);
        }
        let advance = position.x_advance as f32 * scale;
        line.glyphs.push(PositionedGlyph {
            face: item.face.id(),
            glyph_id: info.glyph_id as u16,
            x: line.width + position.x_offset as f32 * scale,
            y: -(position.y_offset as f32) * scale,
            advance,
            cluster: start..end,
        });
        line.width += advance;
    }
}

/// Where each cluster ends: at the start of the next one in the text, or at `end`.
fn cluster_ends(starts: impl Iterator<Item = usize>, end: usize) -> Vec<(usize, usize)> {
    let mut sorted: Vec<usize> = starts.collect();
    sorted.sort_unstable();
    sorted.dedup();
    let next = sorted.iter().skip(1).copied().chain([end]);
    sorted.iter().copied().zip(next).collect()
}

/// Whether a line of text shows anything at all.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_ignorable(c))
}
