//! The book of faces: which face sets which characters.
//!
//! It holds the order of fallback; it neither shapes nor measures.

use std::sync::OnceLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use crate::face::{Face, FaceId, FaceSource, Weight};
use crate::{TextError, bundled};

/// The faces a program sets text with, in order of preference, and what is parsed once for all.
pub struct FontBook {
    faces: Vec<Face>,
    segmenter: LineSegmenterBorrowed<'static>,
    emoji: Option<FaceId>,
    /// The main face of each weight, from the lightest.
    main: [FaceId; 3],
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
    pub fn new(sources: Vec<FaceSource>) -> Result<Self, TextError> {
        let family = sources.first().ok_or(TextError::NoFaces)?.family.clone();
        let faces = sources
            .into_iter()
            .enumerate()
            .map(|(i, source)| Face::new(FaceId(i as u16), source))
            .collect::<Result<Vec<_>, _>>()?;
        let emoji = faces.iter().find(|f| f.family().contains("Emoji")).map(Face::id);
        let main = [Weight::Regular, Weight::Medium, Weight::SemiBold].map(|weight| {
            let own = faces.iter().filter(|f| f.family() == family);
            own.min_by_key(|f| f.weight().value().abs_diff(weight.value()))
                .map_or(FaceId(0), Face::id)
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
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// A face by its place. An id of another book gives the first face.
    pub fn face(&self, id: FaceId) -> &Face {
        self.faces.get(usize::from(id.0)).unwrap_or(&self.faces[0])
    }

    /// The main face of the given weight.
    pub fn main_face(&self, weight: Weight) -> &Face {
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
    pub(crate) fn face_for(&self, cluster: &str, weight: Weight) -> Option<&Face> {
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

fn covers_all(face: &Face, cluster: &str) -> bool {
    cluster.chars().all(|c| is_ignorable(c) || face.covers(c))
}

/// Whether a cluster is meant as a picture: emoji by default, or made one by its selector.
fn wants_emoji(cluster: &str) -> bool {
    let Some(first) = cluster.chars().next() else {
        return false;
    };
    !first.is_ascii() && (cluster.contains('\u{fe0f}') || matches!(u32::from(first), 0x1f000..=0x1faff))
        || (first.is_ascii() && cluster.contains('\u{20e3}'))
}

/// Characters that steer setting and have no shape of their own, so no face has to have them
/// (the part of `Default_Ignorable_Code_Point` that is in use).
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(u32::from(c),
        0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f
        | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff
        | 0xffa0 | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
}
