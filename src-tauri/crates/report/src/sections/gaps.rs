//! Gaps by severity: what was found, why it matters, the question for the room, and where it is.

use twinlane_gaps::Finding;
use twinlane_model::{GapRecord, GapState, MapView, Severity};

use super::{Context, Section, places};
use crate::layout::{Cell, Column, Flow, HALF, LINE, Piece, Stack, Table, Type, Width};
use crate::page::{Anchor, Color, Link, Rect, Role};
use crate::words;

/// Width of the column of severity and code.
const SIDE: f32 = 60.0;

/// Adds the section; without gaps nothing.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    let by_hand: Vec<&GapRecord> = by_hand(context);
    let any = context
        .views
        .iter()
        .any(|(i, _)| !context.input.maps[*i].catalogue.findings.is_empty());
    if !any && by_hand.is_empty() {
        return;
    }
    flow.section(Section::Gaps.title(), Section::Gaps.key(), true);
    for (index, view) in &context.views {
        let findings: Vec<(usize, &Finding)> = context.input.maps[*index]
            .catalogue
            .findings
            .iter()
            .enumerate()
            .collect();
        let live = |f: &Finding| matches!(f.decision.state, GapState::Open | GapState::Confirmed);
        for severity in [Severity::High, Severity::Medium, Severity::Low] {
            let group: Vec<_> = findings
                .iter()
                .filter(|(_, f)| f.severity == severity && live(f) && !f.unfinished)
                .collect();
            if group.is_empty() {
                continue;
            }
            let heading = match severity {
                Severity::High => "High severity",
                Severity::Medium => "Medium severity",
                Severity::Low => "Low severity",
            };
            let name = format!(
                "gaps-{index}-{}",
                heading.split(' ').next().unwrap_or_default().to_lowercase()
            );
            flow.heading(
                &context.for_map(&format!("{heading} ({})", group.len()), view),
                Some(&name),
            );
            for (n, finding) in group {
                block(context, flow, view, *index, *n, finding);
            }
        }
        listed(context, flow, view, *index, "Open ends", &findings, |f| {
            f.unfinished && live(f)
        });
        listed(
            context,
            flow,
            view,
            *index,
            "Dismissed or resolved",
            &findings,
            |f| !live(f),
        );
    }
    if !by_hand.is_empty() {
        flow.heading("Added by the room", Some("gaps-by-hand"));
        added(context, flow, &by_hand);
    }
}

/// Gaps that people added themselves.
fn by_hand<'a>(context: &Context<'a>) -> Vec<&'a GapRecord> {
    context
        .input
        .workshop
        .gaps()
        .values()
        .filter(|g| g.fingerprint.is_empty() && !g.title.trim().is_empty())
        .filter(|g| {
            g.map
                .is_none_or(|m| context.views.iter().any(|(_, v)| v.map.id == m))
        })
        .collect()
}

/// The colour of a severity.
pub(super) fn color(severity: Severity) -> Color {
    match severity {
        Severity::High => Color::HIGH,
        Severity::Medium => Color::MEDIUM,
        Severity::Low => Color::LOW,
    }
}

/// The column of severity and code, set into the first lines of a stack.
pub(super) fn side(
    flow: &mut Flow<'_>,
    stack: &mut Stack,
    severity: Severity,
    below: &str,
    link: Option<String>,
) {
    let node = flow.structure.add(flow.section, Role::Paragraph);
    let kind = Type::LABEL.colored(color(severity));
    flow.set(stack, 0, words::severity(severity), kind, 0.0, SIDE, Some(node));
    let below_node = if link.is_some() {
        flow.structure.add(node, Role::Link)
    } else {
        node
    };
    flow.set(stack, 1, below, Type::SMALL, 0.0, SIDE, Some(below_node));
    if let (Some(to), Some(piece)) = (link, stack.pieces.get_mut(1)) {
        let area = Rect {
            x: 0.0,
            y: 0.0,
            width: SIDE,
            height: LINE,
        };
        piece.links.push(Link {
            area,
            to,
            label: below.to_owned(),
            node: Some(below_node),
        });
    }
}

/// One gap in full.
fn block(
    context: &Context<'_>,
    flow: &mut Flow<'_>,
    view: &MapView<'_>,
    map: usize,
    n: usize,
    finding: &Finding,
) {
    let place = places::of_finding(finding, view);
    let at = place
        .as_ref()
        .and_then(|p| context.page(p).map(|page| (p.clone(), page)));
    let mut stack = Stack::default();
    side(flow, &mut stack, finding.severity, finding.code, None);
    let (x, width) = (SIDE, flow.width - SIDE);
    let mut line = paragraph(flow, &mut stack, 0, &finding.title, Type::STRONG, x, width);
    line += paragraph(flow, &mut stack, line, &finding.why, Type::SMALL, x, width);
    if !finding.decision.comment.trim().is_empty() {
        let comment = format!("In the room: {}", finding.decision.comment.trim());
        line += paragraph(flow, &mut stack, line, &comment, Type::SMALL_INK, x, width);
    }
    if !finding.ask.trim().is_empty() {
        let count = paragraph(
            flow,
            &mut stack,
            line,
            &finding.ask,
            Type::SMALL_INK,
            x + 10.0,
            width - 10.0,
        );
        for piece in &mut stack.pieces[line..line + count] {
            piece.rule(
                Rect {
                    x,
                    y: 0.5,
                    width: 1.6,
                    height: LINE,
                },
                Color::INK,
            );
        }
        line += count;
    }
    standing(flow, &mut stack, line, finding, at);
    frame(flow, &mut stack);
    if let Some(first) = stack.pieces.first_mut() {
        first.anchors.push(Anchor {
            name: places::gap(map, n),
            x: 0.0,
            y: -HALF,
        });
    }
    let whole = flow.whole;
    flow.push(stack, 0.0, whole);
}

fn paragraph(
    flow: &mut Flow<'_>,
    stack: &mut Stack,
    from: usize,
    text: &str,
    kind: Type,
    x: f32,
    width: f32,
) -> usize {
    if text.trim().is_empty() {
        return 0;
    }
    let node = flow.structure.add(flow.section, Role::Paragraph);
    flow.set(stack, from, text, kind, x, width, Some(node))
}

/// State, votes, and the way to the map.
fn standing(
    flow: &mut Flow<'_>,
    stack: &mut Stack,
    line: usize,
    finding: &Finding,
    at: Option<(String, usize)>,
) {
    let standing = &finding.decision;
    let mut parts = vec![words::state(standing.state).to_owned()];
    if standing.votes > 0 {
        parts.push(words::count(standing.votes as usize, "vote", "votes"));
    }
    if !standing.reopened.is_empty() {
        parts.push(format!("reopened: {}", standing.reopened));
    }
    if standing.check_again {
        parts.push("look again: a step was merged or split".to_owned());
    }
    let node = flow.structure.add(flow.section, Role::Paragraph);
    let (width, kind) = (flow.width - SIDE, Type::SMALL);
    let Some((to, page)) = at else {
        flow.set(stack, line, &parts.join(" · "), kind, SIDE, width, Some(node));
        return;
    };
    parts.push(String::new());
    let before = flow.one_line(&parts.join(" · "), kind);
    let way = flow.one_line(&format!("on the map, page\u{a0}{page}"), kind);
    let link = flow.structure.add(node, Role::Link);
    // The way to the map follows on the same line where it fits, else on one of its own.
    let (line, x) = if before.width + way.width <= width {
        let x = SIDE + before.width;
        stack
            .line(line, LINE)
            .items
            .push(Flow::item(before, kind, SIDE, 0.0, width, Some(node)));
        (line, x)
    } else {
        let count = flow.set(
            stack,
            line,
            before.text.trim_end_matches([' ', '·']),
            kind,
            SIDE,
            width,
            Some(node),
        );
        (line + count, SIDE)
    };
    let area = Rect {
        x,
        y: 0.0,
        width: way.width,
        height: LINE,
    };
    let piece = stack.line(line, LINE);
    piece
        .items
        .push(Flow::item(way, kind, x, 0.0, area.width, Some(link)));
    let label = "To its place on the map".to_owned();
    piece.links.push(Link {
        area,
        to,
        label,
        node: Some(link),
    });
}

/// A thin rule above and air on both sides; texts move down by half a line.
pub(super) fn frame(flow: &Flow<'_>, stack: &mut Stack) {
    let air = Piece {
        height: HALF,
        ..Piece::default()
    };
    stack.pieces.insert(0, air);
    stack.pieces[0].rule(
        Rect {
            x: 0.0,
            y: 1.0,
            width: flow.width,
            height: 0.4,
        },
        Color::LINE,
    );
    if let Some(last) = stack.pieces.last_mut() {
        last.height += HALF;
    }
}

/// Gaps that are only listed.
fn listed(
    context: &Context<'_>,
    flow: &mut Flow<'_>,
    view: &MapView<'_>,
    map: usize,
    title: &str,
    findings: &[(usize, &Finding)],
    wanted: impl Fn(&Finding) -> bool,
) {
    let rows: Vec<Vec<Cell>> = findings
        .iter()
        .filter(|(_, f)| wanted(f))
        .map(|(_, f)| {
            let place = places::of_finding(f, view).filter(|p| context.page(p).is_some());
            let page = place
                .as_ref()
                .and_then(|p| context.page(p))
                .map_or_else(String::new, |p| format!("p.\u{a0}{p}"));
            let mut text = f.title.clone();
            if context.input.private && !f.decision.reason.trim().is_empty() {
                text = format!(
                    "{text} {}: {}",
                    words::state(f.decision.state),
                    f.decision.reason.trim()
                );
            }
            let state = if f.unfinished {
                String::new()
            } else {
                words::state(f.decision.state).to_owned()
            };
            vec![
                Cell::quiet(f.code),
                Cell::new(text),
                Cell::quiet(state),
                Cell::quiet(page).linked(place),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    let name = format!("gaps-{map}-{}", title.to_lowercase().replace(' ', "-"));
    flow.heading(
        &context.for_map(&format!("{title} ({})", rows.len()), view),
        Some(&name),
    );
    let columns = vec![
        Column::new("", Width::Fixed(22.0)),
        Column::new("Gap", Width::Share(1.0)),
        Column::new("State", Width::Fixed(52.0)),
        Column::new("Map", Width::Fixed(28.0)),
    ];
    Table { columns, rows }.add(flow);
}

fn added(context: &Context<'_>, flow: &mut Flow<'_>, records: &[&GapRecord]) {
    let rows = records
        .iter()
        .map(|g| {
            let mut text = g.title.trim().to_owned();
            if !g.comment.trim().is_empty() {
                text = format!("{text}\n{}", g.comment.trim());
            }
            if context.input.private && !g.reason.trim().is_empty() {
                text = format!("{text}\n{}: {}", words::state(g.state), g.reason.trim());
            }
            let votes = if g.votes == 0 {
                "–".to_owned()
            } else {
                g.votes.to_string()
            };
            vec![
                g.severity.map_or_else(
                    || Cell::quiet("–"),
                    |s| Cell {
                        kind: Type::LABEL.colored(color(s)),
                        ..Cell::new(words::severity(s))
                    },
                ),
                Cell::new(text),
                Cell::new(votes),
                Cell::quiet(words::state(g.state)),
            ]
        })
        .collect();
    let columns = vec![
        Column::new("", Width::Fixed(SIDE - 10.0)),
        Column::new("Gap", Width::Share(1.0)),
        Column::numbers("Votes", Width::Fixed(34.0)),
        Column::new("State", Width::Fixed(56.0)),
    ];
    Table { columns, rows }.add(flow);
}
