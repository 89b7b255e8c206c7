//! Time of the whole catalogue on maps of growing size, on the worst map for the rules that compare pairs, where
//! every support runs against every other, and on sales processes with all their numbers, which is the worst
//! for the rules about bottlenecks.

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use twinlane_gaps::{Context, catalogue};
use twinlane_model::{End, Link, LinkId, LinkKind, MapId, Row, Side, StepId, Workshop};
use twinlane_testkit::{Ids, random};

fn map_of(workshop: &Workshop) -> MapId {
    *workshop
        .maps()
        .keys()
        .next()
        .expect("a random workshop has a map")
}

/// Chains on both sides, the first activity supporting the last buyer step and so on backwards.
fn reversed(steps: usize) -> Workshop {
    let drawn = twinlane_testkit::draw("# Buyer journey\n- First\n# Sales process\n- Begin");
    let mut rows: Vec<Row> = drawn.workshop.rows().collect();
    let mut ids = drawn.ids.clone();
    let mut chains: Vec<Vec<StepId>> = Vec::new();
    for side in [Side::Buyer, Side::Seller] {
        let first = drawn
            .workshop
            .steps()
            .values()
            .find(|step| step.side == side)
            .expect("drawn")
            .clone();
        let mut chain = vec![first.id];
        for position in 1..steps / 2 {
            let mut step = first.clone();
            step.id = StepId::new(&mut ids);
            step.position = position as u32;
            step.title = format!("{side:?} {position}");
            rows.push(link(
                &mut ids,
                drawn.map,
                LinkKind::Flow,
                chain[position - 1],
                step.id,
            ));
            chain.push(step.id);
            rows.push(Row::Step(step));
        }
        chains.push(chain);
    }
    for (activity, step) in chains[1].iter().zip(chains[0].iter().rev()) {
        rows.push(link(&mut ids, drawn.map, LinkKind::Support, *activity, *step));
    }
    Workshop::from_rows(rows).expect("chains are valid")
}

fn link(ids: &mut Ids, map: MapId, kind: LinkKind, from: StepId, to: StepId) -> Row {
    Row::Link(Link::new(
        LinkId::new(ids),
        map,
        kind,
        End::Step(from),
        End::Step(to),
    ))
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("catalogue");
    group.sample_size(20);
    for steps in [500, 2_000, 20_000] {
        let maps = [
            ("random", random::workshop(7, steps)),
            ("reversed", reversed(steps)),
            ("numbers", random::process(7, steps)),
        ];
        for (kind, workshop) in maps {
            let map = map_of(&workshop);
            group.throughput(Throughput::Elements(steps as u64));
            group.bench_function(BenchmarkId::new(kind, steps), |bencher| {
                bencher.iter_batched(
                    || workshop.view(map).expect("the map is there"),
                    |view| catalogue(&view, &Context::default()),
                    BatchSize::LargeInput,
                );
            });
        }
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
