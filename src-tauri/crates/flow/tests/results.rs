//! Demand, capacity, levers and moves against worked examples; the golden numbers of the design among them.
#![allow(missing_docs, reason = "a test file")]

mod common;

use common::{Drawn, draw};
use twinlane_flow::{
    AtCapacity, Demand, Draws, Figure, FlowUnknown, Levers, Move, MoveRefused, Network, Queue, WhyUnknown,
    at_capacity, demand, levers, queue, uncertainty,
};
use twinlane_model::{IdSource, LinkId, Measure, Row, StepId, Workshop};

const GOLDEN: &str = "
    pool Qualify: 160 h, 80 cost
    pool Demo: 120 h, 80 cost
    pool Poc: 320 h, 110 cost
    pool Proposal: 160 h, 90 cost
    Qualify = 100 {1 h, 5 d, Qualify}: Demo 40, Lost 60
    Demo {3 h, 10 d, Demo}: Poc 50, Proposal 20, Lost 30
    Poc {40 h, 20 d, Poc}: Proposal 60, Demo 10, Lost 30
    Proposal {6 h, 15 d, Proposal}: Won 40, Lost 60";

fn network(drawn: &Drawn) -> Network {
    Network::of(&drawn.workshop.view(drawn.map).expect("the map is there"))
}

fn link(drawn: &Drawn, from: &str, to: &str) -> LinkId {
    drawn.links[&(from.to_owned(), to.to_owned())]
}

/// Compares named numbers to 1e-6, relative.
fn check<'a>(what: &str, rows: impl IntoIterator<Item = (&'a str, Option<f64>, f64)>) {
    for (name, ours, expected) in rows {
        let ours = ours.unwrap_or_else(|| panic!("{what}: {name} is not known"));
        let off = (ours - expected).abs();
        assert!(
            off <= 1e-6 * expected.abs().max(1e-3),
            "{what}: {name} is {ours}, the worked example has {expected}"
        );
    }
}

fn capacity(network: &Network) -> AtCapacity {
    at_capacity(network).expect("the result at capacity is known")
}

#[test]
fn golden_demand() {
    let drawn = draw(GOLDEN);
    let found: Demand = demand(&network(&drawn));
    let names = ["Qualify", "Demo", "Poc", "Proposal"];
    let step = |name: &str| &found.steps[&drawn.steps[name]];
    let column = |what: &str, number: fn(&twinlane_flow::StepDemand) -> Option<f64>, expected: [f64; 4]| {
        check(
            what,
            names
                .into_iter()
                .zip(expected)
                .map(|(name, expected)| (name, number(step(name)), expected)),
        );
    };
    column(
        "visits",
        |row| row.visits,
        [100.0, 42.105_263_158, 21.052_631_579, 21.052_631_579],
    );
    column(
        "chance",
        |row| row.win_chance,
        [0.084_210_526, 0.210_526_316, 0.261_052_632, 0.4],
    );
    column(
        "utilisation",
        |row| row.utilisation,
        [0.625, 1.052_631_579, 2.631_578_947, 0.789_473_684],
    );
    column(
        "work",
        |row| row.work_in_process,
        [25.0, 21.052_631_579, 21.052_631_579, 15.789_473_684],
    );
    check(
        "golden",
        [
            ("entries", found.entering, 100.0),
            ("wins", found.wins, 8.421_052_63),
            ("win rate", found.win_rate, 0.084_210_526),
            ("feasible wins", found.feasible_wins, 3.2),
            ("cost", found.cost, 122_105.263_158),
            ("cost per win", found.cost_per_win, 14_500.0),
            ("lead time, all", found.lead_time_all, 16.578_947_37),
            ("lead time, won", found.lead_time_won, 43.578_947_37),
        ],
    );
    let constraint = found.constraint.expect("a pool is the constraint");
    assert_eq!(constraint.pool, drawn.pools["Poc"]);
    check(
        "golden",
        [("its utilisation", constraint.utilisation, 2.631_578_947)],
    );
    assert_eq!(
        found.missing,
        twinlane_flow::Missing::default(),
        "every number is given"
    );
    assert_eq!(
        found.unknown,
        vec![(Figure::PipelineVelocity, WhyUnknown::NoDealValue)],
        "only the value of a deal is not given"
    );
}

#[test]
fn golden_levers() {
    let drawn = draw(GOLDEN);
    let found: Levers = levers(&network(&drawn));
    let share = |from: &str, to: &str| {
        let id = link(&drawn, from, to);
        found.sensitivity.iter().find(|row| row.link == id)
    };
    let rows = [
        ("Qualify", "Demo", 0.2105, 2_852.6),
        ("Demo", "Poc", 0.1100, 2_111.4),
        ("Demo", "Proposal", 0.1684, 227.4),
        ("Poc", "Proposal", 0.0842, 113.7),
        ("Poc", "Demo", 0.0446, 603.7),
        ("Proposal", "Won", 0.2105, 0.0),
    ];
    assert_eq!(found.sensitivity.len(), rows.len(), "no row for links to loss");
    for (from, to, wins, cost) in rows {
        let row = share(from, to).expect("a row");
        // The design gives four digits of wins and one of cost.
        assert!(
            (row.wins - wins).abs() < 5.1e-5,
            "{from} to {to}: wins {} instead of {wins}",
            row.wins
        );
        assert!(
            (row.cost - cost).abs() < 0.051,
            "{from} to {to}: cost {} instead of {cost}",
            row.cost
        );
    }
    assert!(
        found
            .sensitivity
            .windows(2)
            .all(|pair| pair[0].wins >= pair[1].wins),
        "the largest effect stands first"
    );
    let leak = |name: &str| {
        let step = drawn.steps[name];
        found
            .leaks
            .iter()
            .find(|row| row.step == step)
            .map(|row| row.wins)
    };
    check(
        "leak",
        [
            ("Qualify", leak("Qualify"), 12.631_578_95),
            ("Demo", leak("Demo"), 3.886_639_68),
            ("Poc", leak("Poc"), 2.409_716_6),
            ("Proposal", leak("Proposal"), 12.631_578_95),
        ],
    );
    let hour = |name: &str| {
        found
            .hours
            .iter()
            .find(|row| row.pool == drawn.pools[name])
            .map(|row| row.wins)
    };
    check(
        "an hour more",
        [("Poc", hour("Poc"), 0.006), ("Demo", hour("Demo"), 0.026_666_667)],
    );
    check(
        "an hour more",
        [
            ("Qualify", hour("Qualify"), 0.0),
            ("Proposal", hour("Proposal"), 0.0),
        ],
    );
    let entry = found.elasticity.first().copied().expect("one start");
    check(
        "elasticity",
        [("wins", entry.wins, 0.0), ("cost", entry.cost, 8000.0 / 59_712.0)],
    );
}

#[test]
fn golden_capacity_and_moves() {
    let drawn = draw(GOLDEN);
    let now = network(&drawn);
    let growth = |found: &AtCapacity, name: &str| Some(found.steps[&drawn.steps[name]].queue_growth);
    let found = capacity(&now);
    let served = |name: &str| Some(found.steps[&drawn.steps[name]].served);
    check(
        "at capacity",
        [
            ("Qualify", served("Qualify"), 100.0),
            ("Demo", served("Demo"), 40.0),
            ("Poc", served("Poc"), 8.0),
            ("Proposal", served("Proposal"), 12.8),
            ("wins", Some(found.wins), 5.12),
            ("cost", Some(found.cost), 59_712.0),
            ("queue of Demo", growth(&found, "Demo"), 0.8),
            ("queue of Poc", growth(&found, "Poc"), 12.0),
        ],
    );
    let moved = |change: Move| now.with(&[change]).expect("the move is possible");

    let harder = moved(Move::TryHarder { factor: 1.2 });
    let found = capacity(&harder);
    check(
        "try harder",
        [
            ("demand", demand(&harder).wins, 10.105_263_16),
            ("wins", Some(found.wins), 5.12),
            ("cost", Some(found.cost), 61_312.0),
            ("queue of Demo", growth(&found, "Demo"), 8.8),
        ],
    );
    let doubled = moved(Move::Capacity {
        pool: drawn.pools["Poc"],
        hours: 640.0,
    });
    check("twice the Poc", [("wins", Some(capacity(&doubled).wins), 7.04)]);
    let forced = moved(Move::Force {
        link: link(&drawn, "Demo", "Poc"),
        share: 0.7,
        measured: None,
    });
    let found = demand(&forced);
    check(
        "forced",
        [
            ("wins", found.wins, 8.421_052_63),
            ("cost", found.cost, 159_157.894_7),
            ("cost per win", found.cost_per_win, 18_900.0),
            ("wins at capacity", Some(capacity(&forced).wins), 3.657_142_86),
        ],
    );
}

#[test]
fn the_design_s_rolled_throughput_yield() {
    let drawn = draw(
        "A = 10 {99.7 %}: B 70, Lost 30
         B {99.5 %}: C 60, X 40
         X {1 %}: Won 100
         C {95 %}: D 90, A 10
         D {89 %}: E 100
         E {92.3 %}: F 100
         F {94 %}: Won 10, Lost 90",
    );
    let found = demand(&network(&drawn)).rolled;
    let product = 0.997 * 0.995 * 0.95 * 0.89 * 0.923 * 0.94;
    check("rolled", [("value", found.value, product)]);
    assert!(
        (product - 0.728_f64).abs() < 5e-4,
        "as the design has it: {product}"
    );
    assert_eq!(
        found.path.len(),
        6,
        "the highest share that leads on to won, not the one that is lost"
    );

    let drawn = draw("A = 10 {50 %}: B\n B: Won");
    let found = demand(&network(&drawn)).rolled;
    assert_eq!(
        (found.value, found.missing),
        (None, vec![drawn.steps["B"]]),
        "a missing one is not taken as 1"
    );
}

#[test]
fn a_parallel_block_takes_as_long_as_its_longest_branch() {
    // Legal repeats: 2 visits of 3 days and the wait of the retry, 2 + 1 days of waits on the way.
    let drawn = draw(
        "pool All: 1000 h, 10 cost
         In = 100 {1 h, 1 d, All}: Split 50 ~4, Lost 50
         Split & {1 h, 2 d, All}: Legal ~2, Price, Join ~6
         Legal {2 h, 3 d, All}: Legal 50 ~1, Join 50 ~1
         Price {1 h, 5 d, All}: Join
         Join + {1 h, 1 d, All}: Won 40 ~10, Lost 60",
    );
    let found = demand(&network(&drawn));
    let longest = 2.0 + 2.0 * 3.0 + 1.0 + 1.0;
    check(
        "block",
        [
            (
                "all",
                found.lead_time_all,
                (100.0 + 50.0 * 4.0 + 50.0 * (2.0 + longest + 1.0) + 20.0 * 10.0) / 100.0,
            ),
            ("won", found.lead_time_won, 1.0 + 4.0 + 2.0 + longest + 1.0 + 10.0),
            (
                "cost",
                found.cost,
                10.0 * (100.0 + 50.0 * (1.0 + 4.0 + 1.0 + 1.0)),
            ),
        ],
    );
}

#[test]
fn a_join_gets_what_the_slowest_branch_delivers() {
    let drawn = draw(
        "pool Slow: 30 h
         pool Fast: 1000 h
         S & = 20 {0 h, Fast}: A, B
         A {3 h, Slow}: J
         B {1 h, Fast}: J
         J + {1 h, Fast}: Won 50, Lost 50",
    );
    let found = capacity(&network(&drawn));
    check(
        "block",
        [
            ("wins", Some(found.wins), 5.0),
            ("held", Some(found.held_in_blocks), 10.0),
            (
                "queue of A",
                Some(found.steps[&drawn.steps["A"]].queue_growth),
                10.0,
            ),
            ("served by B", Some(found.steps[&drawn.steps["B"]].served), 20.0),
        ],
    );
}

#[test]
fn one_pool_for_many_steps_in_a_row_settles() {
    // Each case needs nine hours of the same people, most of them at the end: the plain step swings for ever.
    let drawn = draw(
        "pool Us: 50 h
         A = 100 {1 h, Us}: B
         B {0.1 h, Us}: C
         C {0.1 h, Us}: D
         D {0.1 h, Us}: E
         E {0.1 h, Us}: F
         F {0.1 h, Us}: G
         G {0.1 h, Us}: H
         H {100 h, Us}: A 50, Won 50",
    );
    let network = network(&drawn);
    let found = capacity(&network);
    let hours: f64 = found
        .steps
        .iter()
        .map(|(step, row)| {
            let touch = if *step == drawn.steps["A"] {
                1.0
            } else if *step == drawn.steps["H"] {
                100.0
            } else {
                0.1
            };
            row.served * touch
        })
        .sum();
    assert!(
        (hours / 50.0 - 1.0).abs() < 1e-11,
        "the pool works exactly as long as it can: {hours}"
    );
}

#[test]
fn what_cannot_be_known_is_none_and_says_why() {
    let drawn = draw("A = 10: X 50, Q 50\n X: Y 80, Lost 40\n Y: Won\n Q: Won");
    let over = network(&drawn);
    let found = demand(&over);
    let cause = FlowUnknown::OverHundred(twinlane_model::End::Step(drawn.steps["X"]));
    assert_eq!((found.wins, found.cost, found.lead_time_won), (None, None, None));
    assert!(
        found
            .unknown
            .contains(&(Figure::Wins, WhyUnknown::Flow(cause.clone()))),
        "the step is named: {:?}",
        found.unknown
    );
    assert_eq!(
        found.steps[&drawn.steps["Q"]].visits,
        Some(5.0),
        "all else is computed"
    );
    assert_eq!(
        found.steps[&drawn.steps["X"]].visits,
        Some(5.0),
        "what comes to the over-full step is known"
    );
    assert_eq!(
        found.steps[&drawn.steps["Y"]].visits, None,
        "it lies behind the over-full step"
    );
    assert_eq!(at_capacity(&over), Err(WhyUnknown::Flow(cause.clone())));
    assert_eq!(levers(&over).unknown, Some(WhyUnknown::Flow(cause)));

    let drawn = draw("A = 10: B 50, Won 50\n B: C\n C: B");
    let cause = WhyUnknown::Flow(FlowUnknown::ClosedLoop(drawn.steps["B"]));
    assert_eq!(at_capacity(&network(&drawn)), Err(cause));

    let drawn = draw("A: Won");
    let found = demand(&network(&drawn));
    assert_eq!(found.entering, None);
    assert!(
        found
            .unknown
            .contains(&(Figure::Wins, WhyUnknown::Flow(FlowUnknown::NoEntry)))
    );

    let drawn = draw("A = 5: Lost");
    let found = demand(&network(&drawn));
    assert_eq!((found.wins, found.cost_per_win), (Some(0.0), None));
    assert!(
        found
            .unknown
            .contains(&(Figure::LeadTimeWon, WhyUnknown::NothingWon))
    );
}

#[test]
fn missing_numbers_count_as_nothing_and_are_named() {
    let drawn = draw("pool P: 10 h\n pool N: 5 cost\n A = 10 {P}: B\n B {1 h, N}: Won");
    let missing = demand(&network(&drawn)).missing;
    let step = |name: &str| drawn.steps[name];
    assert_eq!(missing.touch, vec![step("A")]);
    assert_eq!(missing.elapsed, vec![step("A"), step("B")]);
    assert_eq!(missing.cost, vec![step("A")]);
    assert_eq!(missing.capacity, vec![drawn.pools["N"]]);
}

#[test]
fn a_lever_that_closes_a_loop_has_no_row() {
    let drawn = draw("A = 10: B 100\n B: A 50, Lost 50\n C: Won");
    let found = levers(&network(&drawn));
    assert_eq!(
        found.leaks,
        vec![],
        "without its loss B would send everything round for ever"
    );
    let rows: Vec<LinkId> = found.sensitivity.iter().map(|row| row.link).collect();
    assert_eq!(
        rows,
        vec![link(&drawn, "B", "A")],
        "A has no loss, B keeps a way out"
    );
}

#[test]
fn moves_add_and_leave_out_steps() {
    struct Next;
    impl IdSource for Next {
        fn next(&mut self) -> uuid::Uuid {
            uuid::Uuid::from_u128(1 << 100)
        }
    }
    let drawn = draw(GOLDEN);
    let now = network(&drawn);
    let check_step = StepId::new(&mut Next);
    let add = Move::AddStep {
        link: link(&drawn, "Demo", "Poc"),
        step: check_step,
        touch: 1.0,
        elapsed: 2.0,
        pool: Some(drawn.pools["Demo"]),
        onward: 0.5,
    };
    let added = demand(&now.with(std::slice::from_ref(&add)).unwrap());
    // Demo is reached again by half of a tenth of a half: 1 ÷ (1 − 0.025).
    let demos = 40.0 / 0.975;
    check(
        "a check before the Poc",
        [
            ("visits", added.steps[&check_step].visits, demos * 0.5),
            ("Poc", added.steps[&drawn.steps["Poc"]].visits, demos * 0.25),
            ("wins", added.wins, (demos * 0.2 + demos * 0.25 * 0.6) * 0.4),
        ],
    );
    let without = demand(
        &now.with(&[Move::RemoveStep {
            step: drawn.steps["Poc"],
        }])
        .unwrap(),
    );
    check(
        "without the Poc",
        [
            ("wins", without.wins, 8.421_052_63),
            ("cost", without.cost, 122_105.263_158 - 92_631.578_947),
        ],
    );
    let both = now.with(&[add.clone(), add]);
    assert_eq!(both.err(), Some(MoveRefused::StepExists(check_step)));
    let moves = [
        Move::Share {
            link: link(&drawn, "Proposal", "Won"),
            share: 0.2,
        },
        Move::Volume {
            step: drawn.steps["Qualify"],
            cases: 50.0,
        },
        Move::Touch {
            step: drawn.steps["Poc"],
            hours: 20.0,
        },
        Move::Elapsed {
            step: drawn.steps["Demo"],
            days: 0.0,
        },
        Move::Wait {
            link: link(&drawn, "Qualify", "Demo"),
            days: 1.0,
        },
    ];
    let found = demand(&now.with(&moves).unwrap());
    check(
        "five moves",
        [
            ("wins", found.wins, 8.421_052_63 / 4.0),
            ("cost", found.cost, (122_105.263_158 - 46_315.789_474) / 2.0),
            (
                "lead time",
                found.lead_time_all,
                16.578_947_37 - 4.210_526_32 + 0.4,
            ),
        ],
    );
}

#[test]
fn impossible_moves_are_refused() {
    let drawn = draw("A = 10: B 100\n B &: C, D\n C: J\n D: J\n J +: Won 50, Lost 50");
    let now = network(&drawn);
    let refused = |change: Move| now.with(&[change]).err();
    let split = link(&drawn, "B", "C");
    assert_eq!(
        refused(Move::Share {
            link: split,
            share: 0.5
        }),
        Some(MoveRefused::OfSplit(split))
    );
    let only = link(&drawn, "A", "B");
    let force = |link, share| Move::Force {
        link,
        share,
        measured: None,
    };
    assert_eq!(refused(force(only, 1.0)), Some(MoveRefused::NotMore(only)));
    let won = link(&drawn, "J", "Won");
    assert_eq!(
        refused(force(won, 0.9)),
        Some(MoveRefused::NotForced(won)),
        "an outcome is no activity"
    );
    let step = drawn.steps["C"];
    assert_eq!(
        refused(Move::Volume { step, cases: 3.0 }),
        Some(MoveRefused::InBranch(step))
    );
    for number in [-1.0, f64::NAN, f64::INFINITY] {
        assert!(
            matches!(
                refused(Move::TryHarder { factor: number }),
                Some(MoveRefused::NotANumber(_))
            ),
            "{number} is no factor"
        );
    }
}

#[test]
fn a_forced_activity_with_measured_shares_follows_them() {
    let drawn = draw(GOLDEN);
    let measured = Move::Force {
        link: link(&drawn, "Demo", "Poc"),
        share: 0.7,
        measured: Some(vec![(link(&drawn, "Poc", "Proposal"), 0.3)]),
    };
    let found = demand(&network(&drawn).with(&[measured]).unwrap());
    let demos = 42.105_263_158;
    let proposals = demos * (0.12 + 0.5 * 0.6 + 0.2 * 0.3);
    check("measured", [("wins", found.wins, proposals * 0.4)]);
}

#[test]
fn work_waits_for_people_who_have_time() {
    // One person who is there as long as the pool has capacity: M/M/1, ρ ÷ (1 − ρ) · t.
    assert_eq!(queue(0.5, Some(1), Some(2.0), 100.0, 100.0), Queue::Wait(2.0));
    assert_eq!(queue(1.0, Some(1), Some(2.0), 100.0, 100.0), Queue::Grows);
    assert_eq!(queue(0.5, None, Some(2.0), 100.0, 100.0), Queue::Unknown);
    let Queue::Wait(shared) = queue(0.9, Some(4), Some(2.0), 160.0, 320.0) else {
        panic!("four people below their capacity have a wait");
    };
    // 0.9^(√10 − 1) ÷ (4 · 0.1) · 2 · (160 · 4 ÷ 320)
    let expected = 0.9_f64.powf(10.0_f64.sqrt() - 1.0) / 0.4 * 4.0;
    assert!(
        (shared - expected).abs() < 1e-12,
        "{shared} instead of {expected}"
    );
}

#[test]
fn a_million_counted_cases_fix_the_golden_wins() {
    let drawn = draw(GOLDEN);
    let rows = drawn.workshop.rows().map(|mut row| {
        let fixed = |measure: &mut Option<Measure>| {
            if let Some(measure) = measure {
                (measure.low, measure.high) = (Some(measure.value), Some(measure.value));
            }
        };
        match &mut row {
            Row::Link(link) => {
                link.share = link
                    .share
                    .take()
                    .map(|share| Measure::measured(share.value, 1_000_000));
            }
            Row::Step(step) => [&mut step.entry, &mut step.touch, &mut step.elapsed]
                .into_iter()
                .for_each(fixed),
            Row::Pool(pool) => fixed(&mut pool.cost),
            _ => {}
        }
        row
    });
    let workshop = Workshop::from_rows(rows).expect("still a workshop");
    let network = Network::of(&workshop.view(drawn.map).expect("the map is there"));
    let draws = Draws {
        count: 10_000,
        seed: 1,
        ..Draws::default()
    };
    let wins = uncertainty(&network, &draws)
        .expect("it is known")
        .wins
        .expect("some are won");
    let width = (wins.p90 - wins.p10) / wins.p50;
    assert!(width < 0.005, "P10 to P90 is {width} of the median");
    assert!(
        (wins.p50 / 8.421_052_63 - 1.0).abs() < 5e-4,
        "{} about 8.42",
        wins.p50
    );
}
