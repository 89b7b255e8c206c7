//! Utilisation: for each pool the share of its hours that is asked for, with the line at 100 % and the
//! constraint named.

use super::funnel::widest;
use super::sheet::{Kind, Sheet, Words};
use super::{Chart, ChartOptions, counted, drawable, number, percent};
use crate::paint::{Paint, Token};
use crate::path::{Point, Rect};
use crate::shapes::Align;

/// What the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Utilisation {
    /// The period, such as "month".
    pub period: String,
    /// The pools, in the caller's order.
    pub pools: Vec<Load>,
}

/// The load of a pool.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Load {
    /// Its name.
    pub name: String,
    /// Hours asked for ÷ hours there are; absent when it is not known.
    pub utilisation: Option<f64>,
    /// Hours asked for, per period.
    pub asked: Option<f64>,
    /// Hours there are, per period.
    pub capacity: Option<f64>,
    /// It is the pool of highest utilisation.
    pub constraint: bool,
}

/// Height of a bar, between columns, between pools.
const BAR: f32 = 14.0;
const GAP: f32 = 12.0;
const BETWEEN: f32 = 10.0;
/// What stands beside the constraint; the sign says it without colour.
const CONSTRAINT: &str = "▲ constraint";

/// Draws the chart; `None` without a pool whose load is known.
pub fn utilisation(data: &Utilisation, options: ChartOptions) -> Option<Chart> {
    let loads: Vec<Option<f64>> = data
        .pools
        .iter()
        .map(|pool| drawable(pool.utilisation?))
        .collect();
    if loads.iter().all(Option::is_none) {
        return None;
    }
    let most = loads.iter().flatten().copied().fold(1.0, f64::max);
    let mut sheet = Sheet::new(options);
    let room = sheet.width * 0.32;
    let names: Vec<Words> = data.pools.iter().map(|p| sheet.name(&p.name, room)).collect();
    let marks: Vec<Option<Words>> = data
        .pools
        .iter()
        .map(|pool| {
            pool.constraint
                .then(|| sheet.words(CONSTRAINT, Kind::Strong, room, 1))
        })
        .collect();
    let values: Vec<Words> = loads
        .iter()
        .map(|load| sheet.line_of(&load.map_or_else(|| "not known".to_owned(), percent), Kind::Value))
        .collect();
    let hours: Vec<Words> = data
        .pools
        .iter()
        .map(|pool| sheet.line_of(&hours(pool), Kind::Note))
        .collect();
    let names_width = marks
        .iter()
        .flatten()
        .map(Words::width)
        .fold(widest(&names), f32::max);
    let values_width = widest(&values).max(widest(&hours));
    let left = names_width + GAP;
    let length = (sheet.width - left - GAP - values_width).max(20.0);
    let full = left + length * (1.0 / most) as f32;
    let (start, line_top) = head(&mut sheet, data, full);
    let mut y = start;
    for (at, pool) in data.pools.iter().enumerate() {
        sheet.group(format!("pool:{at}"), &told(pool));
        let own = names[at].height() + marks[at].as_ref().map_or(0.0, Words::height);
        let beside = values[at].height() + hours[at].height();
        let height = own.max(beside);
        let mut text_y = y + (height - own) / 2.0;
        sheet.put(&names[at], 0.0, text_y, names_width, Align::Start);
        text_y += names[at].height();
        if let Some(mark) = &marks[at] {
            sheet.put_colored(mark, 0.0, text_y, names_width, Align::Start, Token::High);
        }
        if let Some(load) = loads[at] {
            let top = y + (height - BAR) / 2.0;
            bars(
                &mut sheet,
                load,
                left,
                length * (load.max(0.0) / most) as f32,
                full,
                top,
            );
        }
        let value_x = sheet.width - values_width;
        let value_y = y + (height - beside) / 2.0;
        sheet.put(&values[at], value_x, value_y, values_width, Align::Right);
        let hours_y = value_y + values[at].height();
        sheet.put(&hours[at], value_x, hours_y, values_width, Align::Right);
        y += height + BETWEEN;
    }
    sheet.group("full".to_owned(), "100\u{a0}% of the hours there are");
    let ends = [Point::new(full, line_top), Point::new(full, y - BETWEEN + 4.0)];
    sheet.line(&ends, Paint::stroke(Token::Ink, 1.0));
    Some(sheet.finish(&alt(data)))
}

/// Title of the axis, and the name of the line at 100 %; returns where rows and where the line begin.
fn head(sheet: &mut Sheet, data: &Utilisation, full: f32) -> (f32, f32) {
    sheet.group("title".to_owned(), "");
    let period = if data.period.is_empty() {
        "period"
    } else {
        &data.period
    };
    let title = format!("Hours asked for, as a share of the hours there are in a {period}");
    let words = sheet.words(&title, Kind::Title, sheet.width, 2);
    sheet.put(&words, 0.0, 0.0, sheet.width, Align::Start);
    let mark = sheet.line_of("100\u{a0}%", Kind::Note);
    let x = (full - mark.width() / 2.0).clamp(0.0, sheet.width - mark.width());
    let y = words.height() + 4.0;
    sheet.put(&mark, x, y, mark.width(), Align::Middle);
    let below = y + mark.height();
    (below + 6.0, below)
}

/// The bar of a pool: up to the line, and beyond it.
fn bars(sheet: &mut Sheet, load: f64, left: f32, length: f32, full: f32, top: f32) {
    let end = left + length.max(1.0);
    let within = Rect::new(left, top, end.min(full) - left, BAR);
    sheet.rect(within, 0.0, Paint::fill(Token::Ink));
    if load > 1.0 && end > full + 1.0 {
        // A gap beside the line tells the two parts from each other where there is no colour.
        let over = Rect::new(full + 2.0, top + 0.5, (end - full - 2.5).max(0.5), BAR - 1.0);
        sheet.rect(over, 0.0, Paint::fill(Token::HighTint).outlined(Token::High, 1.0));
    }
}

/// "105 of 40 h".
fn hours(pool: &Load) -> String {
    match (pool.asked, pool.capacity) {
        (Some(asked), Some(capacity)) => format!("{} of {}\u{a0}h", number(asked), number(capacity)),
        (Some(asked), None) => format!("{}\u{a0}h", number(asked)),
        (None, Some(capacity)) => format!("of {}\u{a0}h", number(capacity)),
        (None, None) => String::new(),
    }
}

/// A pool in words.
fn told(pool: &Load) -> String {
    let load = pool.utilisation.map_or_else(|| "not known".to_owned(), percent);
    let mark = if pool.constraint { ", the constraint" } else { "" };
    let hours = hours(pool);
    let hours = if hours.is_empty() {
        hours
    } else {
        format!(", {hours}")
    };
    format!("{}: {load}{hours}{mark}", pool.name)
}

fn alt(data: &Utilisation) -> String {
    let over = data
        .pools
        .iter()
        .filter(|p| p.utilisation.is_some_and(|u| u > 1.0))
        .count();
    let constraint = data
        .pools
        .iter()
        .find(|pool| pool.constraint)
        .map_or_else(String::new, |pool| {
            let load = pool
                .utilisation
                .map_or_else(String::new, |u| format!(" at {}", percent(u)));
            format!("; {} is the constraint{load}", pool.name)
        });
    format!(
        "Utilisation of {}; {} for more hours than there are{constraint}.",
        counted(data.pools.len(), "pool", "pools"),
        match over {
            0 => "none is asked".to_owned(),
            1 => "one is asked".to_owned(),
            over => format!("{} are asked", number(over as f64)),
        },
    )
}
