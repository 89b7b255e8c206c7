//! Gaps by severity: what was found, why it matters, the question for the room, and where it is.

mod sentences;

pub(super) use sentences::Sentences;

use twinlane_gaps::Finding;
use twinlane_model::{GapRecord, GapState, MapView, Severity};

use twinlane_words::no_break;

use super::{Context, anchors};
use crate::layout::{Cell, Column, DocumentBuilder, HALF, Heading, LINE, Piece, Stack, Table, Type, Width};
use crate::page::{Anchor, Color, Link, Rect, Role};
use crate::sentences::ReportSentences;

/// Width of the column of severity and code.
const SIDE: f32 = 60.0;

/// Adds the section; without gaps nothing.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let by_hand: Vec<&GapRecord> = by_hand(context);
    let any = context
        .views
        .iter()
        .any(|(i, _)| !context.input.maps[*i].catalogue.findings.is_empty());
    if !any && by_hand.is_empty() {
        return;
    }
    document.section_on_new_page(heading);
    let locale = document.locale;
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
            let name = match severity {
                Severity::High => format!("gaps-{index}-high"),
                Severity::Medium => format!("gaps-{index}-medium"),
                Severity::Low => format!("gaps-{index}-low"),
            };
            let heading = locale.how_many(locale.of_severity(severity), group.len());
            document.heading(&context.for_map(&heading, view), Some(&name));
            for (n, finding) in group {
                block(context, document, view, *index, *n, finding);
            }
        }
        listed(
            context,
            document,
            view,
            &format!("gaps-{index}-open-ends"),
            locale.open_ends(),
            &findings,
            |f| f.unfinished && live(f),
        );
        listed(
            context,
            document,
            view,
            &format!("gaps-{index}-dismissed-or-resolved"),
            locale.dismissed_or_resolved(),
            &findings,
            |f| !live(f),
        );
    }
    if !by_hand.is_empty() {
        document.heading(locale.added_by_room(), Some("gaps-by-hand"));
        added(context, document, &by_hand);
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
    document: &mut DocumentBuilder<'_>,
    stack: &mut Stack,
    severity: Severity,
    below: &str,
    link: Option<String>,
) {
    let node = document.structure.add(document.section, Role::Paragraph);
    let kind = Type::LABEL.colored(color(severity));
    document.set(
        stack,
        0,
        document.locale.severity_with_sign(severity),
        kind,
        0.0,
        SIDE,
        Some(node),
    );
    let below_node = if link.is_some() {
        document.structure.add(node, Role::Link)
    } else {
        node
    };
    document.set(stack, 1, below, Type::SMALL, 0.0, SIDE, Some(below_node));
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
    document: &mut DocumentBuilder<'_>,
    view: &MapView<'_>,
    map: usize,
    n: usize,
    finding: &Finding,
) {
    let place = anchors::of_finding(finding, view);
    let at = place
        .as_ref()
        .and_then(|p| context.page(p).map(|page| (p.clone(), page)));
    let mut stack = Stack::default();
    side(document, &mut stack, finding.severity, finding.code, None);
    let (x, width) = (SIDE, document.width - SIDE);
    let mut line = paragraph(
        document,
        &mut stack,
        0,
        &no_break(&finding.title),
        Type::STRONG,
        x,
        width,
    );
    line += paragraph(
        document,
        &mut stack,
        line,
        &no_break(&finding.why),
        Type::SMALL,
        x,
        width,
    );
    if !finding.decision.comment.trim().is_empty() {
        let comment = document.locale.in_the_room(finding.decision.comment.trim());
        line += paragraph(document, &mut stack, line, &comment, Type::SMALL_INK, x, width);
    }
    if !finding.ask.trim().is_empty() {
        let count = paragraph(
            document,
            &mut stack,
            line,
            &no_break(&finding.ask),
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
    standing(document, &mut stack, line, finding, at);
    frame(document, &mut stack);
    if let Some(first) = stack.pieces.first_mut() {
        first.anchors.push(Anchor {
            name: anchors::gap(map, n),
            x: 0.0,
            y: -HALF,
        });
    }
    let whole = document.whole;
    document.push(stack, 0.0, whole);
}

fn paragraph(
    document: &mut DocumentBuilder<'_>,
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
    let node = document.structure.add(document.section, Role::Paragraph);
    document.set(stack, from, text, kind, x, width, Some(node))
}

/// State, votes, and the way to the map.
fn standing(
    document: &mut DocumentBuilder<'_>,
    stack: &mut Stack,
    line: usize,
    finding: &Finding,
    at: Option<(String, usize)>,
) {
    let standing = &finding.decision;
    let locale = document.locale;
    let mut parts = vec![locale.gap_state(standing.state).to_owned()];
    if standing.votes > 0 {
        parts.push(locale.votes(standing.votes as usize));
    }
    if !standing.reopened.is_empty() {
        parts.push(locale.reopened(&standing.reopened));
    }
    if standing.check_again {
        parts.push(locale.look_again().to_owned());
    }
    let node = document.structure.add(document.section, Role::Paragraph);
    let (width, kind) = (document.width - SIDE, Type::SMALL);
    let Some((to, page)) = at else {
        document.set(stack, line, &parts.join(" · "), kind, SIDE, width, Some(node));
        return;
    };
    parts.push(String::new());
    let before = document.one_line(&parts.join(" · "), kind);
    let way = document.one_line(&locale.on_the_map(page), kind);
    let link = document.structure.add(node, Role::Link);
    // The way to the map follows on the same line where it fits, else on one of its own.
    let (line, x) = if before.width + way.width <= width {
        let x = SIDE + before.width;
        stack
            .line(line, LINE)
            .items
            .push(DocumentBuilder::item(before, kind, SIDE, 0.0, width, Some(node)));
        (line, x)
    } else {
        let count = document.set(
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
        .push(DocumentBuilder::item(way, kind, x, 0.0, area.width, Some(link)));
    let label = locale.to_the_map().to_owned();
    piece.links.push(Link {
        area,
        to,
        label,
        node: Some(link),
    });
}

/// A thin rule above and air on both sides; texts move down by half a line.
pub(super) fn frame(document: &DocumentBuilder<'_>, stack: &mut Stack) {
    let air = Piece {
        height: HALF,
        ..Piece::default()
    };
    stack.pieces.insert(0, air);
    stack.pieces[0].rule(
        Rect {
            x: 0.0,
            y: 1.0,
            width: document.width,
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
    document: &mut DocumentBuilder<'_>,
    view: &MapView<'_>,
    name: &str,
    title: &str,
    findings: &[(usize, &Finding)],
    wanted: impl Fn(&Finding) -> bool,
) {
    let locale = document.locale;
    let rows: Vec<Vec<Cell>> = findings
        .iter()
        .filter(|(_, f)| wanted(f))
        .map(|(_, f)| {
            let place = anchors::of_finding(f, view).filter(|p| context.page(p).is_some());
            let page = place
                .as_ref()
                .and_then(|p| context.page(p))
                .map_or_else(String::new, |page| locale.page_short(page));
            let mut text = no_break(&f.title).into_owned();
            if context.input.private && !f.decision.reason.trim().is_empty() {
                let state = locale.gap_state(f.decision.state);
                text = locale.with_reason(&text, state, f.decision.reason.trim());
            }
            let state = if f.unfinished {
                String::new()
            } else {
                locale.gap_state(f.decision.state).to_owned()
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
    document.heading(
        &context.for_map(&locale.how_many(title, rows.len()), view),
        Some(name),
    );
    let [gap, state, map] = locale.columns();
    let columns = vec![
        Column::new("", Width::Fixed(22.0)),
        Column::new(gap, Width::Share(1.0)),
        Column::new(state, Width::Fixed(52.0)),
        Column::new(map, Width::Fixed(28.0)),
    ];
    Table { columns, rows }.add(document);
}

fn added(context: &Context<'_>, document: &mut DocumentBuilder<'_>, records: &[&GapRecord]) {
    let locale = document.locale;
    let rows = records
        .iter()
        .map(|g| {
            let mut text = g.title.trim().to_owned();
            if !g.comment.trim().is_empty() {
                text = format!("{text}\n{}", g.comment.trim());
            }
            if context.input.private && !g.reason.trim().is_empty() {
                text = format!(
                    "{text}\n{}",
                    locale.state_and_reason(locale.gap_state(g.state), g.reason.trim())
                );
            }
            let votes = if g.votes == 0 {
                locale.absent().to_owned()
            } else {
                locale.count(g.votes as usize)
            };
            vec![
                g.severity.map_or_else(
                    || Cell::quiet(locale.absent()),
                    |s| Cell {
                        kind: Type::LABEL.colored(color(s)),
                        ..Cell::new(locale.severity_with_sign(s))
                    },
                ),
                Cell::new(text),
                Cell::new(votes),
                Cell::quiet(locale.gap_state(g.state)),
            ]
        })
        .collect();
    let [gap, state, _] = locale.columns();
    let columns = vec![
        Column::new("", Width::Fixed(SIDE - 10.0)),
        Column::new(gap, Width::Share(1.0)),
        Column::numbers(locale.votes_head(), Width::Fixed(34.0)),
        Column::new(state, Width::Fixed(56.0)),
    ];
    Table { columns, rows }.add(document);
}
