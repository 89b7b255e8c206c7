//! Mistakes in an outline: each is found where it is, with the remedy.

use twinlane_exchange::outline::read;
use twinlane_exchange::{ExchangeError, Place};
use twinlane_testkit::Ids;

/// Each wrong outline with the code, line and column of its error, and a part of the message.
#[test]
fn mistakes_are_found_where_they_are() {
    let cases: &[(&str, &str, u32, u32, &str)] = &[
        ("hello", "syntax", 1, 1, "no header line"),
        (
            "# Workshop: A\nclient: x\nclient: y",
            "conflict",
            3,
            1,
            "there twice",
        ),
        ("# Journey", "syntax", 1, 1, "no section"),
        ("# Buyer journey (drawn)", "syntax", 1, 1, "cannot stand behind"),
        ("# Outcomes\n# Outcomes", "syntax", 2, 1, "there twice"),
        ("# Sales process\n# Sales process", "syntax", 2, 1, "there twice"),
        (
            "# Sales process\nclient: x",
            "syntax",
            2,
            1,
            "before the first stage",
        ),
        ("## S", "syntax", 1, 1, "stage cannot stand here"),
        (
            "# Sales process\n- [A] a",
            "syntax",
            2,
            1,
            "before the first stage",
        ),
        ("# Sales process\n## S\n- A a", "syntax", 3, 3, "“[” is missing"),
        ("# Sales process\n## S\n- [A a", "syntax", 3, 7, "“]” is missing"),
        (
            "# Sales process\n## S\n- [A]",
            "syntax",
            3,
            6,
            "title of this step is missing",
        ),
        (
            "# Sales process\n## S\n- [A] Call, again",
            "syntax",
            3,
            11,
            "“,” cannot stand here",
        ),
        (
            "# Sales process\n## S\n- [A] Lost",
            "syntax",
            3,
            7,
            "reads like an outcome",
        ),
        (
            "# Sales process\n## S\n- [A] Gone as Lost",
            "syntax",
            3,
            7,
            "reads like an outcome",
        ),
        (
            "# Sales process\n## S\n- [A] Give 10 %",
            "syntax",
            3,
            7,
            "a share behind it",
        ),
        ("# Sales process\n## S\n- [A] #a", "syntax", 3, 7, "cannot begin"),
        ("# Sales process\n## S\n- [A] \"a", "syntax", 3, 7, "not closed"),
        ("# Sales process\n## S\n- [A] \"\\x\"", "syntax", 3, 7, "escape"),
        (
            "# Sales process\n## S\n- [A] ä {touch 1 h, touch 2 h}",
            "syntax",
            3,
            21,
            "said twice",
        ),
        (
            "# Sales process\n## S\n- [A] a {touch 1 d}",
            "syntax",
            3,
            18,
            "unit “h”",
        ),
        (
            "# Sales process\n## S\n- [A] a {touch 1,5 h}",
            "syntax",
            3,
            17,
            "unit",
        ),
        (
            "# Sales process\n## S\n- [A] a {colour}",
            "syntax",
            3,
            10,
            "no attribute",
        ),
        (
            "# Sales process\n## S\n- [A] a {ask",
            "syntax",
            3,
            13,
            "“}” is missing",
        ),
        (
            "# Sales process\n## S\n- [A] a {ask} b",
            "syntax",
            3,
            15,
            "too much",
        ),
        (
            "# Sales process\n## S\n- [A] a {importance 2}",
            "syntax",
            3,
            10,
            "attribute of a buyer step",
        ),
        (
            "# Buyer journey\n## S\n- [A] a {ask}",
            "syntax",
            3,
            10,
            "attribute of an activity",
        ),
        (
            "# Buyer journey\n## S\n- [A] a {importance 4}",
            "syntax",
            3,
            21,
            "from 1 to 3",
        ),
        (
            "# Buyer journey\n## S\n- [A] a {observed, guess}",
            "syntax",
            3,
            25,
            "known in one way",
        ),
        (
            "# Buyer journey\n## S\n- [A] a -> b",
            "syntax",
            3,
            9,
            "supports nothing",
        ),
        (
            "# Buyer journey\n## S\n- [A] a\n  => Won",
            "syntax",
            4,
            6,
            "leads to no outcome",
        ),
        (
            "# Buyer journey\n## S\n- [A] a\n  => a",
            "syntax",
            4,
            6,
            "flow to itself",
        ),
        ("# Buyer journey\n## S ~ T", "syntax", 2, 6, "not paired"),
        (
            "# Buyer journey\n## S\n! c",
            "syntax",
            3,
            1,
            "belongs to a sales stage",
        ),
        (
            "# Sales process\n## S {after purchase}",
            "syntax",
            2,
            7,
            "no attribute of this stage",
        ),
        ("# Sales process\n## S ~ T", "reference", 2, 8, "no stage “T”"),
        (
            "# Sales process\n## S\n- [A] a\n  ? q",
            "syntax",
            4,
            3,
            "belongs to a buyer step",
        ),
        (
            "# Sales process\n## S\n  => a",
            "syntax",
            3,
            3,
            "belongs to no step",
        ),
        (
            "# Sales process\n## S\n- [A] a\n  => b",
            "reference",
            4,
            6,
            "no step “b”",
        ),
        (
            "# Sales process\n## S\n- [A] a\n  => A ",
            "reference",
            4,
            6,
            "Is “a” meant",
        ),
        (
            "# Sales process\n## S\n- [A] a\n  => #x",
            "reference",
            4,
            6,
            "no step is marked {id x}",
        ),
        (
            "# Sales process\n## S\n- [A] a\n  => Won\n  => Won 5 %",
            "syntax",
            5,
            6,
            "there twice",
        ),
        (
            "# Sales process\n## S\n- [A] a\n  => -\n  => Won",
            "syntax",
            5,
            3,
            "beside other flow",
        ),
        (
            "# Sales process\n## S\n- [A] a\n  => Won\n  => -",
            "syntax",
            5,
            3,
            "beside other flow",
        ),
        (
            "# Sales process\n## S\n- [A] a\n  => Won 40 % {when 3 d}",
            "syntax",
            4,
            16,
            "no attribute",
        ),
        (
            "# Sales process\n## S\n- [A] a\n  => Won 140 %",
            "syntax",
            4,
            10,
            "more than 100 %",
        ),
        (
            "# Sales process\n## S\n- [A] a\n- [A] a\n- [A] b\n  => a",
            "reference",
            6,
            6,
            "title of 2",
        ),
        (
            "# Sales process\n## S\n- [A] a {id x}\n- [A] b {id x}",
            "conflict",
            4,
            13,
            "given to two",
        ),
        (
            "# Sales process\n## S\n- [A] a -> b (good)",
            "syntax",
            3,
            15,
            "about a support",
        ),
        (
            "# Sales process\n## S\n- [A] a -> b",
            "reference",
            3,
            12,
            "no step “b”",
        ),
        (
            "# Sales process\n## S\n! c {buyer, seller}",
            "syntax",
            3,
            13,
            "one side",
        ),
        (
            "# Sales process\n## S\n- [A] a\n  => Won\n# Outcomes\n- Won\n  => a",
            "syntax",
            7,
            6,
            "won deal",
        ),
        (
            "# Sales process\n## S\n- [A] a\n# Outcomes\n- Gone",
            "reference",
            5,
            3,
            "no flow leads to",
        ),
        (
            "# Sales process\n## S\n- [A] a\n# Outcomes\n- \"Lost\"",
            "reference",
            5,
            3,
            "no flow leads to",
        ),
        (
            "# Sales process\n## S\n- [A] a\n  => X as Lost\n  => X as Won",
            "conflict",
            5,
            6,
            "is Lost and Won",
        ),
        (
            "# Sales process\n## S\n- [A] a\n# Outcomes\n- Lost\n  => Won",
            "syntax",
            6,
            6,
            "leads to an activity",
        ),
        ("# Outcomes\n  => a", "syntax", 2, 3, "belongs to no outcome"),
        ("entry: a", "syntax", 1, 8, "a step and a number"),
        ("entry: a 5", "reference", 1, 8, "no step “a”"),
        (
            "entry: a 5 d\n# Sales process\n## S\n- [A] a",
            "syntax",
            1,
            8,
            "a step and a number",
        ),
        (
            "period: month, twenty days",
            "syntax",
            1,
            16,
            "a number is missing",
        ),
        ("period: month, 0 days of 8 h", "syntax", 1, 16, "above 0"),
        ("pool: Field, 3", "syntax", 1, 15, "unit “h”"),
        ("pool: Field, cost 3, cost 4", "syntax", 1, 22, "said twice"),
        ("lane: seller [A]", "syntax", 1, 7, "side of this lane"),
        ("lane: sales [A]\nlane: sales [A]", "syntax", 2, 14, "there twice"),
        ("kind: future", "syntax", 1, 6, "no kind of map"),
    ];
    for (text, code, line, column, part) in cases {
        let Err(error) = read(text, &mut Ids::new()) else {
            panic!("this must be refused:\n{text}");
        };
        assert_eq!(error.place(), &Place::text(*line, *column), "{error}\nin\n{text}");
        assert_eq!(error.code(), format!("exchange.{code}"), "{error}\nin\n{text}");
        assert!(
            error.to_string().contains(part),
            "“{error}” should say “{part}”\nin\n{text}"
        );
    }
}

#[test]
fn a_text_that_is_too_long_is_found_where_it_is() {
    let long = "ä".repeat(10_001);
    for (text, column) in [
        (format!("# Sales process\n## S\n- [A] {long}\n"), 7),
        (
            format!("# Sales process\n## S\n- [A] a {{note \"{long}\"}}\n"),
            15,
        ),
    ] {
        let error = read(&text, &mut Ids::new()).expect_err("a field holds 10,000 characters");
        assert_eq!(
            (error.code(), error.place()),
            ("exchange.limit", &Place::text(3, column))
        );
    }
    let fits = format!("# Sales process\n## S\n- [A] {}\n", "ä".repeat(10_000));
    assert!(read(&fits, &mut Ids::new()).is_ok());
}

#[test]
fn two_values_for_one_pool_name_both_steps() {
    let text = "# Sales process\n## S\n- [A] First call {owner \"Field\", capacity 320 h}\n- [A] Second call {owner \"Field\", capacity 300 h}\n";
    let error = read(text, &mut Ids::new()).expect_err("the pool has two capacities");
    let message = error.to_string();
    assert!(
        message.contains("“First call”") && message.contains("“Second call”"),
        "{message}"
    );
    assert!(
        message.contains("320 h") && message.contains("300 h"),
        "{message}"
    );
    let ExchangeError::Conflict { place, other, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!((place.line(), other.line()), (Some(4), Some(3)));
}
