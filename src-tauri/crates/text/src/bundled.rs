//! The faces that are part of the program. Where they come from is in `fonts/SOURCES.md`.

use std::borrow::Cow;

use crate::font_face::{FontFaceSource, Weight};

/// One line of the table below: a file of the `fonts` folder.
macro_rules! face {
    ($file:literal, $family:literal, $weight:ident) => {
        FontFaceSource {
            name: $file.to_owned(),
            family: $family.to_owned(),
            weight: Weight::$weight,
            bytes: Cow::Borrowed(include_bytes!(concat!("../fonts/", $file, ".ttf"))),
        }
    };
}

/// The bundled faces in order of preference: the main family, living scripts, East Asia, then
/// symbols and emoji, which would otherwise take characters from better-fitting faces.
pub(crate) fn sources() -> Vec<FontFaceSource> {
    vec![
        face!("Inter-Regular", "Inter", Regular),
        face!("Inter-Medium", "Inter", Medium),
        face!("Inter-SemiBold", "Inter", SemiBold),
        face!("NotoSans-Regular", "Noto Sans", Regular),
        face!("NotoSansArabic-Regular", "Noto Sans Arabic", Regular),
        face!("NotoSansArabic-Bold", "Noto Sans Arabic", SemiBold),
        face!("NotoSansHebrew-Regular", "Noto Sans Hebrew", Regular),
        face!("NotoSansHebrew-Bold", "Noto Sans Hebrew", SemiBold),
        face!("NotoSansThai-Regular", "Noto Sans Thai", Regular),
        face!("NotoSansThai-Bold", "Noto Sans Thai", SemiBold),
        face!("NotoSansDevanagari-Regular", "Noto Sans Devanagari", Regular),
        face!("NotoSansDevanagari-Bold", "Noto Sans Devanagari", SemiBold),
        face!("NotoSansBengali-Regular", "Noto Sans Bengali", Regular),
        face!("NotoSansGurmukhi-Regular", "Noto Sans Gurmukhi", Regular),
        face!("NotoSansGujarati-Regular", "Noto Sans Gujarati", Regular),
        face!("NotoSansOriya-Regular", "Noto Sans Oriya", Regular),
        face!("NotoSansTamil-Regular", "Noto Sans Tamil", Regular),
        face!("NotoSansTelugu-Regular", "Noto Sans Telugu", Regular),
        face!("NotoSansKannada-Regular", "Noto Sans Kannada", Regular),
        face!("NotoSansMalayalam-Regular", "Noto Sans Malayalam", Regular),
        face!("NotoSansSinhala-Regular", "Noto Sans Sinhala", Regular),
        face!("NotoSansKhmer-Regular", "Noto Sans Khmer", Regular),
        face!("NotoSansLao-Regular", "Noto Sans Lao", Regular),
        face!("NotoSansMyanmar-Regular", "Noto Sans Myanmar", Regular),
        face!("NotoSansArmenian-Regular", "Noto Sans Armenian", Regular),
        face!("NotoSansGeorgian-Regular", "Noto Sans Georgian", Regular),
        face!("NotoSansEthiopic-Regular", "Noto Sans Ethiopic", Regular),
        face!("NotoSansThaana-Regular", "Noto Sans Thaana", Regular),
        face!("NotoSansSyriac-Regular", "Noto Sans Syriac", Regular),
        face!("NotoSansCherokee-Regular", "Noto Sans Cherokee", Regular),
        face!(
            "NotoSansCanadianAboriginal-Regular",
            "Noto Sans Canadian Aboriginal",
            Regular
        ),
        face!("NotoSansMongolian-Regular", "Noto Sans Mongolian", Regular),
        face!("DroidSansFallback", "Droid Sans Fallback", Regular),
        face!("NotoSansSymbols-Regular", "Noto Sans Symbols", Regular),
        face!("NotoSansSymbols2-Regular", "Noto Sans Symbols2", Regular),
        face!("NotoSansMath-Regular", "Noto Sans Math", Regular),
        face!("NotoEmoji-Regular", "Noto Emoji", Regular),
    ]
}

/// The bytes of a bundled face by the name of its file without extension, for windows that set text with the
/// same faces. `None` for a name that is not in the table.
pub fn face_file(name: &str) -> Option<&'static [u8]> {
    let source = sources().into_iter().find(|source| source.name == name)?;
    match source.bytes {
        Cow::Borrowed(bytes) => Some(bytes),
        Cow::Owned(_) => None,
    }
}
