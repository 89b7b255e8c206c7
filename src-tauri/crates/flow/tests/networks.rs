//! What must hold for every sales process, whatever its numbers: on random maps with shared pools, nested
//! blocks, loops and returns.
#![allow(missing_docs, reason = "a test file")]

use proptest::prelude::*;
use twinlane_flow::{Draws, Move, Network, at_capacity, blocks, demand, levers, side_by_side, uncertainty};
use twinlane_model::{End, LinkId, LinkKind, MapView, Measure, OutcomeKind, Row, Side, Workshop};
use twinlane_testkit::random::process;

fn view(workshop: &Workshop) -> MapView<'_> {
    let map = *workshop.maps().keys().next().expect("a random process has a map");
    workshop.view(map).expect("the map is there")
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-8 * other.abs().max(1.0)
}

/// The workshop with some rows replaced.
fn with(workshop: &Workshop, change: impl Fn(&mut Row)) -> Workshop {
    let rows = workshop.rows().map(|mut row| {
        change(&mut row);
        row
    });
    Workshop::from_rows(rows).expect("still a workshop")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn what_demand_says_agrees_with_itself(seed in any::<u64>(), steps in 5_usize..60) {
        let workshop = process(seed, steps);
        let view = view(&workshop);
        prop_assert!(blocks(&view, Side::Seller).unjoined_splits.is_empty(), "every split is joined");
        let found = demand(&Network::of(&view));
        let by_chance: f64 = view
            .steps
            .iter()
            .filter_map(|step| Some(step.entry.as_ref()?.value * found.steps[&step.id].win_chance?))
            .sum();
        prop_assert!(close(by_chance, found.wins.unwrap()), "entries times their chances are the wins");
        let loaded: f64 = found.pools.iter().filter_map(|pool| pool.utilisation).fold(0.0, f64::max);
        let feasible = found.feasible_wins.map(|wins| wins * loaded.max(1.0));
        prop_assert!(feasible.is_none_or(|wins| close(wins, found.wins.unwrap())), "cut until nothing is overloaded");
        let (all, won) = (found.lead_time_all.unwrap(), found.lead_time_won.unwrap());
        prop_assert!(all >= 0.0 && won >= 0.0);
    }

    #[test]
    fn no_case_is_lost_at_capacity_and_no_pool_works_too_long(seed in any::<u64>(), steps in 5_usize..60) {
        let workshop = process(seed, steps);
        let view = view(&workshop);
        let network = Network::of(&view);
        let (demand, found) = (demand(&network), at_capacity(&network).expect("it settles"));
        prop_assert!(found.wins <= demand.wins.unwrap() * (1.0 + 1e-9), "capacity is never above demand");
        let branches = blocks(&view, Side::Seller).innermost();
        let inside = |step| branches.contains_key(step);
        let waiting: f64 = found
            .steps
            .iter()
            .filter(|(step, _)| !inside(step))
            .map(|(_, row)| row.queue_growth)
            .sum();
        let entering = demand.entering.unwrap();
        prop_assert!(
            close(found.ended + found.held_in_blocks + waiting, entering),
            "{entering} enter, {} end, {} stay in blocks, {waiting} in queues", found.ended, found.held_in_blocks
        );
        for (pool, part) in &found.serving {
            let Some(capacity) = view.pool(*pool).unwrap().capacity.as_ref() else {
                prop_assert_eq!(*part, 1.0, "without a capacity nothing is held up");
                continue;
            };
            let hours: f64 = network
                .steps_of(*pool)
                .map(|step| {
                    let touch = view.step(step).unwrap().touch.as_ref().map_or(0.0, |touch| touch.value);
                    found.steps[&step].served * touch
                })
                .sum();
            prop_assert!(hours <= capacity.value * (1.0 + 1e-9), "{hours} of {} hours", capacity.value);
            prop_assert!(
                *part == 1.0 || close(hours, capacity.value),
                "a pool that serves a part has no hour left: {hours} of {}", capacity.value
            );
        }
        for row in found.steps.values() {
            prop_assert!(row.served <= row.arrivals && row.queue_growth >= 0.0);
        }
    }

    #[test]
    fn a_lever_is_what_the_changed_map_brings(seed in any::<u64>(), steps in 5_usize..40) {
        let workshop = process(seed, steps);
        let view = view(&workshop);
        let network = Network::of(&view);
        let levers = levers(&network);
        let base = demand(&network);
        prop_assert_eq!(levers.unknown, None);
        let loss = |link: LinkId| {
            let end = view.link(link).unwrap().to.outcome();
            end.is_some_and(|id| !matches!(view.outcome(id).unwrap().kind, OutcomeKind::Won | OutcomeKind::Unclassified))
        };
        for row in levers.sensitivity.iter().take(8) {
            let left = 1.0 - 0.01 / network.loss_of(row.from).unwrap();
            let share = |link: LinkId| {
                let now = network.share(link).unwrap().share;
                if link == row.link { now + 0.01 } else if loss(link) { now * left } else { now }
            };
            let sum: f64 = view.flow_from(row.from).map(|link| share(link.id)).sum();
            // A map reads a sum this near to 100 % as 100 %, which the lever is not about.
            if sum > 0.995 && sum < 1.0 - 1e-9 {
                continue;
            }
            let altered = with(&workshop, |changed| {
                if let Row::Link(link) = changed && link.from == End::Step(row.from) {
                    link.share = Some(Measure::estimated(share(link.id)));
                }
            });
            let found = demand(&Network::of(&altered.view(view.map.id).unwrap()));
            prop_assert!(close(found.wins.unwrap() - base.wins.unwrap(), row.wins), "wins by {}", row.link);
            prop_assert!(
                (found.cost.unwrap() - base.cost.unwrap() - row.cost).abs() <= 1e-8 * base.cost.unwrap(),
                "cost by {}", row.link
            );
        }
        let returns = view.links.iter().any(|link| link.kind == LinkKind::Return && link.share.is_some());
        for row in &levers.leaks {
            // Where lost cases return, they may be better off than those that went on.
            prop_assert!(returns || row.wins >= -1e-9, "who loses nothing wins no less");
        }
        for row in &levers.hours {
            let altered = with(&workshop, |changed| {
                if let Row::Pool(pool) = changed && pool.id == row.pool && let Some(hours) = &mut pool.capacity {
                    hours.value += 1.0;
                }
            });
            let now = at_capacity(&Network::of(&view)).unwrap().wins;
            let then = at_capacity(&Network::of(&altered.view(view.map.id).unwrap())).unwrap().wins;
            prop_assert!((then - now - row.wins).abs() <= 1e-8 * now.max(1.0), "an hour of {}", row.pool);
        }
    }

    #[test]
    fn forcing_moves_cases_and_wins_nothing(seed in any::<u64>(), steps in 5_usize..40) {
        let workshop = process(seed, steps);
        let view = view(&workshop);
        let network = Network::of(&view);
        let base = demand(&network);
        for link in view.links.iter().filter(|link| link.from.step().is_some()) {
            let forced = Move::Force { link: link.id, share: 0.95, measured: None };
            let Ok(altered) = network.with(&[forced]) else { continue };
            let found = demand(&altered);
            prop_assert!(
                close(found.wins.unwrap(), base.wins.unwrap()),
                "who is made to do {} leaves it as who never did", link.id
            );
        }
        prop_assert_eq!(side_by_side(&network, &[]).unwrap().len(), 1);
    }
}

fn draws(count: usize, seed: u64) -> Draws {
    Draws {
        count,
        seed,
        ..Draws::default()
    }
}

#[test]
fn the_same_seed_gives_the_same_digits_on_any_number_of_threads() {
    let workshop = process(11, 30);
    let network = Network::of(&view(&workshop));
    let run = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        pool.install(|| {
            format!(
                "{:?}",
                uncertainty(&network, &draws(2_000, seed)).expect("it is known")
            )
        })
    };
    assert_eq!(run(1, 7), run(3, 7), "threads change nothing");
    assert_ne!(run(1, 7), run(1, 8), "another seed, other draws");
}

#[test]
fn shares_counted_in_a_million_cases_leave_little_doubt() {
    let workshop = with(&process(5, 40), |row| match row {
        Row::Link(link) => {
            if let Some(share) = &mut link.share {
                *share = Measure::measured(share.value, 1_000_000);
            }
            fix(&mut link.wait);
        }
        Row::Step(step) => [&mut step.entry, &mut step.touch, &mut step.elapsed]
            .into_iter()
            .for_each(fix),
        Row::Pool(pool) => fix(&mut pool.cost),
        _ => {}
    });
    let network = Network::of(&view(&workshop));
    let found = uncertainty(&network, &draws(10_000, 1)).expect("it is known");
    let wins = found.wins.expect("some are won");
    assert!(
        wins.p90 / wins.p50 < 1.005 && wins.p10 / wins.p50 > 0.995,
        "from {} to {} about {}",
        wins.p10,
        wins.p90,
        wins.p50
    );
    let exact = demand(&network).wins.expect("wins are known");
    assert!(
        (wins.p50 / exact - 1.0).abs() < 1e-3,
        "{} about {exact}",
        wins.p50
    );
}

/// Says that a number is exactly what it is.
fn fix(measure: &mut Option<Measure>) {
    if let Some(measure) = measure {
        *measure = Measure {
            low: Some(measure.value),
            high: Some(measure.value),
            ..Measure::estimated(measure.value)
        };
    }
}

#[test]
fn what_varies_alone_explains_everything() {
    let mut workshop = with(&process(5, 20), |row| match row {
        Row::Link(link) => {
            if let Some(share) = &mut link.share {
                *share = Measure::measured(share.value, u32::MAX);
            }
            fix(&mut link.wait);
        }
        Row::Step(step) => [&mut step.entry, &mut step.touch, &mut step.elapsed]
            .into_iter()
            .for_each(fix),
        Row::Pool(pool) => fix(&mut pool.cost),
        _ => {}
    });
    let start = workshop
        .steps()
        .values()
        .find(|step| step.entry.is_some())
        .expect("a start")
        .id;
    workshop = with(&workshop, |row| {
        if let Row::Step(step) = row
            && step.id == start
        {
            step.entry = Some(Measure::assumed(100.0));
        }
    });
    let found = uncertainty(&Network::of(&view(&workshop)), &draws(10_000, 3)).expect("it is known");
    let first = found.importance.first().expect("one number varies");
    assert_eq!(first.number, twinlane_flow::Subject::Entry(start));
    assert!(first.wins.is_some_and(|part| part > 0.98), "{first:?}");
    assert_eq!(found.failed, 0);
}
