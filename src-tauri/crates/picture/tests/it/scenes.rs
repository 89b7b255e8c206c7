//! Small maps as text: what is where. Changes of the layout show up as differences here.

use std::fmt::Write;

use twinlane_model::Severity;
use twinlane_picture::{Badge, Dash, LayoutOptions, Role, Scene, Shape, TextCache, Token, lay_out};
use twinlane_testkit::draw;

use crate::{SMALL, scene};

/// Each element with its box, its way and its lines.
pub fn told(scene: &Scene) -> String {
    let mut out = format!("{} × {}\n", scene.width, scene.height);
    for (kind, key, from, length) in scene
        .columns
        .iter()
        .map(|c| ("column", &c.title, c.x, c.width))
        .chain(scene.rows.iter().map(|r| ("row", &r.title, r.y, r.height)))
    {
        let _ = writeln!(out, "{kind} {from} +{length} {key}");
    }
    for element in &scene.elements {
        let b = scene.bounds(element);
        let _ = write!(out, "{:?} {:?}", element.role, element.title);
        if b.width > 0.0 {
            let _ = write!(out, " at {},{} {}×{}", b.x, b.y, b.width, b.height);
        }
        for shape in element.shapes.iter().chain(&element.details) {
            match shape {
                Shape::Route { points, .. } => {
                    for at in points {
                        let p = scene.point(*at);
                        let _ = write!(out, " {},{}", p.x, p.y);
                    }
                }
                Shape::Text { lines, .. } => {
                    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
                    let _ = write!(out, " [{}]", texts.join(" / "));
                }
                _ => {}
            }
        }
        out.push('\n');
    }
    out
}

#[test]
fn a_small_map() {
    let map = draw(SMALL);
    let mut options = LayoutOptions::default();
    let badge = Badge {
        severity: Severity::High,
        count: 3,
    };
    options.badges.insert(map.step("Owns the problem"), badge);
    let scene = lay_out(&map.view(), &options, &mut TextCache::new());
    insta::assert_snapshot!(told(&scene));
}

#[test]
fn only_what_nobody_helps_with_has_an_open_card() {
    let map = draw(SMALL);
    let mut options = LayoutOptions::default();
    let badge = |severity| Badge { severity, count: 1 };
    let (alone, late, sent) = ("Owns the problem", "Agrees what good looks like", "Send proposal");
    options.badges.insert(map.step(alone), badge(Severity::Medium));
    options.badges.insert(map.step(late), badge(Severity::High));
    options.badges.insert(map.step(sent), badge(Severity::High));
    options.unserved.insert(map.step(alone), Severity::Medium);
    let scene = lay_out(&map.view(), &options, &mut TextCache::new());
    let border = |title: &str| {
        let card = scene
            .elements
            .iter()
            .find(|e| e.role == Role::Card && e.title == title);
        match card.and_then(|card| card.shapes.first()) {
            Some(Shape::Rect { paint, .. }) => (paint.stroke, paint.dash),
            other => panic!("a card begins with its border, not with {other:?}"),
        }
    };
    assert_eq!(
        border(alone),
        (Some(Token::Medium), Dash::Gap),
        "nobody helps: an open card in the colour of that gap"
    );
    for title in [late, sent] {
        assert_eq!(
            border(title),
            (Some(Token::Line2), Dash::Solid),
            "{title}: another gap, however bad, is told by the badge"
        );
    }
}

#[test]
fn an_empty_map_is_a_calm_frame() {
    insta::assert_snapshot!(told(&scene(&draw("# Buyer journey\n\n# Sales process\n"))));
}

#[test]
fn stages_without_their_pair_say_so() {
    let map = draw(
        "# Buyer journey\n## First\n- A\n## Second\n- B\n\n# Sales process\n## Late ~ Second\n- X\n## Early ~ First\n- Y\n## Alone\n- Z\n",
    );
    insta::assert_snapshot!(told(&scene(&map)));
}

#[test]
fn cells_count_steps_and_their_worst_gap() {
    let map = draw(SMALL);
    let mut options = LayoutOptions::default();
    for (title, severity) in [
        ("Owns the problem", Severity::Low),
        ("Send proposal", Severity::High),
    ] {
        options
            .badges
            .insert(map.step(title), Badge { severity, count: 2 });
    }
    let scene = lay_out(&map.view(), &options, &mut TextCache::new());
    let cells: Vec<_> = scene
        .cells
        .iter()
        .map(|cell| {
            let (column, row) = (
                &scene.columns[cell.column as usize],
                &scene.rows[cell.row as usize],
            );
            (
                column.title.as_str(),
                row.title.as_str(),
                cell.steps,
                cell.gaps,
                cell.worst,
            )
        })
        .collect();
    assert_eq!(
        cells,
        [
            ("Problem owned", "Plant manager", 1, 2, Some(Severity::Low)),
            ("Problem owned", "Maintenance engineer", 1, 0, None),
            ("Solution compared", "Plant manager", 1, 0, None),
            ("Qualify", "Sales", 1, 0, None),
            ("Prove", "Sales", 1, 2, Some(Severity::High)),
        ],
        "one entry for each stage and lane that has steps"
    );
}
