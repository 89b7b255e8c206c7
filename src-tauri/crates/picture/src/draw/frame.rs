//! Bands of the lanes, borders of the stages, the line of visibility, and all heads.

use twinlane_model::Side;
use twinlane_text::Style;

use crate::board::Board;
use crate::draw::Drawing;
use crate::metrics::{HEAD, LANE_HEAD, LANE_PAD, SMALL};
use crate::paint::{Dash, Paint, Token};
use crate::path::{Path, Point, Rect};
use crate::scene::{Element, Layer, Role, RowKind, Scene, Shape, Subject, SubjectKind};
use crate::shapes::{Align, element, text};
use crate::text_cache::{SetText, TextCache};
use crate::{LayoutOptions, Target};

/// Left edge of the heads of lanes.
const HEAD_X: f32 = 12.0;
/// What stands at the left of the line.
const LINE_CAPTION: &str = "line of visibility";

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
    LINE_CAPTION.clone_into(&mut line.title);
    let caption = texts.set(LINE_CAPTION, Style::regular(SMALL[0]), LANE_HEAD, 1);
    let caption_box = Rect::new(HEAD_X, y - SMALL[1] / 2.0, caption.width(), SMALL[1]);
    line.shapes = vec![
        Shape::Path {
            d: Path::polyline(&[Point::new(0.0, y), Point::new(width, y)], false),
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

/// Draws the heads of lanes and stages.
pub(crate) fn heads(drawing: &Drawing<'_>, texts: &mut TextCache, scene: &mut Scene) {
    let mut heads = Vec::new();
    for (side, board) in drawing.board.sides.iter().enumerate() {
        for lane in &board.lanes {
            let Some(row) = lane.lane else { continue };
            let mut head = element(
                format!("lane-head:{}", row.id),
                Layer::Heads,
                Role::LaneHead,
                1,
                lane.row,
            );
            head.subject = Some(subject(SubjectKind::Lane, row.id));
            head.side = Some(side_of(side));
            head.title.clone_from(&row.title);
            let height = lane.head.lines.len() as f32 * HEAD[1];
            head.bounds = Rect::new(HEAD_X, LANE_PAD - 2.0, LANE_HEAD - 20.0, height);
            head.shapes = vec![text(
                &lane.head,
                Style::semibold(HEAD[0]),
                HEAD[1],
                head.bounds,
                Align::Start,
                color(side),
            )];
            heads.push(head);
        }
    }
    for stage in &drawing.board.sides[0].stages {
        let Some(row) = stage.stage else { continue };
        let set = buyer_head(&row.title, stage.width, drawing.options, texts);
        let height = set.lines.len() as f32 * HEAD[1];
        let bounds = Rect::new(
            6.0,
            (scene.rows[1].height - height) / 2.0,
            stage.width - 12.0,
            height,
        );
        let mut head = stage_head(row.id, &row.title, stage.column, 1, bounds);
        head.side = Some(Side::Buyer);
        let style = Style::semibold(HEAD[0]);
        head.shapes = vec![text(&set, style, HEAD[1], bounds, Align::Middle, Token::Buyer)];
        heads.push(head);
    }
    let line_row = line_row(scene);
    for (stage, head) in drawing.board.sides[1].stages.iter().zip(&drawing.line.heads) {
        let width = head
            .pair
            .as_ref()
            .map_or(0.0, |pair| pair.width())
            .max(head.title.width());
        let x = head.center - stage.x - width / 2.0;
        let bounds = Rect::new(x, drawing.line.y - head.height / 2.0, width, head.height);
        let mut element = if let Some(row) = stage.stage {
            stage_head(row.id, &row.title, stage.column, line_row, bounds)
        } else {
            let key = "stage-head:outcomes".to_owned();
            let mut element = element(key, Layer::Heads, Role::StageHead, stage.column, line_row);
            element.bounds = bounds;
            "Outcomes".clone_into(&mut element.title);
            element
        };
        element.side = Some(Side::Seller);
        let title = Rect::new(x, bounds.y, width, head.title.lines.len() as f32 * HEAD[1]);
        let token = if stage.stage.is_some() {
            Token::Seller
        } else {
            Token::Ink2
        };
        element.shapes = vec![
            patch(bounds),
            text(
                &head.title,
                Style::semibold(HEAD[0]),
                HEAD[1],
                title,
                Align::Middle,
                token,
            ),
        ];
        if let Some(pair) = &head.pair {
            let below = Rect::new(x, title.bottom(), width, pair.lines.len() as f32 * SMALL[1]);
            element.shapes.push(text(
                pair,
                Style::regular(SMALL[0]),
                SMALL[1],
                below,
                Align::Middle,
                Token::Ink2,
            ));
        }
        heads.push(element);
    }
    scene.elements.extend(heads);
}

/// Height of the row of the buyer stages' heads.
pub(crate) fn buyer_heads_height(board: &Board<'_>, options: &LayoutOptions, texts: &mut TextCache) -> f32 {
    board.sides[0]
        .stages
        .iter()
        .filter_map(|stage| stage.stage.map(|row| (row, stage.width)))
        .map(|(row, width)| {
            let lines = buyer_head(&row.title, width, options, texts).lines.len();
            16.0 + lines as f32 * HEAD[1]
        })
        .fold(0.0, f32::max)
}

fn buyer_head(
    title: &str,
    width: f32,
    options: &LayoutOptions,
    texts: &mut TextCache,
) -> std::sync::Arc<SetText> {
    let most = if options.target == Target::Screen { 2 } else { 0 };
    texts.set(title, Style::semibold(HEAD[0]), width - 12.0, most)
}

fn stage_head(id: twinlane_model::StageId, title: &str, column: u32, row: u32, bounds: Rect) -> Element {
    let mut head = element(
        format!("stage-head:{id}"),
        Layer::Heads,
        Role::StageHead,
        column,
        row,
    );
    head.subject = Some(subject(SubjectKind::Stage, id));
    head.bounds = bounds;
    title.clone_into(&mut head.title);
    head
}

/// Paper behind a text that lies on a line.
fn patch(around: Rect) -> Shape {
    Shape::Rect {
        rect: Rect::new(around.x - 6.0, around.y, around.width + 12.0, around.height),
        radius: 0.0,
        paint: Paint::fill(Token::Paper),
    }
}

fn rule(points: &[(f32, f32)], dash: Dash) -> Shape {
    let points: Vec<Point> = points.iter().map(|&(x, y)| Point::new(x, y)).collect();
    Shape::Path {
        d: Path::polyline(&points, false),
        paint: Paint::stroke(Token::Line, 1.0).dashed(dash),
    }
}

fn line_row(scene: &Scene) -> u32 {
    scene
        .rows
        .iter()
        .position(|row| row.kind == RowKind::Line)
        .map_or(0, |at| at as u32)
}

fn side_of(side: usize) -> Side {
    if side == 0 { Side::Buyer } else { Side::Seller }
}

/// Colour of a side.
pub(crate) fn color(side: usize) -> Token {
    if side == 0 { Token::Buyer } else { Token::Seller }
}

/// The row an element shows.
pub(crate) fn subject(kind: SubjectKind, id: impl std::fmt::Display) -> Subject {
    Subject {
        kind,
        id: id.to_string(),
    }
}
