//! Text for every drawing: the bundled faces, fallback by script, shaping, bidirectional order,
//! hyphenation and line breaking.
//!
//! It turns strings into lines of positioned glyphs that fit a given width. It knows nothing of
//! maps, pages or file formats, reads no file and asks no system for a font: the faces are part of
//! the program, so the same text gives the same glyphs everywhere.
//!
//! Units are those of [`Style::size`]: whatever the size is measured in (pixels, points), widths
//! and positions are too.

mod bundled;
mod clean;
mod font_book;
mod font_face;
mod glyph_usage;
mod lang;
mod line;
mod shape;
mod subset;
mod wrap;

pub use bundled::face_file;
pub use clean::{Cleaned, clean};
pub use font_book::FontBook;
pub use font_face::{FontFace, FontFaceId, FontFaceSource, Weight};
pub use glyph_usage::{GlyphUsage, TextRun};
pub use lang::Lang;
pub use line::{LineEnd, PositionedGlyph, ShapedLine, Style};
pub use shape::{measure, shape, shape_towards};
pub use subset::subset;
pub use wrap::{WrapOptions, wrap};

/// What can be wrong with faces. Text itself never fails.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The bytes are not a font that can be read.
    #[error("the face {name} cannot be read: {reason}")]
    UnreadableFace {
        /// Name of the face as given.
        name: String,
        /// What the reader said.
        reason: String,
    },
    /// A face could not be cut down to some characters.
    #[error("the face {name} cannot be cut down: {reason}")]
    Subset {
        /// Name of the face.
        name: String,
        /// What the writer said.
        reason: String,
    },
    /// A book needs at least one face to fall back to.
    #[error("a font book needs at least one face")]
    NoFaces,
}
