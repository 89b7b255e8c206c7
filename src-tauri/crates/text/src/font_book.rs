//! The book of faces: which face sets which characters.
//!
//! It holds the order of fallback; it neither shapes nor measures.

use std::sync::OnceLock;

use icu_properties::props::{DefaultIgnorableCodePoint, EmojiPresentation, ExtendedPictographic};
use icu_properties::{CodePointSetData, CodePointSetDataBorrowed};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use crate::font_face::{FontFace, FontFaceId, FontFaceSource, Weight};
use crate::{TextError, bundled};

/// The faces a program sets text with, in order of preference, and what is parsed once for all.
pub struct FontBook {
    faces: Vec<FontFace>,
    segmenter: LineSegmenterBorrowed<'static>,
    emoji: Option<FontFaceId>,
    /// The main face of each weight, from the lightest.
    main: [FontFaceId; 3],
}

impl std::fmt::Debug for FontBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.faces).finish()
    }
}

impl FontBook {
    /// A book of the given faces. The first face's family is the main one; the others follow in
    /// order of preference. A family with `Emoji` in its name is asked first for emoji.
    ///
    /// # Errors
    /// [`TextError::NoFaces`] for an empty list, [`TextError::UnreadableFace`] for bytes that are
    /// no font.
    pub fn new(sources: Vec<FontFaceSource>) -> Result<Self, TextError> {
        let family = sources.first().ok_or(TextError::NoFaces)?.family.clone();
        let faces = sources
            .into_iter()
            .enumerate()
            .map(|(i, source)| FontFace::new(FontFaceId(i as u16), source))
            .collect::<Result<Vec<_>, _>>()?;
        let emoji = faces
            .iter()
            .find(|f| f.family().contains("Emoji"))
            .map(FontFace::id);
        let main = [Weight::Regular, Weight::Medium, Weight::SemiBold].map(|weight| {
            let own = faces.iter().filter(|f| f.family() == family);
            own.min_by_key(|f| f.weight().value().abs_diff(weight.value()))
                .map_or(FontFaceId(0), FontFace::id)
        });
        let segmenter = LineSegmenter::new_auto(LineBreakOptions::default());
        Ok(Self {
            faces,
            segmenter,
            emoji,
            main,
        })
    }

    /// The faces that come with the program.
    ///
    /// # Panics
    /// Never with the faces of this repository: a test reads every one of them.
    pub fn bundled() -> &'static Self {
        static BOOK: OnceLock<FontBook> = OnceLock::new();
        #[expect(
            clippy::expect_used,
            reason = "the bytes are part of the program and a test reads them all"
        )]
        BOOK.get_or_init(|| Self::new(bundled::sources()).expect("the bundled faces are readable"))
    }

    /// All faces in order of preference.
    pub fn faces(&self) -> &[FontFace] {
        &self.faces
    }

    /// A face by its place. An id of another book gives the first face.
    pub fn face(&self, id: FontFaceId) -> &FontFace {
        self.faces.get(usize::from(id.0)).unwrap_or(&self.faces[0])
    }

    /// The main face of the given weight.
    pub fn main_face(&self, weight: Weight) -> &FontFace {
        let [regular, medium, semibold] = self.main;
        self.face(match weight {
            Weight::Regular => regular,
            Weight::Medium => medium,
            Weight::SemiBold => semibold,
        })
    }

    pub(crate) fn segmenter(&self) -> LineSegmenterBorrowed<'static> {
        self.segmenter
    }

    /// The face that covers the whole grapheme cluster, or `None` when none covers all of it.
    pub(crate) fn face_for(&self, cluster: &str, weight: Weight) -> Option<&FontFace> {
        if wants_emoji(cluster)
            && let Some(emoji) = self.emoji.map(|id| self.face(id))
            && covers_all(emoji, cluster)
        {
            return Some(emoji);
        }
        let main = self.main_face(weight);
        if covers_all(main, cluster) {
            return Some(main);
        }
        // Among fallback faces the first family that covers wins, then its nearest weight.
        let first = self.faces.iter().find(|f| covers_all(f, cluster))?;
        self.faces
            .iter()
            .filter(|f| f.family() == first.family() && covers_all(f, cluster))
            .min_by_key(|f| f.weight().value().abs_diff(weight.value()))
    }
}

fn covers_all(face: &FontFace, cluster: &str) -> bool {
    cluster.chars().all(|c| face.covers(c) || is_ignorable(c))
}

/// Whether a cluster is meant as a picture: made one by its selector, or an emoji or pictograph beyond the basic plane.
/// Older signs of the basic plane, such as ✅, are text unless a selector says otherwise: the text faces draw them.
fn wants_emoji(cluster: &str) -> bool {
    const BY_DEFAULT: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<EmojiPresentation>();
    const PICTOGRAPHS: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<ExtendedPictographic>();
    let Some(first) = cluster.chars().next() else {
        return false;
    };
    if first.is_ascii() {
        return cluster.contains('\u{20e3}');
    }
    let picture = BY_DEFAULT.contains(first) || PICTOGRAPHS.contains(first);
    cluster.contains('\u{fe0f}') || (first > '\u{ffff}' && picture)
}

/// Characters that steer setting and have no shape of their own, so no face has to have them.
pub(crate) fn is_ignorable(c: char) -> bool {
    const IGNORABLE: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    IGNORABLE.contains(c)
}
