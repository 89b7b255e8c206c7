//! The sheet a chart is drawn on: groups of shapes, text set into boxes, and the Scene in the end.
//!
//! It knows the type of charts and no chart.

use std::sync::Arc;

use twinlane_text::Style;
use twinlane_words::Locale;

use super::{Chart, ChartOptions, NARROWEST, WIDEST};
use crate::board::sizes::{HEAD, SMALL};
use crate::scene::elements::{Column, ColumnKind, Element, Layer, Role, Row, RowKind, Scene, Shape};
use crate::scene::paint::{Paint, Token};
use crate::scene::path::{Path, Point, Rect};
use crate::scene::shapes::{Align, element, text};
use crate::target::Target;
use crate::text_cache::{SetText, TextCache};

/// Kinds of text on a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextKind {
    /// Names of what is compared.
    Name,
    /// Numbers that are the message.
    Value,
    /// Titles of axes and panels.
    Title,
    /// What stands beside: ticks, shares, legends.
    Note,
    /// The same where it has to be seen.
    Strong,
}

impl TextKind {
    /// How it is set.
    pub fn style(self) -> Style {
        match self {
            Self::Name => Style::medium(HEAD[0]),
            Self::Value => Style::semibold(HEAD[0]).tabular(),
            Self::Title => Style::semibold(SMALL[0]),
            Self::Note => Style::regular(SMALL[0]).tabular(),
            Self::Strong => Style::semibold(SMALL[0]).tabular(),
        }
    }

    /// Height of a line in pixels.
    pub fn leading(self) -> f32 {
        match self {
            Self::Name | Self::Value => HEAD[1],
            Self::Title | Self::Note | Self::Strong => SMALL[1],
        }
    }

    fn color(self) -> Token {
        match self {
            Self::Note => Token::Ink2,
            _ => Token::Ink,
        }
    }
}

/// A text that is broken and measured, and not yet placed.
#[derive(Clone, Debug)]
pub(super) struct TextBlock {
    set: Arc<SetText>,
    kind: TextKind,
}

impl TextBlock {
    /// Width of the widest line, rounded up so that a box of this width holds it.
    pub fn width(&self) -> f32 {
        self.set.width().ceil() + 1.0
    }

    /// Height of all lines; 0 where nothing is written.
    pub fn height(&self) -> f32 {
        let blank = self.set.lines.iter().all(|line| line.text.is_empty());
        if blank {
            0.0
        } else {
            self.set.lines.len() as f32 * self.kind.leading()
        }
    }
}

/// A chart in the making.
pub(super) struct Sheet {
    /// Width in pixels.
    pub width: f32,
    /// What it is for.
    pub target: Target,
    /// The language of its sentences.
    pub locale: Locale,
    /// Lower edge of what is drawn so far.
    pub bottom: f32,
    texts: TextCache,
    elements: Vec<Element>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(options: ChartOptions) -> Self {
        let width = if options.width.is_finite() {
            options.width.clamp(NARROWEST, WIDEST)
        } else {
            NARROWEST
        };
        Self {
            width,
            target: options.target,
            locale: options.locale,
            bottom: 0.0,
            texts: TextCache::new(),
            elements: Vec::new(),
        }
    }

    /// Opens a group: what is drawn next belongs together, and `title` says it in words.
    pub fn group(&mut self, key: String, title: &str) {
        let mut group = element(key, Layer::Cards, Role::Figure, 0, 0);
        group.title = one_line(title);
        self.elements.push(group);
    }

    /// Breaks a name to a width: two lines on screen, all of it on paper.
    pub fn name(&mut self, text: &str, width: f32) -> TextBlock {
        self.words(text, TextKind::Name, width, 2)
    }

    /// Breaks a text to a width, on screen into at most `most` lines.
    pub fn words(&mut self, text: &str, kind: TextKind, width: f32, most: usize) -> TextBlock {
        // The writer's own line ends would tear a row of a chart apart.
        let flat = one_line(text);
        let most = self.target.most_lines(most);
        let set = self.texts.set(&flat, kind.style(), width.max(8.0), most);
        TextBlock { set, kind }
    }

    /// A short text on one line, as wide as it is.
    pub fn line_of(&mut self, text: &str, kind: TextKind) -> TextBlock {
        self.words(text, kind, WIDEST, 1)
    }

    /// Draws words with the upper left corner of their box at (x, y), in a box of `width`.
    pub fn put(&mut self, words: &TextBlock, x: f32, y: f32, width: f32, align: Align) {
        self.put_colored(words, x, y, width, align, words.kind.color());
    }

    /// The same in another ink.
    pub fn put_colored(&mut self, words: &TextBlock, x: f32, y: f32, width: f32, align: Align, color: Token) {
        if words.height() <= 0.0 {
            return;
        }
        let kind = words.kind;
        let bounds = Rect::new(x, y, width, words.height());
        let shape = text(&words.set, kind.style(), kind.leading(), bounds, align, color);
        self.add(shape, bounds);
    }

    /// Draws a rectangle.
    pub fn rect(&mut self, rect: Rect, radius: f32, paint: Paint) {
        self.add(Shape::Rect { rect, radius, paint }, rect);
    }

    /// Draws straight lines through points.
    pub fn line(&mut self, points: &[Point], paint: Paint) {
        self.path(Path::polyline(points), around(points), paint);
    }

    /// Draws a path that lies in a box.
    pub fn path(&mut self, d: Path, bounds: Rect, paint: Paint) {
        self.add(Shape::Path { d, paint }, bounds);
    }

    fn add(&mut self, shape: Shape, bounds: Rect) {
        self.bottom = self.bottom.max(bounds.bottom());
        let Some(group) = self.elements.last_mut() else {
            return;
        };
        group.bounds = if group.shapes.is_empty() {
            bounds
        } else {
            group.bounds.union(&bounds)
        };
        group.shapes.push(shape);
    }

    /// The chart, as high as what was drawn, and its sentence.
    pub fn finish(self, alt: &str) -> Chart {
        // Half a line of a stroke at the lower edge has room too.
        let height = (self.bottom + 2.0).ceil();
        Chart {
            scene: Scene {
                width: self.width,
                height,
                columns: vec![Column {
                    key: "whole".to_owned(),
                    kind: ColumnKind::Whole,
                    title: String::new(),
                    x: 0.0,
                    width: self.width,
                }],
                rows: vec![Row {
                    key: "whole".to_owned(),
                    kind: RowKind::Whole,
                    title: String::new(),
                    y: 0.0,
                    height,
                }],
                cells: Vec::new(),
                elements: self.elements,
            },
            alt: one_line(alt),
        }
    }
}

/// A text with its line ends as spaces; the spaces that do not break are kept.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() && c != '\u{a0}')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn around(points: &[Point]) -> Rect {
    let mut boxes = points.iter().map(|p| Rect::new(p.x, p.y, 0.0, 0.0));
    let first = boxes.next().unwrap_or_default();
    boxes.fold(first, |all, one| all.union(&one))
}
