//! The funnel: stages from the first to the last, how many cases each has seen, and how many went on.
//!
//! It draws what it is given: it neither sorts stages nor works out a share.

use super::legend::{Mark, bar, legend};
use super::sheet::{Kind, Sheet, Words};
use super::{Chart, ChartOptions, counted, drawable, number, percent, share_of};
use crate::path::Rect;
use crate::shapes::Align;

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
    let mut sheet = Sheet::new(options);
    let room = sheet.width * 0.34;
    let names: Vec<Words> = data.stages.iter().map(|s| sheet.name(&s.name, room)).collect();
    let values: Vec<Words> = data
        .stages
        .iter()
        .map(|stage| {
            let text = stage.count.map_or_else(|| "not known".to_owned(), number);
            sheet.line_of(&text, Kind::Value)
        })
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
        sheet.group(format!("stage:{at}"), &told(stage));
        // The first line of a name stands beside the bar, and the next ones beside what is said of it.
        let first = |leading: f32| y + (BAR - leading) / 2.0;
        let name_y = first(Kind::Name.leading());
        sheet.put(&names[at], 0.0, name_y, names_width, Align::Start);
        let count = stage.count.and_then(drawable);
        let bar_length = length * share_of(count.unwrap_or(0.0), most);
        let lost = stage.lost.and_then(drawable).unwrap_or(0.0).clamp(0.0, 1.0) as f32;
        let kept = bar_length * (1.0 - lost);
        if lost > 0.0 {
            let rect = Rect::new(left + kept, y, bar_length - kept, BAR);
            bar(&mut sheet, Mark::Pale, rect);
        }
        if count.is_some() && lost < 1.0 {
            bar(&mut sheet, Mark::Strong, Rect::new(left, y, kept.max(1.0), BAR));
        }
        let value_x = left + bar_length.max(1.0) + GAP / 2.0;
        let value_y = first(values[at].height());
        let value_width = values[at].width();
        sheet.put(&values[at], value_x, value_y, value_width, Align::Start);
        let mut below = y + BAR;
        if let Some(text) = way_on(stage) {
            let words = sheet.words(&text, Kind::Note, sheet.width - left, 2);
            sheet.put(&words, left, below + STEPS[0], sheet.width - left, Align::Start);
            below += STEPS[0] + words.height();
        }
        y = below.max(name_y + names[at].height());
        y += STEPS[1];
    }
    Some(sheet.finish(&alt(data)))
}

/// Width of the widest of some words.
pub(super) fn widest(words: &[Words]) -> f32 {
    words.iter().map(Words::width).fold(0.0, f32::max)
}

/// The unit, and what filled and outlined parts mean; returns where rows begin.
fn head(sheet: &mut Sheet, unit: &str, losses: bool) -> f32 {
    sheet.group("title".to_owned(), "");
    let words = sheet.words(unit, Kind::Title, sheet.width, 2);
    sheet.put(&words, 0.0, 0.0, sheet.width, Align::Start);
    let mut y = words.height() + 4.0;
    if losses {
        y = legend(
            sheet,
            y,
            &[(Mark::Strong, "not lost here"), (Mark::Pale, "lost here")],
        );
    }
    y + 8.0
}

/// "40 % go on (n = 192), 58 % lost".
fn way_on(stage: &FunnelStage) -> Option<String> {
    let on = stage
        .conversion
        .filter(|c| c.share.is_finite())
        .map(|conversion| {
            let n = conversion.n.map_or_else(String::new, |n| {
                format!(" (n\u{a0}=\u{a0}{})", number(f64::from(n)))
            });
            format!("{} go on{n}", percent(conversion.share))
        });
    let lost = stage.lost.filter(|lost| lost.is_finite() && *lost > 0.0);
    let lost = lost.map(|lost| format!("{} lost", percent(lost)));
    let parts: Vec<String> = on.into_iter().chain(lost).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A stage in words.
fn told(stage: &FunnelStage) -> String {
    let count = stage.count.map_or_else(|| "not known".to_owned(), number);
    let way = way_on(stage).map_or_else(String::new, |way| format!("; {way}"));
    format!("{}: {count}{way}", stage.name)
}

fn alt(data: &Funnel) -> String {
    let told = |stage: &FunnelStage| {
        let count = stage.count.map_or_else(|| "an unknown number".to_owned(), number);
        format!("{count} in {}", stage.name)
    };
    let stages = counted(data.stages.len(), "stage", "stages");
    let unit = if data.unit.is_empty() {
        String::new()
    } else {
        format!(" ({})", data.unit)
    };
    match (data.stages.first(), data.stages.last()) {
        (Some(first), Some(last)) if data.stages.len() > 1 => {
            format!(
                "Funnel of {stages}{unit}, from {} to {}.",
                told(first),
                told(last)
            )
        }
        (Some(only), _) => format!("Funnel of one stage{unit}: {}.", told(only)),
        _ => String::new(),
    }
}
