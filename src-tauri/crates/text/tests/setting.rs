//! What set text must be like: joined, ordered, broken, complete, and never too wide.

use proptest::prelude::*;
use sha2::{Digest, Sha256};
use twinlane_text::{
    FontBook, GlyphUsage, Lang, LineEnd, ShapedLine, Style, Weight, WrapOptions, measure, shape, wrap,
};

fn book() -> &'static FontBook {
    FontBook::bundled()
}

fn set(text: &str) -> ShapedLine {
    shape(book(), text, Style::regular(10.0))
}

fn faces(line: &ShapedLine) -> Vec<&str> {
    let mut names: Vec<&str> = line.glyphs.iter().map(|g| book().face(g.face).name()).collect();
    names.dedup();
    names
}

#[test]
fn bundled_faces_are_readable_and_as_listed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let list = std::fs::read_to_string(folder.join("SHA256SUMS")).expect("the list of checksums");
    let mut listed = 0;
    for line in list.lines() {
        let (sum, name) = line.split_once("  ").expect("sum, two spaces, name");
        let bytes = std::fs::read(folder.join(name)).expect("every listed file is there");
        let found = format!("{:x}", Sha256::digest(&bytes));
        assert_eq!(found, sum, "{name} is not the file that was checked in");
        listed += 1;
    }
    assert_eq!(
        listed,
        book().faces().len(),
        "every bundled face has a checksum and the other way round"
    );
    let inter: Vec<&str> = [Weight::Regular, Weight::Medium, Weight::SemiBold]
        .map(|w| book().main_face(w).name())
        .to_vec();
    assert_eq!(inter, ["Inter-Regular", "Inter-Medium", "Inter-SemiBold"]);
}

#[test]
fn kerning_and_contextual_forms_happen() {
    let apart = measure(book(), "A", Style::regular(100.0)) + measure(book(), "V", Style::regular(100.0));
    let together = measure(book(), "AV", Style::regular(100.0));
    assert!(
        together < apart - 1.0,
        "A and V must be kerned: {together} against {apart}"
    );
    let arrow = set("a -> b");
    assert!(
        arrow.glyphs.len() < 6,
        "the face joins an arrow typed as two signs: {:?}",
        arrow.glyphs.len()
    );
}

#[test]
fn tabular_figures_are_equally_wide() {
    let style = Style::regular(10.0).tabular();
    assert_eq!(
        measure(book(), "1111", style),
        measure(book(), "8888", style),
        "columns of numbers must align"
    );
    assert_ne!(
        measure(book(), "1111", Style::regular(10.0)),
        measure(book(), "8888", Style::regular(10.0)),
        "running text keeps proportional figures"
    );
}

#[test]
fn arabic_is_joined_and_runs_from_right_to_left() {
    let line = set("شركة الميناء");
    assert!(line.rtl, "the first strong letter decides");
    let starts: Vec<usize> = line.glyphs.iter().map(|g| g.cluster.start).collect();
    assert!(
        starts.windows(2).all(|w| w[0] >= w[1]),
        "visual order is the reverse of reading order: {starts:?}"
    );
    let isolated = set("ش").glyphs[0].glyph_id;
    assert!(
        line.glyphs.iter().all(|g| g.glyph_id != isolated),
        "the first letter must take its initial form"
    );
    assert_eq!(faces(&set("الميناء")), ["NotoSansArabic-Regular"]);
    assert_eq!(
        faces(&shape(book(), "שלום", Style::semibold(10.0))),
        ["NotoSansHebrew-Bold"]
    );
}

#[test]
fn mixed_directions_keep_their_places() {
    let line = set("Kunde שלום עולם heute");
    assert!(!line.rtl);
    let hebrew: Vec<usize> = line
        .glyphs
        .iter()
        .filter(|g| book().face(g.face).family().contains("Hebrew"))
        .map(|g| g.cluster.start)
        .collect();
    assert!(
        hebrew.windows(2).all(|w| w[0] > w[1]),
        "the Hebrew words run from right to left"
    );
    assert_eq!(
        line.glyphs[0].cluster.start, 0,
        "the line itself runs from left to right"
    );
}

#[test]
fn every_script_finds_a_face() {
    for text in [
        "Ünïçødé Ελληνικά Кириллица",
        "ไทย",
        "हिन्दी",
        "বাংলা",
        "ਪੰਜਾਬੀ",
        "ગુજરાતી",
        "ଓଡ଼ିଆ",
        "தமிழ்",
        "తెలుగు",
        "ಕನ್ನಡ",
        "മലയാളം",
        "සිංහල",
        "ខ្មែរ",
        "ລາວ",
        "မြန်မာ",
        "Հայերեն",
        "ქართული",
        "አማርኛ",
        "客户名称",
        "カタカナ漢字",
        "한국어",
        "→ ▲ ◆ ● ≤ ≈ ✓ ☎",
        "👍🏽 👩‍🔧 😀",
        "e\u{301} n\u{303}",
        "a\u{200d}b\u{ad}c",
        "ﬁ ½ № €",
        "\u{fffd}",
    ] {
        let line = set(text);
        assert_eq!(line.missing, Vec::<char>::new(), "{text} must not lack a glyph");
        assert!(
            line.glyphs.iter().all(|g| g.glyph_id != 0),
            "{text} must not show a box: {:?}",
            line.glyphs
                .iter()
                .filter(|g| g.glyph_id == 0)
                .map(|g| (&text[g.cluster.clone()], book().face(g.face).name()))
                .collect::<Vec<_>>()
        );
    }
}

#[test]
fn emoji_come_from_the_emoji_face() {
    assert_eq!(faces(&set("😀")), ["NotoEmoji-Regular"]);
    assert!(
        faces(&set("call ☎\u{fe0f}")).contains(&"NotoEmoji-Regular"),
        "the selector asks for a picture"
    );
    assert!(
        !faces(&set("▲ high")).contains(&"NotoEmoji-Regular"),
        "a plain shape stays one"
    );
}

#[test]
fn a_missing_character_is_reported_and_drawn_as_replacement() {
    let line = set("a\u{e123}b");
    assert_eq!(line.missing, ['\u{e123}'], "private use has no glyph");
    assert_eq!(
        line.glyphs[1].glyph_id,
        set("\u{fffd}").glyphs[0].glyph_id,
        "drawn as U+FFFD, no silent box"
    );
    assert_eq!(line.text, "a\u{e123}b", "the text itself stays");
}

#[test]
fn cjk_breaks_between_any_characters() {
    let style = Style::regular(10.0);
    let lines = wrap(
        book(),
        "客户需要一个更好的理由来购买",
        style,
        51.0,
        &WrapOptions::default(),
    );
    assert!(
        lines.len() >= 3 && lines[0].text.chars().count() == 5,
        "five characters fit: {lines:?}"
    );
    assert!(
        lines.iter().all(|l| l.end != LineEnd::Space),
        "no space stood at these line ends"
    );
}

#[test]
fn long_german_words_are_hyphenated() {
    let options = WrapOptions {
        hyphenate: Lang::from_tag("de"),
        optimal: true,
        ..WrapOptions::default()
    };
    let lines = wrap(
        book(),
        "Die Wirtschaftlichkeitsberechnung prüfen",
        Style::regular(10.0),
        90.0,
        &options,
    );
    let texts: Vec<&str> = lines.iter().map(|l| l.text.as_str()).collect();
    assert!(
        lines
            .iter()
            .any(|l| l.end == LineEnd::Hyphen && l.text.ends_with('-')),
        "a hyphen must appear: {texts:?}"
    );
    let joined: String = lines
        .iter()
        .map(|l| {
            if l.end == LineEnd::Hyphen {
                l.text.trim_end_matches('-').to_owned()
            } else {
                format!("{} ", l.text)
            }
        })
        .collect();
    assert_eq!(
        joined.trim_end(),
        "Die Wirtschaftlichkeitsberechnung prüfen",
        "nothing is lost"
    );
}

#[test]
fn a_hyphen_that_does_not_fit_is_left_out() {
    // In a box for one letter every syllable is cut into letters, and the last of each has no room for more.
    let options = WrapOptions {
        hyphenate: Lang::from_tag("en"),
        ..WrapOptions::default()
    };
    let lines = wrap(book(), "Maintenance", Style::regular(5.0), 4.0, &options);
    for line in &lines {
        assert_eq!(line.text.chars().count(), 1, "one letter a line: {:?}", line.text);
    }
    let set: String = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(set, "Maintenance", "nothing is lost");
}

#[test]
fn too_many_lines_end_with_an_ellipsis() {
    let options = WrapOptions {
        max_lines: Some(2),
        ellipsis: true,
        ..WrapOptions::default()
    };
    let lines = wrap(
        book(),
        "Builds the case for the money together with finance",
        Style::medium(13.0),
        100.0,
        &options,
    );
    assert_eq!(lines.len(), 2);
    assert!(
        lines[1].shortened && lines[1].text.ends_with('…'),
        "{:?}",
        lines[1].text
    );
    let two_paragraphs = wrap(book(), "one\ntwo\nthree", Style::medium(13.0), 100.0, &options);
    assert_eq!(two_paragraphs[1].text, "two…", "left-out paragraphs count too");
}

#[test]
fn blank_and_empty_text_make_one_empty_line() {
    for text in ["", "   ", "\t"] {
        let lines = wrap(book(), text, Style::regular(10.0), 50.0, &WrapOptions::default());
        assert_eq!(
            (lines.len(), lines[0].glyphs.len()),
            (1, 0),
            "{text:?} has a line to stand on and nothing to show"
        );
    }
}

#[test]
fn optimal_breaks_avoid_a_lone_last_word() {
    let text =
        "Wins fell by a fifth while calls rose by a third and nobody in the room could say why it was so";
    let style = Style::regular(10.0);
    let options = WrapOptions {
        optimal: true,
        ..WrapOptions::default()
    };
    for width in [150.0, 180.0, 210.0] {
        let last = |lines: &[ShapedLine]| lines.last().map_or(0.0, |l| l.width);
        let even = last(&wrap(book(), text, style, width, &options));
        let greedy = last(&wrap(book(), text, style, width, &WrapOptions::default()));
        assert!(
            even >= greedy - 0.01,
            "at {width} the last line is no shorter: {even} against {greedy}"
        );
    }
}

#[test]
fn usage_knows_the_text_of_every_glyph() {
    let mut usage = GlyphUsage::default();
    let runs = usage.record(&set("Kauf Δ ∆ a\u{a0}b"));
    let said: Vec<&str> = runs.iter().filter_map(|r| r.actual.as_deref()).collect();
    assert!(
        said.contains(&"\u{a0}"),
        "the no-break space shares the glyph of the space: {said:?}"
    );
    let runs = usage.record(&set("a\u{e123}b"));
    assert!(
        runs.iter().any(|r| r.actual.as_deref() == Some("\u{e123}")),
        "the lost character is still in the text"
    );
    let known = usage
        .faces()
        .values()
        .map(std::collections::BTreeMap::len)
        .sum::<usize>();
    assert!(known >= 8, "every glyph is known: {known}");
}

/// Text as people and tests throw it at programs: words, scripts, controls, marks, emoji.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,14}",
        1 => "[a-z]{40,60}",
        2 => Just(" ".to_owned()),
        1 => "[\u{4e00}-\u{4e80}]{1,6}",
        1 => "[\u{627}-\u{64a}]{1,8}",
        1 => "[\u{5d0}-\u{5ea}]{1,8}",
        1 => "[\u{e01}-\u{e2e}]{1,8}",
        1 => "[\u{0}-\u{1f}\u{7f}-\u{9f}]{1,3}",
        1 => "[\u{300}-\u{36f}]{1,6}",
        1 => Just("👩‍🔧".to_owned()),
        1 => any::<char>().prop_map(String::from),
        1 => Just("\u{ad}".to_owned()),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_never_exceed_their_width(
        text in any_text(),
        width in 30.0f32..200.0,
        optimal: bool,
        german: bool,
        max_lines in prop::option::of(1usize..4),
    ) {
        let hyphenate = if german { Lang::from_tag("de") } else { None };
        let options = WrapOptions { max_lines, ellipsis: true, hyphenate, optimal };
        let lines = wrap(book(), &text, Style::medium(13.0), width, &options);
        prop_assert!(!lines.is_empty(), "there is always a line");
        prop_assert!(max_lines.is_none_or(|m| lines.len() <= m), "never more lines than asked for");
        for line in &lines {
            let graphemes = unicode_segmentation::UnicodeSegmentation::graphemes(line.text.as_str(), true).count();
            prop_assert!(line.width <= width || graphemes == 1, "{:?} is {} wide in {}", line.text, line.width, width);
        }
    }

    #[test]
    fn wrapping_loses_no_letter(text in any_text(), width in 30.0f32..200.0, optimal: bool) {
        let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let options = WrapOptions { optimal, ..WrapOptions::default() };
        let lines = wrap(book(), &text, Style::regular(11.0), width, &options);
        let set: String = lines.iter().map(|l| l.text.as_str()).collect();
        prop_assert_eq!(letters(&set), letters(&text), "every letter is on some line");
    }

    #[test]
    fn setting_twice_gives_the_same(text in any_text()) {
        let once = wrap(book(), &text, Style::regular(11.0), 120.0, &WrapOptions::default());
        prop_assert_eq!(once, wrap(book(), &text, Style::regular(11.0), 120.0, &WrapOptions::default()), "no hidden state");
    }
}
