//! The report: content, page layout, PDF. The only crate that knows printpdf.
