//! Utilisation: for each pool the share of its hours that is asked for, with the line at 100 % and the
//! constraint named.

use twinlane_words::Locale;

use super::funnel::widest;
use super::sentences::{ChartSentences, UtilisationSentences};
use super::sheet::{Sheet, TextBlock, TextKind};
use super::{Chart, ChartOptions, drawable};
use crate::scene::paint::{Paint, Token};
use crate::scene::path::{Point, Rect};
use crate::scene::shapes::Align;

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
    let locale = options.locale;
    let mut sheet = Sheet::new(options);
    let room = sheet.width * 0.32;
    let names: Vec<TextBlock> = data.pools.iter().map(|p| sheet.name(&p.name, room)).collect();
    let marks: Vec<Option<TextBlock>> = data
        .pools
        .iter()
        .map(|pool| {
            pool.constraint
                .then(|| sheet.words(locale.constraint_mark(), TextKind::Strong, room, 1))
        })
        .collect();
    let values: Vec<TextBlock> = loads
        .iter()
        .map(|load| sheet.line_of(&share(*load, locale), TextKind::Value))
        .collect();
    let hours: Vec<TextBlock> = data
        .pools
        .iter()
        .map(|pool| sheet.line_of(&locale.hours_of(pool.asked, pool.capacity), TextKind::Note))
        .collect();
    let names_width = marks
        .iter()
        .flatten()
        .map(TextBlock::width)
        .fold(widest(&names), f32::max);
    let values_width = widest(&values).max(widest(&hours));
    let left = names_width + GAP;
    let length = (sheet.width - left - GAP - values_width).max(20.0);
    let full = left + length * (1.0 / most) as f32;
    let (start, line_top) = head(&mut sheet, data, full);
    let mut y = start;
    for (at, pool) in data.pools.iter().enumerate() {
        sheet.group(format!("pool:{at}"), &in_words(pool, locale));
        let own = names[at].height() + marks[at].as_ref().map_or(0.0, TextBlock::height);
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
    sheet.group("full".to_owned(), locale.all_hours());
    let ends = [Point::new(full, line_top), Point::new(full, y - BETWEEN + 4.0)];
    sheet.line(&ends, Paint::stroke(Token::Ink, 1.0));
    Some(sheet.finish(&alt(data, locale)))
}

/// Title of the axis, and the name of the line at 100 %; returns where rows and where the line begin.
fn head(sheet: &mut Sheet, data: &Utilisation, full: f32) -> (f32, f32) {
    sheet.group("title".to_owned(), "");
    let title = sheet.locale.utilisation_title(&data.period);
    let words = sheet.words(&title, TextKind::Title, sheet.width, 2);
    sheet.put(&words, 0.0, 0.0, sheet.width, Align::Start);
    let mark = sheet.line_of(&sheet.locale.share(1.0), TextKind::Note);
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

fn share(load: Option<f64>, locale: Locale) -> String {
    load.map_or_else(|| locale.not_known().to_owned(), |load| locale.share(load))
}

fn in_words(pool: &Load, locale: Locale) -> String {
    let hours = locale.hours_of(pool.asked, pool.capacity);
    locale.pool_load(
        &pool.name,
        &share(pool.utilisation, locale),
        &hours,
        pool.constraint,
    )
}

fn alt(data: &Utilisation, locale: Locale) -> String {
    let over = |pool: &&Load| pool.utilisation.is_some_and(|load| load > 1.0);
    let constraint = data.pools.iter().find(|pool| pool.constraint);
    locale.utilisation_alt(
        data.pools.len(),
        data.pools.iter().filter(over).count(),
        constraint.map(|pool| (pool.name.as_str(), pool.utilisation)),
    )
}
