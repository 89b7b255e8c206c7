//! Cards, waypoints, outcomes, and the counts of cells.

use std::collections::BTreeMap;

use twinlane_model::{OutcomeKind, Side, Step};
use twinlane_text::Style;
use twinlane_words::Locale;

use super::drawing::{Drawing, color, subject};
use super::signs::{basis_mark, severity_mark, severity_token, skip_mark};
use crate::board::cards::{mark_text, number_lines};
use crate::board::sizes::{
    BADGE, BADGE_INSET, CARD_PAD, CARD_RADIUS, HEAD, LABEL_MARK, PORT, SMALL, TITLE, WAYPOINT,
};
use crate::board::types::{Node, NodeKind};
use crate::numbers::{busy, in_words, numbers, recorded, skipped};
use crate::options::Badge;
use crate::overlay::StepOverlay;
use crate::scene::elements::{Cell, Element, Layer, Role, Scene, Shape, SubjectKind};
use crate::scene::paint::{Dash, Paint, Token};
use crate::scene::path::{Path, Point, Rect};
use crate::scene::shapes::{Align, element, text};
use crate::sentences::MapSentences;

use crate::text_cache::{SetText, TextCache};

/// Draws everything links join, and counts the cells.
pub(crate) fn draw(drawing: &Drawing<'_>, texts: &mut TextCache, scene: &mut Scene) {
    let mut cells: BTreeMap<(u32, u32), Cell> = BTreeMap::new();
    for node in &drawing.board.nodes {
        let side = &drawing.board.sides[node.side];
        let col = side.cols[node.col];
        let (column, row) = (side.stages[col.stage].column, side.lanes[node.lane].row);
        let x = col.x + node.inset;
        let at = Rect::new(x, node.top, node.width, node.height);
        let drawn = match node.kind {
            NodeKind::Step(step) if step.waypoint => waypoint(node, step, at),
            NodeKind::Step(step) => {
                let badge = drawing.options.badges.get(&step.id).copied();
                let cell = cells.entry((column, row)).or_insert(Cell {
                    column,
                    row,
                    steps: 0,
                    gaps: 0,
                    worst: None,
                });
                cell.steps += 1;
                if let Some(badge) = badge {
                    cell.gaps += badge.count;
                    cell.worst = cell.worst.max(Some(badge.severity));
                }
                card(drawing, node, step, at, badge, texts)
            }
            NodeKind::Outcome(outcome) => {
                let mut drawn = element(node.key.clone(), Layer::Cards, Role::Outcome, 0, 0);
                drawn.subject = Some(subject(SubjectKind::Outcome, outcome.id));
                drawn.side = Some(Side::Seller);
                outcome.name().clone_into(&mut drawn.title);
                drawn.bounds = at;
                drawn.shapes = outcome_shapes(node, at, outcome.kind);
                drawn
            }
        };
        scene.elements.push(Element { column, row, ..drawn });
    }
    scene.cells = cells.into_values().collect();
}

fn card(
    drawing: &Drawing<'_>,
    node: &Node<'_>,
    step: &Step,
    at: Rect,
    badge: Option<Badge>,
    texts: &mut TextCache,
) -> Element {
    let mut card = element(node.key.clone(), Layer::Cards, Role::Card, 0, 0);
    card.subject = Some(subject(SubjectKind::Step, step.id));
    card.side = Some(step.side);
    card.bounds = at;
    let locale = drawing.options.locale;
    let untitled = step.title.trim().is_empty();
    card.title = if untitled {
        locale.untitled().to_owned()
    } else {
        step.title.clone()
    };
    let mark = drawing.options.marks.get(&step.id);
    // The company leaves this step to the buyer alone: its card is not closed. Other gaps have their badge.
    let paint = Paint::fill(Token::Panel);
    let paint = match drawing.options.unserved.get(&step.id) {
        Some(&severity) => paint.outlined(severity_token(severity), 2.0).dashed(Dash::Gap),
        None if mark.is_some() => paint.outlined(Token::Ink, 1.6),
        None => paint.outlined(Token::Line2, 1.2),
    };
    let room = at.width - CARD_PAD[0] - CARD_PAD[2];
    let title = Rect::new(
        at.x + CARD_PAD[0],
        at.y + CARD_PAD[1] - 1.0,
        room,
        node.title.lines.len() as f32 * TITLE[1],
    );
    card.shapes = vec![
        Shape::Rect {
            rect: at,
            radius: CARD_RADIUS,
            paint,
        },
        Shape::Rect {
            rect: Rect::new(at.x + 0.6, at.y + 8.0, 3.4, at.height - 16.0),
            radius: 1.7,
            paint: Paint::fill(color(node.side)),
        },
        text(
            &node.title,
            Style::medium(TITLE[0]),
            TITLE[1],
            title,
            Align::Start,
            if untitled { Token::Ink2 } else { Token::Ink },
        ),
    ];
    let line = Rect::new(title.x, title.bottom() + 2.0, room, SMALL[1]);
    card.details = match drawing.options.overlay_of(step.id) {
        Some(over) => {
            card.note = in_words(over, locale);
            over_shapes(over, line, locale, texts)
        }
        None => number_shapes(drawing, step, line, texts),
    };
    if let Some(mark) = mark {
        let below = match number_lines(step, drawing.options) {
            0 => title.bottom(),
            lines => line.y + lines as f32 * SMALL[1],
        };
        let at = Point::new(title.x, below + 4.0);
        if !card.note.is_empty() {
            card.note.push_str("; ");
        }
        card.note.push_str(&mark.words(locale));
        card.shapes
            .extend(mark_shapes(&mark_text(mark, drawing.options, texts), at, room));
    }
    if let Some(badge) = badge {
        card.shapes.extend(badge_shapes(badge, at, texts));
    }
    card
}

/// How the step differs from another map, on a ground of its own.
fn mark_shapes(words: &SetText, at: Point, room: f32) -> [Shape; 2] {
    let height = words.lines.len() as f32 * SMALL[1];
    let bounds = Rect::new(at.x, at.y, room, height);
    [
        Shape::Rect {
            rect: Rect::new(at.x - 4.0, at.y, room + 8.0, height),
            radius: 4.0,
            paint: Paint::fill(Token::LowTint),
        },
        text(
            words,
            Style::semibold(SMALL[0]),
            SMALL[1],
            bounds,
            Align::Start,
            Token::Ink,
        ),
    ]
}

/// The numbers side by side, each behind the mark of its basis; those that do not fit are left out.
fn number_shapes(drawing: &Drawing<'_>, step: &Step, line: Rect, texts: &mut TextCache) -> Vec<Shape> {
    let style = Style::regular(SMALL[0]).tabular();
    let mut shapes = Vec::new();
    let mut x = line.x;
    for (at, number) in numbers(drawing.view, step, drawing.options.locale)
        .iter()
        .enumerate()
    {
        let set = texts.set(&number.text, style, line.width, 1);
        let gap = if at == 0 { 0.0 } else { 10.0 };
        let width = set.width();
        if x + gap + 12.0 + width > line.right() {
            break;
        }
        x += gap;
        shapes.extend(basis_mark(
            number.basis,
            Point::new(x + 4.0, line.y + line.height / 2.0),
        ));
        let bounds = Rect::new(x + 12.0, line.y, width, line.height);
        shapes.push(text(&set, style, SMALL[1], bounds, Align::Start, Token::Ink2));
        x += 12.0 + width;
    }
    shapes
}

/// What records say of the step: time and load on one line, what skips it on another.
fn over_shapes(over: &StepOverlay, mut line: Rect, locale: Locale, texts: &mut TextCache) -> Vec<Shape> {
    let style = Style::regular(SMALL[0]).tabular();
    let mut shapes = Vec::new();
    let mut write = |words: &str, x: f32, line: Rect, color: Token, shapes: &mut Vec<Shape>| {
        let set = texts.set(words, style, line.right() - x, 1);
        let bounds = Rect::new(x, line.y, set.width(), line.height);
        shapes.push(text(&set, style, SMALL[1], bounds, Align::Start, color));
        bounds.right()
    };
    let (time, busy) = (recorded(over, locale), busy(over, locale));
    if time.is_some() || busy.is_some() {
        let mut x = line.x;
        if let Some(time) = time {
            let middle = Point::new(x + 4.0, line.y + line.height / 2.0);
            shapes.extend(basis_mark(time.basis, middle));
            x = write(&time.text, x + LABEL_MARK, line, Token::Ink2, &mut shapes) + 10.0;
        }
        if let Some(words) = busy {
            let over_full = over.busy.is_some_and(|busy| busy > 1.0);
            let color = if over_full { Token::High } else { Token::Ink2 };
            write(&words, x, line, color, &mut shapes);
        }
        line = line.moved(0.0, SMALL[1]);
    }
    if let Some(words) = skipped(over, locale) {
        let middle = Point::new(line.x + 4.0, line.y + line.height / 2.0);
        shapes.extend(skip_mark(middle));
        write(&words, line.x + LABEL_MARK + 2.0, line, Token::Ink2, &mut shapes);
    }
    shapes
}

/// Worst severity and, from two on, the count, on the upper right corner.
fn badge_shapes(badge: Badge, card: Rect, texts: &mut TextCache) -> Vec<Shape> {
    let style = Style::semibold(SMALL[0]).tabular();
    let count = (badge.count > 1).then(|| texts.set(&badge.count.min(99).to_string(), style, 40.0, 1));
    let width = BADGE + count.as_ref().map_or(0.0, |count| count.width() + 2.0);
    let rect = Rect::new(
        card.right() - BADGE_INSET - width,
        card.y - BADGE / 2.0,
        width,
        BADGE,
    );
    let mark = Point::new(rect.x + BADGE / 2.0, rect.y + BADGE / 2.0);
    let mut shapes = vec![
        Shape::Rect {
            rect,
            radius: BADGE / 2.0,
            paint: Paint::fill(severity_token(badge.severity)).outlined(Token::Panel, 1.5),
        },
        severity_mark(badge.severity, mark, Token::OnColor),
    ];
    if let Some(count) = count {
        let bounds = Rect::new(mark.x + 7.0, mark.y - SMALL[1] / 2.0, count.width(), SMALL[1]);
        shapes.push(text(
            &count,
            style,
            SMALL[1],
            bounds,
            Align::Start,
            Token::OnColor,
        ));
    }
    shapes
}

fn waypoint(node: &Node<'_>, step: &Step, at: Rect) -> Element {
    let mut drawn = element(node.key.clone(), Layer::Cards, Role::Waypoint, 0, 0);
    drawn.subject = Some(subject(SubjectKind::Step, step.id));
    drawn.side = Some(step.side);
    let center = Point::new(at.x + at.width / 2.0, at.y + PORT);
    drawn.bounds = Rect::new(
        center.x - WAYPOINT,
        center.y - WAYPOINT,
        2.0 * WAYPOINT,
        2.0 * WAYPOINT,
    );
    drawn.shapes = vec![Shape::Path {
        d: Path::circle(center, WAYPOINT - 1.0),
        paint: Paint::fill(Token::Panel).outlined(Token::Flow, 2.0),
    }];
    drawn
}

fn outcome_shapes(node: &Node<'_>, at: Rect, kind: OutcomeKind) -> Vec<Shape> {
    let lines = node.title.lines.len() as f32 * HEAD[1];
    let bounds = Rect::new(
        at.x + 28.0,
        at.y + (at.height - lines) / 2.0,
        at.width - 40.0,
        lines,
    );
    let center = Point::new(at.x + 16.0, at.y + at.height / 2.0);
    let mark = match kind {
        // A tick for what was won, a ring for what was not.
        OutcomeKind::Won => Shape::Path {
            d: Path::polyline(&[
                Point::new(center.x - 4.0, center.y),
                Point::new(center.x - 1.0, center.y + 3.0),
                Point::new(center.x + 4.5, center.y - 3.5),
            ]),
            paint: Paint::stroke(Token::Ok, 2.0),
        },
        _ => Shape::Path {
            d: Path::circle(center, 3.4),
            paint: Paint::stroke(Token::Ink2, 1.4),
        },
    };
    vec![
        Shape::Rect {
            rect: at,
            radius: at.height.min(36.0) / 2.0,
            paint: Paint::fill(Token::Panel).outlined(Token::Line2, 1.2),
        },
        mark,
        text(
            &node.title,
            Style::medium(HEAD[0]),
            HEAD[1],
            bounds,
            Align::Start,
            Token::Ink,
        ),
    ]
}
