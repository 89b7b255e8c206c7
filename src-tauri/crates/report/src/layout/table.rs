//! Tables: a head that is repeated on every page, rows with thin rules, cells that wrap.
//!
//! A row of up to three lines is never cut; a longer one leaves at least two lines on either page.

use std::rc::Rc;

use twinlane_text::ShapedLine;

use super::document::{Breaking, DocumentBuilder, Piece, Stack};
use super::typography::{HALF, LINE, Type};
use crate::page::{Color, Item, Link, NodeId, Rect, Role, Shape};

/// Width of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Width {
    /// Points.
    Fixed(f32),
    /// A part of what the fixed ones leave.
    Share(f32),
}

/// Where text stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Align {
    /// At the left edge.
    #[default]
    Start,
    /// At the right edge, for numbers.
    End,
}

/// A column with its head.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) title: &'static str,
    pub(crate) width: Width,
    pub(crate) align: Align,
}

impl Column {
    pub(crate) fn new(title: &'static str, width: Width) -> Self {
        Self {
            title,
            width,
            align: Align::Start,
        }
    }

    pub(crate) fn numbers(title: &'static str, width: Width) -> Self {
        Self {
            title,
            width,
            align: Align::End,
        }
    }
}

/// A cell: text in a type, perhaps leading elsewhere.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) kind: Type,
    pub(crate) link: Option<String>,
}

impl Cell {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind: Type::SMALL_INK,
            link: None,
        }
    }

    pub(crate) fn strong(text: impl Into<String>) -> Self {
        Self {
            kind: Type::LABEL,
            ..Self::new(text)
        }
    }

    pub(crate) fn quiet(text: impl Into<String>) -> Self {
        Self {
            kind: Type::SMALL,
            ..Self::new(text)
        }
    }

    pub(crate) fn linked(self, to: Option<String>) -> Self {
        Self { link: to, ..self }
    }
}

/// A table.
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A table of up to this many rows is not cut where it fits on half a page.
const SMALL_TABLE: usize = 8;
/// Space between columns.
const GUTTER: f32 = 10.0;
/// Further space behind a column of numbers.
const NUMBER_INSET: f32 = 6.0;

impl Table {
    /// Left edges and widths of the columns in a box of `width`.
    fn places(&self, width: f32) -> Vec<(f32, f32)> {
        let gutters = GUTTER * self.columns.len().saturating_sub(1) as f32;
        let fixed: f32 = self
            .columns
            .iter()
            .map(|c| if let Width::Fixed(w) = c.width { w } else { 0.0 })
            .sum();
        let shares: f32 = self
            .columns
            .iter()
            .map(|c| if let Width::Share(s) = c.width { s } else { 0.0 })
            .sum();
        let rest = (width - gutters - fixed).max(0.0);
        let mut x = 0.0;
        self.columns
            .iter()
            .map(|column| {
                let width = match column.width {
                    Width::Fixed(w) => w,
                    Width::Share(s) => rest * s / shares.max(f32::MIN_POSITIVE),
                };
                // A number ends well before the text of the next column begins.
                let inset = if column.align == Align::End {
                    NUMBER_INSET
                } else {
                    0.0
                };
                let place = (x, (width - inset).max(1.0));
                x += width + GUTTER;
                place
            })
            .collect()
    }

    /// Adds the table to a flow; without rows nothing.
    pub(crate) fn add(self, document: &mut DocumentBuilder<'_>) {
        if self.rows.is_empty() {
            return;
        }
        let width = document.width;
        let places = self.places(width);
        let table = document.structure.add(document.section, Role::Table);
        let head_row = document.structure.add(table, Role::Row);
        let head_nodes: Vec<NodeId> = self
            .columns
            .iter()
            .map(|_| document.structure.add(head_row, Role::HeadCell))
            .collect();
        let mut head = self.head(document, &places, &head_nodes);
        head.before = if document.follows_heading() { HALF } else { LINE };
        let repeat = Rc::new(decoration(&head));
        head.keep_next = true;
        let first = document.pieces.len();
        document.pieces.push(head);
        let mut starts = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let row_node = document.structure.add(table, Role::Row);
            let mut stack = self.row(document, row, &places, row_node);
            for piece in &mut stack.pieces {
                piece.repeat = Some(Rc::clone(&repeat));
            }
            starts.push(document.pieces.len());
            document.push(stack, 0.0, LINE * 3.0 + HALF);
        }
        keep_rows(document, first, &starts);
    }

    fn head(&self, document: &mut DocumentBuilder<'_>, places: &[(f32, f32)], nodes: &[NodeId]) -> Piece {
        let mut piece = Piece {
            height: LINE + HALF,
            before: HALF,
            ..Piece::default()
        };
        for ((column, &(x, width)), &node) in self.columns.iter().zip(places).zip(nodes) {
            let line = document.one_line(column.title, Type::LABEL);
            piece.items.push(aligned(
                line,
                Type::LABEL,
                column.align,
                x,
                0.0,
                width,
                Some(node),
            ));
        }
        piece.rule(
            Rect {
                x: 0.0,
                y: LINE + 3.1,
                width: document.width,
                height: 0.8,
            },
            Color::INK,
        );
        piece
    }

    fn row(
        &self,
        document: &mut DocumentBuilder<'_>,
        cells: &[Cell],
        places: &[(f32, f32)],
        row: NodeId,
    ) -> Stack {
        let mut stack = Stack::default();
        for ((cell, column), &(x, width)) in cells.iter().zip(&self.columns).zip(places) {
            let cell_node = document.structure.add(row, Role::Cell);
            let node = if cell.link.is_some() {
                document.structure.add(cell_node, Role::Link)
            } else {
                cell_node
            };
            let kind = if column.align == Align::End {
                cell.kind.tabular()
            } else {
                cell.kind
            };
            let lines = document.lines(&cell.text, kind, width, Breaking::Narrow);
            for (i, line) in lines.into_iter().enumerate() {
                while stack.pieces.len() <= i {
                    stack.pieces.push(Piece {
                        height: LINE,
                        ..Piece::default()
                    });
                }
                if let Some(to) = &cell.link {
                    stack.pieces[i].links.push(Link {
                        area: Rect {
                            x,
                            y: 0.0,
                            width: line.width.max(LINE),
                            height: LINE,
                        },
                        to: to.clone(),
                        label: cell.text.clone(),
                        node: Some(node),
                    });
                }
                stack.pieces[i]
                    .items
                    .push(aligned(line, kind, column.align, x, 0.0, width, Some(node)));
            }
        }
        if let Some(last) = stack.pieces.last_mut() {
            last.rule(
                Rect {
                    x: 0.0,
                    y: last.height + 3.3,
                    width: document.width,
                    height: 0.4,
                },
                Color::LINE,
            );
            last.height += HALF;
        }
        stack
    }
}

fn aligned(
    line: ShapedLine,
    kind: Type,
    align: Align,
    x: f32,
    y: f32,
    width: f32,
    node: Option<NodeId>,
) -> Item {
    // A cell begins at its column's edge whatever its script, so that columns stay columns.
    let x = if align == Align::End {
        x + width - line.width
    } else {
        x
    };
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

/// Holds rows together: a small table as a whole and with the paragraph that leads to it, of a
/// larger one the first two rows and the last two.
fn keep_rows(document: &mut DocumentBuilder<'_>, first: usize, starts: &[usize]) {
    let end = document.pieces.len();
    let height: f32 = document.pieces[first..].iter().map(|p| p.before + p.height).sum();
    if starts.len() <= SMALL_TABLE && height <= document.whole {
        for piece in &mut document.pieces[first..end - 1] {
            piece.keep_next = true;
        }
        if let Some(lead) = first.checked_sub(1).and_then(|i| document.pieces.get_mut(i))
            && lead.full_page.is_none()
            && lead.repeat.is_none()
        {
            lead.keep_next = true;
        }
        return;
    }
    for at in [starts.get(1), starts.last()].into_iter().flatten() {
        document.pieces[at - 1].keep_next = true;
    }
}

/// A copy that is no part of the structure: readers hear the head of a table once.
fn decoration(piece: &Piece) -> Piece {
    let mut copy = piece.clone();
    for item in &mut copy.items {
        item.node = None;
    }
    copy.links.clear();
    copy.anchors.clear();
    copy
}
