//! What records say, drawn over a map.

use twinlane_model::{End, MapView, Side};
use twinlane_picture::theme::Theme;
use twinlane_picture::{
    Dash, LayoutOptions, Overlay, Role, Scene, Shape, StepOverlay, TextCache, Token, UndrawnTransition,
    check, lay_out, png,
};
use twinlane_testkit::random::Dice;
use twinlane_testkit::{TestMap, draw};

use crate::SMALL;
use crate::hard_maps::{hard_map, hard_options};
use crate::scenes::told;

fn overlaid(map: &TestMap, overlay: Overlay) -> Scene {
    let options = LayoutOptions {
        overlay: Some(overlay),
        ..LayoutOptions::default()
    };
    lay_out(&map.view(), &options, &mut TextCache::new())
}

/// Records of the small map: some skip the proposal, some come back from where they were lost.
fn records(map: &TestMap) -> Overlay {
    let view = map.view();
    let [qualify, send] = ["Qualify by phone", "Send proposal"].map(|title| map.step(title));
    let outcome = |name: &str| {
        let found = view.outcomes.iter().find(|row| row.name() == name);
        End::Outcome(found.expect("it is on the map").id)
    };
    let mut overlay = Overlay {
        source: "CRM, to 2025-01-10".to_owned(),
        undrawn: vec![
            UndrawnTransition {
                from: End::Step(qualify),
                to: outcome("Won"),
                cases: 31,
            },
            UndrawnTransition {
                from: outcome("Lost"),
                to: End::Step(qualify),
                cases: 4,
            },
            // What is drawn already, and what no link may join, are passed over.
            UndrawnTransition {
                from: End::Step(qualify),
                to: End::Step(send),
                cases: 9,
            },
            UndrawnTransition {
                from: outcome("Won"),
                to: End::Step(send),
                cases: 9,
            },
        ],
        ..Overlay::default()
    };
    for (at, link) in view.flow_from(qualify).enumerate() {
        overlay.links.insert(link.id, [100, 0][at]);
    }
    overlay.steps.insert(
        qualify,
        StepOverlay {
            days: Some(4.25),
            busy: Some(1.31),
            skipped: Some(0.001),
        },
    );
    overlay.steps.insert(
        send,
        StepOverlay {
            days: None,
            busy: None,
            skipped: Some(0.34),
        },
    );
    overlay
}

fn routes(scene: &Scene) -> Vec<(String, f32, Dash, Option<Token>)> {
    let mut found = Vec::new();
    for element in scene.elements.iter().filter(|element| element.side.is_none()) {
        for shape in &element.shapes {
            if let (Shape::Route { paint, .. }, Role::Flow | Role::Return) = (shape, element.role) {
                found.push((element.title.clone(), paint.width, paint.dash, paint.stroke));
            }
        }
    }
    found
}

#[test]
fn links_are_as_wide_as_cases_pass_them() {
    let map = draw(SMALL);
    let scene = overlaid(&map, records(&map));
    let width = |title: &str| {
        let found = routes(&scene).into_iter().find(|row| row.0.starts_with(title));
        let (_, width, dash, stroke) = found.unwrap_or_else(|| panic!("{title} is drawn"));
        (width, dash, stroke)
    };
    let flow = Some(Token::Flow);
    assert_eq!(
        width("Qualify by phone → Send proposal"),
        (4.0, Dash::Solid, flow),
        "the most"
    );
    assert_eq!(
        width("Qualify by phone → Lost"),
        (1.0, Dash::Solid, flow),
        "nobody"
    );
    assert_eq!(
        width("Send proposal → Won"),
        (1.5, Dash::Solid, flow),
        "nothing is said of it"
    );
    assert_eq!(
        width("Qualify by phone → Won, 31 cases, recorded and not drawn"),
        (2.0, Dash::Line, Some(Token::Medium)),
        "a way that nobody drew is told apart by its line"
    );
    let undrawn: Vec<_> = scene
        .elements
        .iter()
        .filter(|element| element.key.starts_with("undrawn:"))
        .collect();
    assert_eq!(
        undrawn.len(),
        2,
        "no way is drawn twice, and none where no link may be"
    );
    assert!(
        undrawn.iter().all(|element| element.subject.is_none()),
        "it cannot be chosen: it is no row"
    );
    assert_eq!(check::scene(&scene), [], "nothing lies over anything");
}

#[test]
fn a_small_map_with_records() {
    let map = draw(SMALL);
    let scene = overlaid(&map, records(&map));
    insta::assert_snapshot!(told(&scene));
    let note = |title: &str| {
        let card = scene
            .elements
            .iter()
            .find(|e| e.role == Role::Card && e.title == title);
        card.map(|card| card.note.replace('\u{a0}', " "))
    };
    assert_eq!(
        note("Qualify by phone").as_deref(),
        Some("4.25 d recorded, 131 % busy"),
        "said aloud too"
    );
    assert_eq!(
        note("Send proposal").as_deref(),
        Some("34 % skip it"),
        "said aloud too"
    );
    let again = overlaid(&map, records(&map));
    assert_eq!(scene, again, "the same records, the same drawing");
    assert!(png(&scene, Theme::Print, 1.0).is_ok(), "paper has it too");
}

#[test]
fn without_anything_to_say_the_drawing_is_as_ever() {
    let map = draw(SMALL);
    let plain = lay_out(&map.view(), &LayoutOptions::default(), &mut TextCache::new());
    assert_eq!(overlaid(&map, Overlay::default()), plain, "not even a legend");
}

/// Random records of a random map.
fn random(number: u64, view: &MapView<'_>) -> Overlay {
    let mut dice = Dice::new(number ^ 0x0e_1a7);
    let mut overlay = Overlay {
        source: "Records of a company with a long name, to 2025-01-10".to_owned(),
        ..Overlay::default()
    };
    for link in &view.links {
        if dice.chance(80) {
            overlay.links.insert(link.id, dice.below(5_000) as u64);
        }
    }
    let steps: Vec<_> = view
        .steps_of(Side::Seller)
        .filter(|step| !step.waypoint)
        .collect();
    for step in &steps {
        let mut some = |most: usize| dice.chance(60).then(|| dice.below(most) as f64 / 100.0);
        let over = StepOverlay {
            days: some(99_999),
            busy: some(400),
            skipped: some(101),
        };
        overlay.steps.insert(step.id, over);
    }
    for _ in 0..steps.len().min(12) {
        overlay.undrawn.push(UndrawnTransition {
            from: End::Step(dice.pick(&steps).id),
            to: End::Step(dice.pick(&steps).id),
            cases: dice.below(5_000) as u64,
        });
    }
    overlay
}

#[test]
fn over_hard_maps_nothing_lies_over_anything() {
    let mut texts = TextCache::new();
    for number in 0..20 {
        let workshop = hard_map(number);
        let view = workshop.view(workshop.maps_in_order()[0].id).unwrap();
        if view.steps_of(Side::Seller).all(|step| step.waypoint) {
            continue;
        }
        let options = LayoutOptions {
            overlay: Some(random(number, &view)),
            ..hard_options(number, &view)
        };
        let scene = lay_out(&view, &options, &mut texts);
        assert_eq!(check::scene(&scene), [], "map {number}");
    }
}
