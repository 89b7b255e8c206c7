//! Counts on bundles: how many links share a track, written on the track where nothing crosses it.

use std::collections::{BTreeMap, BTreeSet};

use twinlane_model::LinkKind;
use twinlane_text::Style;

use crate::draw::Drawing;
use crate::draw::frame::{Align, element, text};
use crate::metrics::SMALL;
use crate::paint::{Paint, Token};
use crate::path::{Point, Rect};
use crate::scene::{Layer, Role, Scene, Shape};
use crate::text_cache::TextCache;

/// Height of the pill around a count.
const HEIGHT: f32 = 14.0;
/// Places along a track are tried this far apart.
const STEP: f32 = 6.0;
/// So many are tried; a track as long as a large map has more than are worth a look.
const PLACES: usize = 400;

/// The key of the bundle a link belongs to, if it shares a track.
pub(crate) fn bundle_key(drawing: &Drawing<'_>, link: usize) -> Option<String> {
    if !drawing.bundles.bundled.contains(&link) {
        return None;
    }
    let (kind, from, to) = drawing.bundles.pairs[link]?;
    let kind = match kind {
        LinkKind::Flow => "flow",
        LinkKind::Return => "return",
        LinkKind::Support => "support",
    };
    let sides = &drawing.board.sides;
    let stage = |at: usize| {
        let stages = sides[0].stages.iter().chain(&sides[1].stages);
        stages
            .skip(at)
            .find_map(|stage| stage.stage)
            .map_or_else(|| "outcomes".to_owned(), |stage| stage.id.to_string())
    };
    Some(format!("bundle:{kind}:{}:{}", stage(from), stage(to)))
}

/// A straight piece of a link in absolute pixels.
struct Piece {
    link: usize,
    from: Point,
    to: Point,
    /// It neither leaves nor reaches a card: links of one card share those pieces without being bundled.
    inner: bool,
}

impl Piece {
    fn rect(&self) -> Rect {
        Rect::new(
            self.from.x.min(self.to.x),
            self.from.y.min(self.to.y),
            (self.from.x - self.to.x).abs(),
            (self.from.y - self.to.y).abs(),
        )
    }

    fn upright(&self) -> bool {
        (self.from.x - self.to.x).abs() < 0.01
    }

    /// The track it runs on: direction and place, in hundredths of a pixel.
    fn track(&self) -> (bool, i64) {
        let at = if self.upright() { self.from.x } else { self.from.y };
        (self.upright(), (f64::from(at) * 100.0).round() as i64)
    }
}

/// Writes a count on each bundle, on the longest track its links share.
pub(crate) fn draw(drawing: &Drawing<'_>, texts: &mut TextCache, scene: &mut Scene) {
    if drawing.bundles.bundled.is_empty() {
        return;
    }
    let mut pieces = Vec::new();
    let mut bundles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (link, drawn) in scene.elements.iter().enumerate() {
        for shape in &drawn.shapes {
            let Shape::Route { points, .. } = shape else {
                continue;
            };
            let points: Vec<Point> = points.iter().map(|at| scene.point(*at)).collect();
            let last = points.len().saturating_sub(2);
            pieces.extend(points.windows(2).enumerate().map(|(at, pair)| Piece {
                link,
                from: pair[0],
                to: pair[1],
                inner: at > 0 && at < last,
            }));
        }
        if let Some(bundle) = &drawn.bundle {
            bundles.entry(bundle.clone()).or_default().push(link);
        }
    }
    let mut placed: Vec<Rect> = Vec::new();
    let mut counts = Vec::new();
    for (key, links) in bundles {
        let own: Vec<&Piece> = links
            .iter()
            .flat_map(|link| {
                let from = pieces.partition_point(|piece| piece.link < *link);
                pieces[from..].iter().take_while(|piece| piece.link == *link)
            })
            .collect();
        let Some((whole, count)) = shared_track(&own) else {
            continue;
        };
        let style = Style::semibold(SMALL[0]).tabular();
        let set = texts.set(&count.to_string(), style, 80.0, 1);
        let width = (set.width() + 8.0).max(HEIGHT);
        let Some(at) = free_place(&pieces, &links, &placed, whole, width) else {
            continue;
        };
        placed.push(at);
        let mut drawn = element(
            key.replacen("bundle:", "count:", 1),
            Layer::Labels,
            Role::Bundle,
            0,
            0,
        );
        drawn.title = format!("{count} links");
        drawn.bundle = Some(key);
        drawn.bounds = at;
        let inside = Rect::new(
            at.x + (at.width - set.width()) / 2.0,
            at.y,
            set.width(),
            at.height,
        );
        drawn.shapes = vec![
            Shape::Rect {
                rect: at,
                radius: HEIGHT / 2.0,
                paint: Paint::fill(Token::Panel).outlined(Token::Flow, 1.0),
            },
            text(&set, style, HEIGHT, inside, Align::Start, Token::Ink2),
        ];
        counts.push(drawn);
    }
    scene.elements.extend(counts);
}

/// The piece of track that most of the links share, the longest of those, and how many do.
fn shared_track(own: &[&Piece]) -> Option<(Rect, usize)> {
    let mut tracks: BTreeMap<(bool, i64), Vec<&Piece>> = BTreeMap::new();
    for piece in own.iter().filter(|piece| piece.inner) {
        tracks.entry(piece.track()).or_default().push(piece);
    }
    let mut shared = Vec::new();
    for ((upright, _), mut on_track) in tracks {
        let begin = |piece: &Piece| if upright { piece.rect().y } else { piece.rect().x };
        let end = |rect: &Rect| if upright { rect.bottom() } else { rect.right() };
        on_track.sort_by(|a, b| begin(a).total_cmp(&begin(b)).then(a.link.cmp(&b.link)));
        // Pieces that follow each other without a gap are one stretch.
        let mut stretch: Option<(Rect, BTreeSet<usize>)> = None;
        for piece in on_track {
            match &mut stretch {
                Some((whole, on)) if begin(piece) < end(whole) => {
                    *whole = whole.union(&piece.rect());
                    on.insert(piece.link);
                }
                _ => {
                    shared.extend(stretch.take());
                    stretch = Some((piece.rect(), BTreeSet::from([piece.link])));
                }
            }
        }
        shared.extend(stretch);
    }
    shared
        .into_iter()
        .map(|(whole, on)| (whole, on.len()))
        .filter(|&(_, count)| count > 1)
        .max_by(|a, b| {
            let length = |rect: &Rect| rect.width.max(rect.height);
            a.1.cmp(&b.1).then(length(&a.0).total_cmp(&length(&b.0)))
        })
}

/// The place for a count on a track that is nearest to the middle and crossed by nothing.
fn free_place(pieces: &[Piece], links: &[usize], placed: &[Rect], whole: Rect, width: f32) -> Option<Rect> {
    let upright = whole.width < 0.01;
    let around = whole.grown(width);
    // Its own links on the track run under the count.
    let on_track = |piece: &Piece, rect: &Rect| {
        let apart = if upright {
            rect.x - whole.x
        } else {
            rect.y - whole.y
        };
        piece.upright() == upright && apart.abs() < 0.01 && links.binary_search(&piece.link).is_ok()
    };
    let near: Vec<Rect> = pieces
        .iter()
        .map(|piece| (piece, piece.rect()))
        .filter(|(piece, rect)| touches(rect, &around) && !on_track(piece, rect))
        .map(|(_, rect)| rect)
        .collect();
    let (length, across) = if upright {
        (whole.height, HEIGHT)
    } else {
        (whole.width, width)
    };
    let steps = ((length - across) / STEP).floor();
    if steps < 0.0 {
        return None;
    }
    let mut offsets: Vec<f32> = (0..=steps as usize).map(|step| step as f32 * STEP).collect();
    let middle = (length - across) / 2.0;
    offsets.sort_by(|a, b| {
        (a - middle)
            .abs()
            .total_cmp(&(b - middle).abs())
            .then(a.total_cmp(b))
    });
    offsets
        .into_iter()
        .take(PLACES)
        .map(|offset| {
            if upright {
                Rect::new(whole.x - width / 2.0, whole.y + offset, width, HEIGHT)
            } else {
                Rect::new(whole.x + offset, whole.y - HEIGHT / 2.0, width, HEIGHT)
            }
        })
        .find(|at| {
            let room = at.grown(1.5);
            !near.iter().any(|rect| touches(rect, &room)) && !placed.iter().any(|rect| rect.overlaps(&room))
        })
}

/// Whether a thin rectangle and another share a point.
fn touches(thin: &Rect, other: &Rect) -> bool {
    thin.x <= other.right() && other.x <= thin.right() && thin.y <= other.bottom() && other.y <= thin.bottom()
}
