//! The funnel: stages from the first to the last, how many cases each has seen, and how many went on.
//!
//! It draws what it is given: it neither sorts stages nor works out a share.

use twinlane_words::Locale;

use super::legend::{BarStyle, bar, legend};
use super::sentences::{ChartSentences, FunnelSentences};
use super::sheet::{Sheet, TextBlock, TextKind};
use super::{Chart, ChartOptions, drawable, share_of};
use crate::scene::path::Rect;
use crate::scene::shapes::Align;

/// What a funnel shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Funnel {
    /// What is counted and over which time, such as "visits per month".
    pub unit: String,
    /// The stages, first to last.
    pub stages: Vec<FunnelStage>,
}

/// A stage of a funnel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FunnelStage {
    /// Its name.
    pub name: String,
    /// Cases it has seen, in the funnel's unit; absent when it is not known.
    pub count: Option<f64>,
    /// How many of them went on; absent for the last stage and where it is not known.
    pub conversion: Option<Conversion>,
    /// Share of its cases that was lost here, 0 to 1.
    pub lost: Option<f64>,
}

/// The share of cases that went on from a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conversion {
    /// The share, 0 to 1; more where cases come back.
    pub share: f64,
    /// The number of cases it was measured on.
    pub n: Option<u32>,
}

/// Height of a bar.
const BAR: f32 = 18.0;
/// Between columns.
const GAP: f32 = 12.0;
/// Between a stage and what went on from it, and from there to the next.
const STEPS: [f32; 2] = [3.0, 8.0];

/// Draws a funnel; `None` without a stage.
pub fn funnel(data: &Funnel, options: ChartOptions) -> Option<Chart> {
    if data.stages.is_empty() {
        return None;
    }
    let locale = options.locale;
    let mut sheet = Sheet::new(options);
    let room = sheet.width * 0.34;
    let names: Vec<TextBlock> = data.stages.iter().map(|s| sheet.name(&s.name, room)).collect();
    let values: Vec<TextBlock> = data
        .stages
        .iter()
        .map(|stage| sheet.line_of(&count(stage, locale), TextKind::Value))
        .collect();
    let names_width = widest(&names);
    let values_width = widest(&values);
    let left = names_width + GAP;
    let length = (sheet.width - left - GAP - values_width).max(20.0);
    let most = data
        .stages
        .iter()
        .filter_map(|stage| drawable(stage.count?))
        .fold(0.0, f64::max);
    let losses = data.stages.iter().any(|s| s.lost.is_some_and(|lost| lost > 0.0));
    let mut y = head(&mut sheet, &data.unit, losses);
    for (at, stage) in data.stages.iter().enumerate() {
        sheet.group(format!("stage:{at}"), &in_words(stage, locale));
        // The first line of a name stands beside the bar, and the next ones beside what is said of it.
        let first = |leading: f32| y + (BAR - leading) / 2.0;
        let name_y = first(TextKind::Name.leading());
        sheet.put(&names[at], 0.0, name_y, names_width, Align::Start);
        let count = stage.count.and_then(drawable);
        let bar_length = length * share_of(count.unwrap_or(0.0), most);
        let lost = stage.lost.and_then(drawable).unwrap_or(0.0).clamp(0.0, 1.0) as f32;
        let kept = bar_length * (1.0 - lost);
        if lost > 0.0 {
            let rect = Rect::new(left + kept, y, bar_length - kept, BAR);
            bar(&mut sheet, BarStyle::Pale, rect);
        }
        if count.is_some() && lost < 1.0 {
            bar(
                &mut sheet,
                BarStyle::Strong,
                Rect::new(left, y, kept.max(1.0), BAR),
            );
        }
        let value_x = left + bar_length.max(1.0) + GAP / 2.0;
        let value_y = first(values[at].height());
        let value_width = values[at].width();
        sheet.put(&values[at], value_x, value_y, value_width, Align::Start);
        let mut below = y + BAR;
        if let Some(text) = going_on(stage, locale) {
            let words = sheet.words(&text, TextKind::Note, sheet.width - left, 2);
            sheet.put(&words, left, below + STEPS[0], sheet.width - left, Align::Start);
            below += STEPS[0] + words.height();
        }
        y = below.max(name_y + names[at].height());
        y += STEPS[1];
    }
    Some(sheet.finish(&alt(data, locale)))
}

/// Width of the widest of some words.
pub(super) fn widest(words: &[TextBlock]) -> f32 {
    words.iter().map(TextBlock::width).fold(0.0, f32::max)
}

/// The unit, and what filled and outlined parts mean; returns where rows begin.
fn head(sheet: &mut Sheet, unit: &str, losses: bool) -> f32 {
    let locale = sheet.locale;
    sheet.group("title".to_owned(), "");
    let words = sheet.words(unit, TextKind::Title, sheet.width, 2);
    sheet.put(&words, 0.0, 0.0, sheet.width, Align::Start);
    let mut y = words.height() + 4.0;
    if losses {
        y = legend(
            sheet,
            y,
            &[
                (BarStyle::Strong, locale.not_lost_here()),
                (BarStyle::Pale, locale.lost_here()),
            ],
        );
    }
    y + 8.0
}

/// Cases that go on, and cases that are lost.
fn going_on(stage: &FunnelStage, locale: Locale) -> Option<String> {
    let on = stage.conversion.filter(|conversion| conversion.share.is_finite());
    let on = on.map(|conversion| locale.going_on(conversion.share, conversion.n));
    let lost = stage.lost.filter(|lost| lost.is_finite() && *lost > 0.0);
    let parts: Vec<String> = on
        .into_iter()
        .chain(lost.map(|lost| locale.share_lost(lost)))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn count(stage: &FunnelStage, locale: Locale) -> String {
    stage
        .count
        .map_or_else(|| locale.not_known().to_owned(), |count| locale.compact(count))
}

fn in_words(stage: &FunnelStage, locale: Locale) -> String {
    let going_on = going_on(stage, locale);
    locale.funnel_stage(&stage.name, &count(stage, locale), going_on.as_deref())
}

fn alt(data: &Funnel, locale: Locale) -> String {
    let (Some(first), Some(last)) = (data.stages.first(), data.stages.last()) else {
        return String::new();
    };
    let several = data.stages.len() > 1;
    let first = locale.count_in(first.count, &first.name);
    let last = several.then(|| locale.count_in(last.count, &last.name));
    locale.funnel_alt(data.stages.len(), &data.unit, &first, last.as_deref())
}
