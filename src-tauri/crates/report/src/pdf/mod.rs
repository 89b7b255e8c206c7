//! From pages to the bytes of a PDF.
//!
//! `fonts` and `content` are the only modules that know printpdf, `finish` and `tags` the only ones
//! that know lopdf. What goes in is a [`Document`]; nothing in here decides what a page looks like.

mod content;
mod document;
mod finish;
mod fonts;
mod strings;
mod tags;

use twinlane_text::{FontBook, GlyphUsage};

use crate::error::ReportError;
pub(crate) use document::Document;

/// Writes the document. The same document gives the same bytes.
pub(crate) fn write(document: &Document<'_>, book: &FontBook) -> Result<Vec<u8>, ReportError> {
    // Every line is recorded first, so that each glyph has its one text before any page is written.
    let mut usage = GlyphUsage::default();
    let texts = content::record(document.pages, book, &mut usage);
    let fonts = fonts::Fonts::embed(book, &usage)?;
    let mut marks = tags::Marks::default();
    let pages = content::pages(document.pages, &texts, &fonts, &mut marks);
    let lopdf = fonts.into_lopdf(document.title, pages);
    finish::finish(lopdf, document, &marks)
}
