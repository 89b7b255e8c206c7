//! Charts of what the log kept says, for a window. The drawing is that of the crate `picture`.

use twinlane_model::Workshop;
use twinlane_picture::chart;
use twinlane_report::charts;
use twinlane_wire::{Picture, RecordsChart, RecordsChartKind as Kind};

/// Charts of what the log kept says, so many pixels wide; those without anything to show are left out.
pub(crate) fn charts_of_log(workshop: &Workshop, width: u32) -> Vec<RecordsChart> {
    let Some(log) = workshop.log() else {
        return Vec::new();
    };
    let summary = &*log.summary;
    let options = chart::ChartOptions {
        width: width as f32,
        ..chart::ChartOptions::default()
    };
    let drawn = [
        (
            Kind::Funnel,
            chart::funnel(&charts::funnel(summary, options.locale), options),
        ),
        (
            Kind::TimeInStage,
            chart::time_in_stage(&charts::time_in_stage(summary, options.locale), options),
        ),
        (
            Kind::Queue,
            chart::queue(&charts::queue(summary, options.locale), options),
        ),
        (
            Kind::Variants,
            chart::variants(&charts::variants(summary, options.locale), options),
        ),
    ];
    let shown = drawn.into_iter().filter_map(|(kind, drawn)| {
        let drawn = drawn?;
        Some(RecordsChart {
            kind,
            picture: Picture {
                scene: drawn.scene,
                alt: drawn.alt,
            },
        })
    });
    shown.collect()
}
