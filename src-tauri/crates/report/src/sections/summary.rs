//! On one page: what was found and agreed, for someone who was not there.

use twinlane_gaps::{Condition, Finding, Scorecard, Share};
use twinlane_model::{GapState, Knowledge, MapView, Severity, Side};

use twinlane_words::{English, Locale, no_break, sentences};

use super::charter::{Sentences as Charter, goals};
use super::names::Names;
use super::readiness::Sentences as Readiness;
use super::results::in_short;
use super::{Context, anchors, gaps};
use crate::layout::{
    Breaking, Cell, Column, DocumentBuilder, HALF, Heading, LINE, Piece, Stack, Table, Type, Width,
};
use crate::page::{Color, Rect, Role};
use crate::sentences::ReportSentences;

sentences! {
    /// What the page that sums up says.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "On one page";
        /// Heading of the scorecard.
        fn how_well() => "How well the two sides fit";
        /// The seven shares: coverage, purpose, order, evidence, measured, handoffs, adoption.
        fn share_names() -> [&'static str; 7] => {
            ["Coverage", "Purpose", "Order", "Evidence", "Measured", "Handoffs", "Adoption"]
        };
        /// A part of a whole.
        fn part_of_whole(part: f64, whole: f64, unit: &str) => {
            format!("{} of {} {unit}", English.number(part), English.number(whole))
        };
        /// A share that nobody knows.
        fn unknown() => "unknown";
        /// Heading of the numbers.
        fn what_was_found() => "What was found";
        /// Under the number of buyer steps.
        fn steps_known(known: usize) => {
            format!("buyer steps, {} of them heard from buyers or observed", English.count(known))
        };
        /// Under the number of activities.
        fn of_functions(functions: usize) => {
            format!("activities of {}", English.counted(functions, "function", "functions"))
        };
        /// Under the number of gaps.
        fn gaps_of_high(gaps: usize, high: usize) => {
            format!("{}, {} of high severity", English.choose(gaps, "gap", "gaps"), English.count(high))
        };
        /// Under the coverage.
        fn helped() => "of what matters to the buyer is helped by somebody";
        /// Heading of the first gaps.
        fn matter_most(gaps: usize) => {
            if gaps == 1 {
                "The gap that matters most".to_owned()
            } else {
                format!("The {} gaps that matter most", English.in_words(gaps))
            }
        };
        /// The code of a gap and its page.
        fn code_and_page(code: &str, page: usize) => { format!("{code} · {}", English.page_short(page)) };
        /// Heading of the comparison of maps.
        fn maps_compared() => "The maps beside each other";
        /// Head of the maps.
        fn map_head() => "Map";
    }
}

/// How many gaps the page shows.
const TOP: usize = 3;

/// Adds the section; without a problem, a goal and a map nothing.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let charter = context.input.workshop.charter();
    let mapped = context.views.iter().any(|(_, v)| !v.steps.is_empty());
    if charter.problem.trim().is_empty() && charter.goals.is_empty() && !mapped {
        return;
    }
    let first = document.pieces.len();
    document.section_on_new_page(heading);
    let locale = document.locale;
    let present = context.views.first().filter(|_| mapped);
    let figures = present.and_then(|(_, view)| Some((view, context.results.get(&view.map.id)?)));
    let limit = figures.map_or_else(String::new, |(view, figures)| {
        in_short(Names { view, locale }, figures, charter, locale)
    });
    document.paragraph(format!("{} {limit}", charter.problem.trim()).trim(), Type::LEAD);
    if let Some((index, view)) = present {
        let catalogue = context.input.maps[*index].catalogue;
        scores(document, view, &catalogue.scorecard, &catalogue.findings);
        top_gaps(context, document, view, *index, &catalogue.findings);
    }
    if !charter.goals.is_empty() {
        document.heading(locale.goals_heading(), None);
        goals(&charter.goals, locale).add(document);
    }
    if let Some((index, _)) = present {
        let readiness = &context.input.maps[*index].catalogue.readiness;
        // It has a section of its own, and this is one page: rows come closer, or it gives way.
        for space in [HALF / 2.0, 0.0] {
            let (pieces, nodes) = (document.pieces.len(), document.structure.nodes.len());
            ready(document, readiness, space);
            let height: f32 = document.pieces[first..].iter().map(|p| p.before + p.height).sum();
            if height - document.pieces[first].before <= context.frame.height {
                break;
            }
            document.pieces.truncate(pieces);
            document.structure.nodes.truncate(nodes);
        }
    }
    if context.views.len() > 1 {
        compare(context, document);
    }
}

/// Gaps that count: not dismissed, not resolved, not only unfinished.
fn counts(finding: &Finding) -> bool {
    matches!(finding.decision.state, GapState::Open | GapState::Confirmed) && !finding.unfinished
}

/// Scorecard at the left, what the map holds at the right.
fn scores(document: &mut DocumentBuilder<'_>, view: &MapView<'_>, card: &Scorecard, findings: &[Finding]) {
    let gutter = 24.0;
    let half = (document.width - gutter) / 2.0;
    let left = scorecard(document, card, half);
    let right = numbers(document, view, card, findings, half);
    let mut piece = left.into_piece();
    let right = right.into_piece();
    piece.height = piece.height.max(right.height);
    piece.absorb(right, half + gutter, 0.0);
    piece.before = if document.follows_heading() {
        0.0
    } else {
        LINE * 1.5
    };
    document.pieces.push(piece);
}

/// The seven shares by name.
fn shares(card: &Scorecard, locale: Locale) -> impl Iterator<Item = (&'static str, &Share)> {
    let shares = [
        &card.coverage,
        &card.purpose,
        &card.order,
        &card.evidence,
        &card.measured,
        &card.handoffs,
        &card.adoption,
    ];
    locale.share_names().into_iter().zip(shares)
}

fn scorecard(document: &mut DocumentBuilder<'_>, card: &Scorecard, width: f32) -> Stack {
    let mut stack = headed(document, document.locale.how_well(), width);
    let (name_width, bar) = (
        62.0,
        Rect {
            x: 68.0,
            y: 3.5,
            width: 46.0,
            height: 5.6,
        },
    );
    for (name, share) in shares(card, document.locale) {
        let node = document.structure.add(document.section, Role::Paragraph);
        let mut row = Piece {
            height: LINE + 3.5,
            ..Piece::default()
        };
        let line = document.one_line(name, Type::SMALL_INK);
        row.items.push(DocumentBuilder::item(
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
            Some(_) => document.locale.part_of_whole(share.part, share.whole, share.unit),
            None => document.locale.unknown().to_owned(),
        };
        let x = bar.x + bar.width + 8.0;
        let kind = if share.share.is_some() {
            Type::SMALL_INK.tabular()
        } else {
            Type::SMALL
        };
        for (i, line) in document
            .lines(&text, kind, width - x, Breaking::Narrow)
            .into_iter()
            .enumerate()
        {
            let y = LINE * i as f32;
            row.height = row.height.max(y + LINE + HALF / 2.0);
            row.items
                .push(DocumentBuilder::item(line, kind, x, y, width - x, Some(node)));
        }
        stack.pieces.push(row);
    }
    stack
}

fn headed(document: &mut DocumentBuilder<'_>, title: &str, width: f32) -> Stack {
    let node = document.structure.add(document.section, Role::H2);
    let line = document.one_line(title, Type::H2);
    let item = DocumentBuilder::item(line, Type::H2, 0.0, 0.0, width, Some(node));
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
    document: &mut DocumentBuilder<'_>,
    view: &MapView<'_>,
    card: &Scorecard,
    findings: &[Finding],
    width: f32,
) -> Stack {
    let mut stack = headed(document, document.locale.what_was_found(), width);
    let buyer: Vec<_> = view.buyer_steps().collect();
    let known = buyer
        .iter()
        .filter(|s| matches!(s.knowledge, Some(Knowledge::Heard { .. } | Knowledge::Observed)))
        .count();
    let live: Vec<&Finding> = findings.iter().filter(|f| counts(f)).collect();
    let high = live.iter().filter(|f| f.severity == Severity::High).count();
    let functions = view.lanes_of(Side::Seller).count();
    let activities = view.activities().count();
    let locale = document.locale;
    let coverage = card
        .coverage
        .share
        .map_or_else(|| locale.absent().to_owned(), |share| locale.share(share));
    let facts = [
        (locale.count(buyer.len()), locale.steps_known(known)),
        (locale.count(activities), locale.of_functions(functions)),
        (locale.count(live.len()), locale.gaps_of_high(live.len(), high)),
        (coverage, locale.helped().to_owned()),
    ];
    let cell = (width - 12.0) / 2.0;
    for pair in facts.chunks(2) {
        let mut row = Piece::default();
        for (i, (value, meaning)) in pair.iter().enumerate() {
            let x = (cell + 12.0) * i as f32;
            let node = document.structure.add(document.section, Role::Paragraph);
            let line = document.one_line(value, Type::BIG);
            row.items
                .push(DocumentBuilder::item(line, Type::BIG, x, 0.0, cell, Some(node)));
            let mut y = Type::BIG.leading - 1.0;
            let kind = Type {
                leading: 11.0,
                style: twinlane_text::Style::regular(7.8),
                ..Type::SMALL
            };
            for line in document.lines(meaning, kind, cell, Breaking::Heading) {
                row.items
                    .push(DocumentBuilder::item(line, kind, x, y, cell, Some(node)));
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
    document: &mut DocumentBuilder<'_>,
    view: &MapView<'_>,
    map: usize,
    findings: &[Finding],
) {
    let mut top: Vec<(usize, &Finding)> = findings.iter().enumerate().filter(|(_, f)| counts(f)).collect();
    top.truncate(TOP);
    if top.is_empty() {
        return;
    }
    let locale = document.locale;
    let title = locale.matter_most(top.len());
    document.heading(&context.for_map(&title, view), None);
    for (n, finding) in top {
        let name = anchors::gap(map, n);
        let page = context.page(&name);
        let below = page.map_or_else(
            || finding.code.to_owned(),
            |page| locale.code_and_page(finding.code, page),
        );
        let mut stack = Stack::default();
        gaps::side(document, &mut stack, finding.severity, &below, page.map(|_| name));
        let node = document.structure.add(document.section, Role::Paragraph);
        let width = document.width - 60.0;
        document.set(
            &mut stack,
            0,
            &no_break(&finding.title),
            Type::STRONG,
            60.0,
            width,
            Some(node),
        );
        gaps::frame(document, &mut stack);
        let whole = document.whole;
        document.push(stack, 0.0, whole);
    }
}

/// The five conditions with their states, without the reasons; a line each with `space` behind it, so that
/// the page stays one.
fn ready(document: &mut DocumentBuilder<'_>, conditions: &[Condition], space: f32) {
    let locale = document.locale;
    document.heading(Readiness::title(locale), None);
    let beside = 76.0;
    for condition in conditions {
        let node = document.structure.add(document.section, Role::Paragraph);
        let kind = Type::SMALL_INK;
        let state = document.one_line(locale.readiness_state(condition.state), kind);
        let mut piece = Piece::default();
        piece
            .items
            .push(DocumentBuilder::item(state, kind, 0.0, 0.0, beside, Some(node)));
        let width = document.width - beside;
        for line in document.lines(condition.condition, kind, width, Breaking::Narrow) {
            let y = piece.height;
            piece
                .items
                .push(DocumentBuilder::item(line, kind, beside, y, width, Some(node)));
            piece.height += LINE;
        }
        piece.height += space;
        document.pieces.push(piece);
    }
}

/// The scorecards of several maps beside each other.
fn compare(context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    let locale = document.locale;
    document.heading(locale.maps_compared(), None);
    let mut columns = vec![Column::new(locale.map_head(), Width::Share(1.0))];
    let mut rows = Vec::new();
    for (index, view) in &context.views {
        let card = &context.input.maps[*index].catalogue.scorecard;
        let mut row = vec![Cell::new(locale.titled(&view.map.name))];
        for (name, share) in shares(card, locale) {
            if rows.is_empty() {
                columns.push(Column::numbers(name, Width::Fixed(46.0)));
            }
            row.push(
                share
                    .share
                    .map_or_else(|| Cell::quiet(locale.absent()), |s| Cell::new(locale.share(s))),
            );
        }
        rows.push(row);
    }
    Table { columns, rows }.add(document);
}
