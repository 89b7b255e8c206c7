//! Writers: a scene as SVG or PNG, by way of plain paths and lines of text.

pub(crate) mod display_list;
mod outlines;
pub(crate) mod png;
pub(crate) mod svg;
mod svg_fonts;
