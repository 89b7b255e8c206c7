//! Links: the corners of their routes, anchored to stages and lanes.

use twinlane_model::{LinkKind, Strength};

use super::bundle_counts::{bundle_key, stage_names};
use super::drawing::{Drawing, line_row};
use crate::board::sizes::{CORNER, DOT_DROP, WAYPOINT};
use crate::board::types::Board;
use crate::routing::flows::{FlowRoute, Route};
use crate::routing::gutters::TrackPositions;
use crate::routing::supports::{Leg, SupportRoute};
use crate::scene::elements::{Anchored, Head, Layer, Role, Scene, Shape, Subject, SubjectKind};
use crate::scene::paint::{Dash, Paint, Token};
use crate::scene::shapes::element;
use crate::sentences::MapSentences;

/// Width of a link that no record says anything of.
const PLAIN: f32 = 1.5;
/// Colour and line of a way that cases take and nobody drew.
pub(crate) const UNDRAWN: Token = Token::Medium;
pub(crate) const UNDRAWN_DASH: Dash = Dash::Line;

/// Draws all links; supports lie over flow.
pub(crate) fn draw(drawing: &Drawing<'_>, scene: &mut Scene) {
    let line_row = line_row(scene);
    let stages = stage_names(drawing.board);
    for (at, flow) in drawing.flows.iter().enumerate() {
        let link = drawing.view.links[flow.link];
        let (role, dash) = match link.kind {
            LinkKind::Return => (Role::Return, Dash::Gap),
            _ => (Role::Flow, Dash::Solid),
        };
        let points = flow_points(drawing.board, flow, drawing.courses, at);
        let to_waypoint = drawing.board.nodes[flow.to].is_waypoint();
        let head = if to_waypoint { Head::None } else { Head::Arrow };
        let width = drawing.links.widths.get(&link.id).copied();
        let paint = if drawing.links.undrawn.contains_key(&link.id) {
            Paint::stroke(UNDRAWN, width.unwrap_or(PLAIN)).dashed(UNDRAWN_DASH)
        } else {
            Paint::stroke(Token::Flow, width.unwrap_or(PLAIN)).dashed(dash)
        };
        push(
            drawing,
            &stages,
            scene,
            flow.link,
            role,
            points,
            head,
            paint,
            [flow.from, flow.to],
        );
    }
    for (at, support) in drawing.supports.iter().enumerate() {
        let link = drawing.view.links[support.link];
        let token = if drawing.options.out_of_order.contains(&link.id) {
            Token::High
        } else {
            Token::Buyer
        };
        let paint = match link.strength {
            Strength::Weak => Paint::stroke(token, 1.2).dashed(Dash::Weak),
            Strength::Helps => Paint::stroke(token, 1.8),
            Strength::Strong => Paint::stroke(token, 2.8),
        };
        let points = support_points(drawing, support, at, line_row);
        let ends = [support.ends[1], support.ends[0]];
        push(
            drawing,
            &stages,
            scene,
            support.link,
            Role::Support,
            points,
            Head::Dot,
            paint,
            ends,
        );
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one element, told apart by their types"
)]
fn push(
    drawing: &Drawing<'_>,
    stages: &[String],
    scene: &mut Scene,
    at: usize,
    role: Role,
    points: Vec<Anchored>,
    head: Head,
    paint: Paint,
    ends: [usize; 2],
) {
    let row = drawing.view.links[at].id;
    let id = row.to_string();
    let [from, to] = ends.map(|node| &drawing.board.nodes[node]);
    let cases = drawing.links.undrawn.get(&row);
    let prefix = if cases.is_some() { "undrawn:" } else { "link:" };
    let mut drawn = element([prefix, &id].concat(), Layer::Links, role, 0, 0);
    // A way that nobody drew is no row that could be chosen.
    drawn.subject = cases.is_none().then_some(Subject {
        kind: SubjectKind::Link,
        id,
    });
    drawn.ends = vec![from.key.clone(), to.key.clone()];
    drawn.bundle = bundle_key(drawing, stages, at);
    drawn.title = [from.name(), " → ", to.name()].concat();
    if let Some(cases) = cases {
        drawn.title = drawing.options.locale.undrawn(&drawn.title, *cases);
    }
    drawn.shapes = vec![Shape::Route {
        points: without_repeats(points),
        radius: CORNER,
        head,
        paint,
    }];
    scene.elements.push(drawn);
}

/// Points that change nothing are left out, so that a level way is one piece.
fn without_repeats(points: Vec<Anchored>) -> Vec<Anchored> {
    let mut kept: Vec<Anchored> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last() != Some(&point) {
            kept.push(point);
        }
    }
    kept
}

/// The point on a card, from the card's left edge and the lane's upper edge.
fn on_node(board: &Board<'_>, node: usize, dx: f32, y: f32) -> Anchored {
    let at = &board.nodes[node];
    let side = &board.sides[at.side];
    let col = side.cols[at.col];
    Anchored {
        column: side.stages[col.stage].column,
        x: col.x + at.inset + dx,
        row: side.lanes[at.lane].row,
        y,
    }
}

fn flow_points(board: &Board<'_>, flow: &FlowRoute, courses: &TrackPositions, at: usize) -> Vec<Anchored> {
    let side = &board.sides[flow.side];
    let (from, to) = (&board.nodes[flow.from], &board.nodes[flow.to]);
    let dot = from.width / 2.0;
    let leaves = if from.is_outcome() {
        0.0
    } else if from.is_waypoint() {
        dot + WAYPOINT
    } else {
        from.width
    };
    let arrives = if to.is_waypoint() {
        to.width / 2.0 - WAYPOINT
    } else {
        0.0
    };
    let start = on_node(board, flow.from, leaves, flow.leaves_at(board));
    let end = on_node(board, flow.to, arrives, to.port_y());
    let in_gutter = |gutter: usize, x: f32, row: u32, y: f32| {
        let gutter = side.gutters[gutter];
        Anchored {
            column: side.stages[gutter.stage].column,
            x: gutter.x + x,
            row,
            y,
        }
    };
    let [out_x, in_x] = courses.flows[at];
    match flow.route {
        Route::Straight => vec![start, end],
        Route::Jog { .. } if level(side.lanes[from.lane].y + start.y, side.lanes[to.lane].y + end.y) => {
            vec![start, end]
        }
        Route::Jog { gutter } => vec![
            start,
            in_gutter(gutter, out_x, start.row, start.y),
            in_gutter(gutter, out_x, end.row, end.y),
            end,
        ],
        Route::Hop { out, lane, into } => {
            let row = side.lanes[lane].row;
            let y = side.lanes[lane].floor + courses.levels[at];
            vec![
                start,
                in_gutter(out, out_x, start.row, start.y),
                in_gutter(out, out_x, row, y),
                in_gutter(into, in_x, row, y),
                in_gutter(into, in_x, end.row, end.y),
                end,
            ]
        }
    }
}

fn level(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.01
}

fn support_points(drawing: &Drawing<'_>, support: &SupportRoute, at: usize, line_row: u32) -> Vec<Anchored> {
    let [mut buyer, mut points] = [0, 1].map(|side| leg_points(drawing, support, at, side));
    let [above, below] = drawing.line.crossings[at];
    if above != below {
        let y = drawing.line.levels[at];
        for points in [&mut points, &mut buyer] {
            if let Some(&last) = points.last() {
                points.push(Anchored {
                    row: line_row,
                    y,
                    ..last
                });
            }
        }
    }
    buyer.reverse();
    points.extend(buyer);
    points
}

/// From the card towards the line, up to where the line's row begins.
fn leg_points(drawing: &Drawing<'_>, support: &SupportRoute, at: usize, side: usize) -> Vec<Anchored> {
    let board = drawing.board;
    let node = support.ends[side];
    let port = drawing.line.ports[at][side];
    let edge = if side == 0 {
        board.nodes[node].bottom() + DOT_DROP
    } else {
        board.nodes[node].top
    };
    let start = on_node(board, node, port, edge);
    match support.legs[side] {
        Leg::Open => vec![start],
        Leg::Beside { gutter, y, .. } => {
            let gutter = board.sides[side].gutters[gutter];
            vec![
                start,
                Anchored { y, ..start },
                Anchored {
                    column: board.sides[side].stages[gutter.stage].column,
                    x: gutter.x + drawing.courses.supports[at][side],
                    row: start.row,
                    y,
                },
            ]
        }
    }
}
