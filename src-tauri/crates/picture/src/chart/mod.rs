//! Charts: plain data and a width become a [`Scene`] in the display list of the maps, one file for each kind
//! of chart.
//!
//! A chart knows no map, flow or log: it takes names, numbers and units. Every mark has its number or name
//! beside it, so that nothing rests on colour; strong marks are filled, pale ones are outlined. Numbers that
//! are not finite count as unknown. What has nothing to show is `None`, and the caller says so in words.

mod columns;
mod dates;
mod effort;
mod funnel;
mod labels;
mod legend;
mod queue;
mod scale;
mod sentences;
mod sheet;
mod time_in_stage;
mod utilisation;
mod variants;

pub use columns::{Columns, Estimate, Measure, Scenario, columns};
pub use effort::{Alternative, Effort, EffortPoint, effort};
pub use funnel::{Conversion, Funnel, FunnelStage, funnel};
pub use queue::{Queue, QueuePoint, queue};
pub use time_in_stage::{Median, StageTime, TimeInStage, time_in_stage};
pub use utilisation::{Load, Utilisation, utilisation};
pub use variants::{Variant, Variants, variants};

use serde::Serialize;
use twinlane_words::Locale;

use crate::scene::elements::Scene;
use crate::target::Target;

/// A finished chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Chart {
    /// What is drawn, in pixels; on paper a pixel is as large as the page makes it.
    pub scene: Scene,
    /// The chart in one sentence, for readers who cannot see it.
    pub alt: String,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartOptions {
    /// Width in pixels. A chart is never narrower than [`NARROWEST`] nor wider than [`WIDEST`].
    pub width: f32,
    /// On screen long names end with an ellipsis, on paper they are whole.
    pub target: Target,
    /// The language of its sentences.
    pub locale: Locale,
}

impl Default for ChartOptions {
    fn default() -> Self {
        Self {
            width: 640.0,
            target: Target::Screen,
            locale: Locale::English,
        }
    }
}

/// Least width of a chart in pixels: a name, a bar and a number side by side.
pub const NARROWEST: f32 = 320.0;
/// Most width of a chart in pixels: beyond, the eye no longer gets from a name to its number.
pub const WIDEST: f32 = 4000.0;

/// A number that can be drawn: finite, and no larger than arithmetic in single precision bears.
fn drawable(value: f64) -> Option<f64> {
    value.is_finite().then(|| value.clamp(-1e30, 1e30))
}

/// `part` of `whole`, 0 to 1; 0 where there is no whole.
fn share_of(part: f64, whole: f64) -> f32 {
    if whole > 0.0 {
        (part / whole).clamp(0.0, 1.0) as f32
    } else {
        0.0
    }
}
