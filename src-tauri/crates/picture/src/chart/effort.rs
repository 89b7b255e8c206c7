//! Effort against effect: what a period costs along the bottom, what it wins upwards, and from the present
//! one line for each way to change it. One sees that trying harder goes to the right and not up.

use twinlane_words::Locale;

use super::labels::Labels;
use super::scale::{Scale, ticks};
use super::sentences::EffortSentences;
use super::sheet::{Sheet, TextBlock, TextKind};
use super::{Chart, ChartOptions, drawable};
use crate::scene::paint::{Dash, Paint, Token};
use crate::scene::path::{Path, Point, Rect};
use crate::scene::shapes::Align;

/// What the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effort {
    /// The period, such as "month".
    pub period: String,
    /// The currency, such as "€".
    pub currency: String,
    /// Where things stand.
    pub present: EffortPoint,
    /// The ways to change it, each a line from the present.
    pub alternatives: Vec<Alternative>,
}

/// One way to change the present.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alternative {
    /// Its name, such as "Try harder".
    pub name: String,
    /// Where it leads, step by step.
    pub points: Vec<EffortPoint>,
}

/// A point: what is spent and what is won.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EffortPoint {
    /// Its name, such as "20 % more entries".
    pub name: String,
    /// Cost per period.
    pub cost: f64,
    /// Wins per period, at capacity.
    pub wins: f64,
}

/// A way and those of its points that can be drawn, with cost and wins.
type Line<'a> = (&'a Alternative, Vec<(&'a EffortPoint, [f64; 2])>);

/// Height of the picture, from an axis to its numbers, radius of a point.
const HEIGHT: f32 = 260.0;
const GAP: f32 = 8.0;
const RADIUS: f32 = 4.5;
/// The axes show at least this share of their largest number: a hair's breadth must not look like a leap.
const LEAST_SPAN: f64 = 0.25;

/// Draws the chart; `None` where the present is not known or no way leads anywhere.
pub fn effort(data: &Effort, options: ChartOptions) -> Option<Chart> {
    let ways: Vec<Line<'_>> = data
        .alternatives
        .iter()
        .map(|way| {
            (
                way,
                way.points.iter().filter_map(|p| Some((p, known(p)?))).collect(),
            )
        })
        .filter(|(_, points): &(_, Vec<_>)| !points.is_empty())
        .collect();
    let present = known(&data.present)?;
    if ways.is_empty() {
        return None;
    }
    let locale = options.locale;
    let mut sheet = Sheet::new(options);
    let all = || {
        ways.iter()
            .flat_map(|(_, points)| points.iter().map(|(_, at)| *at))
            .chain([present])
    };
    let costs = range(all().map(|[cost, _]| cost));
    let wins = range(all().map(|[_, wins]| wins));

    let mut y = legend(&mut sheet, &ways);
    sheet.group("axes".to_owned(), "");
    let title = locale.wins_title(&data.period);
    let title = sheet.words(&title, TextKind::Title, sheet.width, 2);
    sheet.put(&title, 0.0, y, sheet.width, Align::Start);
    y += title.height() + 10.0;
    let plot = axes(&mut sheet, costs, wins, y);
    let title = locale.cost_title(&data.period, &data.currency);
    let title = sheet.words(&title, TextKind::Title, sheet.width, 2);
    sheet.put(&title, 0.0, plot.below, sheet.width, Align::Right);

    let mut labels = Labels::new(plot.area);
    let start = plot.at(present);
    let mut points = vec![(start, &data.present, "present".to_owned(), Shape::Present)];
    for (number, (way, own)) in ways.iter().enumerate() {
        sheet.group(format!("way:{number}"), &way.name);
        let mut line = vec![start];
        line.extend(own.iter().map(|(_, at)| plot.at(*at)));
        sheet.line(&line, Paint::stroke(Token::Ink, 1.5).dashed(dash(number)));
        labels.line(&line);
        for (place, (point, at)) in own.iter().enumerate() {
            points.push((
                plot.at(*at),
                point,
                format!("point:{number}:{place}"),
                Shape::of(number),
            ));
        }
    }
    for (at, ..) in &points {
        labels.point(*at, RADIUS);
    }
    let mut left_out = Vec::new();
    for (at, point, key, shape) in points {
        sheet.group(key, &in_words(data, point, sheet.locale));
        shape.draw(&mut sheet, at);
        if !labels.write(
            &mut sheet,
            at,
            &point.name,
            &locale.wins_and_cost(point.wins, point.cost),
        ) {
            left_out.push(point);
        }
    }
    below(&mut sheet, data, &left_out);
    Some(sheet.finish(&alt(data, locale)))
}

/// Cost and wins, when both can be drawn.
fn known(point: &EffortPoint) -> Option<[f64; 2]> {
    Some([drawable(point.cost)?, drawable(point.wins)?])
}

/// The lowest and the highest number, apart by at least a share of the highest, with room around them.
fn range(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let least = (high.abs().max(low.abs()) * LEAST_SPAN).max(f64::MIN_POSITIVE);
    let missing = (least - (high - low)).max(0.0) / 2.0;
    let pad = (high - low).max(least) * 0.08;
    let floor = if low >= 0.0 { 0.0 } else { f64::MIN };
    [(low - missing - pad).max(floor), high + missing + pad]
}

/// Where numbers lie.
struct Plot {
    x: Scale,
    y: Scale,
    area: Rect,
    /// Where the title of the lower axis goes.
    below: f32,
}

impl Plot {
    fn at(&self, [cost, wins]: [f64; 2]) -> Point {
        Point::new(self.x.at(cost), self.y.at(wins))
    }
}

/// Draws both axes with their numbers.
fn axes(sheet: &mut Sheet, costs: [f64; 2], wins: [f64; 2], top: f32) -> Plot {
    let numbers = |sheet: &mut Sheet, [low, high]: [f64; 2]| -> Vec<(f64, TextBlock)> {
        let ticks = ticks(low, high, 4).into_iter();
        ticks
            .map(|tick| (tick, sheet.line_of(&sheet.locale.compact(tick), TextKind::Note)))
            .collect()
    };
    let upright = numbers(sheet, wins);
    let level = numbers(sheet, costs);
    let ends = |ticks: &[(f64, TextBlock)]| {
        let first = ticks.first().map_or(0.0, |tick| tick.0);
        (first, ticks.last().map_or(1.0, |tick| tick.0))
    };
    let width = upright.iter().map(|(_, words)| words.width()).fold(0.0, f32::max);
    let left = width + GAP;
    let right = sheet.width - 1.0;
    let bottom = top + HEIGHT;
    let (low, high) = ends(&upright);
    let y = Scale::new(low, high, bottom, top);
    let (low, high) = ends(&level);
    let x = Scale::new(low, high, left, right);
    let half = TextKind::Note.leading() / 2.0;
    let thin = Paint::stroke(Token::Flow, 1.0);
    sheet.line(
        &[
            Point::new(left, top),
            Point::new(left, bottom),
            Point::new(right, bottom),
        ],
        thin,
    );
    let mut above = f32::MAX;
    for (tick, words) in &upright {
        let at = y.at(*tick);
        if at + half <= above {
            sheet.line(&[Point::new(left - 4.0, at), Point::new(left, at)], thin);
            sheet.put(
                words,
                left - GAP - words.width(),
                at - half,
                words.width(),
                Align::Right,
            );
            above = at - half;
        }
    }
    let mut taken = f32::MIN;
    for (tick, words) in &level {
        let at = x.at(*tick);
        let from = (at - words.width() / 2.0).clamp(0.0, sheet.width - words.width());
        if from >= taken {
            sheet.line(&[Point::new(at, bottom), Point::new(at, bottom + 4.0)], thin);
            sheet.put(words, from, bottom + 8.0, words.width(), Align::Start);
            taken = from + words.width() + GAP;
        }
    }
    Plot {
        x,
        y,
        area: Rect::new(left + 2.0, top - 8.0, right - left - 2.0, HEIGHT + 4.0),
        below: bottom + 8.0 + 2.0 * half + 2.0,
    }
}

/// How a point is drawn; the shape says which way it belongs to.
#[derive(Clone, Copy)]
enum Shape {
    Present,
    Diamond,
    Square,
    Triangle,
}

impl Shape {
    fn of(way: usize) -> Self {
        [Self::Diamond, Self::Square, Self::Triangle][way % 3]
    }

    fn draw(self, sheet: &mut Sheet, at: Point) {
        let r = RADIUS;
        let bounds = Rect::new(at.x - r, at.y - r, 2.0 * r, 2.0 * r);
        let corner = |dx: f32, dy: f32| Point::new(at.x + dx * r, at.y + dy * r);
        let (path, paint) = match self {
            Self::Present => (
                Path::circle(at, r),
                Paint::fill(Token::Panel).outlined(Token::Ink, 2.0),
            ),
            Self::Diamond => (
                Path::polygon(&[
                    corner(0.0, -1.2),
                    corner(1.2, 0.0),
                    corner(0.0, 1.2),
                    corner(-1.2, 0.0),
                ]),
                Paint::fill(Token::Panel).outlined(Token::Ink, 1.2),
            ),
            Self::Square => (Path::rect(bounds.grown(-0.5), 0.0), Paint::fill(Token::Ink)),
            Self::Triangle => (
                Path::polygon(&[corner(0.0, -1.0), corner(1.0, 0.9), corner(-1.0, 0.9)]),
                Paint::fill(Token::Ink),
            ),
        };
        sheet.path(path, bounds, paint);
    }
}

fn dash(way: usize) -> Dash {
    [Dash::Weak, Dash::Solid, Dash::Line][way % 3]
}

/// The names of the ways with their line and sign; returns its lower edge.
fn legend(sheet: &mut Sheet, ways: &[Line<'_>]) -> f32 {
    const SAMPLE: f32 = 26.0;
    let (mut x, mut y, mut row) = (0.0, 0.0, 0.0_f32);
    for (at, (way, _)) in ways.iter().enumerate() {
        let words = sheet.words(&way.name, TextKind::Note, sheet.width - SAMPLE - GAP, 1);
        let width = SAMPLE + GAP + words.width();
        if x > 0.0 && x + width > sheet.width {
            (x, y, row) = (0.0, y + row + 2.0, 0.0);
        }
        sheet.group(format!("legend:{at}"), "");
        let middle = y + TextKind::Note.leading() / 2.0;
        let ends = [Point::new(x, middle), Point::new(x + SAMPLE, middle)];
        sheet.line(&ends, Paint::stroke(Token::Ink, 1.5).dashed(dash(at)));
        Shape::of(at).draw(sheet, Point::new(x + SAMPLE / 2.0, middle));
        sheet.put(&words, x + SAMPLE + GAP, y, words.width(), Align::Start);
        x += width + 18.0;
        row = row.max(words.height());
    }
    y + row + 10.0
}

/// Points whose name found no room, in words under the picture.
fn below(sheet: &mut Sheet, data: &Effort, points: &[&EffortPoint]) {
    let mut y = sheet.bottom + 6.0;
    for (at, point) in points.iter().enumerate() {
        sheet.group(format!("below:{at}"), "");
        let words = sheet.words(
            &in_words(data, point, sheet.locale),
            TextKind::Note,
            sheet.width,
            2,
        );
        sheet.put(&words, 0.0, y, sheet.width, Align::Start);
        y += words.height();
    }
}

fn in_words(data: &Effort, point: &EffortPoint, locale: Locale) -> String {
    locale.effort_point(
        &point.name,
        &locale.wins_and_cost(point.wins, point.cost),
        &data.currency,
    )
}

fn alt(data: &Effort, locale: Locale) -> String {
    let alternatives = data.alternatives.iter().filter_map(|alternative| {
        let last = alternative
            .points
            .iter()
            .rev()
            .find(|point| known(point).is_some())?;
        Some(locale.leads_to(&alternative.name, last.wins, last.cost, &data.currency))
    });
    locale.effort_alt(
        data.present.wins,
        data.present.cost,
        &data.currency,
        &data.period,
        &alternatives.collect::<Vec<_>>().join("; "),
    )
}
