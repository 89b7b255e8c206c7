//! Heads of lanes and stages.

use twinlane_model::Side;
use twinlane_text::Style;

use super::drawing::{Drawing, color, line_row, side_of, subject};
use super::ground::{HEAD_X, patch};
use crate::board::sizes::{HEAD, LANE_HEAD, LANE_PAD, SMALL};
use crate::board::types::Board;
use crate::options::LayoutOptions;
use crate::scene::elements::{Element, Layer, Role, Scene, SubjectKind};
use crate::scene::paint::Token;
use crate::scene::path::Rect;
use crate::scene::shapes::{Align, element, text};
use crate::sentences::MapSentences;
use crate::text_cache::{SetText, TextCache};

/// Draws the heads of lanes and stages.
pub(crate) fn draw(drawing: &Drawing<'_>, texts: &mut TextCache, scene: &mut Scene) {
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
            drawing.options.locale.outcomes().clone_into(&mut element.title);
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
    let most = options.target.most_lines(2);
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
