//! Levers and scenario moves against worked examples; the golden numbers of the design among them.
#![allow(missing_docs, reason = "a test file")]

mod common;

use common::{GOLDEN, capacity, check, draw, link, network};
use twinlane_flow::{AtCapacity, Levers, Move, MoveRefused, demand, levers};
use twinlane_model::{IdSource, LinkId, StepId};

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
