//! One face: its bytes, what it covers, its metrics, and the parsed tables kept for shaping.
//!
//! It chooses nothing; which face sets a piece of text is the book's decision.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use harfrust::{
    Direction, Feature, FontRef, GlyphBuffer, Script, ShapeOptions, ShapePlan, ShaperData, Tag, UnicodeBuffer,
};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

use crate::TextError;

/// Place of a face in its [`crate::FontBook`]; stable for the bundled book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontFaceId(pub u16);

/// The three weights of the design.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Weight {
    /// 400: running text.
    #[default]
    Regular,
    /// 500: content on screen and cards.
    Medium,
    /// 600: headings.
    SemiBold,
}

impl Weight {
    /// The number that CSS and OpenType use.
    pub fn value(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Medium => 500,
            Self::SemiBold => 600,
        }
    }
}

/// What a face is made from.
#[derive(Debug, Clone)]
pub struct FontFaceSource {
    /// Unique name in the style of PostScript names, for example `Inter-Medium`.
    pub name: String,
    /// Family name as a style sheet writes it, for example `Inter`.
    pub family: String,
    /// The weight the face stands for.
    pub weight: Weight,
    /// The bytes of a TrueType file with one face.
    pub bytes: Cow<'static, [u8]>,
}

/// The key of a cached shaping plan: right-to-left or not, script tag, tabular figures.
type PlanKey = (bool, u32, bool);

/// One static face of a [`crate::FontBook`].
pub struct FontFace {
    id: FontFaceId,
    source: FontFaceSource,
    units_per_em: f32,
    ascent: f32,
    descent: f32,
    coverage: OnceLock<Vec<(u32, u32)>>,
    shaper: OnceLock<ShaperData>,
    plans: Mutex<BTreeMap<PlanKey, Arc<ShapePlan>>>,
}

impl std::fmt::Debug for FontFace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({} {})", self.id.0, self.source.name)
    }
}

impl FontFace {
    /// Reads the header and metrics; the rest is read when it is first needed.
    pub(crate) fn new(id: FontFaceId, source: FontFaceSource) -> Result<Self, TextError> {
        let font = FontRef::new(&source.bytes).map_err(|e| TextError::UnreadableFace {
            name: source.name.clone(),
            reason: e.to_string(),
        })?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = f32::from(metrics.units_per_em.max(1));
        let (ascent, descent) = (metrics.ascent / units_per_em, -metrics.descent / units_per_em);
        Ok(Self {
            id,
            source,
            units_per_em,
            ascent,
            descent,
            coverage: OnceLock::new(),
            shaper: OnceLock::new(),
            plans: Mutex::new(BTreeMap::new()),
        })
    }

    /// Place of the face in its book.
    pub fn id(&self) -> FontFaceId {
        self.id
    }

    /// Unique name, for example `Inter-Medium`.
    pub fn name(&self) -> &str {
        &self.source.name
    }

    /// Family name for style sheets, for example `Inter`.
    pub fn family(&self) -> &str {
        &self.source.family
    }

    /// The weight the face stands for.
    pub fn weight(&self) -> Weight {
        self.source.weight
    }

    /// The bytes of the TrueType file.
    pub fn bytes(&self) -> &[u8] {
        &self.source.bytes
    }

    /// Font units per em.
    pub fn units_per_em(&self) -> f32 {
        self.units_per_em
    }

    /// Height above the baseline, as a share of the size.
    pub fn ascent(&self) -> f32 {
        self.ascent
    }

    /// Depth below the baseline (positive), as a share of the size.
    pub fn descent(&self) -> f32 {
        self.descent
    }

    /// Whether the face has a glyph for the character.
    pub fn covers(&self, c: char) -> bool {
        let ranges = self.coverage.get_or_init(|| self.read_coverage());
        let code = u32::from(c);
        let after = ranges.partition_point(|&(first, _)| first <= code);
        after > 0 && ranges[after - 1].1 >= code
    }

    /// The characters of the face's map, as sorted inclusive ranges.
    fn read_coverage(&self) -> Vec<(u32, u32)> {
        let Ok(font) = FontRef::new(&self.source.bytes) else {
            return Vec::new();
        };
        let mut codes: Vec<u32> = font
            .charmap()
            .mappings()
            .filter(|(_, glyph)| glyph.to_u32() != 0)
            .map(|(code, _)| code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for code in codes {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == code => *last = code,
                _ => ranges.push((code, code)),
            }
        }
        ranges
    }

    /// Shapes one run of one script and direction. Positions come back in font units.
    pub(crate) fn shape(
        &self,
        mut buffer: UnicodeBuffer,
        rtl: bool,
        script: Option<Script>,
        tabular: bool,
    ) -> Option<GlyphBuffer> {
        let font = FontRef::new(&self.source.bytes).ok()?;
        let data = self.shaper.get_or_init(|| ShaperData::new(&font));
        let shaper = data.shaper(&font).build();
        let direction = if rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        buffer.set_direction(direction);
        if let Some(script) = script {
            buffer.set_script(script);
        }
        let tag = script.map_or(0, |s| u32::from_be_bytes(s.tag().to_be_bytes()));
        let plan = {
            let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(plans.entry((rtl, tag, tabular)).or_insert_with(|| {
                Arc::new(ShapePlan::new(
                    &shaper,
                    direction,
                    script,
                    None,
                    features(tabular),
                ))
            }))
        };
        let options = ShapeOptions::new().plan(Some(&plan)).features(features(tabular));
        Some(shaper.shape(buffer, options))
    }
}

/// Features beside those that are always on (kerning, ligatures, contextual and required forms).
fn features(tabular: bool) -> &'static [Feature] {
    const TABULAR: [Feature; 1] = [Feature {
        tag: Tag::new(b"tnum"),
        value: 1,
        start: 0,
        end: u32::MAX,
    }];
    if tabular { &TABULAR } else { &[] }
}
