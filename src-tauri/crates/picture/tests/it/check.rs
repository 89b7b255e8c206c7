//! The check itself: it finds what it is there to find.

use twinlane_picture::check::{Violation, scene as check};
use twinlane_picture::{Element, Role, Scene, Shape};
use twinlane_testkit::draw;

use crate::{SMALL, scene};

fn broken(break_it: impl FnOnce(&mut Scene)) -> Vec<Violation> {
    let mut scene = scene(&draw(SMALL));
    assert_eq!(check(&scene), [], "whole at first");
    break_it(&mut scene);
    check(&scene)
}

fn first(scene: &mut Scene, role: Role) -> &mut Element {
    scene
        .elements
        .iter_mut()
        .find(|element| element.role == role)
        .expect("the small map has one")
}

#[test]
fn finds_cards_over_each_other() {
    let found = broken(|scene| {
        let bounds = first(scene, Role::Card).bounds;
        let cards = scene
            .elements
            .iter_mut()
            .filter(|element| element.role == Role::Card);
        let (column, row) = (scene.columns.len(), 0);
        for card in cards.take(2) {
            card.bounds = bounds;
            (card.column, card.row) = (2, 2);
        }
        assert!(column > 2 && row == 0, "the map has stages");
    });
    assert!(
        found.iter().any(|v| matches!(v, Violation::CardsOverlap(..))),
        "two cards at one place: {found:?}"
    );
}

#[test]
fn finds_text_that_leaves_its_box() {
    let found = broken(|scene| {
        for shape in &mut first(scene, Role::Card).shapes {
            if let Shape::Text { lines, .. } = shape {
                lines[0].text.push_str(" and then some more words");
            }
        }
    });
    assert!(
        found.iter().any(|v| matches!(v, Violation::TextOutside(..))),
        "the text is measured again: {found:?}"
    );
}

#[test]
fn finds_a_link_through_a_card_and_its_title() {
    let found = broken(|scene| {
        let card = first(scene, Role::Card).clone();
        let card = scene.bounds(&card);
        let width = scene.width;
        let flow = first(scene, Role::Flow);
        for shape in &mut flow.shapes {
            if let Shape::Route { points, .. } = shape {
                points.truncate(2);
                for (point, x) in points.iter_mut().zip([0.0, width]) {
                    (point.column, point.row, point.x, point.y) = (0, 0, x, card.y + 18.0);
                }
            }
        }
    });
    assert!(
        found.iter().any(|v| matches!(v, Violation::LinkThroughCard(..))),
        "straight through: {found:?}"
    );
    assert!(
        found.iter().any(|v| matches!(v, Violation::LinkThroughText(..))),
        "and under the title: {found:?}"
    );
}

#[test]
fn finds_links_that_run_over_each_other() {
    let found = broken(|scene| {
        let route = first(scene, Role::Support).shapes.clone();
        let other = scene
            .elements
            .iter_mut()
            .rfind(|element| element.role == Role::Support)
            .unwrap();
        other.shapes = route;
    });
    assert!(
        found.iter().any(|v| matches!(v, Violation::LinksMeet(..))),
        "one way, two links of different cards: {found:?}"
    );
}

#[test]
fn finds_a_share_that_stands_at_another_link() {
    let found = broken(|scene| {
        let with_share = |element: &&Element| element.role == Role::Flow && !element.details.is_empty();
        let shares: Vec<Element> = scene
            .elements
            .iter()
            .filter(with_share)
            .take(2)
            .cloned()
            .collect();
        let [one, other] = shares.as_slice() else {
            panic!("the small map has a split");
        };
        for (key, of) in [(&one.key, other), (&other.key, one)] {
            let element = scene.elements.iter_mut().find(|element| &element.key == key);
            let element = element.expect("it was there");
            (element.column, element.row) = (of.column, of.row);
            element.details.clone_from(&of.details);
        }
    });
    assert!(
        found.iter().any(|v| matches!(v, Violation::LabelAtOther(..))),
        "the shares of two links were swapped: {found:?}"
    );
}
