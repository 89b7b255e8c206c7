//! What is written: a document that is laid out.

use jiff::civil::Date;

use crate::page::{OutlineEntry, PageScene, Structure};

/// A laid-out document, ready to be written.
pub(crate) struct Document<'a> {
    pub(crate) title: &'a str,
    pub(crate) author: &'a str,
    /// BCP 47 tag.
    pub(crate) language: &'a str,
    /// The date the file says it was made.
    pub(crate) date: Date,
    pub(crate) pages: &'a [PageScene],
    pub(crate) outline: &'a [OutlineEntry],
    pub(crate) structure: &'a Structure,
}
