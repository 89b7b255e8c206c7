//! The drawing of any map: an outline is read, laid out and looked at by `picture::check`, which knows
//! nothing of the layout. The last byte chooses the options too.

use std::cell::RefCell;

use twinlane_exchange::outline::read;
use twinlane_model::{MapView, Severity};
use twinlane_picture::theme::Theme;
use twinlane_picture::{
    Badge, LayoutOptions, Scene, SvgText, Target, TextCache, check as look, lay_out, svg,
};
use twinlane_testkit::Ids;

use crate::shared;

thread_local! {
    static TEXTS: RefCell<TextCache> = RefCell::new(TextCache::new());
}

/// Draws the bytes.
pub fn check(data: &[u8]) {
    let Some(workshop) = shared::workshop(read(data, &mut Ids::new())) else {
        return;
    };
    let map = shared::first_map(&workshop).expect("an outline is a map");
    let view = workshop.view(map).expect("the map is there");
    let options = options(data.last().copied().unwrap_or_default(), &view);
    let scene = TEXTS.with_borrow_mut(|texts| lay_out(&view, &options, texts));
    sound(&scene);
    let fresh = lay_out(&view, &options, &mut TextCache::new());
    assert_eq!(scene, fresh, "the drawing is the same whatever was drawn before");
}

fn options(choice: u8, view: &MapView<'_>) -> LayoutOptions {
    let mut options = LayoutOptions {
        target: if choice & 1 == 0 {
            Target::Screen
        } else {
            Target::Paper
        },
        ..LayoutOptions::default()
    };
    if choice & 2 != 0 {
        for (number, step) in view
            .steps
            .iter()
            .enumerate()
            .filter(|(number, _)| number % 2 == 0)
        {
            let badge = Badge {
                severity: [Severity::Low, Severity::Medium, Severity::High][number / 2 % 3],
                count: 1 + number as u32 * 7,
            };
            options.badges.insert(step.id, badge);
        }
    }
    for (number, link) in view.links.iter().enumerate() {
        if choice & 4 != 0 && number % 3 == 0 {
            options.out_of_order.insert(link.id);
        }
        if choice & 8 != 0 && number % 5 == 0 {
            options.unfold.insert(link.id);
        }
    }
    options
}

fn sound(scene: &Scene) {
    assert!(
        scene.width.is_finite() && scene.height.is_finite(),
        "a drawing has a size"
    );
    let found = look::scene(scene);
    assert!(found.is_empty(), "the drawing is not sound: {found:?}");
    let written = svg(scene, Theme::Light, SvgText::Outlines, "a map");
    assert!(
        roxmltree::Document::parse(&written.text).is_ok(),
        "the picture is well-formed"
    );
}
