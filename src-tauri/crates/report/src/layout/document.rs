//! Content as a stream of pieces: boxes that are never cut, with what holds them together.
//!
//! The builder sets text and keeps the structure and the outline; where pages end is decided later.

use std::collections::BTreeSet;
use std::rc::Rc;

use twinlane_text::{FontBook, Lang, ShapedLine, WrapOptions, shape, wrap};

use twinlane_words::Locale;

use super::Frame;
use super::typography::{HALF, LINE, Type};
use crate::page::{Anchor, Color, Item, Link, NodeId, OutlineEntry, PageScene, Rect, Role, Shape, Structure};

/// A box that no page end cuts. Coordinates are relative to its upper left corner.
#[derive(Debug, Clone, Default)]
pub(crate) struct Piece {
    pub(crate) height: f32,
    /// Space before it, left out at the top of a page.
    pub(crate) before: f32,
    /// It must not be the last on a page when something follows.
    pub(crate) keep_next: bool,
    pub(crate) items: Vec<Item>,
    pub(crate) links: Vec<Link>,
    pub(crate) anchors: Vec<Anchor>,
    /// What is repeated above it when it opens a page (a table's head).
    pub(crate) repeat: Option<Rc<Piece>>,
    /// It opens a new page.
    pub(crate) new_page: bool,
    /// A page of its own, already laid out, and the box its content fills.
    pub(crate) full_page: Option<Box<(PageScene, Frame)>>,
    /// What the running head says from here on.
    pub(crate) running: Option<String>,
}

/// Lines on top of each other that belong together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stack {
    pub(crate) pieces: Vec<Piece>,
}

impl Stack {
    /// Height of everything.
    pub(crate) fn height(&self) -> f32 {
        self.pieces.iter().map(|p| p.before + p.height).sum()
    }

    /// The line box at a place, made if need be.
    pub(crate) fn line(&mut self, index: usize, height: f32) -> &mut Piece {
        while self.pieces.len() <= index {
            self.pieces.push(Piece {
                height,
                ..Piece::default()
            });
        }
        &mut self.pieces[index]
    }

    /// Holds lines together: all of them up to a share of a page, else no fewer than two lines at
    /// either end.
    pub(crate) fn keep(&mut self, limit: f32) {
        let last = self.pieces.len().saturating_sub(1);
        let whole = self.height() <= limit;
        for (i, piece) in self.pieces.iter_mut().enumerate() {
            piece.keep_next = i < last && (whole || i == 0 || i + 1 == last);
        }
    }

    /// One box of everything, for placing stacks side by side.
    pub(crate) fn into_piece(self) -> Piece {
        let mut out = Piece::default();
        for piece in self.pieces {
            let y = out.height + piece.before;
            out.height = y + piece.height;
            out.absorb(piece, 0.0, y);
        }
        out
    }
}

impl Piece {
    /// Takes over what another piece holds, moved.
    pub(crate) fn absorb(&mut self, other: Self, dx: f32, dy: f32) {
        self.items
            .extend(other.items.into_iter().map(|item| item.moved(dx, dy)));
        self.links.extend(other.links.into_iter().map(|l| Link {
            area: l.area.moved(dx, dy),
            ..l
        }));
        self.anchors.extend(other.anchors.into_iter().map(|a| Anchor {
            x: a.x + dx,
            y: a.y + dy,
            ..a
        }));
    }

    /// Adds a filled rectangle that is decoration.
    pub(crate) fn rule(&mut self, rect: Rect, color: Color) {
        self.items.push(Item {
            shape: Shape::Fill(rect, color),
            node: None,
        });
    }
}

/// How a paragraph is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breaking {
    /// Even lines, hyphenated.
    Paragraph,
    /// Line by line; words only hyphenated when wider than the box.
    Narrow,
    /// Even lines without hyphens.
    Heading,
}

/// What heads a section, and the name of its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading {
    pub(crate) title: &'static str,
    pub(crate) name: &'static str,
}

/// Where a section begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Below what stands before it.
    Below,
    /// At the top of a page.
    NewPage,
}

/// The stream of pieces, and what is gathered on the way.
pub(crate) struct DocumentBuilder<'a> {
    pub(crate) book: &'a FontBook,
    pub(crate) lang: Option<Lang>,
    /// The language of our own sentences.
    pub(crate) locale: Locale,
    /// Width of the box.
    pub(crate) width: f32,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) structure: Structure,
    pub(crate) outline: Vec<OutlineEntry>,
    /// Node of the present section.
    pub(crate) section: NodeId,
    /// Characters without a glyph, and characters no document may hold.
    pub(crate) missing: BTreeSet<char>,
    pub(crate) forbidden: BTreeSet<char>,
    /// Stacks up to this height stay on one page.
    pub(crate) whole: f32,
}

impl<'a> DocumentBuilder<'a> {
    /// An empty document for boxes of the given size.
    pub(crate) fn new(
        book: &'a FontBook,
        lang: Option<Lang>,
        locale: Locale,
        width: f32,
        height: f32,
    ) -> Self {
        Self {
            book,
            lang,
            locale,
            width,
            pieces: Vec::new(),
            structure: Structure::default(),
            outline: Vec::new(),
            section: Structure::ROOT,
            missing: BTreeSet::new(),
            forbidden: BTreeSet::new(),
            whole: height / 2.0,
        }
    }

    /// Breaks text into lines of at most `width`.
    pub(crate) fn lines(
        &mut self,
        text: &str,
        kind: Type,
        width: f32,
        breaking: Breaking,
    ) -> Vec<ShapedLine> {
        let options = WrapOptions {
            hyphenate: if breaking == Breaking::Heading {
                None
            } else {
                self.lang
            },
            optimal: breaking != Breaking::Narrow,
            ..WrapOptions::default()
        };
        let lines = wrap(self.book, text.trim(), kind.style, width, &options);
        self.note(text, &lines);
        lines
    }

    /// Breaks text into at most `most` lines without hyphens; an ellipsis says that more was left out.
    pub(crate) fn lines_at_most(
        &mut self,
        text: &str,
        kind: Type,
        width: f32,
        most: usize,
    ) -> Vec<ShapedLine> {
        let options = WrapOptions {
            max_lines: Some(most),
            ellipsis: true,
            optimal: true,
            ..WrapOptions::default()
        };
        let lines = wrap(self.book, text.trim(), kind.style, width, &options);
        self.note(text, &lines);
        lines
    }

    /// One line, whatever its width.
    pub(crate) fn one_line(&mut self, text: &str, kind: Type) -> ShapedLine {
        let line = shape(self.book, text, kind.style);
        self.note(text, std::slice::from_ref(&line));
        line
    }

    fn note(&mut self, text: &str, lines: &[ShapedLine]) {
        self.forbidden.extend(twinlane_text::clean(text).forbidden);
        for line in lines {
            self.missing.extend(&line.missing);
        }
    }

    /// Text as an item with its line box's upper left corner at (x, y), in a box of `width`.
    pub(crate) fn item(
        line: ShapedLine,
        kind: Type,
        x: f32,
        y: f32,
        width: f32,
        node: Option<NodeId>,
    ) -> Item {
        let x = if line.rtl { x + width - line.width } else { x };
        Item {
            shape: Shape::Text {
                line,
                x,
                y: y + kind.baseline(),
                color: kind.color,
            },
            node,
        }
    }

    /// Adds text to a stack from its line `from` on, at `x`; returns the number of lines.
    #[expect(
        clippy::too_many_arguments,
        reason = "a text, its type, its box, its place in stack and structure"
    )]
    pub(crate) fn set(
        &mut self,
        stack: &mut Stack,
        from: usize,
        text: &str,
        kind: Type,
        x: f32,
        width: f32,
        node: Option<NodeId>,
    ) -> usize {
        let lines = self.lines(text, kind, width, Breaking::Paragraph);
        let count = lines.len();
        for (i, line) in lines.into_iter().enumerate() {
            let piece = stack.line(from + i, kind.leading);
            piece.items.push(Self::item(
                line,
                kind,
                x,
                piece.height - kind.leading,
                width,
                node,
            ));
        }
        count
    }

    /// Opens a section: heading, entry of the outline, running head, node of the structure.
    pub(crate) fn section(&mut self, heading: Heading) {
        self.add_section(heading, Start::Below);
    }

    /// The same at the top of a page.
    pub(crate) fn section_on_new_page(&mut self, heading: Heading) {
        self.add_section(heading, Start::NewPage);
    }

    fn add_section(&mut self, heading: Heading, start: Start) {
        let Heading { title, name } = heading;
        self.open_section(title, name);
        let node = self.structure.add(self.section, Role::H1);
        let mut stack = Stack::default();
        let lines = self.lines(title, Type::H1, self.width, Breaking::Heading);
        for line in lines {
            let item = Self::item(line, Type::H1, 0.0, 0.0, self.width, Some(node));
            stack.pieces.push(Piece {
                height: Type::H1.leading,
                keep_next: true,
                items: vec![item],
                ..Piece::default()
            });
        }
        if let Some(first) = stack.pieces.first_mut() {
            first.new_page = start == Start::NewPage;
            first.before = LINE * 3.0;
            first.running = Some(title.to_owned());
            first.anchors.push(Anchor {
                name: name.to_owned(),
                x: 0.0,
                y: -LINE,
            });
        }
        if let Some(last) = stack.pieces.last_mut() {
            last.height += LINE;
        }
        self.pieces.append(&mut stack.pieces);
    }

    /// Opens a section without setting a heading (a page of its own says it).
    pub(crate) fn open_section(&mut self, title: &str, name: &str) {
        self.section = self.structure.add(Structure::ROOT, Role::Section);
        self.outline.push(OutlineEntry {
            level: 1,
            title: title.to_owned(),
            to: name.to_owned(),
        });
    }

    /// A heading inside a section, kept with what follows.
    pub(crate) fn heading(&mut self, title: &str, name: Option<&str>) {
        let node = self.structure.add(self.section, Role::H2);
        let lines = self.lines(title, Type::H2, self.width, Breaking::Heading);
        for (i, line) in lines.into_iter().enumerate() {
            let item = Self::item(line, Type::H2, 0.0, 0.0, self.width, Some(node));
            let mut piece = Piece {
                height: LINE,
                keep_next: true,
                items: vec![item],
                ..Piece::default()
            };
            if i == 0 {
                piece.before = if self.follows_heading() { 0.0 } else { LINE * 1.5 };
                if let Some(name) = name {
                    self.outline.push(OutlineEntry {
                        level: 2,
                        title: title.to_owned(),
                        to: name.to_owned(),
                    });
                    piece.anchors.push(Anchor {
                        name: name.to_owned(),
                        x: 0.0,
                        y: -LINE,
                    });
                }
            }
            self.pieces.push(piece);
        }
        if let Some(last) = self.pieces.last_mut() {
            last.height += HALF / 2.0;
        }
        self.snap();
    }

    /// Keeps what was added last with what follows.
    pub(crate) fn hold(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            last.keep_next = true;
        }
    }

    /// Whether the last piece is a heading: only headings hold on to what is yet to come.
    pub(crate) fn follows_heading(&self) -> bool {
        self.pieces.last().is_some_and(|p| p.keep_next)
    }

    /// Brings the last piece back to the grid.
    fn snap(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            last.height = (last.height / HALF).ceil() * HALF;
        }
    }

    /// A paragraph; the writer's own line ends are kept. Blank text adds nothing.
    pub(crate) fn paragraph(&mut self, text: &str, kind: Type) {
        self.paragraph_in(text, kind, self.width);
    }

    /// A paragraph narrower than the box.
    pub(crate) fn paragraph_in(&mut self, text: &str, kind: Type, width: f32) {
        if text.trim().is_empty() {
            return;
        }
        let node = self.structure.add(self.section, Role::Paragraph);
        let mut stack = Stack::default();
        self.set(&mut stack, 0, text, kind, 0.0, width, Some(node));
        let before = if self.follows_heading() { 0.0 } else { HALF };
        self.push(stack, before, LINE * 3.0);
    }

    /// A list with a dash before each entry.
    pub(crate) fn list(&mut self, entries: &[String]) {
        let list = self.structure.add(self.section, Role::List);
        for entry in entries.iter().filter(|e| !e.trim().is_empty()) {
            let stack = self.list_entry(list, entry, 0.0, self.width);
            self.push(stack, 0.0, LINE * 3.0);
        }
    }

    /// One entry of a list as a stack.
    pub(crate) fn list_entry(&mut self, list: NodeId, entry: &str, x: f32, width: f32) -> Stack {
        let item = self.structure.add(list, Role::ListItem);
        let body = self.structure.add(item, Role::ListBody);
        let mut stack = Stack::default();
        let dash = self.one_line("–", Type::BODY.colored(Color::QUIET));
        self.set(
            &mut stack,
            0,
            entry,
            Type::BODY,
            x + LINE,
            width - LINE,
            Some(body),
        );
        if let Some(first) = stack.pieces.first_mut() {
            first.items.insert(
                0,
                Self::item(dash, Type::BODY.colored(Color::QUIET), x, 0.0, LINE, None),
            );
        }
        stack
    }

    /// Appends a stack with space before it, held together up to `limit`.
    pub(crate) fn push(&mut self, mut stack: Stack, before: f32, limit: f32) {
        if let Some(first) = stack.pieces.first_mut() {
            first.before += before;
        }
        stack.keep(limit);
        self.pieces.append(&mut stack.pieces);
    }
}
