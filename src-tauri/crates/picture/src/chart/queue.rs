//! A queue over time: how many wait, as a line of steps, and below it what arrived and what left.

use jiff::Unit;
use jiff::civil::Date;
use twinlane_words::Locale;

use super::dates::date_ticks;
use super::legend::{BarStyle, bar, legend};
use super::scale::{Scale, ticks};
use super::sentences::QueueSentences;
use super::sheet::{Sheet, TextBlock, TextKind};
use super::{Chart, ChartOptions, drawable};
use crate::scene::paint::{Paint, Token};
use crate::scene::path::{Path, Point, Rect};
use crate::scene::shapes::Align;

/// What the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queue {
    /// What waits, such as "deals".
    pub unit: String,
    /// Days from one point to the next; 0 when nobody says it.
    pub days: u32,
    /// The points; their order does not matter, and points of one day are added up.
    pub points: Vec<QueuePoint>,
}

/// A period of a queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QueuePoint {
    /// Its first day.
    pub from: Date,
    /// Cases that arrived in it.
    pub arrivals: f64,
    /// Cases that left in it.
    pub departures: f64,
    /// Cases that waited at its end.
    pub waiting: f64,
}

/// Heights of the two pictures, and what lies between them.
const WAITING: f32 = 116.0;
const MOVES: f32 = 84.0;
const BETWEEN: f32 = 12.0;
/// Between a number and its axis.
const GAP: f32 = 8.0;
/// A period is drawn at least so wide; more periods than fit are added up.
const LEAST: f32 = 4.0;
/// A date has so much room.
const DATE: f32 = 84.0;

/// Draws the chart; `None` without a point.
pub fn queue(data: &Queue, options: ChartOptions) -> Option<Chart> {
    let points = cleaned(&data.points);
    let first = points.first()?.from;
    let waits = points.last()?.waiting;
    let locale = options.locale;
    let mut sheet = Sheet::new(options);
    let most = points.iter().map(|p| p.waiting).fold(0.0, f64::max);
    let waiting = Axis::new(&mut sheet, 0.0, most, 4);
    // The labels' width does not depend on how periods are added up by more than a figure or two.
    let room = (sheet.width / 2.0 / LEAST) as usize;
    let together = points.len().div_ceil(room.max(1));
    let moves: Vec<QueuePoint> = points.chunks(together).map(added).collect();
    let arrived = moves.iter().map(|p| p.arrivals).fold(0.0, f64::max);
    let left_most = moves.iter().map(|p| p.departures).fold(0.0, f64::max);
    let moving = Axis::new(&mut sheet, -left_most, arrived, 4);
    let left = waiting.width.max(moving.width) + GAP;
    let end = end_of_last(&points);
    let span = days(first, end).max(1.0);
    let x = Scale::new(0.0, span, left, sheet.width);
    let at = |date: Date| x.at(days(first, date));

    let mut y = title(&mut sheet, "title", &locale.waiting_title(&data.unit), 0.0) + 6.0;
    sheet.group(
        "waiting".to_owned(),
        &locale.waiting_at_the_end(waits, &data.unit),
    );
    let scale = waiting.draw(&mut sheet, left, y, WAITING);
    steps(&mut sheet, &points, &at, end, &scale);
    y += WAITING + BETWEEN + TextKind::Note.leading() / 2.0;
    let days_together = (u64::from(data.days) * together as u64) as usize;
    y = title(
        &mut sheet,
        "title-moves",
        &locale.moves_title(&data.unit, days_together),
        y,
    ) + 2.0;
    let entries = [
        (BarStyle::Strong, locale.arrived_upwards()),
        (BarStyle::Pale, locale.left_downwards()),
    ];
    y = legend(&mut sheet, y, &entries) + 10.0;
    sheet.group("moves".to_owned(), "");
    let scale = moving.draw(&mut sheet, left, y, MOVES);
    let zero = scale.at(0.0);
    for (place, point) in moves.iter().enumerate() {
        let from = at(point.from);
        let to = moves.get(place + 1).map_or(sheet.width, |next| at(next.from));
        let width = (to - from - 1.0).clamp(1.0, 28.0);
        let from = from.min(sheet.width - width);
        if point.arrivals > 0.0 {
            let top = scale.at(point.arrivals).min(zero - 1.0);
            bar(
                &mut sheet,
                BarStyle::Strong,
                Rect::new(from, top, width, zero - top),
            );
        }
        if point.departures > 0.0 {
            let low = scale.at(-point.departures).max(zero + 2.0);
            bar(
                &mut sheet,
                BarStyle::Pale,
                Rect::new(from, zero, width, low - zero),
            );
        }
    }
    let ends = [Point::new(left, zero), Point::new(sheet.width, zero)];
    sheet.line(&ends, Paint::stroke(Token::Ink, 1.0));
    dates(
        &mut sheet,
        first,
        end,
        left,
        y + MOVES + TextKind::Note.leading() / 2.0 + 2.0,
        &at,
    );
    Some(sheet.finish(&alt(data, &points, locale)))
}

/// The points in order, one for a day, with what cannot be drawn as 0.
fn cleaned(points: &[QueuePoint]) -> Vec<QueuePoint> {
    let clean = |value: f64| drawable(value).unwrap_or(0.0).max(0.0);
    let mut sorted: Vec<QueuePoint> = points
        .iter()
        .map(|point| QueuePoint {
            from: point.from,
            arrivals: clean(point.arrivals),
            departures: clean(point.departures),
            waiting: clean(point.waiting),
        })
        .collect();
    sorted.sort_by_key(|point| point.from);
    sorted.chunk_by(|a, b| a.from == b.from).map(added).collect()
}

/// Periods that follow each other as one: moves are added, what waits is what waits at the end.
fn added(points: &[QueuePoint]) -> QueuePoint {
    QueuePoint {
        from: points.first().map_or(Date::ZERO, |p| p.from),
        arrivals: points.iter().map(|p| p.arrivals).sum(),
        departures: points.iter().map(|p| p.departures).sum(),
        waiting: points.last().map_or(0.0, |p| p.waiting),
    }
}

/// Days from one date to another.
fn days(from: Date, to: Date) -> f64 {
    from.until((Unit::Day, to))
        .map_or(0.0, |span| f64::from(span.get_days()))
}

/// The day after the last period, which is as long as the one before it.
fn end_of_last(points: &[QueuePoint]) -> Date {
    let Some(last) = points.last() else {
        return Date::ZERO;
    };
    let length = points
        .iter()
        .rev()
        .nth(1)
        .map_or(1.0, |before| days(before.from, last.from));
    last.from
        .checked_add(jiff::Span::new().try_days(length as i64).unwrap_or_default())
        .unwrap_or(last.from)
}

/// The line of what waits: level in a period, a step to the next. What lies under it is tinted.
fn steps(sheet: &mut Sheet, points: &[QueuePoint], at: &impl Fn(Date) -> f32, end: Date, scale: &Scale) {
    let mut line = Vec::with_capacity(points.len() * 2);
    for (place, point) in points.iter().enumerate() {
        let to = points.get(place + 1).map_or(end, |next| next.from);
        let y = scale.at(point.waiting);
        line.push(Point::new(at(point.from), y));
        line.push(Point::new(at(to), y));
    }
    let zero = scale.at(0.0);
    let (Some(first), Some(last)) = (line.first().copied(), line.last().copied()) else {
        return;
    };
    let mut area = line.clone();
    area.push(Point::new(last.x, zero));
    area.push(Point::new(first.x, zero));
    let top = line.iter().map(|p| p.y).fold(zero, f32::min);
    let bounds = Rect::new(first.x, top, last.x - first.x, zero - top);
    sheet.path(Path::polygon(&area), bounds, Paint::fill(Token::LowTint));
    sheet.line(&line, Paint::stroke(Token::Ink, 1.5));
}

/// An upright axis with its numbers.
struct Axis {
    ticks: Vec<(f64, TextBlock)>,
    width: f32,
}

impl Axis {
    fn new(sheet: &mut Sheet, low: f64, high: f64, most: usize) -> Self {
        let ticks: Vec<(f64, TextBlock)> = ticks(low, high, most)
            .into_iter()
            .map(|tick| {
                (
                    tick,
                    sheet.line_of(&sheet.locale.compact(tick.abs()), TextKind::Note),
                )
            })
            .collect();
        let width = ticks.iter().map(|(_, words)| words.width()).fold(0.0, f32::max);
        Self { ticks, width }
    }

    /// Draws numbers and thin lines between `top` and the height below it.
    fn draw(&self, sheet: &mut Sheet, left: f32, top: f32, height: f32) -> Scale {
        let low = self.ticks.first().map_or(0.0, |tick| tick.0);
        let high = self.ticks.last().map_or(1.0, |tick| tick.0);
        let scale = Scale::new(low, high, top + height, top);
        let half = TextKind::Note.leading() / 2.0;
        // Numbers that would stand closer than a line are left out, from the second on.
        let mut above = f32::MAX;
        for (tick, words) in &self.ticks {
            let y = scale.at(*tick);
            let ends = [Point::new(left, y), Point::new(sheet.width, y)];
            sheet.line(&ends, Paint::stroke(Token::Line, 1.0));
            if y + half <= above {
                sheet.put(
                    words,
                    left - GAP - words.width(),
                    y - half,
                    words.width(),
                    Align::Right,
                );
                above = y - half;
            }
        }
        scale
    }
}

/// Writes dates under the axis where they have room.
fn dates(sheet: &mut Sheet, first: Date, end: Date, left: f32, top: f32, at: &impl Fn(Date) -> f32) {
    sheet.group("dates".to_owned(), "");
    let most = ((sheet.width - left) / DATE).floor().max(1.0) as usize;
    let mut taken = f32::MIN;
    for tick in date_ticks(first, end, most, sheet.locale) {
        let words = sheet.line_of(&tick.label, TextKind::Note);
        let x = (at(tick.date) - words.width() / 2.0).clamp(0.0, sheet.width - words.width());
        if x < taken {
            continue;
        }
        sheet.put(&words, x, top, words.width(), Align::Start);
        taken = x + words.width() + GAP;
    }
}

fn title(sheet: &mut Sheet, key: &str, text: &str, top: f32) -> f32 {
    sheet.group(key.to_owned(), "");
    let words = sheet.words(text, TextKind::Title, sheet.width, 2);
    sheet.put(&words, 0.0, top, sheet.width, Align::Start);
    top + words.height()
}

fn alt(data: &Queue, points: &[QueuePoint], locale: Locale) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return String::new();
    };
    let most = points.iter().map(|p| p.waiting).fold(0.0, f64::max);
    let sum = |of: fn(&QueuePoint) -> f64| points.iter().map(of).sum();
    locale.queue_alt(
        &data.unit,
        [&locale.date(first.from), &locale.date(last.from)],
        [first.waiting, last.waiting, most],
        [sum(|p| p.arrivals), sum(|p| p.departures)],
    )
}
