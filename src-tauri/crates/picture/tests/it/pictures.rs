//! Pictures: SVG as text, PNG by what its header says.

use twinlane_model::{Change, RowKey};
use twinlane_picture::theme::Theme;
use twinlane_picture::{PictureError, SvgText, png, svg, thumbnail};
use twinlane_testkit::draw;

use crate::{SMALL, scene};

#[test]
fn outlines_need_no_font() {
    let svg = svg(
        &scene(&draw(SMALL)),
        Theme::Print,
        SvgText::Outlines,
        "A small map",
    );
    assert!(!svg.text.contains("font-family"), "text is drawn as paths");
    assert!(!svg.text.contains("<text"), "text is drawn as paths");
    assert!(
        svg.text.contains("<title>Owns the problem</title>"),
        "the words stay readable for programs"
    );
}

#[test]
fn titles_of_controls_and_signs_stay_legal_xml() {
    let mut map = draw(SMALL);
    map.change(&Change::Rename {
        of: RowKey::Step(map.step("Send proposal")),
        title: "a <b> & \u{1} \"c\" ]]>".to_owned(),
    });
    for text in [SvgText::Embedded, SvgText::Outlines] {
        let svg = svg(&scene(&map), Theme::Light, text, "x");
        assert_eq!(svg.replaced, ['\u{1}'], "the control is named");
        assert!(!svg.text.contains('\u{1}'), "and is not in the file");
        assert!(!svg.text.contains("<b>"), "titles are no markup");
    }
}

#[test]
fn png_has_the_size_asked_for() {
    let scene = scene(&draw(SMALL));
    let size = |png: &[u8]| {
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    };
    let whole = png(&scene, Theme::Light, 1.0).unwrap();
    assert_eq!(
        size(&whole),
        (scene.width.ceil() as u32, scene.height.ceil() as u32),
        "one to one"
    );
    let (width, height) = size(&thumbnail(&scene, Theme::Light, 200.0, 120.0).unwrap());
    assert!(
        width <= 200 && height <= 120,
        "the whole map in the frame: {width} × {height}"
    );
    assert!(
        matches!(png(&scene, Theme::Light, 1e6), Err(PictureError::Size { .. })),
        "a picture of terapixels is refused"
    );
}
