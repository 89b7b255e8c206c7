//! Bands of the lanes, borders of the stages, and the line of visibility.

use twinlane_text::Style;

use super::drawing::{Drawing, line_row, side_of, subject};
use crate::board::sizes::{LANE_HEAD, SMALL};
use crate::scene::elements::{Element, Layer, Role, RowKind, Scene, Shape, SubjectKind};
use crate::scene::paint::{Dash, Paint, Token};
use crate::scene::path::{Path, Point, Rect};
use crate::scene::shapes::{Align, element, text};
use crate::sentences::MapSentences;
use crate::text_cache::TextCache;

/// Left edge of the heads of lanes.
pub(crate) const HEAD_X: f32 = 12.0;

/// Draws the ground.
pub(crate) fn draw(drawing: &Drawing<'_>, texts: &mut TextCache, scene: &mut Scene) {
    // The bands end before the outcomes, which belong to no lane.
    let outcomes = drawing.board.sides[1]
        .stages
        .iter()
        .find(|stage| stage.stage.is_none());
    let width = outcomes.map_or(scene.width, |stage| stage.x - stage.extra);
    let mut ground = Vec::new();
    for (side, board) in drawing.board.sides.iter().enumerate() {
        let token = if side == 0 {
            Token::BuyerTint
        } else {
            Token::SellerTint
        };
        for lane in &board.lanes {
            let rect = Rect::new(0.0, 0.0, width, lane.height);
            let (id, title) = lane
                .lane
                .map_or((None, ""), |lane| (Some(lane.id), lane.title.as_str()));
            ground.push(Element {
                key: id.map_or_else(|| format!("no-lane:{side}"), |id| format!("lane:{id}")),
                layer: Layer::Ground,
                role: Role::Lane,
                subject: id.map(|id| subject(SubjectKind::Lane, id)),
                side: Some(side_of(side)),
                column: 0,
                row: lane.row,
                bounds: rect,
                ends: Vec::new(),
                bundle: None,
                title: title.to_owned(),
                note: String::new(),
                shapes: vec![
                    Shape::Rect {
                        rect,
                        radius: 0.0,
                        paint: Paint::fill(token),
                    },
                    rule(&[(0.0, 0.0), (width, 0.0)], Dash::Solid),
                    rule(&[(0.0, lane.height), (width, lane.height)], Dash::Solid),
                ],
                details: Vec::new(),
            });
        }
    }
    borders(drawing, scene, &mut ground);
    let row = line_row(scene);
    let y = drawing.line.y;
    let mut line = element("line".to_owned(), Layer::Ground, Role::VisibilityLine, 0, row);
    line.bounds = Rect::new(0.0, y - 8.0, scene.width, 16.0);
    let caption = drawing.options.locale.line_of_visibility();
    caption.clone_into(&mut line.title);
    let caption = texts.set(caption, Style::regular(SMALL[0]), LANE_HEAD, 1);
    let caption_box = Rect::new(HEAD_X, y - SMALL[1] / 2.0, caption.width(), SMALL[1]);
    line.shapes = vec![
        Shape::Path {
            d: Path::polyline(&[Point::new(0.0, y), Point::new(width, y)]),
            paint: Paint::stroke(Token::Ink, 1.4).dashed(Dash::Line),
        },
        patch(caption_box),
        text(
            &caption,
            Style::regular(SMALL[0]),
            SMALL[1],
            caption_box,
            Align::Start,
            Token::Ink2,
        ),
    ];
    ground.push(line);
    scene.elements.extend(ground);
}

/// Draws the borders between stages, each on its own side.
fn borders(drawing: &Drawing<'_>, scene: &Scene, ground: &mut Vec<Element>) {
    let Some(line) = scene.rows.iter().find(|row| row.kind == RowKind::Line) else {
        return;
    };
    let heads = scene.rows.iter().find(|row| row.kind == RowKind::StageHeads);
    let ends = [
        (heads.map_or(0.0, |row| row.y + row.height - 8.0), line.y),
        (
            line.y + line.height,
            line.y + line.height + drawing.board.sides[1].height,
        ),
    ];
    for (side, board) in drawing.board.sides.iter().enumerate() {
        for stage in &board.stages {
            let (from, to) = ends[side];
            let key = stage.stage.map_or_else(
                || "border:outcomes".to_owned(),
                |stage| format!("border:{}", stage.id),
            );
            if stage.stage.is_none() {
                continue;
            }
            let mut border = element(key, Layer::Ground, Role::StageBorder, stage.column, 0);
            border.side = Some(side_of(side));
            border.bounds = Rect::new(0.0, from, 0.0, to - from);
            border.shapes = vec![rule(&[(0.0, from), (0.0, to)], Dash::Border)];
            ground.push(border);
        }
    }
}

fn rule(points: &[(f32, f32)], dash: Dash) -> Shape {
    let points: Vec<Point> = points.iter().map(|&(x, y)| Point::new(x, y)).collect();
    Shape::Path {
        d: Path::polyline(&points),
        paint: Paint::stroke(Token::Line, 1.0).dashed(dash),
    }
}

/// Paper behind a text that lies on a line.
pub(crate) fn patch(around: Rect) -> Shape {
    Shape::Rect {
        rect: Rect::new(around.x - 6.0, around.y, around.width + 12.0, around.height),
        radius: 0.0,
        paint: Paint::fill(Token::Paper),
    }
}
