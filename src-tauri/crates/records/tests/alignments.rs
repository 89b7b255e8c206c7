//! Small maps with traces and the alignments that are expected of them.
#![allow(missing_docs, reason = "a test file")]

use std::fmt::Write;

use twinlane_model::End;
use twinlane_records::conformance::names::Titles;
use twinlane_records::conformance::{
    Alignment, Conformance, ConformanceError, Move, Options, Variant, check,
};
use twinlane_testkit::{TestMap, draw};

/// Compares traces, written as words with the number of cases behind `x`, with a drawing of a sales process.
fn compare(
    map: &TestMap,
    traces: &[&str],
    states: usize,
) -> (Vec<String>, Result<Conformance, ConformanceError>) {
    let view = map.view();
    let mut names: Vec<String> = Vec::new();
    let mut variants = Vec::new();
    for trace in traces {
        let (words, cases) = trace.split_once(" x").unwrap_or((trace, "1"));
        let mut activities = Vec::new();
        for word in words.split_whitespace() {
            let known = names.iter().position(|name| name == word);
            activities.push(known.unwrap_or(names.len()));
            if known.is_none() {
                names.push(word.to_owned());
            }
        }
        let cases = cases.parse().expect("a number of cases");
        variants.push(Variant { activities, cases });
    }
    let titles = Titles::of(&view);
    let matching: Vec<Vec<End>> = names.iter().map(|name| titles.same(name)).collect();
    let result = check(&view, &matching, &variants, Options { states }, &());
    (names, result)
}

/// An alignment in words: `A` in both, `+A` in the log only, `-A` on the map only.
fn shown(map: &TestMap, names: &[String], alignment: &Alignment) -> String {
    let view = map.view();
    match alignment {
        Alignment::Cheapest { cost, moves, .. } => {
            let mut text = String::new();
            for step in moves {
                let _ = match step {
                    Move::Synchronous { end, .. } => write!(text, "{} ", view.end_title(*end)),
                    Move::Log { activity } => write!(text, "+{} ", names[*activity]),
                    Move::Model { end } => write!(text, "-{} ", view.end_title(*end)),
                };
            }
            format!("{text}={cost}")
        }
        Alignment::TooManyStates { at_least } => format!("at least {at_least}"),
    }
}

/// Checks the alignment of each trace on one drawing.
fn aligns(what: &str, text: &str, expected: &[(&str, &str)]) {
    let map = draw(&format!("# Sales process\n{text}"));
    let traces: Vec<&str> = expected.iter().map(|(trace, _)| *trace).collect();
    let (names, result) = compare(&map, &traces, 100_000);
    let result = result.unwrap_or_else(|error| panic!("{what}: {error}"));
    for ((trace, expected), alignment) in expected.iter().zip(&result.alignments) {
        assert_eq!(
            shown(&map, &names, alignment),
            *expected,
            "{what}, trace “{trace}”"
        );
    }
}

#[test]
fn a_sequence() {
    aligns(
        "sequence",
        "- A\n- B\n- C\n=> Won",
        &[
            ("A B C", "A B C =0"),
            ("A C", "A -B C =1"),
            ("A B", "A B -C =1"),
            ("B C", "-A B C =1"),
            ("A B B C", "A B +B C =1"),
            ("A X B C", "A +X B C =1"),
            ("", "-A -B -C =3"),
            ("X", "-A -B -C +X =4"),
        ],
    );
}

#[test]
fn a_choice() {
    aligns(
        "choice",
        "- A\n=> B\n=> C\n=> Lost\n- B\n=> D\n- C\n=> D\n- D\n=> Won",
        &[
            ("A B D", "A B D =0"),
            ("A C D", "A C D =0"),
            ("A", "A =0"),
            ("A D", "A +D =1"),
            ("A B C D", "A B +C D =1"),
            ("B D", "-A B D =1"),
        ],
    );
}

#[test]
fn a_loop_and_a_retry() {
    aligns(
        "loop",
        "entry: A 10\n- A\n- B\n=> A\n=> C\n- C\n=> C\n=> Won",
        &[
            ("A B C", "A B C =0"),
            ("A B A B C", "A B A B C =0"),
            ("A B C C C", "A B C C C =0"),
            ("A A B C", "A +A B C =1"),
            ("A B A C", "A B +A C =1"),
        ],
    );
}

#[test]
fn parallel_work() {
    aligns(
        "parallel",
        "- S {all}\n=> A\n=> B\n- A\n=> J\n- B\n=> J\n- J {waits}\n=> Won",
        &[
            ("S A B J", "S A B J =0"),
            ("S B A J", "S B A J =0"),
            ("S A J", "S A -B J =1"),
            ("S J A B", "S +J A B -J =2"),
            ("S A A B J", "S A +A B J =1"),
        ],
    );
    aligns(
        "parallel branch without a step",
        "- S {all}\n=> A\n=> J\n- A\n=> J\n- J {waits}\n=> Won",
        &[("S A J", "S A J =0"), ("S J", "S -A J =1")],
    );
    aligns(
        "retry inside a branch and at the join",
        "- S {all}\n=> A\n=> B\n- A\n=> A\n=> J\n- B\n=> J\n- J {waits}\n=> J\n=> Won",
        &[
            ("S A B A J J", "S A B A J J =0"),
            ("S A B J J J", "S A B J J J =0"),
        ],
    );
}

#[test]
fn nested_parallel_work() {
    aligns(
        "nested",
        "- S {all}\n=> A\n=> B\n- A {all}\n=> C\n=> D\n- C\n=> W\n- D\n=> W\n- W {waits}\n=> J\n- B\n=> J\n\
         - J {waits}\n=> Won",
        &[
            ("S A C B D W J", "S A C B D W J =0"),
            ("S B A D C W J", "S B A D C W J =0"),
            ("S A C W B J", "S A C -D W B J =1"),
            ("S A B J", "S A B -C -D -W J =3"),
        ],
    );
}

#[test]
fn silent_waypoints() {
    aligns(
        "choice behind a waypoint",
        "- A\n=> #x\n- \"\" {id x, waypoint}\n=> B\n=> C\n- B\n=> Won\n- C\n=> Won",
        &[("A B", "A B =0"), ("A C", "A C =0"), ("A B C", "A B +C =1")],
    );
    aligns(
        "loop of waypoints",
        "entry: A 10\n- A\n=> #x\n- \"\" {id x, waypoint}\n=> #y\n=> B\n- \"\" {id y, waypoint}\n=> #x\n=> A\n- B\n=> Won",
        &[("A A B", "A A B =0"), ("A B", "A B =0")],
    );
    aligns(
        "waypoints that split and wait",
        "- \"\" {id s, waypoint, all}\n=> A\n=> B\n- A\n=> #j\n- B\n=> #j\n- \"\" {id j, waypoint, waits}\n\
         => C\n=> Lost\n- C\n=> Won",
        &[("B A C", "B A C =0"), ("A B", "A B =0"), ("C", "-A -B C =2")],
    );
}

#[test]
fn several_starts_outcomes_and_returns() {
    aligns(
        "starts with entries",
        "- A\n=> C\n- B\n=> C\n- C\n=> Won\n=> Lost\n# Outcomes\n- Lost\n=> A\n",
        &[
            ("A C", "A C =0"),
            ("B C", "B C =0"),
            ("A B C", "A +B C =1"),
            ("B C A C", "B C A C =0"),
            ("B C B C", "B C +B +C =2"),
        ],
    );
    aligns(
        "an outcome that the log records",
        "- A\n=> Won\n=> Lost\n",
        &[
            ("A Won", "A Won =0"),
            ("A Lost", "A Lost =0"),
            ("A", "A -Won =1"),
            ("Won A", "-A Won +A =2"),
        ],
    );
    aligns(
        "a start that waits begins at once",
        "entry: S 10\nentry: J 5\n- S {all}\n=> A\n=> B\n- A\n=> J\n- B\n=> J\n- J {waits}\n=> Won",
        &[("J", "J =0"), ("S B A J", "S B A J =0"), ("A J", "+A J =1")],
    );
    aligns(
        "branches that end on their own",
        "- S {all}\n=> A\n=> B\n- A\n=> Won\n- B\n=> Lost",
        &[("S A B", "S A B =0"), ("S A", "S A -B =1")],
    );
    aligns(
        "no outcome is drawn yet",
        "- A\n- B\n=> -",
        &[("A B", "A B =0"), ("A", "A -B =1")],
    );
    aligns(
        "a title that repeats",
        "- Call {id one}\n=> A\n- A\n=> #two\n- Call {id two}\n=> Won",
        &[("Call A Call", "Call A Call =0"), ("Call A", "Call A -Call =1")],
    );
}

#[test]
fn what_is_added_up() {
    let map =
        draw("# Sales process\n- S {all}\n=> A\n=> B\n- A\n=> J\n- B\n=> J\n- J {waits}\n=> K\n- K\n=> Won");
    let (names, result) = compare(
        &map,
        &["S A B J K x6", "S B A J K x1", "S A J K x2", "S K x1"],
        100_000,
    );
    let result = result.expect("the map has a way");
    assert_eq!(result.shortest, 5, "both branches are on every way");
    assert_eq!(
        (result.cases, result.fitting, result.given_up),
        (10, 7, 0),
        "cases are counted, not variants"
    );
    let expected = (7.0 + 2.0 * (1.0 - 1.0 / 9.0) + (1.0 - 3.0 / 7.0)) / 10.0;
    let fitness = result.fitness.expect("there are cases");
    assert!(
        (fitness - expected).abs() < 1e-12,
        "{fitness} is the mean over cases, {expected}"
    );
    let view = map.view();
    let skipped: Vec<(&str, u32)> = result
        .skipped
        .iter()
        .map(|row| (view.end_title(row.end), row.cases))
        .collect();
    assert_eq!(
        skipped,
        [("B", 3), ("A", 1), ("J", 1)],
        "a step is skipped once per case"
    );
    let undrawn: Vec<String> = result
        .undrawn
        .expect("the map is small")
        .iter()
        .map(|row| format!("{}>{} {}", names[row.from], names[row.to], row.cases))
        .collect();
    assert_eq!(
        undrawn,
        ["S>K 1"],
        "A to B and B to A are parallel, A to J is drawn"
    );
}

#[test]
fn what_cannot_be_compared_says_why() {
    let cases = [
        ("", ConformanceError::NoStart),
        ("- A\n=> B\n- B\n=> A\n", ConformanceError::NoStart),
        (
            "- A\n=> B\n=> Won\n- B {waits}\n=> -\n- C\n=> B\n",
            ConformanceError::NoWay,
        ),
    ];
    for (text, expected) in cases {
        let map = draw(&format!("# Sales process\n{text}"));
        let (_, result) = compare(&map, &["A"], 100_000);
        if expected == ConformanceError::NoStart {
            assert_eq!(result.expect_err("no way"), expected, "map “{text}”");
        } else {
            assert!(
                result.is_ok(),
                "a step that waits for ever is passed by where another way ends"
            );
        }
    }
    let map = draw("# Sales process\n- A {all}\n=> B\n=> C\n- B {waits}\n=> Won\n- C\n=> D\n- D\n=> D\n=> C");
    let (_, result) = compare(&map, &["A"], 100_000);
    assert_eq!(
        result.expect_err("C and D go round for ever"),
        ConformanceError::NoWay
    );
    let map = draw("# Sales process\n- A\n=> Won");
    let wrong = [Variant {
        activities: vec![0, 7],
        cases: 1,
    }];
    let error =
        check(&map.view(), &[Vec::new()], &wrong, Options::default(), &()).expect_err("there is no 7");
    let expected = ConformanceError::UnknownActivity {
        variant: 0,
        activity: 7,
        known: 1,
    };
    assert_eq!(error, expected);
}

#[test]
fn the_bound_on_states_is_reported() {
    let mut text = String::from("# Sales process\n- S {all}\n");
    for branch in 0..8 {
        let _ = writeln!(text, "=> A{branch}");
    }
    for branch in 0..8 {
        let _ = writeln!(text, "- A{branch}\n=> B{branch}\n- B{branch}\n=> J");
    }
    text.push_str("- J {waits}\n=> Won");
    let map = draw(&text);
    let (_, result) = compare(&map, &["S A0 A0 A0 J S J x3", "S"], 150);
    let result = result.expect("the shortest way is found at once");
    assert_eq!(
        (result.given_up, result.cases),
        (3, 4),
        "the variant was given up, the other was not"
    );
    assert!(
        matches!(result.alignments[0], Alignment::TooManyStates { at_least } if at_least >= 4),
        "what is known of the cost is told: {:?}",
        result.alignments[0]
    );
    let (_, result) = compare(&map, &["S"], 5);
    assert_eq!(
        result.expect_err("five states are too few"),
        ConformanceError::TooManyStates { states: 5 }
    );
}

#[test]
fn a_loop_that_makes_work_without_end_comes_to_an_end() {
    let map = draw(
        "# Sales process\n- A\n=> #x\n- \"\" {id x, waypoint, all}\n=> #y\n=> B\n- \"\" {id y, waypoint}\n=> #x\n=> Won\n- B\n=> Won",
    );
    let (names, result) = compare(&map, &["A B", "A B B B", "B A"], 20_000);
    let result = result.expect("the shortest way ends at once");
    let shown: Vec<String> = result
        .alignments
        .iter()
        .map(|one| shown(&map, &names, one))
        .collect();
    assert_eq!(
        shown,
        ["A B =0", "A B B B =0", "-A B +A =2"],
        "each round makes one more B, and none comes before A"
    );
}
