//! Faces cut down to some characters: what is shaped with them looks as it does with the whole face.

use std::collections::BTreeSet;

use twinlane_text::{FontBook, FontFaceSource, Style, Weight, shape, subset};

/// The name of a face, a text it sets, and the most bytes its subset may have.
const CASES: [(&str, &str, usize); 11] = [
    ("Inter-Medium", "AV office -> 3x4 “fi” Łódź", 24_000),
    (
        "Inter-SemiBold",
        "The quick brown fox jumps over the lazy dog. 0123456789 %",
        32_000,
    ),
    ("NotoSans-Regular", "Ἀρχιμήδης ẞ", 24_000),
    ("NotoSansArabic-Regular", "العميل يوقع العقد لا", 40_000),
    ("NotoSansHebrew-Bold", "שָׁלוֹם לקוח", 16_000),
    ("NotoSansDevanagari-Regular", "ग्राहक क्षेत्र", 60_000),
    ("NotoSansThai-Regular", "ลูกค้าตัดสินใจ", 24_000),
    ("NotoSansKhmer-Regular", "អតិថិជន", 60_000),
    ("DroidSansFallback", "合同签署 ありがとう 계약", 24_000),
    ("NotoEmoji-Regular", "👩\u{200d}🔧👍🏽🇩🇪", 60_000),
    ("NotoSansMath-Regular", "∑ ∫ ≈", 24_000),
];

fn face(name: &str) -> &'static twinlane_text::FontFace {
    let mut faces = FontBook::bundled().faces().iter();
    faces.find(|face| face.name() == name).expect("a bundled face")
}

/// A book with nothing but the given bytes.
fn book_of(name: &str, bytes: Vec<u8>) -> FontBook {
    FontBook::new(vec![FontFaceSource {
        name: name.to_owned(),
        family: "Alone".to_owned(),
        weight: Weight::Regular,
        bytes: bytes.into(),
    }])
    .expect("a subset is a face")
}

#[test]
fn a_subset_sets_its_text_like_the_whole_face() {
    for (name, text, most) in CASES {
        let whole = face(name);
        let bytes = subset(whole, &text.chars().collect()).expect("bundled faces can be cut down");
        assert!(
            bytes.len() < most,
            "{name} for {text:?} has {} bytes, more than {most}",
            bytes.len()
        );
        let books = [book_of(name, bytes), book_of(name, whole.bytes().to_vec())];
        for c in text.chars().filter(|&c| whole.covers(c)) {
            assert!(books[0].faces()[0].covers(c), "{name} has lost {c:?}");
        }
        let style = Style::regular(100.0);
        for style in [style, style.tabular()] {
            let [cut, full] = books.each_ref().map(|book| {
                let line = shape(book, text, style);
                let places: Vec<(f32, f32, f32)> =
                    line.glyphs.iter().map(|g| (g.x, g.y, g.advance)).collect();
                (places, line.missing)
            });
            assert_eq!(
                cut, full,
                "{name} joins, kerns and places marks in {text:?} as before"
            );
        }
    }
}

#[test]
fn every_bundled_face_can_be_cut_down() {
    for face in FontBook::bundled().faces() {
        let covered = (' '..='\u{1ffff}').filter(|&c| face.covers(c));
        // Every seventh character, so that scripts of many signs stay quick.
        let some: BTreeSet<char> = covered.step_by(7).take(400).collect();
        let bytes = subset(face, &some).expect("it can be cut down");
        let book = book_of(face.name(), bytes.clone());
        assert!(
            some.iter().all(|&c| book.faces()[0].covers(c)),
            "{} keeps what was asked for",
            face.name()
        );
        assert_eq!(
            subset(face, &some),
            Ok(bytes),
            "{}: the same characters give the same bytes",
            face.name()
        );
    }
}

#[test]
fn characters_the_face_does_not_have_are_left_out() {
    let bytes = subset(face("Inter-Regular"), &BTreeSet::from(['a', '合'])).expect("it can be cut down");
    let book = book_of("Inter-Regular", bytes);
    assert!(book.faces()[0].covers('a'), "what it has");
    assert!(!book.faces()[0].covers('合'), "what it never had");
}
