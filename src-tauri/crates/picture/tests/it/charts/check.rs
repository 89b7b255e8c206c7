//! The check of a chart: text stays in its box, nothing is written over anything, all of it is on the sheet.

use twinlane_picture::chart::Chart;
use twinlane_picture::{DrawItem, Path, PathCommand, Point, Rect, Scene, Shape, Target, Token, check};

use super::{CHARTS, options};

/// Fails where a chart is not as it must be; `case` names it.
pub fn check(case: &str, chart: &Chart, target: Target) {
    // One element for each shape, so that two texts of one group are compared too.
    let mut scene = Scene {
        elements: Vec::new(),
        ..chart.scene.clone()
    };
    for element in &chart.scene.elements {
        for (at, shape) in element.shapes.iter().enumerate() {
            let mut single = element.clone();
            single.key = format!("{}#{at}", element.key);
            single.shapes = vec![shape.clone()];
            scene.elements.push(single);
        }
    }
    assert_eq!(check::scene(&scene), [], "{case}");
    assert!(
        chart.alt.ends_with('.'),
        "{case} ends with a sentence: {}",
        chart.alt
    );
    let whole = Rect::new(-0.1, -0.1, scene.width + 0.2, scene.height + 0.2);
    let texts: Vec<(&str, Rect)> = scene.elements.iter().flat_map(text_boxes).collect();
    for element in &scene.elements {
        for item in scene.draw_items(element) {
            let DrawItem::Path { d, paint } = item else {
                continue;
            };
            let points = sampled(&d);
            assert!(
                points.iter().all(|p| p.x >= whole.x
                    && p.x <= whole.right()
                    && p.y >= whole.y
                    && p.y <= whole.bottom()),
                "{case}: {} leaves the sheet of {} × {}: {d}",
                element.key,
                scene.width,
                scene.height,
            );
            // The ground of a block, and the thin lines and the tint behind a picture carry no meaning that
            // a text could hide.
            let ground = paint.fill == Some(Token::Panel) && d.0.len() > 5;
            let faint = paint.stroke == Some(Token::Line) || paint.fill == Some(Token::LowTint);
            if ground || faint {
                continue;
            }
            for (text, area) in &texts {
                let hit = points.iter().find(|p| {
                    p.x > area.x + 0.3
                        && p.x < area.right() - 0.3
                        && p.y > area.y + 0.3
                        && p.y < area.bottom() - 0.3
                });
                assert!(
                    hit.is_none(),
                    "{case}: {} runs through “{text}” at {hit:?}",
                    element.key
                );
            }
        }
        if let Shape::Text { shortened, lines, .. } = &element.shapes[0] {
            assert!(
                target == Target::Screen || !shortened,
                "{case}: on paper nothing is cut: {lines:?}"
            );
        }
    }
}

fn text_boxes(element: &twinlane_picture::Element) -> Vec<(&str, Rect)> {
    match &element.shapes[0] {
        Shape::Text { lines, size, .. } => lines
            .iter()
            .filter(|line| line.width > 0.0)
            .map(|line| {
                let left = if line.rtl { line.x - line.width } else { line.x };
                (
                    line.text.as_str(),
                    Rect::new(left, line.y - 0.73 * size, line.width, 0.95 * size),
                )
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Points along a path, a pixel or two apart on straight lines.
fn sampled(path: &Path) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut start = Point::default();
    for command in &path.0 {
        let to = match *command {
            PathCommand::Move(p) => {
                start = p;
                points.push(p);
                continue;
            }
            PathCommand::Line(p) | PathCommand::Cubic(_, _, p) => p,
            PathCommand::Close => start,
        };
        let from = points.last().copied().unwrap_or(to);
        let count = ((to.x - from.x).hypot(to.y - from.y) / 1.5)
            .ceil()
            .clamp(1.0, 4000.0);
        points.extend((1..=count as usize).map(|at| {
            let share = at as f32 / count;
            Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
        }));
    }
    points
}

#[test]
fn samples_are_clean_at_every_width() {
    for (name, draw) in CHARTS {
        for target in [Target::Screen, Target::Paper] {
            for width in [0.0, 320.0, 411.0, 583.0, 640.0, 900.0, 1600.0, f32::NAN] {
                let chart = draw(options(width, target)).expect("the sample has something to show");
                check(&format!("{name} at {width} for {target:?}"), &chart, target);
            }
        }
    }
}
