//! On one page: what was found and agreed, for someone who was not there.

use twinlane_gaps::{Condition, Finding, Scorecard, Share};
use twinlane_model::{GapState, Knowledge, MapView, Severity, Side};

use super::charter::goals;
use super::names::Names;
use super::results::in_short;
use super::{Context, Section, gaps, places, readiness};
use crate::layout::{Breaking, Cell, Column, Flow, HALF, LINE, Piece, Stack, Table, Type, Width};
use crate::page::{Color, Rect, Role};
use crate::words;

/// How many gaps the page shows.
const TOP: usize = 3;

/// Adds the section; without a problem, a goal and a map nothing.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    let charter = context.input.workshop.charter();
    let mapped = context.views.iter().any(|(_, v)| !v.steps.is_empty());
    if charter.problem.trim().is_empty() && charter.goals.is_empty() && !mapped {
        return;
    }
    let first = flow.pieces.len();
    flow.section(Section::Summary.title(), Section::Summary.key(), true);
    let present = context.views.first().filter(|_| mapped);
    let figures = present.and_then(|(_, view)| Some((view, context.figures.get(&view.map.id)?)));
    let limit = figures.map_or_else(String::new, |(view, figures)| {
        in_short(Names { view }, figures, charter)
    });
    flow.paragraph(format!("{} {limit}", charter.problem.trim()).trim(), Type::LEAD);
    if let Some((index, view)) = present {
        let catalogue = context.input.maps[*index].catalogue;
        scores(flow, view, &catalogue.scorecard, &catalogue.findings);
        top_gaps(context, flow, view, *index, &catalogue.findings);
    }
    if !charter.goals.is_empty() {
        flow.heading("What is to be reached", None);
        goals(&charter.goals).add(flow);
    }
    if let Some((index, _)) = present {
        let readiness = &context.input.maps[*index].catalogue.readiness;
        // It has a section of its own, and this is one page: rows come closer, or it gives way.
        for space in [HALF / 2.0, 0.0] {
            let (pieces, nodes) = (flow.pieces.len(), flow.structure.nodes.len());
            ready(flow, readiness, space);
            let height: f32 = flow.pieces[first..].iter().map(|p| p.before + p.height).sum();
            if height - flow.pieces[first].before <= context.frame.height {
                break;
            }
            flow.pieces.truncate(pieces);
            flow.structure.nodes.truncate(nodes);
        }
    }
    if context.views.len() > 1 {
        compare(context, flow);
    }
}

/// Gaps that count: not dismissed, not resolved, not only unfinished.
fn counts(finding: &Finding) -> bool {
    matches!(finding.decision.state, GapState::Open | GapState::Confirmed) && !finding.unfinished
}

/// Scorecard at the left, what the map holds at the right.
fn scores(flow: &mut Flow<'_>, view: &MapView<'_>, card: &Scorecard, findings: &[Finding]) {
    let gutter = 24.0;
    let half = (flow.width - gutter) / 2.0;
    let left = scorecard(flow, card, half);
    let right = numbers(flow, view, card, findings, half);
    let mut piece = left.into_piece();
    let right = right.into_piece();
    piece.height = piece.height.max(right.height);
    piece.absorb(right, half + gutter, 0.0);
    piece.before = if flow.follows_heading() { 0.0 } else { LINE * 1.5 };
    flow.pieces.push(piece);
}

/// The seven shares by name.
fn shares(card: &Scorecard) -> [(&'static str, &Share); 7] {
    [
        ("Coverage", &card.coverage),
        ("Purpose", &card.purpose),
        ("Order", &card.order),
        ("Evidence", &card.evidence),
        ("Measured", &card.measured),
        ("Handoffs", &card.handoffs),
        ("Adoption", &card.adoption),
    ]
}

fn scorecard(flow: &mut Flow<'_>, card: &Scorecard, width: f32) -> Stack {
    let mut stack = headed(flow, "How well the two sides fit", width);
    let (name_width, bar) = (
        62.0,
        Rect {
            x: 68.0,
            y: 3.5,
            width: 46.0,
            height: 5.6,
        },
    );
    for (name, share) in shares(card) {
        let node = flow.structure.add(flow.section, Role::Paragraph);
        let mut row = Piece {
            height: LINE + 3.5,
            ..Piece::default()
        };
        let line = flow.one_line(name, Type::SMALL_INK);
        row.items.push(Flow::item(
            line,
            Type::SMALL_INK,
            0.0,
            0.0,
            name_width,
            Some(node),
        ));
        row.rule(bar, Color::TRACK);
        if let Some(value) = share.share {
            let filled = bar.width * value.clamp(0.0, 1.0) as f32;
            row.rule(
                Rect {
                    width: filled.max(0.8),
                    ..bar
                },
                Color::INK,
            );
        }
        let text = match share.share {
            Some(_) => format!(
                "{} of {} {}",
                words::number(share.part),
                words::number(share.whole),
                share.unit
            ),
            None => "unknown".to_owned(),
        };
        let x = bar.x + bar.width + 8.0;
        let kind = if share.share.is_some() {
            Type::SMALL_INK.tabular()
        } else {
            Type::SMALL
        };
        for (i, line) in flow
            .lines(&text, kind, width - x, Breaking::Narrow)
            .into_iter()
            .enumerate()
        {
            let y = LINE * i as f32;
            row.height = row.height.max(y + LINE + HALF / 2.0);
            row.items
                .push(Flow::item(line, kind, x, y, width - x, Some(node)));
        }
        stack.pieces.push(row);
    }
    stack
}

fn headed(flow: &mut Flow<'_>, title: &str, width: f32) -> Stack {
    let node = flow.structure.add(flow.section, Role::H2);
    let line = flow.one_line(title, Type::H2);
    let item = Flow::item(line, Type::H2, 0.0, 0.0, width, Some(node));
    Stack {
        pieces: vec![Piece {
            height: LINE + HALF,
            items: vec![item],
            ..Piece::default()
        }],
    }
}

/// Four numbers large, each with what it counts.
fn numbers(
    flow: &mut Flow<'_>,
    view: &MapView<'_>,
    card: &Scorecard,
    findings: &[Finding],
    width: f32,
) -> Stack {
    let mut stack = headed(flow, "What was found", width);
    let buyer: Vec<_> = view.buyer_steps().collect();
    let known = buyer
        .iter()
        .filter(|s| matches!(s.knowledge, Some(Knowledge::Heard { .. } | Knowledge::Observed)))
        .count();
    let live: Vec<&Finding> = findings.iter().filter(|f| counts(f)).collect();
    let high = live.iter().filter(|f| f.severity == Severity::High).count();
    let functions = view.lanes_of(Side::Seller).count();
    let activities = view.activities().count();
    let coverage = card.coverage.share.map_or_else(|| "–".to_owned(), words::percent);
    let facts = [
        (
            words::number(buyer.len() as f64),
            format!("buyer steps, {known} of them heard from buyers or observed"),
        ),
        (
            words::number(activities as f64),
            format!(
                "activities of {}",
                words::count(functions, "function", "functions")
            ),
        ),
        (
            words::number(live.len() as f64),
            format!(
                "{}, {high} of high severity",
                if live.len() == 1 { "gap" } else { "gaps" }
            ),
        ),
        (
            coverage,
            "of what matters to the buyer is helped by somebody".to_owned(),
        ),
    ];
    let cell = (width - 12.0) / 2.0;
    for pair in facts.chunks(2) {
        let mut row = Piece::default();
        for (i, (value, meaning)) in pair.iter().enumerate() {
            let x = (cell + 12.0) * i as f32;
            let node = flow.structure.add(flow.section, Role::Paragraph);
            let line = flow.one_line(value, Type::BIG);
            row.items
                .push(Flow::item(line, Type::BIG, x, 0.0, cell, Some(node)));
            let mut y = Type::BIG.leading - 1.0;
            let kind = Type {
                leading: 11.0,
                style: twinlane_text::Style::regular(7.8),
                ..Type::SMALL
            };
            for line in flow.lines(meaning, kind, cell, Breaking::Heading) {
                row.items.push(Flow::item(line, kind, x, y, cell, Some(node)));
                y += kind.leading;
            }
            row.height = row.height.max(y + HALF);
        }
        stack.pieces.push(row);
    }
    stack
}

/// The gaps that matter most, in the order of their rank.
fn top_gaps(
    context: &Context<'_>,
    flow: &mut Flow<'_>,
    view: &MapView<'_>,
    map: usize,
    findings: &[Finding],
) {
    let mut top: Vec<(usize, &Finding)> = findings.iter().enumerate().filter(|(_, f)| counts(f)).collect();
    top.truncate(TOP);
    if top.is_empty() {
        return;
    }
    let title = match top.len() {
        1 => "The gap that matters most".to_owned(),
        n => format!("The {} gaps that matter most", words::in_words(n)),
    };
    flow.heading(&context.for_map(&title, view), None);
    for (n, finding) in top {
        let name = places::gap(map, n);
        let page = context.page(&name);
        let below = page.map_or_else(
            || finding.code.to_owned(),
            |p| format!("{} · p.\u{a0}{p}", finding.code),
        );
        let mut stack = Stack::default();
        gaps::side(flow, &mut stack, finding.severity, &below, page.map(|_| name));
        let node = flow.structure.add(flow.section, Role::Paragraph);
        let width = flow.width - 60.0;
        flow.set(
            &mut stack,
            0,
            &finding.title,
            Type::STRONG,
            60.0,
            width,
            Some(node),
        );
        gaps::frame(flow, &mut stack);
        let whole = flow.whole;
        flow.push(stack, 0.0, whole);
    }
}

/// The five conditions with their states, without the reasons; a line each with `space` behind it, so that
/// the page stays one.
fn ready(flow: &mut Flow<'_>, conditions: &[Condition], space: f32) {
    flow.heading("Ready to change?", None);
    let beside = 76.0;
    for condition in conditions {
        let node = flow.structure.add(flow.section, Role::Paragraph);
        let kind = Type::SMALL_INK;
        let state = flow.one_line(readiness::word(condition.state), kind);
        let mut piece = Piece::default();
        piece
            .items
            .push(Flow::item(state, kind, 0.0, 0.0, beside, Some(node)));
        let width = flow.width - beside;
        for line in flow.lines(condition.condition, kind, width, Breaking::Narrow) {
            let y = piece.height;
            piece
                .items
                .push(Flow::item(line, kind, beside, y, width, Some(node)));
            piece.height += LINE;
        }
        piece.height += space;
        flow.pieces.push(piece);
    }
}

/// The scorecards of several maps beside each other.
fn compare(context: &Context<'_>, flow: &mut Flow<'_>) {
    flow.heading("The maps beside each other", None);
    let mut columns = vec![Column::new("Map", Width::Share(1.0))];
    let mut rows = Vec::new();
    for (index, view) in &context.views {
        let card = &context.input.maps[*index].catalogue.scorecard;
        let mut row = vec![Cell::new(words::titled(&view.map.name))];
        for (name, share) in shares(card) {
            if rows.is_empty() {
                columns.push(Column::numbers(name, Width::Fixed(46.0)));
            }
            row.push(
                share
                    .share
                    .map_or_else(|| Cell::quiet("–"), |s| Cell::new(words::percent(s))),
            );
        }
        rows.push(row);
    }
    Table { columns, rows }.add(flow);
}
