//! Time in stage by outcome: for each stage two bars, such as won and lost deals, with the median and the
//! number of cases it is the median of.

use twinlane_words::Locale;

use super::funnel::widest;
use super::legend::{BarStyle, bar, legend};
use super::sentences::{ChartSentences, TimeInStageSentences};
use super::sheet::{Sheet, TextBlock, TextKind};
use super::{Chart, ChartOptions, drawable, share_of};
use crate::scene::path::Rect;
use crate::scene::shapes::Align;

/// What the chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeInStage {
    /// Unit of the times, such as "working days"; it stands in the axis title.
    pub unit: String,
    /// The two outcomes that are compared, such as "Won" and "Lost".
    pub outcomes: [String; 2],
    /// The stages, first to last.
    pub stages: Vec<StageTime>,
}

/// The times of a stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StageTime {
    /// Name of the stage.
    pub name: String,
    /// The median of either outcome; absent where no case with this outcome was in the stage.
    pub medians: [Option<Median>; 2],
}

/// A median and what it rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Median {
    /// The median, in the chart's unit.
    pub value: f64,
    /// Number of cases.
    pub n: u32,
}

/// Height of a row, of the bar in it, and the space between stages.
const ROW: [f32; 3] = [16.0, 10.0, 12.0];
/// Most of the width that names take, the least width of a name, and that of the longest bar.
const NAMES: f32 = 0.34;
const LEAST_NAME: f32 = 24.0;
const LEAST_BAR: f32 = 20.0;
/// Between columns.
const GAP: f32 = 12.0;
/// From a median to its number of cases.
const BESIDE: f32 = 5.0;
/// How the two outcomes are drawn.
const MARKS: [BarStyle; 2] = [BarStyle::Strong, BarStyle::Pale];

/// Draws the chart; `None` without a stage that has a median.
pub fn time_in_stage(data: &TimeInStage, options: ChartOptions) -> Option<Chart> {
    let medians = data.stages.iter().flat_map(|stage| stage.medians);
    let most = medians
        .flatten()
        .filter_map(|median| drawable(median.value))
        .fold(None, |most: Option<f64>, value| {
            Some(most.unwrap_or(0.0).max(value))
        })?;
    let locale = options.locale;
    let mut sheet = Sheet::new(options);
    let beside_names = sheet.width - 2.0 * GAP - LEAST_BAR;
    let values: Vec<[[TextBlock; 2]; 2]> = data
        .stages
        .iter()
        .map(|stage| {
            stage
                .medians
                .map(|median| value(&mut sheet, median, beside_names - LEAST_NAME))
        })
        .collect();
    let values_width = values
        .iter()
        .flatten()
        .map(|[value, n]| value.width() + BESIDE + n.width())
        .fold(0.0, f32::max);
    let room = (sheet.width * NAMES).min(beside_names - values_width);
    let names: Vec<TextBlock> = data.stages.iter().map(|s| sheet.name(&s.name, room)).collect();
    let names_width = widest(&names);
    let left = names_width + GAP;
    let length = (sheet.width - left - GAP - values_width).max(LEAST_BAR);
    sheet.group("title".to_owned(), "");
    let title = sheet.words(&locale.median_title(&data.unit), TextKind::Title, sheet.width, 2);
    sheet.put(&title, 0.0, 0.0, sheet.width, Align::Start);
    let entries: Vec<(BarStyle, &str)> = MARKS
        .into_iter()
        .zip(data.outcomes.iter().map(String::as_str))
        .collect();
    let mut y = legend(&mut sheet, title.height() + 4.0, &entries) + 8.0;
    for (at, stage) in data.stages.iter().enumerate() {
        sheet.group(format!("stage:{at}"), &in_words(data, stage, locale));
        let height = names[at].height().max(2.0 * ROW[0]);
        let name_y = y + (height - names[at].height()) / 2.0;
        sheet.put(&names[at], 0.0, name_y, names_width, Align::Start);
        let top = y + (height - 2.0 * ROW[0]) / 2.0;
        for side in 0..2 {
            let row = top + side as f32 * ROW[0];
            let median = stage.medians[side].and_then(|median| drawable(median.value));
            let bar_length = (length * share_of(median.unwrap_or(0.0), most)).max(1.0);
            if median.is_some() {
                let rect = Rect::new(left, row + (ROW[0] - ROW[1]) / 2.0, bar_length, ROW[1]);
                bar(&mut sheet, MARKS[side], rect);
            }
            let [value, n] = &values[at][side];
            let value_x = left
                + if median.is_some() {
                    bar_length + GAP / 2.0
                } else {
                    0.0
                };
            let aside = if median.is_some() {
                value.width() + BESIDE
            } else {
                0.0
            };
            sheet.put(value, value_x, row, value.width(), Align::Start);
            sheet.put(n, value_x + aside, row, n.width(), Align::Start);
        }
        y += height + ROW[2];
    }
    Some(sheet.finish(&alt(data, most, locale)))
}

/// A median as the number and what stands behind it, both in some room.
fn value(sheet: &mut Sheet, median: Option<Median>, room: f32) -> [TextBlock; 2] {
    let locale = sheet.locale;
    match median.filter(|median| median.value.is_finite()) {
        Some(median) => {
            let value = sheet.line_of(&locale.compact(median.value), TextKind::Value);
            let left = room - BESIDE - value.width();
            let n = sheet.words(&locale.sample_size(median.n), TextKind::Note, left, 1);
            [value, n]
        }
        None => [
            sheet.line_of("", TextKind::Value),
            sheet.line_of(locale.no_case(), TextKind::Note),
        ],
    }
}

fn in_words(data: &TimeInStage, stage: &StageTime, locale: Locale) -> String {
    let outcome = |at: usize| {
        let median = stage.medians[at].map(|median| (median.value, median.n));
        locale.median_of(&data.outcomes[at], median, &data.unit)
    };
    locale.both_outcomes(&stage.name, &outcome(0), &outcome(1))
}

fn alt(data: &TimeInStage, most: f64, locale: Locale) -> String {
    let longest = data.stages.iter().find_map(|stage| {
        let at = stage
            .medians
            .iter()
            .position(|m| m.is_some_and(|m| m.value >= most))?;
        Some((most, stage.name.as_str(), data.outcomes[at].as_str()))
    });
    locale.time_in_stage_alt(data.stages.len(), &data.outcomes, longest, &data.unit)
}
