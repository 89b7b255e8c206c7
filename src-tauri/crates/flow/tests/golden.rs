//! Visits, chances and totals against worked examples.
#![allow(missing_docs, reason = "a test file")]

mod common;

use std::fmt::Write;

use common::{Drawn, draw};
use twinlane_flow::{
    Demand, Figure, FlowUnknown, Network, Problem, ShareMark, WhyUnknown, at_capacity, demand, step_visits,
};
use twinlane_model::End;

fn network(drawn: &Drawn) -> Network {
    Network::of(&drawn.workshop.view(drawn.map).expect("the map is there"))
}

fn flow(drawn: &Drawn) -> Demand {
    demand(&network(drawn))
}

/// Why the totals are not known.
fn totals_unknown(found: &Demand) -> Option<FlowUnknown> {
    found
        .unknown
        .iter()
        .find_map(|(figure, why)| match (figure, why) {
            (Figure::Wins, WhyUnknown::Flow(why)) => Some(why.clone()),
            _ => None,
        })
}

/// Visits of a case that is at a step.
fn per_case(drawn: &Drawn, name: &str) -> Option<f64> {
    let view = drawn.workshop.view(drawn.map).expect("the map is there");
    let place = view.step_place(drawn.steps[name]).expect("the step is there");
    step_visits(&view).visits_per_case[place]
}

/// The share that is used for a link, and its mark.
fn used(drawn: &Drawn, from: &str, to: &str) -> Option<(f64, ShareMark)> {
    let link = drawn.links[&(from.to_owned(), to.to_owned())];
    network(drawn).share(link).map(|used| (used.share, used.mark))
}

/// Compares named numbers; `None` means that the number must not be known.
fn check(
    name: &str,
    drawn: &Drawn,
    visits: &[(&str, Option<f64>)],
    won: &[(&str, Option<f64>)],
    wins: Option<f64>,
) {
    let flow = flow(drawn);
    let same = |what: &str, ours: Option<f64>, theirs: Option<f64>| match (ours, theirs) {
        (Some(one), Some(other)) => {
            assert!(
                (one - other).abs() < 1e-7 * other.abs().max(1.0),
                "{name}: {what} is {one}, not {other}"
            );
        }
        (one, other) => assert_eq!(one, other, "{name}: {what}"),
    };
    for (step, expected) in visits {
        let row = &flow.steps[&drawn.steps[*step]];
        same(&format!("visits of {step}"), row.visits, *expected);
        assert_eq!(
            row.visits.is_none(),
            row.visits_unknown.is_some(),
            "{name}: {step} says why visits are unknown"
        );
    }
    for (step, expected) in won {
        let row = &flow.steps[&drawn.steps[*step]];
        same(&format!("chance of {step}"), row.win_chance, *expected);
        assert_eq!(
            row.win_chance.is_none(),
            row.chance_unknown.is_some(),
            "{name}: {step} says why chances are unknown"
        );
    }
    same("wins", flow.wins, wins);
}

#[test]
fn golden_flow() {
    let drawn = draw(
        "Qualify = 100: Demo 40, Lost 60
         Demo: Poc 50, Proposal 20, Lost 30
         Poc: Proposal 60, Demo 10, Lost 30
         Proposal: Won 40, Lost 60",
    );
    check(
        "golden",
        &drawn,
        &[
            ("Qualify", Some(100.0)),
            ("Demo", Some(42.105_263_2)),
            ("Poc", Some(21.052_631_6)),
            ("Proposal", Some(21.052_631_6)),
        ],
        &[
            ("Qualify", Some(0.084_210_526)),
            ("Demo", Some(0.210_526_316)),
            ("Poc", Some(0.261_052_632)),
            ("Proposal", Some(0.4)),
        ],
        Some(8.421_052_63),
    );
    let repeats = per_case(&drawn, "Demo").unwrap() - 1.0;
    assert!(
        (repeats - (1.0 / 0.95 - 1.0)).abs() < 1e-12,
        "one in twenty comes back from the proof: {repeats}"
    );
    assert_eq!(
        per_case(&drawn, "Proposal").map(|visits| visits < 1.0 + 1e-12),
        Some(true)
    );
    let view = drawn.workshop.view(drawn.map).expect("the map is there");
    let returning = step_visits(&view).returning(0..view.steps.len()).unwrap();
    let expected = 42.105_263_157 * (1.0 / 0.95 - 1.0) / (100.0 / 0.95_f64.powi(2));
    assert!(
        (returning - expected).abs() < 1e-9,
        "the largest share of cases that come back: {returning}"
    );
}

#[test]
fn harbor() {
    let drawn = draw(
        "Publish = 250: Score 100
         Score: Phone 40, Disqualified 60
         Phone: Visit 40, Lost 60
         Visit: Proposal 50, Lost 50
         Proposal: Proof 50, Negotiate 20, Lost 30
         Proof: Negotiate 60, Lost 40
         Negotiate: Commission 60, Lost 40
         Commission: Won 100",
    );
    let visits = [250.0, 250.0, 100.0, 40.0, 20.0, 10.0, 10.0, 6.0];
    let names = [
        "Publish",
        "Score",
        "Phone",
        "Visit",
        "Proposal",
        "Proof",
        "Negotiate",
        "Commission",
    ];
    let expected: Vec<(&str, Option<f64>)> = names.into_iter().zip(visits.map(Some)).collect();
    check(
        "harbor",
        &drawn,
        &expected,
        &[("Publish", Some(0.024))],
        Some(6.0),
    );
    assert_eq!(flow(&drawn).problems, vec![], "nothing stands in the way");
}

#[test]
fn over_hundred_hides_only_what_depends_on_it() {
    // X is over-full. P leads to it, Y lies behind it, Q is apart and reached as well.
    let text = "P = 10: X 50, Q 50
         X: Y 80, Lost 40
         Y: Won 50, Lost 50
         Q: Won 100";
    let drawn = draw(text);
    check(
        "reached",
        &drawn,
        &[("P", Some(10.0)), ("X", Some(5.0)), ("Q", Some(5.0)), ("Y", None)],
        &[("P", None), ("X", None), ("Y", Some(0.5)), ("Q", Some(1.0))],
        None,
    );
    let found = flow(&drawn);
    let at = End::Step(drawn.steps["X"]);
    assert_eq!(totals_unknown(&found), Some(FlowUnknown::OverHundred(at)));
    assert!(
        matches!(found.problems.as_slice(), [Problem::OverHundred { at: place, sum, reached: true }]
            if *place == at && (sum - 1.2).abs() < 1e-12),
        "the step and its sum are named: {:?}",
        found.problems
    );
    assert_eq!(used(&drawn, "X", "Y"), None, "its shares cannot be used");
    // No case gets there: visits behind it are none, and the totals stand.
    check(
        "not reached",
        &draw(&text.replace("X 50, Q 50", "X 0, Q 100")),
        &[
            ("P", Some(10.0)),
            ("X", Some(0.0)),
            ("Y", Some(0.0)),
            ("Q", Some(10.0)),
        ],
        &[("P", Some(1.0)), ("X", None), ("Y", Some(0.5)), ("Q", Some(1.0))],
        Some(10.0),
    );
}

#[test]
fn over_hundred_in_a_loop_hides_its_own_visits() {
    check(
        "loop",
        &draw(
            "A = 10: B 100
             B: C 90, Lost 30
             C: B 20, Won 80
             D: Won 100",
        ),
        &[("A", Some(10.0)), ("B", None), ("C", None), ("D", Some(0.0))],
        &[("A", None), ("B", None), ("C", None), ("D", Some(1.0))],
        None,
    );
}

#[test]
fn a_closed_loop_is_named() {
    let drawn = draw(
        "A = 10: B 50, Won 50
         B: C 100
         C: B 100",
    );
    check(
        "closed",
        &drawn,
        &[("A", Some(10.0)), ("B", None), ("C", None)],
        &[("A", None), ("B", None), ("C", None)],
        None,
    );
    let steps = vec![drawn.steps["B"], drawn.steps["C"]];
    let found = flow(&drawn);
    assert_eq!(found.problems, vec![Problem::ClosedLoop { steps, reached: true }]);
    assert_eq!(per_case(&drawn, "B"), None, "it repeats for ever");
    check(
        "a retry without end, not reached",
        &draw("A = 10: Won 100\nB: B 100"),
        &[("A", Some(10.0)), ("B", Some(0.0))],
        &[("A", Some(1.0)), ("B", None)],
        Some(10.0),
    );
}

#[test]
fn open_links_and_what_no_link_explains() {
    let drawn = draw(
        "A = 100: B, C, Won 40
         B: Won
         C: Won 50",
    );
    check(
        "open",
        &drawn,
        &[("A", Some(100.0)), ("B", Some(30.0)), ("C", Some(30.0))],
        &[("A", Some(0.4 + 0.3 + 0.15)), ("C", Some(0.5))],
        Some(85.0),
    );
    assert_eq!(used(&drawn, "A", "B"), Some((0.3, ShareMark::Even)));
    assert_eq!(used(&drawn, "B", "Won"), Some((1.0, ShareMark::Lone)));
    let network = network(&drawn);
    assert_eq!(
        network.loss_of(drawn.steps["C"]),
        Some(0.5),
        "what is not explained is lost"
    );
    let ended = at_capacity(&network).unwrap().ended;
    assert!(
        (ended - 100.0).abs() < 1e-9,
        "what is not explained has ended too: {ended}"
    );
}

#[test]
fn without_an_entry_chances_are_still_known() {
    let drawn = draw("A: Won 30, Lost 70");
    check("no entry", &drawn, &[("A", None)], &[("A", Some(0.3))], None);
    let found = flow(&drawn);
    assert_eq!(found.problems, vec![Problem::NoEntry]);
    assert_eq!(totals_unknown(&found), Some(FlowUnknown::NoEntry));
}

#[test]
fn returns_with_a_share_pass_the_outcome() {
    let text = "A = 100: Won 50, Not ready 50
         Not ready: A 20";
    let drawn = draw(text);
    // Half of the cases end as not ready, a fifth of these come back: 100 ÷ (1 − 0.1).
    check(
        "return",
        &drawn,
        &[("A", Some(111.111_111_1))],
        &[("A", Some(0.555_555_555_5))],
        Some(55.555_555_55),
    );
    let found = at_capacity(&network(&drawn)).unwrap();
    let ended = found.ended - found.wins;
    assert!(
        (ended - 44.444_444_44).abs() < 1e-6,
        "only those who stay are counted there: {ended}"
    );
    let silent = draw(&text.replace("A 20", "A"));
    check(
        "return without a share",
        &silent,
        &[("A", Some(100.0))],
        &[("A", Some(0.5))],
        Some(50.0),
    );
    let link = silent.links[&("Not ready".into(), "A".into())];
    assert_eq!(
        flow(&silent).problems,
        vec![Problem::ReturnsNotCounted(vec![link])]
    );
}

#[test]
fn parallel_blocks_are_reduced() {
    let drawn = draw(
        "In = 100: Split 80, Lost 20
         Split &: Legal, Price, Join
         Legal: Legal 50, Join 30
         Price & : Cost, Terms
         Cost: Sum
         Terms: Sum
         Sum +: Join
         Join +: Won 50, Split 25, Lost 25",
    );
    let split = 80.0 / 0.75;
    // Legal's 80 % are scaled to 100: five in eight are retries.
    check(
        "nested",
        &drawn,
        &[
            ("Split", Some(split)),
            ("Join", Some(split)),
            ("Legal", Some(split / 0.375)),
            ("Price", Some(split)),
            ("Cost", Some(split)),
            ("Sum", Some(split)),
        ],
        &[
            ("In", Some(0.8 * 2.0 / 3.0)),
            ("Split", Some(2.0 / 3.0)),
            ("Terms", Some(2.0 / 3.0)),
        ],
        Some(80.0 * 2.0 / 3.0),
    );
    let found = flow(&drawn);
    assert_eq!(found.problems, vec![]);
    let per_case = |name: &str| per_case(&drawn, name).unwrap();
    // From the join a case is at the split 1 ÷ 0.75 − 1 more times.
    assert!((per_case("Join") - 4.0 / 3.0).abs() < 1e-12);
    assert!(
        (per_case("Cost") - 4.0 / 3.0).abs() < 1e-12,
        "a nested branch comes back with its split"
    );
    assert!(
        (per_case("Legal") - (1.0 / 0.375) * 4.0 / 3.0).abs() < 1e-12,
        "retries times rounds"
    );
}

#[test]
fn a_split_that_is_not_joined_is_exclusive() {
    let drawn = draw(
        "A & = 90: B 10, C 20, Won 70
         B: Won
         C: Lost",
    );
    check(
        "unjoined",
        &drawn,
        &[("B", Some(30.0)), ("C", Some(30.0))],
        &[("A", Some(2.0 / 3.0))],
        Some(60.0),
    );
    let found = flow(&drawn);
    assert_eq!(found.problems, vec![Problem::UnjoinedSplit(drawn.steps["A"])]);
    let mark = used(&drawn, "A", "B").map(|(_, mark)| mark);
    assert_eq!(mark, Some(ShareMark::Unjoined));
}

#[test]
fn an_over_full_branch_keeps_its_join_waiting() {
    check(
        "branch",
        &draw(
            "S & = 10: A, B
             A: A 60, J 60
             B: J
             J +: Won",
        ),
        &[("S", Some(10.0)), ("A", None), ("B", Some(10.0)), ("J", None)],
        &[("S", None), ("A", None), ("B", Some(1.0)), ("J", Some(1.0))],
        None,
    );
}

#[test]
fn a_large_map_is_solved() {
    let size = 20_000;
    let mut text = String::from("S0 = 100: S1 90, Lost 10\n");
    for at in 1..size {
        let next = if at + 1 < size {
            format!("S{}", at + 1)
        } else {
            "Won".to_owned()
        };
        writeln!(text, "S{at}: {next} 99.99, S{} 0.005, Lost 0.005", at - 1).unwrap();
    }
    let drawn = draw(&text);
    let ended = at_capacity(&network(&drawn)).unwrap().ended;
    assert!((ended - 100.0).abs() < 1e-6, "all cases end somewhere: {ended}");
}
