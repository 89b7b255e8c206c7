//! Demand, capacity and ranges against worked examples; the golden numbers of the design among them.
#![allow(missing_docs, reason = "a test file")]

mod common;

use common::{GOLDEN, capacity, check, draw, network};
use twinlane_flow::{
    Demand, Draws, Figure, FlowUnknown, Network, Queue, WhyUnknown, at_capacity, demand, levers, queue,
    uncertainty,
};
use twinlane_model::{Measure, Row, Workshop};

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
