//! Where pages end: pieces that hold together stay together, tables repeat their head.
//!
//! It moves pieces and adds running heads; it sets no content.

use std::collections::BTreeMap;

use super::Frame;
use super::document::{DocumentBuilder, Piece};
use super::typography::{LINE, Type};
use crate::page::{Anchor, Color, Item, Link, PageScene, Rect, Shape};
use crate::sentences::ReportSentences;

/// What every page but the cover carries.
pub(crate) struct Decoration<'a> {
    /// At the upper left.
    pub(crate) head: &'a str,
    /// At the lower left.
    pub(crate) foot: &'a str,
}

/// The pages, and the page (from 1) of every named place.
pub(crate) struct Laid {
    pub(crate) pages: Vec<PageScene>,
    pub(crate) numbers: BTreeMap<String, usize>,
}

/// A page being filled.
struct Open {
    page: PageScene,
    /// How far it is filled.
    y: f32,
    running: String,
}

struct Paginator {
    frame: Frame,
    /// Pages, the boxes their content fills, and their running heads.
    done: Vec<(PageScene, Frame, Option<String>)>,
    open: Option<Open>,
    running: String,
}

/// Lays the pieces of a flow on pages.
pub(crate) fn paginate(
    document: &mut DocumentBuilder<'_>,
    frame: Frame,
    decoration: &Decoration<'_>,
) -> Laid {
    let pieces = std::mem::take(&mut document.pieces);
    let mut paginator = Paginator {
        frame,
        done: Vec::new(),
        open: None,
        running: String::new(),
    };
    let mut rest = pieces.as_slice();
    while !rest.is_empty() {
        let chain = rest.iter().take_while(|p| p.keep_next).count() + 1;
        let (now, later) = rest.split_at(chain.min(rest.len()));
        paginator.place(now);
        rest = later;
    }
    paginator.close();
    let mut done = paginator.done;
    let total = done.len();
    for (index, (page, frame, running)) in done.iter_mut().enumerate() {
        if let Some(running) = running {
            decorate(document, page, *frame, running, decoration, index + 1, total);
        }
    }
    let pages: Vec<PageScene> = done.into_iter().map(|(page, _, _)| page).collect();
    let mut numbers = BTreeMap::new();
    for (page, number) in pages.iter().zip(1..) {
        for anchor in &page.anchors {
            // The head of a lane is on every part of a map; its first place is the one meant.
            numbers.entry(anchor.name.clone()).or_insert(number);
        }
    }
    Laid { pages, numbers }
}

impl Paginator {
    /// Places pieces that hold together: on this page, else on the next, else as they come.
    fn place(&mut self, chain: &[Piece]) {
        let height: f32 = chain
            .iter()
            .enumerate()
            .map(|(i, p)| p.height + if i > 0 { p.before } else { 0.0 })
            .sum();
        let first_before = chain.first().map_or(0.0, |p| p.before);
        let filled = self.open.as_ref().map_or(0.0, |o| o.y);
        let used = if filled > 0.0 { filled + first_before } else { 0.0 };
        if filled > 0.0 && used + height > self.frame.height {
            self.close();
        }
        for piece in chain {
            self.place_one(piece);
        }
    }

    fn place_one(&mut self, piece: &Piece) {
        if let Some(running) = &piece.running {
            self.running.clone_from(running);
        }
        if let Some(full) = &piece.full_page {
            self.close();
            let running = piece.running.is_some().then(|| self.running.clone());
            self.done.push((full.0.clone(), full.1, running));
            return;
        }
        if piece.new_page {
            self.close();
        }
        let filled = self.open.as_ref().map_or(0.0, |o| o.y);
        if filled > 0.0 && filled + piece.before + piece.height > self.frame.height {
            self.close();
        }
        if self.open.is_none() {
            self.begin();
            if let Some(head) = &piece.repeat {
                self.put(head, 0.0);
            }
        }
        let before = if self.open.as_ref().is_some_and(|o| o.y > 0.0) {
            piece.before
        } else {
            0.0
        };
        self.put(piece, before);
    }

    fn begin(&mut self) {
        let page = PageScene {
            width: self.frame.page_width,
            height: self.frame.page_height,
            ..PageScene::default()
        };
        self.open = Some(Open {
            page,
            y: 0.0,
            running: self.running.clone(),
        });
    }

    fn put(&mut self, piece: &Piece, before: f32) {
        let frame = self.frame;
        let Some(open) = self.open.as_mut() else { return };
        let (dx, dy) = (frame.left, frame.top + open.y + before);
        open.page
            .items
            .extend(piece.items.iter().cloned().map(|item| item.moved(dx, dy)));
        open.page.links.extend(piece.links.iter().map(|l| Link {
            area: l.area.moved(dx, dy),
            ..l.clone()
        }));
        open.page.anchors.extend(piece.anchors.iter().map(|a| Anchor {
            name: a.name.clone(),
            x: a.x + dx,
            y: a.y + dy,
        }));
        open.y += before + piece.height;
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.done.push((open.page, self.frame, Some(open.running)));
        }
    }
}

/// Where a running line stands.
#[derive(Clone, Copy)]
enum Edge {
    Left,
    Right,
}

/// Running head and foot.
fn decorate(
    document: &mut DocumentBuilder<'_>,
    page: &mut PageScene,
    frame: Frame,
    running: &str,
    decoration: &Decoration<'_>,
    number: usize,
    total: usize,
) {
    let (left, width) = (frame.left, frame.width);
    let (head_y, foot_y) = (26.0, page.height - 40.0);
    let mut add = |document: &mut DocumentBuilder<'_>, text: &str, y: f32, edge: Edge| {
        let half = width / 2.0 - LINE;
        let options = twinlane_text::WrapOptions {
            max_lines: Some(1),
            ellipsis: true,
            ..Default::default()
        };
        let line = twinlane_text::wrap(document.book, text, Type::RUNNING.tabular().style, half, &options)
            .into_iter()
            .next();
        if let Some(line) = line {
            let x = match edge {
                Edge::Left => left,
                Edge::Right => left + width - line.width,
            };
            let shape = Shape::Text {
                line,
                x,
                y: y + Type::RUNNING.baseline(),
                color: Type::RUNNING.color,
            };
            page.items.push(Item { shape, node: None });
        }
    };
    add(document, decoration.head, head_y, Edge::Left);
    add(document, running, head_y, Edge::Right);
    add(document, decoration.foot, foot_y, Edge::Left);
    add(
        document,
        &document.locale.page_of(number, total),
        foot_y,
        Edge::Right,
    );
    let rule = Rect {
        x: left,
        y: foot_y - 2.0,
        width,
        height: 0.4,
    };
    page.items.push(Item {
        shape: Shape::Fill(rule, Color::LINE),
        node: None,
    });
}

#[cfg(test)]
mod tests {
    use super::super::{Breaking, Paper};
    use super::*;
    use crate::layout::{Heading, Stack};
    use twinlane_text::FontBook;
    use twinlane_words::Locale;

    fn document(frame: Frame) -> DocumentBuilder<'static> {
        DocumentBuilder::new(
            FontBook::bundled(),
            None,
            Locale::English,
            frame.width,
            frame.height,
        )
    }

    fn lines(page: &PageScene) -> Vec<String> {
        page.text().lines().map(str::to_owned).collect()
    }

    #[test]
    fn headings_stay_with_what_follows_and_no_line_stands_alone() {
        let frame = Frame::of(Paper::A4);
        let mut document = document(frame);
        for n in 0..60 {
            document.heading(&format!("Heading {n}"), None);
            document.paragraph(
                &format!("begin{n} {} end{n}", "words and more words ".repeat(5 + n % 37)),
                Type::BODY,
            );
        }
        let laid = paginate(&mut document, frame, &Decoration { head: "", foot: "" });
        assert!(laid.pages.len() > 5, "the text goes over several pages");
        for page in &laid.pages {
            let set: Vec<String> = lines(page)
                .into_iter()
                .filter(|l| !l.is_empty() && !l.contains(" of "))
                .collect();
            let (first, last) = (
                set.first().cloned().unwrap_or_default(),
                set.last().cloned().unwrap_or_default(),
            );
            assert!(
                !last.starts_with("Heading"),
                "a heading is not left behind: {last}"
            );
            let alone = last.starts_with("begin") && !last.contains("end");
            assert!(!alone, "a first line is not left behind: {last}");
            assert!(
                !first.contains("end") || first.contains("begin"),
                "a last line does not open a page: {first}"
            );
        }
    }

    #[test]
    fn baselines_lie_on_the_grid() {
        let frame = Frame::of(Paper::Letter);
        let mut document = document(frame);
        document.section_on_new_page(Heading {
            title: "Section",
            name: "section",
        });
        document.paragraph("Lead paragraph", Type::LEAD);
        document.heading("Heading", None);
        document.paragraph("Running text. ".repeat(40).as_str(), Type::BODY);
        let laid = paginate(&mut document, frame, &Decoration { head: "", foot: "" });
        let inside = |y: &f32| (frame.top..frame.top + frame.height).contains(y);
        let baselines = laid.pages[0].items.iter().filter_map(|i| match &i.shape {
            Shape::Text { y, .. } => Some(*y),
            _ => None,
        });
        for y in baselines.filter(inside) {
            let off = (y - frame.top + 4.0) % (LINE / 2.0);
            assert!(
                off.abs() < 0.01 || (off - LINE / 2.0).abs() < 0.01,
                "a baseline at {y} is {off} off the grid"
            );
        }
    }

    #[test]
    fn a_chain_higher_than_a_page_is_placed_all_the_same() {
        let frame = Frame::of(Paper::A4);
        let mut document = document(frame);
        let mut stack = Stack::default();
        for line in document.lines(&"word ".repeat(4000), Type::BODY, 200.0, Breaking::Paragraph) {
            let item = DocumentBuilder::item(line, Type::BODY, 0.0, 0.0, 200.0, None);
            stack.pieces.push(Piece {
                height: LINE,
                items: vec![item],
                ..Piece::default()
            });
        }
        document.push(stack, 0.0, f32::INFINITY);
        let laid = paginate(&mut document, frame, &Decoration { head: "", foot: "" });
        let words: usize = laid.pages.iter().map(|p| p.text().matches("word").count()).sum();
        assert_eq!(words, 4000, "nothing is lost");
    }
}
