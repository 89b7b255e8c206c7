//! Counts on bundles: how many links share a track, written on the track where nothing crosses it, else
//! beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use twinlane_model::LinkKind;
use twinlane_text::Style;
use twinlane_words::Locale;

use super::drawing::Drawing;
use super::free_space::{FreeSpace, Occupied, OccupiedBy, Piece, pieces};
use crate::board::sizes::SMALL;
use crate::board::types::Board;
use crate::scene::elements::{Layer, Role, Scene, Shape};
use crate::scene::paint::{Paint, Token};
use crate::scene::path::Rect;
use crate::scene::shapes::{Align, element, text};
use crate::sentences::MapSentences;
use crate::text_cache::{SetText, TextCache};

/// Height of the pill around a count.
const HEIGHT: f32 = 14.0;
/// From a track to a count beside it.
const BESIDE: f32 = 3.0;
/// Space around a count.
const CLEAR: f32 = 1.5;
/// Places along a track are tried this far apart.
const STEP: f32 = 6.0;
/// So many are tried; a track as long as a large map has more than are worth a look.
const PLACES: usize = 400;

/// Ids of the stages of both sides by their places; the column of outcomes has its name.
pub(crate) fn stage_names(board: &Board<'_>) -> Vec<String> {
    let stages = board.sides.iter().flat_map(|side| &side.stages);
    stages
        .map(|stage| {
            stage
                .stage
                .map_or_else(|| "outcomes".to_owned(), |stage| stage.id.to_string())
        })
        .collect()
}

/// The key of the bundle a link belongs to, if it shares a track.
pub(crate) fn bundle_key(drawing: &Drawing<'_>, stages: &[String], link: usize) -> Option<String> {
    if !drawing.bundles.bundled.contains(&link) {
        return None;
    }
    let (kind, from, to) = drawing.bundles.pairs[link]?;
    let kind = match kind {
        LinkKind::Flow => "flow",
        LinkKind::Return => "return",
        LinkKind::Support => "support",
    };
    Some(["bundle:", kind, ":", stages.get(from)?, ":", stages.get(to)?].concat())
}

/// A piece of track that links of a bundle share.
struct Stretch {
    whole: Rect,
    links: BTreeSet<usize>,
}

impl Stretch {
    fn length(&self) -> f32 {
        self.whole.width.max(self.whole.height)
    }

    fn upright(&self) -> bool {
        self.whole.width < 0.01
    }
}

/// Where a count may stand.
#[derive(Clone, Copy)]
enum Standing {
    OnTrack,
    Beside,
}

/// The count of a bundle, to be placed.
pub(crate) struct Count {
    locale: Locale,
    key: String,
    /// Tracks, the one with the most links first, of those the longest.
    stretches: Vec<Stretch>,
    /// The text by number of links.
    texts: BTreeMap<usize, Arc<SetText>>,
}

fn style() -> Style {
    Style::semibold(SMALL[0]).tabular()
}

/// The counts of all bundles.
pub(crate) fn counts(drawing: &Drawing<'_>, texts: &mut TextCache, scene: &Scene) -> Vec<Count> {
    if drawing.bundles.bundled.is_empty() {
        return Vec::new();
    }
    let mut bundles: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, drawn) in scene.elements.iter().enumerate() {
        if let Some(bundle) = &drawn.bundle {
            bundles.entry(bundle).or_default().push(at);
        }
    }
    let mut counts = Vec::new();
    for (key, links) in bundles {
        let own: Vec<Piece> = links.iter().flat_map(|&link| pieces(scene, link)).collect();
        let stretches = shared_tracks(&own);
        let texts = stretches
            .iter()
            .map(|stretch| stretch.links.len())
            .collect::<BTreeSet<usize>>()
            .into_iter()
            .map(|count| {
                (
                    count,
                    texts.set(&drawing.options.locale.count(count), style(), 80.0, 1),
                )
            })
            .collect();
        counts.push(Count {
            locale: drawing.options.locale,
            key: key.to_owned(),
            stretches,
            texts,
        });
    }
    counts
}

impl Count {
    fn width(&self, stretch: &Stretch) -> f32 {
        let set = self.texts.get(&stretch.links.len());
        (set.map_or(0.0, |set| set.width()) + 8.0).max(HEIGHT)
    }

    /// Writes the count where a place is free: on the tracks, else beside one of them.
    pub fn place(&self, space: &mut FreeSpace, scene: &mut Scene) {
        let found = [Standing::OnTrack, Standing::Beside]
            .into_iter()
            .find_map(|standing| {
                self.stretches.iter().find_map(|stretch| {
                    let place = self.place_for(stretch, standing, space)?;
                    Some((stretch, place))
                })
            });
        let Some((stretch, at)) = found else { return };
        let count = stretch.links.len();
        let Some(set) = self.texts.get(&count) else { return };
        space.take(at);
        let mut drawn = element(
            self.key.replacen("bundle:", "count:", 1),
            Layer::Labels,
            Role::Bundle,
            0,
            0,
        );
        drawn.title = self.locale.bundled_links(count);
        drawn.bundle = Some(self.key.clone());
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
            text(set, style(), HEIGHT, inside, Align::Start, Token::Ink2),
        ];
        scene.elements.push(drawn);
    }

    /// The place on or beside a track that is nearest to its middle and crossed by nothing.
    fn place_for(&self, stretch: &Stretch, standing: Standing, space: &FreeSpace) -> Option<Rect> {
        let (whole, upright, width) = (stretch.whole, stretch.upright(), self.width(stretch));
        // Its own links on the track run under the count; beside it they are clear of it.
        let on_track = |occupied: &Occupied| {
            let apart = if upright {
                (occupied.rect.x - whole.x).abs().max(occupied.rect.width)
            } else {
                (occupied.rect.y - whole.y).abs().max(occupied.rect.height)
            };
            apart < 0.01
                && matches!(occupied.by, OccupiedBy::Link(link) if stretch.links.contains(&(link as usize)))
        };
        let along = if upright { HEIGHT } else { width };
        let steps = ((stretch.length() - along) / STEP).floor();
        if steps < 0.0 {
            return None;
        }
        let middle = (stretch.length() - along) / 2.0;
        let mut offsets: Vec<f32> = (0..=steps as usize).map(|step| step as f32 * STEP).collect();
        offsets.sort_by(|a, b| {
            (a - middle)
                .abs()
                .total_cmp(&(b - middle).abs())
                .then(a.total_cmp(b))
        });
        let places = offsets.into_iter().take(PLACES).flat_map(|offset| {
            let on = if upright {
                Rect::new(whole.x - width / 2.0, whole.y + offset, width, HEIGHT)
            } else {
                Rect::new(whole.x + offset, whole.y - HEIGHT / 2.0, width, HEIGHT)
            };
            let aside = if upright { width } else { HEIGHT } / 2.0 + BESIDE;
            let shifts: &[f32] = match standing {
                Standing::OnTrack => &[0.0],
                Standing::Beside => &[1.0, -1.0],
            };
            shifts.iter().map(move |side| {
                if upright {
                    on.moved(side * aside, 0.0)
                } else {
                    on.moved(0.0, side * aside)
                }
            })
        });
        let counts = |occupied: &Occupied| occupied.by != OccupiedBy::Rule && !on_track(occupied);
        let mut places = places;
        places.find(|at| space.free(&at.grown(CLEAR), counts))
    }
}

/// The pieces of track that links of a bundle share: the one with the most links first, of those the longest.
fn shared_tracks(own: &[Piece]) -> Vec<Stretch> {
    // Direction and place of a track, in hundredths of a pixel.
    let track = |piece: &Piece| {
        let at = if piece.upright() {
            piece.from.x
        } else {
            piece.from.y
        };
        (piece.upright(), (f64::from(at) * 100.0).round() as i64)
    };
    let mut tracks: BTreeMap<(bool, i64), Vec<&Piece>> = BTreeMap::new();
    for piece in own.iter().filter(|piece| piece.inner) {
        tracks.entry(track(piece)).or_default().push(piece);
    }
    let mut shared: Vec<Stretch> = Vec::new();
    for ((upright, _), mut on_track) in tracks {
        let begin = |piece: &Piece| if upright { piece.rect().y } else { piece.rect().x };
        let end = |rect: &Rect| if upright { rect.bottom() } else { rect.right() };
        on_track.sort_by(|a, b| begin(a).total_cmp(&begin(b)).then(a.link.cmp(&b.link)));
        // Pieces that follow each other without a gap are one stretch.
        let mut stretch: Option<Stretch> = None;
        for piece in on_track {
            match &mut stretch {
                Some(open) if begin(piece) < end(&open.whole) => {
                    open.whole = open.whole.union(&piece.rect());
                    open.links.insert(piece.link);
                }
                _ => {
                    shared.extend(stretch.replace(Stretch {
                        whole: piece.rect(),
                        links: BTreeSet::from([piece.link]),
                    }));
                }
            }
        }
        shared.extend(stretch);
    }
    shared.retain(|stretch| stretch.links.len() > 1);
    // A stable sort: what is equal keeps the order of the tracks.
    shared.sort_by(|a, b| {
        let by_count = b.links.len().cmp(&a.links.len());
        by_count.then(b.length().total_cmp(&a.length()))
    });
    shared
}
