//! SVG with its faces: the words are there as text, and the file brings what it takes to set them.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};
use twinlane_model::{Change, RowKey};
use twinlane_picture::theme::Theme;
use twinlane_picture::{Shape, SvgText, svg};
use twinlane_testkit::{TestMap, draw};

use crate::{SMALL, scene};

/// Titles of many scripts, one of them from right to left with a name in Latin letters.
const SCRIPTS: &str = r"
# Buyer journey
## المشكلة
- [مدير المصنع] العميل يوقع العقد
  => Twinlane לקוח חותם
- [工厂经理] Twinlane לקוח חותם
## 签署
- [工厂经理] 合同签署 👩‍🔧 ありがとう
- [Łódź] ग्राहक ≈ Ἀρχιμήδης
";

fn written(map: &TestMap) -> String {
    svg(&scene(map), Theme::Print, SvgText::Embedded, "A map").text
}

/// The subsets by family, as bytes.
fn faces(svg: &str) -> BTreeMap<String, Vec<u8>> {
    let blocks = svg.split("@font-face{").skip(1);
    blocks
        .map(|block| {
            let name = block.split('"').nth(1).expect("a family");
            let data = block
                .split("base64,")
                .nth(1)
                .and_then(|rest| rest.split(')').next());
            let bytes = STANDARD.decode(data.expect("data")).expect("base64");
            (name.to_owned(), bytes)
        })
        .collect()
}

/// Each piece of text with the family of the class that sets it.
fn set(svg: &str) -> Vec<(String, String)> {
    let document = roxmltree::Document::parse(svg).expect("well-formed");
    let family = |class: &str| {
        let rule = svg.split(&format!(".{class}{{font-family:\"")).nth(1);
        rule.and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned()
    };
    let texts = document
        .descendants()
        .filter(|node| node.is_text() && node.ancestors().any(|node| node.has_tag_name("text")));
    texts
        .map(|node| {
            let class = node
                .parent()
                .and_then(|of| of.attribute("class"))
                .unwrap_or_default();
            let class = class.split(' ').next().unwrap_or_default();
            (node.text().unwrap_or_default().to_owned(), family(class))
        })
        .collect()
}

/// The file with the faces' bytes left out.
fn without_bytes(svg: &str) -> String {
    let mut parts = svg.split("base64,");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let after = part.find(')').map_or("", |at| &part[at..]);
        out.push_str("base64,…");
        out.push_str(after);
    }
    out
}

#[test]
fn a_small_map_as_svg() {
    let svg = svg(
        &scene(&draw(SMALL)),
        Theme::Light,
        SvgText::Embedded,
        "A small map",
    );
    assert!(svg.replaced.is_empty(), "nothing was forbidden");
    insta::assert_snapshot!(without_bytes(&svg.text));
}

#[test]
fn every_line_is_there_as_text() {
    for map in [draw(SMALL), draw(SCRIPTS)] {
        let svg = written(&map);
        let document = roxmltree::Document::parse(&svg).expect("well-formed");
        let found: BTreeSet<String> = document
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .map(|node| {
                node.descendants()
                    .filter(roxmltree::Node::is_text)
                    .filter_map(|n| n.text())
                    .collect()
            })
            .collect();
        for element in &scene(&map).elements {
            for shape in element.shapes.iter().chain(&element.details) {
                let Shape::Text { lines, .. } = shape else {
                    continue;
                };
                for line in lines.iter().filter(|line| !line.text.is_empty()) {
                    assert!(found.contains(&line.text), "“{}” cannot be found", line.text);
                }
            }
        }
    }
}

#[test]
fn each_character_is_set_by_a_face_of_the_file() {
    for map in [draw(SMALL), draw(SCRIPTS)] {
        let svg = written(&map);
        let faces = faces(&svg);
        let mut used = BTreeSet::new();
        for (text, family) in set(&svg) {
            let bytes = faces
                .get(&family)
                .unwrap_or_else(|| panic!("“{text}” is set in “{family}”"));
            let font = FontRef::new(bytes).expect("a subset is a face");
            for c in text.chars() {
                // A joiner steers the others and needs no glyph.
                if c != '\u{200d}' {
                    assert!(
                        font.charmap().map(c).is_some(),
                        "{family} has lost {c:?} of “{text}”"
                    );
                }
            }
            used.insert(family);
        }
        assert_eq!(
            used,
            faces.keys().cloned().collect(),
            "no face is there for nothing"
        );
    }
}

#[test]
fn faces_keep_what_shapes_their_scripts() {
    let faces = faces(&written(&draw(SCRIPTS)));
    for (family, positions) in [
        ("NotoSansArabic-Regular", true),
        ("NotoSansDevanagari-Regular", true),
        ("NotoEmoji-Regular", false),
        ("Inter-Medium", true),
    ] {
        let bytes = faces
            .get(family)
            .unwrap_or_else(|| panic!("{family} sets something"));
        let font = FontRef::new(bytes).expect("a subset is a face");
        assert!(font.gsub().is_ok(), "{family} joins its letters by substitution");
        assert_eq!(font.gpos().is_ok(), positions, "{family} kerns or places marks");
    }
}

#[test]
fn lines_are_as_long_as_they_were_measured_and_begin_where_reading_begins() {
    let svg = written(&draw(SCRIPTS));
    let document = roxmltree::Document::parse(&svg).expect("well-formed");
    let texts: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .collect();
    assert!(
        texts
            .iter()
            .all(|text| text.attribute("textLength").is_some_and(|length| length != "0")),
        "a reader without the face must not run over the card"
    );
    let rtl: Vec<String> = texts
        .iter()
        .filter(|text| text.attribute("direction") == Some("rtl"))
        .map(|text| {
            text.descendants()
                .filter_map(|n| n.is_text().then(|| n.text()).flatten())
                .collect()
        })
        .collect();
    assert!(
        rtl.contains(&"العميل يوقع العقد".to_owned()),
        "Arabic begins at the right: {rtl:?}"
    );
}

#[test]
fn the_same_map_gives_the_same_bytes_and_not_many() {
    let sample = || draw(include_str!("../../../../../examples/harbor.md"));
    let svg = written(&sample());
    assert_eq!(svg, written(&sample()), "the same map, the same bytes");
    assert!(
        svg.len() < 160_000,
        "a sample map of {} bytes is too large to send around",
        svg.len()
    );
    let outlines = twinlane_picture::svg(&scene(&sample()), Theme::Print, SvgText::Outlines, "A map").text;
    assert!(
        svg.len() < outlines.len(),
        "{} bytes with faces, {} as outlines: text pays",
        svg.len(),
        outlines.len()
    );
}

#[test]
fn a_control_in_a_title_is_replaced_in_the_text_too() {
    let mut map = draw(SMALL);
    map.change(&Change::Rename {
        of: RowKey::Step(map.step("Send proposal")),
        title: "a <b> & \u{1} \"c\" ]]>".to_owned(),
    });
    let svg = written(&map);
    let lines: Vec<String> = set(&svg).into_iter().map(|(text, _)| text).collect();
    assert!(
        lines.concat().contains("a <b> &"),
        "signs of XML are text: {lines:?}"
    );
}
