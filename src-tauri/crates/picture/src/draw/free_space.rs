//! Free space for what is written beside links: which places of the drawing are occupied.
//!
//! It answers whether a rectangle is free; where to look is decided by who asks. Pieces of links are long and
//! many and lie on tracks, so they are kept by track; cards, heads and labels are small and kept by strip.

use crate::scene::elements::{ARROW, DOT, Element, Head, Role, Scene, Shape};
use crate::scene::path::{Point, Rect};

/// Width of a strip.
const STRIP: f32 = 192.0;
/// Stage heads have paper around them.
const HEAD_ROOM: f32 = 6.0;

/// Something that takes a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occupied {
    pub rect: Rect,
    pub by: OccupiedBy,
}

/// What takes a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OccupiedBy {
    /// A link, by its place among the Scene's elements.
    Link(u32),
    /// A faint rule that a label may lie on where nothing better is free.
    Rule,
    /// A card, a head or a label.
    Solid,
}

/// A straight piece of a link in absolute pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// Place of the link among the Scene's elements.
    pub link: usize,
    pub from: Point,
    pub to: Point,
    /// It neither leaves nor reaches a card: links of one card share those pieces without being bundled.
    pub inner: bool,
}

impl Piece {
    pub fn rect(&self) -> Rect {
        Rect::new(
            self.from.x.min(self.to.x),
            self.from.y.min(self.to.y),
            (self.from.x - self.to.x).abs(),
            (self.from.y - self.to.y).abs(),
        )
    }

    pub fn upright(&self) -> bool {
        (self.from.x - self.to.x).abs() < 0.01
    }
}

/// The pieces of a link's route; none for other elements.
pub(crate) fn pieces(scene: &Scene, link: usize) -> Vec<Piece> {
    let route = scene.elements[link].shapes.iter().find_map(|shape| match shape {
        Shape::Route { points, .. } => Some(points),
        _ => None,
    });
    let Some(points) = route else { return Vec::new() };
    let points: Vec<Point> = points.iter().map(|at| scene.point(*at)).collect();
    let last = points.len().saturating_sub(2);
    let piece = |(at, pair): (usize, &[Point])| Piece {
        link,
        from: pair[0],
        to: pair[1],
        inner: at > 0 && at < last,
    };
    points.windows(2).enumerate().map(piece).collect()
}

/// A thin thing to be put on its track: sorted by track, then by where it begins.
type Thin = (u64, Occupied);

/// Thin things of one direction by their track, in hundredths of a pixel. On a track they are sorted by where
/// they begin, each with the furthest end of those up to it.
#[derive(Debug, Default)]
struct Tracks {
    /// Track, and where its things begin in `things`.
    starts: Vec<(u32, usize)>,
    /// Begin, furthest end, thing.
    things: Vec<(f32, f32, Occupied)>,
}

impl Tracks {
    fn upright(thin: Vec<Thin>) -> Self {
        Self::along(thin, |rect| (rect.y, rect.bottom()))
    }

    fn level(thin: Vec<Thin>) -> Self {
        Self::along(thin, |rect| (rect.x, rect.right()))
    }

    fn along(mut thin: Vec<Thin>, ends: impl Fn(&Rect) -> (f32, f32)) -> Self {
        thin.sort_unstable_by_key(|&(key, _)| key);
        let mut tracks = Self::default();
        for (key, occupied) in thin {
            let track = (key >> 32) as u32;
            let (from, mut to) = ends(&occupied.rect);
            if tracks.starts.last().is_none_or(|&(last, _)| last != track) {
                tracks.starts.push((track, tracks.things.len()));
            } else if let Some(&(_, furthest, _)) = tracks.things.last() {
                to = to.max(furthest);
            }
            tracks.things.push((from, to, occupied));
        }
        tracks
    }

    /// Something that `counts` between two tracks and between two ends.
    fn blocker(
        &self,
        across: [f32; 2],
        along: [f32; 2],
        room: &Rect,
        counts: &impl Fn(&Occupied) -> bool,
    ) -> Option<Rect> {
        let first = self
            .starts
            .partition_point(|&(track, _)| track < hundredths(across[0]));
        let end = hundredths(across[1]);
        for (at, &(track, start)) in self.starts.iter().enumerate().skip(first) {
            if track > end {
                break;
            }
            let stop = self.starts.get(at + 1).map_or(self.things.len(), |next| next.1);
            let things = &self.things[start..stop];
            let begun = things.partition_point(|&(from, _, _)| from <= along[1]);
            let reaching = things[..begun]
                .iter()
                .rev()
                .take_while(|(_, to, _)| *to >= along[0]);
            for (_, _, occupied) in reaching {
                if touches(&occupied.rect, room) && counts(occupied) {
                    return Some(occupied.rect);
                }
            }
        }
        None
    }
}

/// A place in hundredths of a pixel; the drawing begins at 0.
fn hundredths(value: f32) -> u32 {
    (f64::from(value) * 100.0).round() as u32
}

/// What is occupied in a drawing.
#[derive(Debug)]
pub(crate) struct FreeSpace {
    whole: Rect,
    upright: Tracks,
    level: Tracks,
    /// Small things by strip, sorted by their upper edge.
    strips: Vec<Vec<Occupied>>,
    /// The highest of them.
    highest: f32,
}

impl FreeSpace {
    /// The places of everything that is drawn.
    pub fn new(scene: &Scene) -> Self {
        let mut thin: [Vec<Thin>; 2] = [Vec::new(), Vec::new()];
        let mut small: Vec<Occupied> = Vec::new();
        for (at, element) in scene.elements.iter().enumerate() {
            let mut faint = |rect: Rect| add_thin(&mut thin, rect, OccupiedBy::Rule);
            match element.role {
                Role::Flow | Role::Return | Role::Support => {
                    let pieces = pieces(scene, at);
                    for piece in &pieces {
                        add_thin(&mut thin, piece.rect(), OccupiedBy::Link(at as u32));
                    }
                    small.extend(end(element, at, &pieces));
                }
                Role::Card | Role::Waypoint | Role::Outcome => small.extend(card(scene, element)),
                Role::LaneHead | Role::StageHead => {
                    let Rect { x, y, width, height } = scene.bounds(element);
                    small.push(solid(Rect::new(
                        x - HEAD_ROOM,
                        y,
                        width + 2.0 * HEAD_ROOM,
                        height,
                    )));
                }
                Role::Lane => {
                    let band = scene.bounds(element);
                    for y in [band.y, band.bottom()] {
                        faint(Rect::new(band.x, y, band.width, 0.0));
                    }
                }
                Role::StageBorder => faint(scene.bounds(element)),
                // No flow comes near the line.
                Role::VisibilityLine | Role::Bundle | Role::Figure => {}
            }
        }
        let [upright, level] = thin;
        let mut space = Self {
            whole: Rect::new(0.0, 0.0, scene.width, scene.height),
            upright: Tracks::upright(upright),
            level: Tracks::level(level),
            strips: vec![Vec::new(); (scene.width / STRIP) as usize + 1],
            highest: 0.0,
        };
        small.sort_by(|a, b| a.rect.y.total_cmp(&b.rect.y));
        for occupied in small {
            space.highest = space.highest.max(occupied.rect.height);
            for strip in space.strips_of(&occupied.rect) {
                space.strips[strip].push(occupied);
            }
        }
        space
    }

    /// Takes the place of a label.
    pub fn take(&mut self, rect: Rect) {
        self.highest = self.highest.max(rect.height);
        for strip in self.strips_of(&rect) {
            let strip = &mut self.strips[strip];
            let at = strip.partition_point(|occupied| occupied.rect.y <= rect.y);
            strip.insert(at, solid(rect));
        }
    }

    /// Whether a rectangle is inside the drawing and nothing that `counts` shares a point with it.
    pub fn free(&self, room: &Rect, counts: impl Fn(&Occupied) -> bool) -> bool {
        let inside = room.x >= self.whole.x
            && room.y >= self.whole.y
            && room.right() <= self.whole.right()
            && room.bottom() <= self.whole.bottom();
        inside && self.blocker(room, counts).is_none()
    }

    /// Something that `counts` and shares a point with a rectangle.
    pub fn blocker(&self, room: &Rect, counts: impl Fn(&Occupied) -> bool) -> Option<Rect> {
        let (x, y) = ([room.x, room.right()], [room.y, room.bottom()]);
        let small = || {
            self.strips_of(room).find_map(|strip| {
                let strip = &self.strips[strip];
                let first = strip.partition_point(|occupied| occupied.rect.y < y[0] - self.highest);
                let near = strip[first..]
                    .iter()
                    .take_while(|occupied| occupied.rect.y <= y[1]);
                near.map(|occupied| (occupied, occupied.rect))
                    .find(|(occupied, rect)| touches(rect, room) && counts(occupied))
                    .map(|(_, rect)| rect)
            })
        };
        self.level
            .blocker(y, x, room, &counts)
            .or_else(|| self.upright.blocker(x, y, room, &counts))
            .or_else(small)
    }

    /// A link that is not the given one and shares a point with a rectangle.
    pub fn other_link(&self, room: &Rect, link: usize) -> Option<Rect> {
        let other = |occupied: &Occupied| matches!(occupied.by, OccupiedBy::Link(by) if by as usize != link);
        let (x, y) = ([room.x, room.right()], [room.y, room.bottom()]);
        let level = self.level.blocker(y, x, room, &other);
        level.or_else(|| self.upright.blocker(x, y, room, &other))
    }

    fn strips_of(&self, rect: &Rect) -> std::ops::RangeInclusive<usize> {
        let last = self.strips.len() - 1;
        let strip = |x: f32| ((x / STRIP).max(0.0) as usize).min(last);
        strip(rect.x)..=strip(rect.right())
    }
}

fn solid(rect: Rect) -> Occupied {
    Occupied {
        rect,
        by: OccupiedBy::Solid,
    }
}

fn add_thin(thin: &mut [Vec<Thin>; 2], rect: Rect, by: OccupiedBy) {
    let upright = rect.width < rect.height;
    let (track, from) = if upright {
        (rect.x, rect.y)
    } else {
        (rect.y, rect.x)
    };
    let key = u64::from(hundredths(track)) << 32 | u64::from(hundredths(from));
    thin[usize::from(!upright)].push((key, Occupied { rect, by }));
}

/// The arrow or the dot at the end of a link.
fn end(element: &Element, link: usize, pieces: &[Piece]) -> Option<Occupied> {
    let head = element.shapes.iter().find_map(|shape| match shape {
        Shape::Route { head, .. } => Some(*head),
        _ => None,
    })?;
    let Point { x, y } = pieces.last()?.to;
    let rect = match head {
        // Links arrive from the left.
        Head::Arrow => Rect::new(x - ARROW, y - ARROW / 2.0, ARROW, ARROW),
        Head::Dot => Rect::new(x, y, 0.0, 0.0).grown(DOT),
        Head::None => return None,
    };
    Some(Occupied {
        rect,
        by: OccupiedBy::Link(link as u32),
    })
}

/// A card, and its badge, which sticks out of its upper edge.
fn card<'a>(scene: &'a Scene, element: &'a Element) -> impl Iterator<Item = Occupied> + use<'a> {
    let (dx, dy) = (scene.column_x(element.column), scene.row_y(element.row));
    let badge = element.shapes.iter().filter_map(move |shape| match shape {
        Shape::Rect { rect, .. } if rect.y < element.bounds.y => Some(solid(rect.moved(dx, dy))),
        _ => None,
    });
    std::iter::once(solid(scene.bounds(element))).chain(badge)
}

/// Whether two rectangles, which may be thin, share a point.
pub(crate) fn touches(thin: &Rect, other: &Rect) -> bool {
    thin.x <= other.right() && other.x <= thin.right() && thin.y <= other.bottom() && other.y <= thin.bottom()
}
