//! Setting text: any text is set and broken, nothing is lost, no line is too wide. The first bytes choose
//! style, width and options, the rest is the text.

use twinlane_text::{FontBook, Lang, ShapedLine, Style, Weight, WrapOptions, measure, shape, wrap};
use unicode_segmentation::UnicodeSegmentation;

use crate::shared::Bytes;

/// Sets the bytes.
pub fn check(data: &[u8]) {
    let book = FontBook::bundled();
    let mut bytes = Bytes::new(data);
    let flags = bytes.byte();
    let style = Style {
        weight: [Weight::Regular, Weight::Medium, Weight::SemiBold][usize::from(bytes.byte()) % 3],
        size: f32::from(bytes.byte()) / 4.0,
        tabular: flags & 1 != 0,
    };
    let width = f32::from(bytes.byte()) * 2.0;
    let languages = ["de", "en", "fr", "fi", "ru", "xx"];
    let options = WrapOptions {
        max_lines: bytes.any(&[1, 2, 3]),
        ellipsis: flags & 2 != 0,
        hyphenate: bytes.any(&languages).and_then(Lang::from_tag),
        optimal: flags & 4 != 0,
    };
    let text = bytes.text();
    let line = shape(book, &text, style);
    sound(&line);
    assert_eq!(
        line.width,
        measure(book, &text, style),
        "measuring is setting without glyphs"
    );
    let lines = wrap(book, &text, style, width, &options);
    assert!(!lines.is_empty(), "there is always a line");
    assert!(
        options.max_lines.is_none_or(|most| lines.len() <= most),
        "never more lines than asked for"
    );
    for line in &lines {
        sound(line);
        assert!(
            line.width <= width || line.text.graphemes(true).count() <= 1,
            "{:?} is {} wide in {width}",
            line.text,
            line.width
        );
    }
    if options.max_lines.is_none() {
        let set: String = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(letters(&set), letters(&text), "every letter is on some line");
    }
    assert_eq!(
        lines,
        wrap(book, &text, style, width, &options),
        "setting twice gives the same"
    );
}

fn sound(line: &ShapedLine) {
    assert!(line.width.is_finite(), "a line has a width");
    for glyph in &line.glyphs {
        assert!(
            glyph.x.is_finite() && glyph.y.is_finite() && glyph.advance.is_finite(),
            "a glyph has a place"
        );
        assert!(
            line.text.get(glyph.cluster.clone()).is_some(),
            "a glyph stands for a piece of the text"
        );
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
