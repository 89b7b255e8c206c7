//! The report of the sample, from rows to bytes, beside the layout of its map alone: how much of the time is
//! the page, how much the drawing.
#![allow(clippy::print_stdout, reason = "a measurement speaks by printing")]

use std::time::{Duration, Instant};

use twinlane_gaps::Context;
use twinlane_model::Workshop;
use twinlane_picture::{LayoutOptions, TextCache};
use twinlane_report::{Input, MapInput, Paper, Section};
use twinlane_text::FontBook;

const RUNS: usize = 15;

struct Counting(u128);

impl twinlane_model::IdSource for Counting {
    fn next(&mut self) -> uuid::Uuid {
        self.0 += 1;
        uuid::Uuid::from_u128(self.0)
    }
}

fn main() {
    let rows = twinlane_exchange::sample(&mut Counting(0));
    let workshop = Workshop::from_rows(rows).expect("the sample is sound");
    let map = workshop.maps_in_order()[0].id;
    let view = workshop.view(map).expect("the sample has a map");
    let date = "2026-01-31".parse().expect("a date");
    let catalogue = twinlane_gaps::catalogue(
        &view,
        &Context {
            today: Some(date),
            ..Context::default()
        },
    );
    let input = Input {
        workshop: &workshop,
        maps: &[MapInput {
            map,
            catalogue: &catalogue,
        }],
        scenarios: &[],
        draws: 10_000,
        seed: 1,
        date,
        paper: Paper::A4,
        private: false,
        fonts: FontBook::bundled(),
        locale: twinlane_words::Locale::English,
    };
    let (mut whole, mut drawing) = (Vec::new(), Vec::new());
    let (mut pages, mut bytes) = (0, 0);
    for _ in 0..RUNS {
        let begin = Instant::now();
        let report = twinlane_report::build(&input, Section::ALL, &()).expect("the sample prints");
        whole.push(begin.elapsed());
        (pages, bytes) = (report.pages.len(), report.pdf.len());
        let begin = Instant::now();
        let scene = twinlane_picture::lay_out(&view, &LayoutOptions::default(), &mut TextCache::default());
        drawing.push(begin.elapsed());
        assert!(!scene.elements.is_empty(), "something is drawn");
    }
    let (whole, drawing) = (median(&mut whole), median(&mut drawing));
    println!(
        "| report of the sample, {pages} pages, {} kB | {:.0} ms | layout of its map alone: {:.1} ms | {:.1} |",
        bytes / 1024,
        whole.as_secs_f64() * 1e3,
        drawing.as_secs_f64() * 1e3,
        whole.as_secs_f64() / drawing.as_secs_f64()
    );
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
