//! Tests of charts: a sample of each as text, and random data of all sizes with nothing over anything.

mod check;
mod random;
mod said;
mod samples;

use twinlane_picture::Target;
use twinlane_picture::chart::{Chart, ChartOptions};

/// A way to draw one kind of chart from its sample.
type Draw = fn(ChartOptions) -> Option<Chart>;

/// Every kind of chart with its sample.
const CHARTS: [(&str, Draw); 8] = [
    ("funnel", |options| {
        twinlane_picture::chart::funnel(&samples::funnel(), options)
    }),
    ("time_in_stage", |options| {
        twinlane_picture::chart::time_in_stage(&samples::time_in_stage(), options)
    }),
    ("queue", |options| {
        twinlane_picture::chart::queue(&samples::queue(), options)
    }),
    ("variants", |options| {
        twinlane_picture::chart::variants(&samples::variants(), options)
    }),
    ("utilisation", |options| {
        twinlane_picture::chart::utilisation(&samples::utilisation(), options)
    }),
    ("columns", |options| {
        twinlane_picture::chart::columns(&samples::columns(), options)
    }),
    ("effort", |options| {
        twinlane_picture::chart::effort(&samples::effort(), options)
    }),
    ("hard_names", |options| {
        twinlane_picture::chart::funnel(&samples::hard_names(), options)
    }),
];

/// Options of a width and purpose.
fn options(width: f32, target: Target) -> ChartOptions {
    ChartOptions {
        width,
        target,
        ..ChartOptions::default()
    }
}
