//! Scenarios beside the present: a row for each, a column of bars for each measure. What would come out if
//! everything were served is pale, what comes out at capacity is strong; whiskers reach from P10 to P90.

use twinlane_words::Locale;

use super::funnel::widest;
use super::legend::{BarStyle, bar, legend, whisker};
use super::sentences::{ChartSentences, ColumnsSentences};
use super::sheet::{Sheet, TextBlock, TextKind};
use super::{Chart, ChartOptions, drawable, share_of};
use crate::scene::path::Rect;
use crate::scene::shapes::Align;

/// What the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// The measures with their units, such as "Wins per month", "Cost per win, €".
    pub measures: Vec<String>,
    /// The present first, then the scenarios.
    pub scenarios: Vec<Scenario>,
}

/// A scenario, or the present.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// By measure: the results. One that is not there is not known.
    pub results: Vec<Measure>,
}

/// A measure of a scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    /// If everything that arrives were served.
    pub demand: Option<Estimate>,
    /// What comes out at capacity; absent where there is no such number.
    pub capacity: Option<Estimate>,
}

/// A number and how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// P10 and P90, when they are known.
    pub range: Option<(f64, f64)>,
}

/// Height of a bar's row, of the bar, between scenarios.
const ROW: f32 = 16.0;
const BAR: f32 = 10.0;
const BETWEEN: f32 = 10.0;
/// Between columns; from a bar to its number.
const GAP: f32 = 16.0;
const BESIDE: f32 = 5.0;
/// Least width of a column of bars; columns that do not fit stand below.
const LEAST: f32 = 118.0;

/// Draws the chart; `None` where no scenario has a number.
pub fn columns(data: &Columns, options: ChartOptions) -> Option<Chart> {
    let known = |measure: &Measure| estimates(measure).iter().any(Option::is_some);
    let measures: Vec<usize> = (0..data.measures.len())
        .filter(|&at| {
            data.scenarios
                .iter()
                .any(|s| s.results.get(at).is_some_and(known))
        })
        .collect();
    if measures.is_empty() {
        return None;
    }
    let mut sheet = Sheet::new(options);
    let room = sheet.width * 0.3;
    let names: Vec<TextBlock> = data.scenarios.iter().map(|s| sheet.name(&s.name, room)).collect();
    let names_width = widest(&names);
    let left = names_width + GAP;
    let free = sheet.width - left;
    let beside = (((free + GAP) / (LEAST + GAP)).floor() as usize).clamp(1, measures.len());
    let width = (free - GAP * (beside - 1) as f32) / beside as f32;
    let mut y = head(&mut sheet, data, &measures);
    for (line, measures) in measures.chunks(beside).enumerate() {
        sheet.group(format!("names:{line}"), "");
        let titles: Vec<TextBlock> = measures
            .iter()
            .map(|&at| sheet.words(&data.measures[at], TextKind::Title, width, 2))
            .collect();
        let titles_height = titles.iter().map(TextBlock::height).fold(0.0, f32::max);
        for (place, title) in titles.iter().enumerate() {
            let x = left + place as f32 * (width + GAP);
            sheet.put(title, x, y, width, Align::Start);
        }
        y += titles_height + 6.0;
        let panels: Vec<Panel> = measures
            .iter()
            .enumerate()
            .map(|(place, &at)| Panel::new(&mut sheet, data, at, left + place as f32 * (width + GAP), width))
            .collect();
        for (at, scenario) in data.scenarios.iter().enumerate() {
            sheet.group(
                format!("scenario:{line}:{at}"),
                &in_words(data, scenario, measures, sheet.locale),
            );
            let height = names[at].height().max(2.0 * ROW);
            let name_y = y + (height - names[at].height()) / 2.0;
            sheet.put(&names[at], 0.0, name_y, names_width, Align::Start);
            for panel in &panels {
                panel.draw(&mut sheet, scenario, y + (height - 2.0 * ROW) / 2.0);
            }
            y += height + BETWEEN;
        }
        y += BETWEEN;
    }
    Some(sheet.finish(&alt(data, &measures, options.locale)))
}

/// The legend: only what is drawn is explained.
fn head(sheet: &mut Sheet, data: &Columns, measures: &[usize]) -> f32 {
    let drawn: Vec<[Option<Estimate>; 2]> = data
        .scenarios
        .iter()
        .flat_map(|s| measures.iter().filter_map(|&at| s.results.get(at)))
        .map(estimates)
        .collect();
    let has = |side: usize| drawn.iter().any(|pair| pair[side].is_some());
    let ranged = drawn.iter().flatten().flatten().any(|e| e.range.is_some());
    let mut entries = Vec::new();
    if has(0) {
        entries.push((BarStyle::Pale, sheet.locale.if_all_were_served()));
    }
    if has(1) {
        entries.push((BarStyle::Strong, sheet.locale.at_capacity()));
    }
    if ranged {
        entries.push((BarStyle::Whisker, sheet.locale.low_to_high()));
    }
    legend(sheet, 0.0, &entries) + 12.0
}

/// The column of a measure.
struct Panel {
    measure: usize,
    left: f32,
    length: f32,
    most: f64,
}

impl Panel {
    fn new(sheet: &mut Sheet, data: &Columns, measure: usize, left: f32, width: f32) -> Self {
        let all: Vec<Estimate> = data
            .scenarios
            .iter()
            .filter_map(|s| s.results.get(measure))
            .flat_map(estimates)
            .flatten()
            .collect();
        let reach = all
            .iter()
            .map(|e| e.range.map_or(e.value, |(_, high)| high.max(e.value)));
        let most = reach.fold(0.0, f64::max);
        let unknown = sheet.line_of(sheet.locale.not_known(), TextKind::Note).width();
        let values = all
            .iter()
            .map(|e| {
                sheet
                    .line_of(&sheet.locale.compact(e.value), TextKind::Value)
                    .width()
            })
            .fold(unknown, f32::max);
        Self {
            measure,
            left,
            length: (width - BESIDE - values).max(10.0),
            most,
        }
    }

    /// Draws the bars of a scenario in a box of two rows.
    fn draw(&self, sheet: &mut Sheet, scenario: &Scenario, top: f32) {
        let pair = scenario.results.get(self.measure).map_or([None; 2], estimates);
        let marks = [BarStyle::Pale, BarStyle::Strong];
        let drawn: Vec<(BarStyle, Estimate)> = marks
            .into_iter()
            .zip(pair)
            .filter_map(|(mark, estimate)| Some((mark, estimate?)))
            .collect();
        let mut y = top + ROW * (2 - drawn.len().max(1)) as f32 / 2.0;
        if drawn.is_empty() {
            let words = sheet.line_of(sheet.locale.not_known(), TextKind::Note);
            sheet.put(&words, self.left, y, words.width(), Align::Start);
        }
        for (mark, estimate) in drawn {
            let reach = |value: f64| self.left + self.length * share_of(value, self.most);
            let mut end = reach(estimate.value).max(self.left + 1.0);
            let rect = Rect::new(self.left, y + (ROW - BAR) / 2.0, end - self.left, BAR);
            bar(sheet, mark, rect);
            if let Some((low, high)) = estimate.range {
                whisker(sheet, reach(low), reach(high), y + ROW / 2.0);
                end = end.max(reach(high));
            }
            let words = sheet.line_of(&sheet.locale.compact(estimate.value), TextKind::Value);
            sheet.put(&words, end + BESIDE, y, words.width(), Align::Start);
            y += ROW;
        }
    }
}

/// What can be drawn of a measure: demand, then capacity.
fn estimates(measure: &Measure) -> [Option<Estimate>; 2] {
    [measure.demand, measure.capacity].map(|estimate| {
        let estimate = estimate?;
        let range = estimate.range.and_then(|(low, high)| {
            let (low, high) = (drawable(low)?, drawable(high)?);
            Some((low.min(high), high.max(low)))
        });
        Some(Estimate {
            value: drawable(estimate.value)?,
            range,
        })
    })
}

fn in_words(data: &Columns, scenario: &Scenario, measures: &[usize], locale: Locale) -> String {
    let results = measures.iter().filter_map(|&at| {
        let pair = scenario.results.get(at).map(estimates)?;
        let [demand, capacity] = pair.map(|estimate| estimate.map(|estimate| estimate.value));
        Some(locale.results_of(data.measures.get(at)?, demand, capacity))
    });
    locale.scenario(&scenario.name, &results.collect::<Vec<_>>().join("; "))
}

fn alt(data: &Columns, measures: &[usize], locale: Locale) -> String {
    let names: Vec<&str> = measures.iter().map(|&at| data.measures[at].as_str()).collect();
    let first = measures[0];
    let value = |scenario: &'_ Scenario| {
        let [demand, capacity] = scenario.results.get(first).map_or([None; 2], estimates);
        Some(capacity.or(demand)?.value)
    };
    let known: Vec<(f64, &str)> = data
        .scenarios
        .iter()
        .filter_map(|scenario| Some((value(scenario)?, scenario.name.as_str())))
        .collect();
    let lowest = known.iter().min_by(|a, b| a.0.total_cmp(&b.0));
    let highest = known.iter().max_by(|a, b| a.0.total_cmp(&b.0));
    let reach = lowest.zip(highest).map_or_else(String::new, |(low, high)| {
        locale.measure_reaches(&data.measures[first], *low, *high)
    });
    locale.columns_alt(data.scenarios.len(), &names, &reach)
}
