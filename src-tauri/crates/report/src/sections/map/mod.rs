//! Buyer journey and sales process, drawn: wide maps go over several pages, cut at stage borders,
//! each with a strip that shows where the page lies.

mod draw;
mod overview;
mod tiles;

use std::collections::{BTreeMap, BTreeSet};

use twinlane_gaps::Finding;
use twinlane_model::{GapState, MapView, Severity, StepId};
use twinlane_picture::{Badge, LayoutOptions, Scene, SubjectKind, Target, TextCache, lay_out};

use super::{Context, Section, places};
use crate::layout::{Breaking, Flow, Frame, HALF, LINE, Piece, Type};
use crate::page::{Anchor, Color, Link, PageScene, Rect, Role};
use tiles::{Tile, Tiles};

/// Height of the strip of heading and overview.
const HEAD: f32 = 44.0;
/// Height of the legend under the drawing.
const LEGEND: f32 = 36.0;

/// Adds the pages of every map that has steps.
pub(super) fn add(context: &Context<'_>, flow: &mut Flow<'_>) {
    for (index, view) in &context.views {
        if !view.steps.is_empty() {
            pages(context, flow, *index, view);
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
                .or_insert_with(|| (places::gap(map, n), finding.title.clone()));
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
fn pages(context: &Context<'_>, flow: &mut Flow<'_>, index: usize, view: &MapView<'_>) {
    let findings = &context.input.maps[index].catalogue.findings;
    let Some(scene) = context.scenes.get(&index) else {
        return;
    };
    let gaps = gaps_of_cards(index, findings);
    let (frame, tiles) = best(context, scene);
    let title = context.for_map(Section::Map.title(), view);
    let name = format!("map-{index}");
    flow.open_section(&title, &name);
    let heading = flow.structure.add(flow.section, Role::H1);
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
            for line in flow
                .lines(&title, Type::H1, frame.width * 0.6, Breaking::Heading)
                .into_iter()
                .take(1)
            {
                page.items.push(Flow::item(
                    line,
                    Type::H1,
                    frame.left,
                    frame.top,
                    frame.width,
                    Some(heading),
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
            let part = format!("Part {} of {total}", number + 1);
            let node = flow.structure.add(flow.section, Role::Paragraph);
            let line = flow.one_line(&part, Type::SMALL);
            let y = if number == 0 {
                frame.top + Type::H1.leading
            } else {
                frame.top
            };
            page.items.push(Flow::item(
                line,
                Type::SMALL,
                frame.left,
                y,
                frame.width,
                Some(node),
            ));
        }
        let alt = alt(view, scene, tile, number + 1, total);
        let figure = flow.structure.add_figure(flow.section, &alt);
        let origin = (frame.left, frame.top + HEAD);
        let pen = draw::Pen {
            scene,
            scale: tiles.scale,
            origin,
            tile,
            heads: tiles.heads,
        };
        pen.draw(flow, &mut page, figure);
        anchors_and_links(flow, &pen, &mut page, &gaps);
        legend(flow, &mut page, frame);
        flow.pieces.push(Piece {
            full_page: Some(Box::new((page, frame))),
            running: Some(title.clone()),
            ..Piece::default()
        });
    }
}

/// Every card, outcome and head is a place; a card with a gap leads to it.
fn anchors_and_links(
    flow: &mut Flow<'_>,
    pen: &draw::Pen<'_>,
    page: &mut PageScene,
    gaps: &BTreeMap<String, (String, String)>,
) {
    for element in pen.elements() {
        let Some(subject) = &element.subject else { continue };
        let name = match subject.kind {
            SubjectKind::Step => places::step(&subject.id),
            SubjectKind::Outcome => places::outcome(&subject.id),
            SubjectKind::Stage => places::stage(&subject.id),
            SubjectKind::Lane => places::lane(&subject.id),
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
            let node = flow.structure.add(flow.section, Role::Link);
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
fn alt(view: &MapView<'_>, scene: &Scene, tile: &Tile, number: usize, total: usize) -> String {
    let stages: Vec<&str> = scene
        .columns
        .iter()
        .filter(|c| !c.title.is_empty() && c.x < tile.right && c.x + c.width > tile.left)
        .map(|c| c.title.as_str())
        .collect();
    format!(
        "Map {} with {} buyer steps above and {} activities below the line of visibility, part {number} of {total}. \
         Stages: {}.",
        view.map.name,
        view.buyer_steps().count(),
        view.activities().count(),
        stages.join(", ")
    )
}

/// What the marks mean, in one line under the drawing.
fn legend(flow: &mut Flow<'_>, page: &mut PageScene, frame: Frame) {
    let text = "Thin grey: flow · strong lines across the line of visibility: support, dotted when weak, red when out of \
                order · ●\u{a0}measured ◐\u{a0}estimated ○\u{a0}assumed · ▲ ◆ ● gaps of high, medium, low severity";
    let kind = Type::RUNNING.colored(Color::QUIET);
    let node = flow.structure.add(flow.section, Role::Paragraph);
    let y = frame.top + frame.height - 2.0 * LINE;
    let lines = flow.lines_at_most(text, kind, frame.width, 2);
    for (line, y) in lines.into_iter().zip([y, y + LINE]) {
        page.items
            .push(Flow::item(line, kind, frame.left, y, frame.width, Some(node)));
    }
}
