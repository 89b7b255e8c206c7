//! The layout of a map: sorts its rows, measures cards, finds the routes of links, takes tracks and positions,
//! and writes the Scene. Each step has a module of its own; here is their order.

use twinlane_model::MapView;
use twinlane_words::Locale;

use crate::board::sizes::{LANE_HEAD, STAGE_HEADS};
use crate::board::stage_columns::{Place, places, spans};
use crate::board::types::Board;
use crate::board::{cards, sort, stacks};
use crate::options::LayoutOptions;
use crate::overlay::LinkOverlay;
use crate::routing::bundles::Bundles;
use crate::routing::gutters::TrackPositions;
use crate::routing::visibility_line::VisibilityLine;
use crate::routing::{flows, gutters, outcomes, supports, visibility_line};
use crate::scene::elements::{Column, ColumnKind, Row, RowKind, Scene};
use crate::sentences::MapSentences;
use crate::text_cache::TextCache;
use crate::{draw, overlay};

/// Lays out a map.
///
/// The cache keeps broken titles from one layout to the next; with the same map and options the Scene is the
/// same whatever the cache holds.
pub fn lay_out(view: &MapView<'_>, options: &LayoutOptions, texts: &mut TextCache) -> Scene {
    let Some(overlay) = &options.overlay else {
        return laid_out(view, options, &LinkOverlay::default(), texts);
    };
    let (workshop, links) = overlay::with_undrawn(view, overlay);
    let with_undrawn = workshop.view(view.map.id);
    laid_out(with_undrawn.as_ref().unwrap_or(view), options, &links, texts)
}

fn laid_out(
    view: &MapView<'_>,
    options: &LayoutOptions,
    links: &LinkOverlay,
    texts: &mut TextCache,
) -> Scene {
    texts.begin();
    let empty = cards::no_text(texts);
    let mut board = sort::sort(view, &empty);
    stacks::measure(&mut board, options, texts);

    let places = stage_places(&mut board, view, options.locale);
    let mut courses = TrackPositions::default();
    let flows = flows::plan(&board, view, links);
    let mut bundles = Bundles::new(&board, view, options);
    gutters::levels(&mut board, &flows, &mut bundles, &mut courses);
    stacks::lanes(&mut board);
    outcomes::hang(&mut board, &flows, &courses.levels);

    // Left and right of a card are judged by least widths; the true ones follow from the tracks.
    for side in 0..2 {
        for gutter in &mut board.sides[side].gutters {
            gutter.width = gutters::least_width(gutter.place);
        }
        gutters::widths(&mut board, side);
    }
    place_stages(&mut board, &places);
    let center: Vec<f32> = (0..board.nodes.len())
        .map(|node| board.node_x(node) + board.nodes[node].width / 2.0)
        .collect();
    let supports = supports::plan(&board, view, &center);
    gutters::uprights(&mut board, &flows, &supports, &mut bundles, &mut courses);
    place_stages(&mut board, &places);
    let line = visibility_line::lay_out(&board, &supports, &courses, &mut bundles, options, texts);

    let mut scene = axes(&mut board, &line, options, texts);
    draw::draw(
        &draw::Drawing {
            view,
            board: &board,
            flows: &flows,
            supports: &supports,
            courses: &courses,
            line: &line,
            bundles: &bundles,
            options,
            links,
        },
        texts,
        &mut scene,
    );
    scene
}

/// Where the sales stages belong; writes the pairs that are not shown by position.
fn stage_places(board: &mut Board<'_>, view: &MapView<'_>, locale: Locale) -> Vec<Place> {
    let buyers: Vec<_> = board.sides[0]
        .stages
        .iter()
        .filter_map(|s| s.stage.map(|s| s.id))
        .collect();
    let pairs: Vec<Vec<usize>> = board.sides[1]
        .stages
        .iter()
        .filter_map(|stage| stage.stage)
        .map(|stage| {
            stage
                .paired
                .iter()
                .filter_map(|id| buyers.iter().position(|buyer| buyer == id))
                .collect()
        })
        .collect();
    let places = places(buyers.len(), &pairs);
    for ((stage, pair), place) in board.sides[1].stages.iter_mut().zip(&pairs).zip(&places) {
        let shown = match place {
            Place::Under(first, last) => *first..last + 1,
            Place::Own => 0..0,
        };
        let mut hidden: Vec<usize> = pair.iter().copied().filter(|at| !shown.contains(at)).collect();
        hidden.sort_unstable();
        let titles: Vec<&str> = hidden
            .iter()
            .filter_map(|&at| view.stage(buyers[at]))
            .map(|stage| stage.title.as_str())
            .collect();
        if !titles.is_empty() {
            stage.pair = locale.paired_with(&titles.join(", "));
        }
    }
    places
}

/// Positions of the stages from their least widths; the outcomes come last.
fn place_stages(board: &mut Board<'_>, places: &[Place]) {
    let least = |side: usize, board: &Board<'_>| -> Vec<f32> {
        board.sides[side]
            .stages
            .iter()
            .filter(|stage| stage.stage.is_some())
            .map(|stage| stage.least)
            .collect()
    };
    let (above, below) = spans(LANE_HEAD, &least(0, board), &least(1, board), places);
    let mut end = LANE_HEAD;
    for (side, spans) in [above, below].into_iter().enumerate() {
        for (stage, span) in board.sides[side].stages.iter_mut().zip(spans) {
            (stage.x, stage.width) = (span.x + stage.extra, span.width - stage.extra);
            end = end.max(span.x + span.width);
        }
    }
    if let Some(outcomes) = board.sides[1]
        .stages
        .last_mut()
        .filter(|stage| stage.stage.is_none())
    {
        outcomes.x = end + outcomes.extra;
        outcomes.width = outcomes.least - outcomes.extra;
    }
}

/// Columns and rows of the Scene; gives stages and lanes their places in them.
fn axes(
    board: &mut Board<'_>,
    line: &VisibilityLine,
    options: &LayoutOptions,
    texts: &mut TextCache,
) -> Scene {
    let mut scene = Scene::default();
    let mut width = LANE_HEAD;
    let column = |key: &str, kind: ColumnKind, width: f32| Column {
        key: key.to_owned(),
        kind,
        title: String::new(),
        x: 0.0,
        width,
    };
    scene.columns.push(column("whole", ColumnKind::Whole, 0.0));
    scene
        .columns
        .push(column("lanes", ColumnKind::LaneHeads, LANE_HEAD));
    for side in 0..2 {
        for stage in &mut board.sides[side].stages {
            stage.column = scene.columns.len() as u32;
            width = width.max(stage.x + stage.width);
            let (key, kind, title) = match stage.stage {
                Some(row) => (
                    format!("stage:{}", row.id),
                    if side == 0 {
                        ColumnKind::BuyerStage
                    } else {
                        ColumnKind::SellerStage
                    },
                    row.title.clone(),
                ),
                None => ("outcomes".to_owned(), ColumnKind::Outcomes, String::new()),
            };
            scene.columns.push(Column {
                key,
                kind,
                title,
                x: stage.x,
                width: stage.width,
            });
        }
    }
    // A map without stages still has a frame to write in.
    width = width.max(LANE_HEAD + visibility_line::EMPTY_WIDTH);
    scene.columns[0].width = width;
    scene.width = width;

    let heads = draw::buyer_heads_height(board, options, texts).max(STAGE_HEADS);
    scene.rows.push(row("whole", RowKind::Whole, 0.0, 0.0));
    scene.rows.push(row("heads", RowKind::StageHeads, 0.0, heads));
    let mut y = heads;
    for side in 0..2 {
        if side == 1 {
            scene.rows.push(row("line", RowKind::Line, y, line.height));
            y += line.height;
        }
        for lane in &mut board.sides[side].lanes {
            lane.row = scene.rows.len() as u32;
            let kind = if side == 0 {
                RowKind::BuyerLane
            } else {
                RowKind::SellerLane
            };
            let mut band = row("", kind, y + lane.y, lane.height);
            match lane.lane {
                Some(lane) => {
                    band.key = format!("lane:{}", lane.id);
                    band.title.clone_from(&lane.title);
                }
                None => (if side == 0 {
                    "no-buyer-lane"
                } else {
                    "no-company-lane"
                })
                .clone_into(&mut band.key),
            }
            scene.rows.push(band);
        }
        y += board.sides[side].height;
    }
    let hanging = board
        .nodes
        .iter()
        .filter(|node| node.is_outcome())
        .map(|node| node.bottom() + crate::board::sizes::MARGIN)
        .fold(board.sides[1].height, f32::max);
    y += hanging - board.sides[1].height;
    scene.rows[0].height = y;
    scene.height = y;
    scene
}

fn row(key: &str, kind: RowKind, y: f32, height: f32) -> Row {
    Row {
        key: key.to_owned(),
        kind,
        title: String::new(),
        y,
        height,
    }
}
