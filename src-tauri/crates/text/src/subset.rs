//! A face cut down to the characters of one document, for files that bring their faces along.
//!
//! Unlike the subsets of a PDF, which name glyphs by number, these are read by programs that shape the text
//! again. So the map of characters and the tables of shaping (joining, ligatures, marks, kerning) are kept;
//! hints are not.

use std::collections::BTreeSet;

use skera::{DEFAULT_DROP_TABLES, DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use skrifa::raw::collections::IntSet;
use skrifa::raw::types::{NameId, Tag};
use skrifa::{FontRef, GlyphId};

use crate::{FontFace, TextError};

/// Names that stay: copyright, family, style, full name, PostScript name, licence.
const NAMES: [u16; 6] = [0, 1, 2, 4, 6, 13];
/// English (United States), the language of the names.
const LANGUAGE: u16 = 0x0409;

/// A TrueType file with the glyphs that set the characters, alone and together. Characters that the face
/// does not have are left out. The same face and characters give the same bytes.
///
/// # Errors
/// [`TextError::Subset`] when a table of the face cannot be cut down; bundled faces all can.
pub fn subset(face: &FontFace, characters: &BTreeSet<char>) -> Result<Vec<u8>, TextError> {
    let failed = |reason: String| TextError::Subset {
        name: face.name().to_owned(),
        reason,
    };
    let font = FontRef::new(face.bytes()).map_err(|error| failed(error.to_string()))?;
    let wanted: IntSet<u32> = characters
        .iter()
        .filter(|&&c| face.covers(c))
        .map(|&c| u32::from(c))
        .collect();
    let mut features: IntSet<Tag> = DEFAULT_LAYOUT_FEATURES.iter().copied().collect();
    // Figures of equal width are the one feature that styles of this crate ask for.
    features.insert(Tag::new(b"tnum"));
    let plan = Plan::new(
        &IntSet::<GlyphId>::empty(),
        &wanted,
        &font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING,
        &DEFAULT_DROP_TABLES.iter().copied().collect(),
        &IntSet::<Tag>::all(),
        &features,
        &NAMES.iter().map(|&name| NameId::new(name)).collect(),
        &IntSet::from([LANGUAGE]),
    );
    subset_font(&font, &plan).map_err(|error| failed(error.to_string()))
}
