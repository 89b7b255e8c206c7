//! From content to pages: the grid, the type, pieces that flow, tables, pagination.
//!
//! It knows no section and no file format.

mod document;
mod paginate;
mod table;
mod typography;

pub(crate) use document::{Breaking, DocumentBuilder, Heading, Piece, Stack};
pub(crate) use paginate::{Decoration, Laid, paginate};
pub(crate) use table::{Cell, Column, Table, Width};
pub(crate) use typography::{HALF, LINE, Type};

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 in.
    Letter,
}

/// The box on a page that content fills, in points, and the page around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    pub(crate) page_width: f32,
    pub(crate) page_height: f32,
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

impl Frame {
    /// The upright page of a paper. The box is a whole number of lines high.
    pub(crate) fn of(paper: Paper) -> Self {
        let (page_width, page_height) = match paper {
            Paper::A4 => (595.28, 841.89),
            Paper::Letter => (612.0, 792.0),
        };
        Self::within(page_width, page_height, 79.0, 57.0)
    }

    /// The same paper for maps, lying and upright: margins are even and smaller.
    pub(crate) fn for_maps(paper: Paper) -> [Self; 2] {
        let upright = Self::of(paper);
        let (short, long) = (upright.page_width, upright.page_height);
        [
            Self::within(long, short, 40.0, 40.0),
            Self::within(short, long, 40.0, 40.0),
        ]
    }

    fn within(page_width: f32, page_height: f32, left: f32, right: f32) -> Self {
        let (top, bottom) = (64.0, 60.0);
        Self {
            page_width,
            page_height,
            left,
            top,
            width: page_width - left - right,
            height: ((page_height - top - bottom) / LINE).floor() * LINE,
        }
    }
}
