//! Text for every drawing: the bundled faces, fallback by script, shaping, bidirectional order,
//! hyphenation and line breaking.
//!
//! It turns strings into lines of positioned glyphs that fit a given width. It knows nothing of
//! maps, pages or file formats, reads no file and asks no system for a font: the faces are part of
//! the program, so the same text gives the same glyphs everywhere.
//!
//! Units are those of [`Style::size`]: whatever the size is measured in (pixels, points), widths
//! and positions are too.

mod book;
mod bundled;
mod clean;
mod face;
mod lang;
mod line;
mod shape;
mod subset;
mod usage;
mod wrap;

pub use book::FontBook;
pub use bundled::face_file;
pub use clean::{Cleaned, clean};
pub use face::{Face, FaceId, FaceSource, Weight};
pub use lang::Lang;
pub use line::{LineEnd, PositionedGlyph, ShapedLine, Style};
pub use shape::{measure, shape, shape_towards};
pub use subset::subset;
pub use usage::{GlyphUsage, TextRun};
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
