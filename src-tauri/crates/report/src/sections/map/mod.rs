//! Buyer journey and sales process, drawn: wide maps go over several pages, cut at stage borders,
//! each with a strip that shows where the page lies.

mod draw;
mod overview;
mod tiles;

use std::collections::{BTreeMap, BTreeSet};

use twinlane_gaps::Finding;
use twinlane_model::{GapState, MapView, Severity, StepId};
use twinlane_picture::{Badge, LayoutOptions, Scene, SubjectKind, Target, TextCache, lay_out};

use twinlane_words::{English, Locale, sentences};

use super::{Context, anchors};
use crate::layout::{Breaking, DocumentBuilder, Frame, HALF, Heading, LINE, Piece, Type};
use crate::page::{Anchor, Color, Link, PageScene, Rect, Role};
use tiles::{Tile, Tiles};

sentences! {
    /// What the drawing of a map says beside the map.
    pub(crate) trait Sentences for English {
        /// Heading.
        fn title() => "Buyer journey and sales process";
        /// Number of a part of a large map.
        fn part_of(part: usize, parts: usize) => {
            format!("Part {} of {}", English.count(part), English.count(parts))
        };
        /// The drawing in words: number of this part and of all, and the titles of its stages.
        fn map_alt(map: &str, steps: usize, activities: usize, part: [usize; 2], stages: &[&str]) => {
            let [steps, activities] = [steps, activities].map(|count| English.count(count));
            let [part, parts] = part.map(|count| English.count(count));
            format!(
                "Map {map} with {steps} buyer steps above and {activities} activities below the line of visibility, \
                 part {part} of {parts}. Stages: {}.",
                stages.join(", ")
            )
        };
        /// What the marks mean.
        fn legend() => "Thin grey: flow · strong lines across the line of visibility: support, dotted when weak, red when out of order · ●\u{a0}measured ◐\u{a0}estimated ○\u{a0}assumed · ▲ ◆ ● gaps of high, medium, low severity";
    }
}

/// Height of the strip of heading and overview.
const HEAD: f32 = 44.0;
/// Height of the legend under the drawing.
const LEGEND: f32 = 36.0;

/// Adds the pages of every map that has steps.
pub(super) fn add(heading: Heading, context: &Context<'_>, document: &mut DocumentBuilder<'_>) {
    for (index, view) in &context.views {
        if !view.steps.is_empty() {
            pages(heading, context, document, *index, view);
        }
    }
}

/// Findings that are shown on the map, with their places in the list.
fn shown(findings: &[Finding]) -> impl Iterator<Item = (usize, &Finding)> {
    findings
        .iter()
        .enumerate()
        .filter(|(_, f)| matches!(f.decision.state, GapState::Open | GapState::Confirmed) && !f.unfinished)
}

/// The first gap of every card: its place and title.
fn gaps_of_cards(map: usize, findings: &[Finding]) -> BTreeMap<String, (String, String)> {
    let mut gaps = BTreeMap::new();
    for (n, finding) in shown(findings) {
        if let Some(card) = &finding.card {
            gaps.entry(card.clone())
                .or_insert_with(|| (anchors::gap(map, n), finding.title.clone()));
        }
    }
    gaps
}

/// The drawing of a map with the badges of its gaps.
pub(super) fn scene(view: &MapView<'_>, findings: &[Finding]) -> Scene {
    let ids: BTreeMap<String, StepId> = view.steps.iter().map(|s| (s.id.to_string(), s.id)).collect();
    let mut badges: BTreeMap<StepId, Badge> = BTreeMap::new();
    let mut unserved: BTreeMap<StepId, Severity> = BTreeMap::new();
    let mut out_of_order: BTreeSet<_> = BTreeSet::new();
    for (_, finding) in shown(findings) {
        if let Some(&id) = finding.card.as_ref().and_then(|c| ids.get(c)) {
            let badge = badges.entry(id).or_insert(Badge {
                severity: Severity::Low,
                count: 0,
            });
            badge.severity = badge.severity.max(finding.severity);
            badge.count += 1;
            if finding.code == "C1" {
                unserved.insert(id, finding.severity);
            }
        }
        if finding.code == "O1" {
            let named = |id: String| finding.subjects.iter().any(|s| s.id == id);
            out_of_order.extend(
                view.links
                    .iter()
                    .filter(|l| named(l.id.to_string()))
                    .map(|l| l.id),
            );
        }
    }
    let options = LayoutOptions {
        target: Target::Paper,
        badges,
        out_of_order,
        unserved,
        ..LayoutOptions::default()
    };
    lay_out(view, &options, &mut TextCache::default())
}

/// Lying or upright pages: whichever needs less paper for titles of one size. Lying wins a tie.
fn best(context: &Context<'_>, scene: &Scene) -> (Frame, Tiles) {
    let [lying, upright] = Frame::for_maps(context.input.paper).map(|frame| {
        let room = (frame.width, frame.height - HEAD - LEGEND);
        (frame, Tiles::of(scene, room))
    });
    if upright.1.cost() < lying.1.cost() {
        upright
    } else {
        lying
    }
}

/// Lays one map on pages of its own.
fn pages(
    heading: Heading,
    context: &Context<'_>,
    document: &mut DocumentBuilder<'_>,
    index: usize,
    view: &MapView<'_>,
) {
    let findings = &context.input.maps[index].catalogue.findings;
    let Some(scene) = context.scenes.get(&index) else {
        return;
    };
    let gaps = gaps_of_cards(index, findings);
    let (frame, tiles) = best(context, scene);
    let title = context.for_map(heading.title, view);
    let name = format!("map-{index}");
    document.open_section(&title, &name);
    let title_node = document.structure.add(document.section, Role::H1);
    let total = tiles.parts.len();
    for (number, tile) in tiles.parts.iter().enumerate() {
        let mut page = PageScene {
            width: frame.page_width,
            height: frame.page_height,
            ..PageScene::default()
        };
        if number == 0 {
            page.anchors.push(Anchor {
                name: name.clone(),
                x: 0.0,
                y: 0.0,
            });
            for line in document
                .lines(&title, Type::H1, frame.width * 0.6, Breaking::Heading)
                .into_iter()
                .take(1)
            {
                page.items.push(DocumentBuilder::item(
                    line,
                    Type::H1,
                    frame.left,
                    frame.top,
                    frame.width,
                    Some(title_node),
                ));
            }
        }
        if total > 1 {
            let strip = Rect {
                x: frame.left + frame.width * 0.66,
                y: frame.top - HALF,
                width: frame.width * 0.34,
                height: HEAD - HALF,
            };
            overview::draw(&mut page, scene, tile, strip);
            let part = document.locale.part_of(number + 1, total);
            let node = document.structure.add(document.section, Role::Paragraph);
            let line = document.one_line(&part, Type::SMALL);
            let y = if number == 0 {
                frame.top + Type::H1.leading
            } else {
                frame.top
            };
            page.items.push(DocumentBuilder::item(
                line,
                Type::SMALL,
                frame.left,
                y,
                frame.width,
                Some(node),
            ));
        }
        let alt = alt(view, scene, tile, number + 1, total, document.locale);
        let figure = document.structure.add_figure(document.section, &alt);
        let origin = (frame.left, frame.top + HEAD);
        let pen = draw::Pen {
            scene,
            scale: tiles.scale,
            origin,
            tile,
            heads: tiles.heads,
        };
        pen.draw(document, &mut page, figure);
        anchors_and_links(document, &pen, &mut page, &gaps);
        legend(document, &mut page, frame);
        document.pieces.push(Piece {
            full_page: Some(Box::new((page, frame))),
            running: Some(title.clone()),
            ..Piece::default()
        });
    }
}

/// Every card, outcome and head is a place; a card with a gap leads to it.
fn anchors_and_links(
    document: &mut DocumentBuilder<'_>,
    pen: &draw::Pen<'_>,
    page: &mut PageScene,
    gaps: &BTreeMap<String, (String, String)>,
) {
    for element in pen.elements() {
        let Some(subject) = &element.subject else { continue };
        let name = match subject.kind {
            SubjectKind::Step => anchors::step(&subject.id),
            SubjectKind::Outcome => anchors::outcome(&subject.id),
            SubjectKind::Stage => anchors::stage(&subject.id),
            SubjectKind::Lane => anchors::lane(&subject.id),
            SubjectKind::Link => continue,
        };
        if element.bounds.width <= 0.0 {
            continue;
        }
        let area = pen.place(element.bounds);
        page.anchors.push(Anchor {
            name,
            x: area.x - LINE,
            y: area.y - LINE,
        });
        if subject.kind == SubjectKind::Step
            && let Some((to, title)) = gaps.get(&subject.id)
        {
            let node = document.structure.add(document.section, Role::Link);
            page.links.push(Link {
                area,
                to: to.clone(),
                label: title.clone(),
                node: Some(node),
            });
        }
    }
}

/// What the drawing shows, for a reader who cannot see it.
fn alt(
    view: &MapView<'_>,
    scene: &Scene,
    tile: &Tile,
    number: usize,
    total: usize,
    locale: Locale,
) -> String {
    let stages: Vec<&str> = scene
        .columns
        .iter()
        .filter(|c| !c.title.is_empty() && c.x < tile.right && c.x + c.width > tile.left)
        .map(|c| c.title.as_str())
        .collect();
    locale.map_alt(
        &view.map.name,
        view.buyer_steps().count(),
        view.activities().count(),
        [number, total],
        &stages,
    )
}

/// What the marks mean, in one line under the drawing.
fn legend(document: &mut DocumentBuilder<'_>, page: &mut PageScene, frame: Frame) {
    let text = document.locale.legend();
    let kind = Type::RUNNING.colored(Color::QUIET);
    let node = document.structure.add(document.section, Role::Paragraph);
    let y = frame.top + frame.height - 2.0 * LINE;
    let lines = document.lines_at_most(text, kind, frame.width, 2);
    for (line, y) in lines.into_iter().zip([y, y + LINE]) {
        page.items.push(DocumentBuilder::item(
            line,
            kind,
            frame.left,
            y,
            frame.width,
            Some(node),
        ));
    }
}
