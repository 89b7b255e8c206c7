//! Random maps: nothing overlaps, nothing moves that was not touched, and the same map gives the same scene.

use twinlane_picture::{TextCache, check, lay_out};

use crate::hard_maps::{hard_map, hard_options, moved, random_edit};

/// More maps are drawn by `cargo xtask check-scene`.
const MAPS: u64 = 40;

#[test]
fn nothing_lies_over_anything_and_nothing_moves_that_was_not_touched() {
    let mut texts = TextCache::new();
    for number in 0..MAPS {
        let mut workshop = hard_map(number);
        let map = workshop.maps_in_order()[0].id;
        let view = workshop.view(map).unwrap();
        let before = lay_out(&view, &hard_options(number, &view), &mut texts);
        assert_eq!(check::scene(&before), [], "map {number}");
        let touched = random_edit(number, &mut workshop);
        let view = workshop.view(map).unwrap();
        let after = lay_out(&view, &hard_options(number, &view), &mut texts);
        assert_eq!(check::scene(&after), [], "map {number} after an edit");
        assert_eq!(
            moved(&before, &after, &touched),
            Vec::<String>::new(),
            "cards of stages that map {number}'s edit did not touch have to stay"
        );
    }
}

#[test]
fn the_scene_does_not_depend_on_what_the_cache_holds() {
    let mut used = TextCache::new();
    for number in 0..6 {
        let workshop = hard_map(number);
        let view = workshop.view(workshop.maps_in_order()[0].id).unwrap();
        let options = hard_options(number, &view);
        let first = lay_out(&view, &options, &mut used);
        let again = lay_out(&view, &options, &mut used);
        assert_eq!(first, again, "map {number} from a warm cache");
        assert_eq!(
            first,
            lay_out(&view, &options, &mut TextCache::new()),
            "map {number} from a cold one"
        );
    }
}

#[test]
fn on_paper_no_title_is_cut() {
    for number in (0..12).step_by(2) {
        let workshop = hard_map(number);
        let view = workshop.view(workshop.maps_in_order()[0].id).unwrap();
        let scene = lay_out(&view, &hard_options(number, &view), &mut TextCache::new());
        for element in &scene.elements {
            for shape in &element.shapes {
                if let twinlane_picture::Shape::Text { shortened, .. } = shape {
                    assert!(!shortened, "{} of map {number} has an ellipsis", element.key);
                }
            }
        }
    }
}
