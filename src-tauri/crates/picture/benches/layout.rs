//! Speed of the layout: from a cold start, after one edit, and of the difference that is sent.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use twinlane_model::{Change, RowKey};
use twinlane_picture::{LayoutOptions, Scene, TextCache, lay_out};
use twinlane_testkit::{Ids, random};

fn layout(criterion: &mut Criterion) {
    for steps in [500, 2_000, 20_000] {
        let mut workshop = random::workshop(1, steps);
        let map = workshop.maps_in_order()[0].id;
        let options = LayoutOptions::default();
        let mut group = criterion.benchmark_group(format!("layout of {steps} steps"));
        group.sample_size(10);
        let cold = workshop.view(map).expect("the map is there");
        group.bench_function("cold", |b| {
            b.iter(|| lay_out(black_box(&cold), &options, &mut TextCache::new()));
        });
        let mut texts = TextCache::new();
        let before = lay_out(&cold, &options, &mut texts);
        let of = RowKey::Step(cold.steps[steps / 3].id);
        let title = "Agrees with finance and with the works council what it may cost".to_owned();
        workshop
            .apply(&Change::Rename { of, title }, &mut Ids::after(10_000_000))
            .expect("a title may change");
        let edited = workshop.view(map).expect("the map is there");
        group.bench_function("after one edit", |b| {
            b.iter(|| lay_out(black_box(&edited), &options, &mut texts));
        });
        let after = lay_out(&edited, &options, &mut texts);
        group.bench_function("difference", |b| {
            b.iter(|| Scene::diff(black_box(&before), &after));
        });
        group.finish();
    }
}

criterion_group!(benches, layout);
criterion_main!(benches);
