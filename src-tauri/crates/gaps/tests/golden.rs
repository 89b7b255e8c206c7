//! The rules about bottlenecks on the map whose numbers were worked out by hand.

use std::collections::BTreeMap;

use twinlane_exchange::outline;
use twinlane_gaps::{Context, Finding, catalogue};
use twinlane_model::{Severity, Workshop};
use twinlane_testkit::Ids;

const GOLDEN: &str = include_str!("../../../../examples/golden-flow.md");

/// What the family B finds on an outline, in the order of the codes.
fn bottlenecks(text: &str) -> Vec<Finding> {
    let imported = outline::read(text, &mut Ids::new()).expect("the map is a complete outline");
    let map = imported.maps()[0];
    let workshop = Workshop::from_rows(imported.rows).expect("the map is valid");
    let view = workshop.view(map).expect("the map is there");
    let mut found = catalogue(&view, &Context::default()).findings;
    found.retain(|finding| finding.code.starts_with('B'));
    found.sort_by_key(|finding| finding.code);
    found
}

/// Code, subjects, severity and numbers of a finding.
type Row<'a> = (&'a str, &'a [&'a str], Severity, &'a [(&'a str, f64)]);

#[track_caller]
fn check(text: &str, expected: &[Row<'_>]) {
    let found = bottlenecks(text);
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    let wanted: Vec<&str> = expected.iter().map(|row| row.0).collect();
    assert_eq!(codes, wanted, "these rules fire, and each once");
    for (finding, (code, subjects, severity, numbers)) in found.iter().zip(expected) {
        let titles: Vec<&str> = finding
            .subjects
            .iter()
            .map(|subject| subject.title.as_str())
            .collect();
        assert_eq!(titles, *subjects, "{code} is about these, the busiest first");
        assert_eq!(finding.severity, *severity, "{code} weighs this much");
        let known: BTreeMap<String, f64> = (&finding.numbers).into();
        for (name, value) in *numbers {
            let found = known.get(*name).copied().unwrap_or(f64::NAN);
            assert!(
                (found - value).abs() < 1e-6 * value.abs().max(1.0),
                "{code}: {name} is {found}, by hand {value}"
            );
        }
    }
}

#[test]
fn the_golden_map_has_these_bottlenecks() {
    use Severity::{High, Medium};
    check(
        GOLDEN,
        &[
            (
                "B1",
                &["Poc"],
                High,
                &[
                    ("utilisation_percent", 263.157_895),
                    ("hours_needed", 842.105_263),
                    ("hours_of_capacity", 320.0),
                ],
            ),
            ("B2", &["Demo"], High, &[("utilisation_percent", 105.263_158)]),
            (
                "B3",
                &["Current"],
                Medium,
                &[("activity_ratio_percent", 9.007_936_51)],
            ),
            (
                "B4",
                &["Qualify", "Proposal"],
                Medium,
                &[("wins_lost_per_period", 12.631_578_9)],
            ),
            (
                "B5",
                &["Current"],
                Medium,
                &[
                    ("more_entries_percent", 10.0),
                    ("more_wins_percent", 0.0),
                    ("more_cost_percent", 1.34),
                ],
            ),
        ],
    );
}

#[test]
fn a_doubled_constraint_moves_on_and_stays_one() {
    let doubled = GOLDEN.replace("capacity 320 h", "capacity 900 h");
    let found = bottlenecks(&doubled);
    let first = found.iter().find(|finding| finding.code == "B1");
    let title = first.map(|finding| finding.title.as_str());
    assert_eq!(
        title,
        Some("The people of “Demo” are asked for 105.3 % of the hours they have."),
        "the next in line is the constraint now"
    );
    let others = found.iter().any(|finding| finding.code == "B2");
    assert!(!others, "and nobody else is overloaded: {found:#?}");
}

#[test]
fn the_findings_speak_to_the_room() {
    let words: Vec<String> = bottlenecks(GOLDEN)
        .iter()
        .map(|finding| {
            format!(
                "{} {}\n   {}\n   {}",
                finding.code, finding.title, finding.why, finding.ask
            )
        })
        .collect();
    insta::assert_snapshot!(words.join("\n"));
}
