//! The check of a drawing: an independent look at the geometry of a Scene. It measures text again, compares
//! every link with every card and every text, and knows nothing of how the layout was made.

use std::collections::BTreeMap;

use twinlane_text::{FontBook, Style, shape_towards};

use crate::scene::elements::{Element, Role, Scene, Shape};
use crate::scene::path::{Point, Rect};
use crate::text_cache::weight;

/// Something that must not be in a drawing. Keys name the elements.
#[derive(Clone, Debug, PartialEq)]
pub enum Violation {
    /// Two cards, outcomes or waypoints lie over each other.
    CardsOverlap(String, String),
    /// A text lies over a text, a card or a badge of another element.
    TextOverlaps(String, String),
    /// A line of text is wider than its box or leaves it, or a box leaves its element.
    TextOutside(String, String),
    /// A link runs through a card, its badge, an outcome or a waypoint.
    LinkThroughCard(String, String),
    /// A link runs through a text.
    LinkThroughText(String, String),
    /// Two links run over each other, and neither is bundled with the other.
    LinksMeet(String, String),
    /// What stands beside a link stands as near to another one.
    LabelAtOther(String, String),
    /// An element leaves the drawing.
    Outside(String),
}

/// Widths may differ by this much: text is measured in single precision.
const TOLERANCE: f32 = 0.5;
/// Width of the mark of a basis with the space behind it.
const MARK: f32 = 12.0;
/// Links closer than this cannot be told apart.
const NEAR: f32 = 2.0;

/// Everything wrong with a drawing; empty when all is well.
pub fn scene(scene: &Scene) -> Vec<Violation> {
    let mut found = Vec::new();
    let cards: Vec<(&Element, Rect)> = scene
        .elements
        .iter()
        .filter(|element| matches!(element.role, Role::Card | Role::Outcome | Role::Waypoint))
        .map(|element| (element, scene.bounds(element)))
        .collect();
    let texts = texts(scene, &mut found);
    let links = links(scene);
    outside(scene, &cards, &texts, &links, &mut found);
    for (a, b) in pairs(&cards, |(_, rect)| *rect) {
        found.push(Violation::CardsOverlap(
            cards[a].0.key.clone(),
            cards[b].0.key.clone(),
        ));
    }
    for (a, b) in pairs(&texts, |(_, rect)| *rect) {
        if texts[a].0.key != texts[b].0.key {
            found.push(Violation::TextOverlaps(
                texts[a].0.key.clone(),
                texts[b].0.key.clone(),
            ));
        }
    }
    let badges = badges(scene);
    let solid = cards.iter().chain(&badges);
    let mut both: Vec<(bool, &Element, Rect)> = solid.map(|&(e, rect)| (true, e, rect)).collect();
    both.extend(texts.iter().map(|&(e, rect)| (false, e, rect)));
    for (a, b) in pairs(&both, |(_, _, rect)| *rect) {
        if both[a].0 != both[b].0 && both[a].1.key != both[b].1.key {
            found.push(Violation::TextOverlaps(
                both[a].1.key.clone(),
                both[b].1.key.clone(),
            ));
        }
    }
    let mut obstacles = cards.clone();
    obstacles.extend(badges);
    crossings(&links, &obstacles, &texts, &mut found);
    labels(scene, &links, &mut found);
    meetings(&links, &mut found);
    found
}

/// Badges: what sits on the upper edge of a card and sticks out of it.
fn badges(scene: &Scene) -> Vec<(&Element, Rect)> {
    let mut badges = Vec::new();
    for element in scene.elements.iter().filter(|element| element.role == Role::Card) {
        let (dx, dy) = (scene.column_x(element.column), scene.row_y(element.row));
        for shape in &element.shapes {
            if let Shape::Rect { rect, .. } = shape
                && rect.y < element.bounds.y
            {
                badges.push((element, rect.moved(dx, dy)));
            }
        }
    }
    badges
}

/// Text boxes, one for each line as it is drawn; measures and confines them on the path.
fn texts<'a>(scene: &'a Scene, found: &mut Vec<Violation>) -> Vec<(&'a Element, Rect)> {
    let book = FontBook::bundled();
    let mut boxes = Vec::new();
    for element in &scene.elements {
        let absolute = scene.absolute(element);
        for shape in absolute.shapes.iter().chain(&absolute.details) {
            let Shape::Text {
                lines,
                size,
                weight: number,
                tabular,
                bounds,
                ..
            } = shape
            else {
                continue;
            };
            let style = Style {
                weight: weight(*number),
                size: *size,
                tabular: *tabular,
            };
            let card = matches!(element.role, Role::Card | Role::Outcome).then_some(absolute.bounds);
            for line in lines {
                let width = shape_towards(book, &line.text, style, line.rtl).width;
                let left = if line.rtl { line.x - width } else { line.x };
                // From the height of capitals to the depth of descenders, which Inter has at 0.25 em.
                let drawn = Rect::new(left, line.y - 0.75 * size, width, size * 0.97);
                let inside = |outer: &Rect| {
                    drawn.x >= outer.x - TOLERANCE
                        && drawn.right() <= outer.right() + TOLERANCE
                        && drawn.y >= outer.y - TOLERANCE
                        && drawn.bottom() <= outer.bottom() + TOLERANCE
                };
                // A badge sits on the edge of its card; its count is confined by its own box.
                let on_edge = card.is_some_and(|card| bounds.y < card.y);
                if !inside(bounds) || (!on_edge && card.is_some_and(|card| !inside(&card))) {
                    found.push(Violation::TextOutside(element.key.clone(), line.text.clone()));
                }
                if width > 0.0 {
                    boxes.push((element, drawn));
                }
            }
        }
    }
    boxes
}

/// The path of a link in absolute pixels.
struct LinkPath<'a> {
    element: &'a Element,
    points: Vec<Point>,
}

fn links(scene: &Scene) -> Vec<LinkPath<'_>> {
    scene
        .elements
        .iter()
        .filter(|element| matches!(element.role, Role::Flow | Role::Return | Role::Support))
        .filter_map(|element| {
            element.shapes.iter().find_map(|shape| match shape {
                Shape::Route { points, .. } => Some(LinkPath {
                    element,
                    points: points.iter().map(|at| scene.point(*at)).collect(),
                }),
                _ => None,
            })
        })
        .collect()
}

fn outside(
    scene: &Scene,
    cards: &[(&Element, Rect)],
    texts: &[(&Element, Rect)],
    links: &[LinkPath<'_>],
    found: &mut Vec<Violation>,
) {
    let whole = Rect::new(0.0, 0.0, scene.width, scene.height).grown(TOLERANCE);
    let within = |x: f32, y: f32| x >= whole.x && x <= whole.right() && y >= whole.y && y <= whole.bottom();
    for (element, rect) in cards.iter().chain(texts) {
        if !within(rect.x, rect.y) || !within(rect.right(), rect.bottom()) {
            found.push(Violation::Outside(element.key.clone()));
        }
    }
    for link in links {
        if !link.points.iter().all(|p| within(p.x, p.y)) {
            found.push(Violation::Outside(link.element.key.clone()));
        }
    }
}

/// Pairs of overlapping rectangles, by a sweep from left to right.
fn pairs<T>(all: &[T], rect: impl Fn(&T) -> Rect) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|&a, &b| rect(&all[a]).x.total_cmp(&rect(&all[b]).x).then(a.cmp(&b)));
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for at in order {
        let here = rect(&all[at]).grown(-TOLERANCE / 2.0);
        open.retain(|&other| rect(&all[other]).right() > here.x);
        for &other in &open {
            if rect(&all[other]).grown(-TOLERANCE / 2.0).overlaps(&here) {
                found.push((other.min(at), other.max(at)));
            }
        }
        open.push(at);
    }
    found.sort_unstable();
    found
}

fn crossings(
    links: &[LinkPath<'_>],
    cards: &[(&Element, Rect)],
    texts: &[(&Element, Rect)],
    found: &mut Vec<Violation>,
) {
    let cards = Buckets::new(cards);
    let texts = Buckets::new(texts);
    for link in links {
        let mut through_cards = Vec::new();
        let mut through_texts = Vec::new();
        for pair in link.points.windows(2) {
            let piece = around(pair[0], pair[1]);
            let bundle = link.element.bundle.as_deref();
            cards.hits(&piece, bundle, &mut through_cards);
            texts.hits(&piece, bundle, &mut through_texts);
        }
        for (hits, card) in [(&mut through_cards, true), (&mut through_texts, false)] {
            hits.sort_unstable();
            hits.dedup();
            for key in hits.iter() {
                let (link, other) = (link.element.key.clone(), (*key).to_owned());
                found.push(if card {
                    Violation::LinkThroughCard(link, other)
                } else {
                    Violation::LinkThroughText(link, other)
                });
            }
        }
    }
}

/// A piece of a link as a thin rectangle; touching the edge of a card is joining it.
fn around(a: Point, b: Point) -> Rect {
    Rect::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs())
}

/// Rectangles by the strips of x they lie in.
struct Buckets<'a> {
    strips: BTreeMap<i32, Vec<(&'a Element, Rect)>>,
}

const STRIP: f32 = 128.0;

impl<'a> Buckets<'a> {
    fn new(all: &[(&'a Element, Rect)]) -> Self {
        let mut strips: BTreeMap<i32, Vec<(&'a Element, Rect)>> = BTreeMap::new();
        for &(element, rect) in all {
            for strip in strip(rect.x)..=strip(rect.right()) {
                strips.entry(strip).or_default().push((element, rect));
            }
        }
        Self { strips }
    }

    /// Keys of what a piece runs through. The count of a bundle lies on its links.
    fn hits(&self, piece: &Rect, bundle: Option<&str>, hits: &mut Vec<&'a str>) {
        for (_, list) in self.strips.range(strip(piece.x)..=strip(piece.right())) {
            for (element, rect) in list {
                let inside = rect.grown(-TOLERANCE);
                let apart = piece.x >= inside.right()
                    || piece.right() <= inside.x
                    || piece.y >= inside.bottom()
                    || piece.bottom() <= inside.y;
                let own_count =
                    element.role == Role::Bundle && bundle.is_some() && element.bundle.as_deref() == bundle;
                if !apart && !own_count {
                    hits.push(&element.key);
                }
            }
        }
    }
}

fn strip(x: f32) -> i32 {
    (x / STRIP).floor() as i32
}

/// A straight piece, by the axis it runs along.
#[derive(Clone, Copy)]
struct Segment {
    link: usize,
    /// Where it lies on the other axis.
    at: f32,
    from: f32,
    to: f32,
    first: bool,
    last: bool,
}

/// What stands beside a link is nearer to it than to any other.
fn labels(scene: &Scene, links: &[LinkPath<'_>], found: &mut Vec<Violation>) {
    let distance = |path: &LinkPath<'_>, label: &Rect| {
        let apart = |pair: &[Point]| {
            let piece = around(pair[0], pair[1]);
            let dx = (piece.x - label.right()).max(label.x - piece.right()).max(0.0);
            let dy = (piece.y - label.bottom()).max(label.y - piece.bottom()).max(0.0);
            dx.hypot(dy)
        };
        path.points.windows(2).map(apart).fold(f32::MAX, f32::min)
    };
    for own in links {
        let boxes = scene
            .absolute(own.element)
            .details
            .into_iter()
            .filter_map(|shape| match shape {
                Shape::Text { bounds, .. } => Some(bounds),
                _ => None,
            });
        let Some(label) = boxes.reduce(|all, one| all.union(&one)) else {
            continue;
        };
        // Before the text is the mark of its basis.
        let label = Rect::new(label.x - MARK, label.y, label.width + MARK, label.height);
        let near = distance(own, &label);
        for other in links.iter().filter(|path| path.element.key != own.element.key) {
            if distance(other, &label) <= near {
                let (own, other) = (own.element.key.clone(), other.element.key.clone());
                found.push(Violation::LabelAtOther(own, other));
            }
        }
    }
}

fn meetings(links: &[LinkPath<'_>], found: &mut Vec<Violation>) {
    let mut upright = Vec::new();
    let mut level = Vec::new();
    for (link, path) in links.iter().enumerate() {
        let count = path.points.len() - 1;
        for (place, pair) in path.points.windows(2).enumerate() {
            let (a, b) = (pair[0], pair[1]);
            let vertical = (a.x - b.x).abs() < 0.01;
            let (at, from, to) = if vertical {
                (a.x, a.y, b.y)
            } else {
                (a.y, a.x, b.x)
            };
            let piece = Segment {
                link,
                at,
                from: from.min(to),
                to: from.max(to),
                first: place == 0,
                last: place + 1 == count,
            };
            if vertical { &mut upright } else { &mut level }.push(piece);
        }
    }
    let mut met = std::collections::BTreeSet::new();
    for mut pieces in [upright, level] {
        pieces.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
        for (place, a) in pieces.iter().enumerate() {
            for b in pieces[place + 1..].iter().take_while(|b| b.at - a.at < NEAR) {
                let overlap = a.to.min(b.to) - a.from.max(b.from);
                if a.link != b.link && overlap > 1.0 && !may_meet(links, a, b) {
                    met.insert((a.link.min(b.link), a.link.max(b.link)));
                }
            }
        }
    }
    for (a, b) in met {
        found.push(Violation::LinksMeet(
            links[a].element.key.clone(),
            links[b].element.key.clone(),
        ));
    }
}

/// Links that leave one card share the path to their first corner, links that reach one card the path from
/// their last one; bundled links share the tracks of their bundle.
fn may_meet(links: &[LinkPath<'_>], a: &Segment, b: &Segment) -> bool {
    let (one, other) = (links[a.link].element, links[b.link].element);
    (a.first && b.first && one.ends.first() == other.ends.first())
        || (a.last && b.last && one.ends.get(1) == other.ends.get(1))
        || (one.bundle.is_some() && one.bundle == other.bundle)
}
