//! The sample workshop against the catalogue: every finding, severity, share and condition, by hand.

use std::collections::BTreeMap;

use twinlane_exchange::outline;
use twinlane_gaps::{Catalogue, Context, Finding, ReadinessState, Share, catalogue};
use twinlane_model::{Severity, Workshop};
use twinlane_testkit::Ids;

const HARBOR: &str = include_str!("../../../../examples/harbor.md");

fn read(text: &str) -> Catalogue {
    let imported = outline::read(text, &mut Ids::new()).expect("the sample is a complete outline");
    let map = imported.maps()[0];
    let workshop = Workshop::from_rows(imported.rows).expect("the sample is a valid workshop");
    catalogue(
        &workshop.view(map).expect("the map is there"),
        &Context::default(),
    )
}

fn subjects(finding: &Finding) -> String {
    finding
        .subjects
        .iter()
        .map(|subject| subject.title.as_str())
        .collect::<Vec<_>>()
        .join(" + ")
}

/// Code → (subjects, severity) of its findings, in alphabetical order.
fn by_code(found: &Catalogue) -> BTreeMap<&str, Vec<(String, Severity)>> {
    let mut by_code: BTreeMap<&str, Vec<(String, Severity)>> = BTreeMap::new();
    for finding in &found.findings {
        by_code
            .entry(finding.code)
            .or_default()
            .push((subjects(finding), finding.severity));
    }
    for found in by_code.values_mut() {
        found.sort();
    }
    by_code
}

fn all(severity: Severity, subjects: &[&str]) -> Vec<(String, Severity)> {
    subjects
        .iter()
        .map(|subject| ((*subject).to_owned(), severity))
        .collect()
}

#[test]
fn the_sample_shows_these_gaps_and_no_others() {
    use Severity::{High, Low, Medium};
    let found = read(HARBOR);
    let expected: BTreeMap<&str, Vec<(String, Severity)>> = [
        (
            "C1",
            [
                all(
                    High,
                    &[
                        "Agrees what good looks like",
                        "Builds the case for the money",
                        "Owns the problem",
                    ],
                ),
                all(Medium, &["Sees output recover"]),
            ]
            .concat(),
        ),
        (
            "C2",
            vec![
                ("How much does an hour of downtime cost us?".to_owned(), Medium),
                ("What will finance ask?".to_owned(), High),
                ("Who has replaced this drive before?".to_owned(), Medium),
            ],
        ),
        ("C3", all(Medium, &["Negotiate", "Score lead"])),
        ("O1", all(High, &["Send proposal → Misses the output target"])),
        ("O3", all(Medium, &["Misses the output target"])),
        ("F6", all(Medium, &["Disqualified"])),
        (
            "H1",
            all(
                Medium,
                &[
                    "Negotiate → Commission",
                    "Proof of concept → Negotiate",
                    "Score lead → Qualify by phone",
                    "Send proposal → Proof of concept",
                ],
            ),
        ),
        ("H2", all(Medium, &["Sales + Application engineering"])),
        ("E1", all(Medium, &["Attract", "Close", "Deliver", "Prove"])),
        ("E2", all(Medium, &["Discover"])),
        ("E3", all(Low, &["Discovery done"])),
        (
            "E4",
            all(
                Low,
                &["Discovery visit", "Negotiate", "Score lead", "Send proposal"],
            ),
        ),
        ("E5", all(Low, &["Current"])),
        ("B1", all(High, &["Proof of concept"])),
        ("B2", all(High, &["Discovery visit + Send proposal + Negotiate"])),
        ("B3", all(Medium, &["Current"])),
        ("B4", all(Medium, &["Score lead + Qualify by phone"])),
        ("B5", all(Medium, &["Current"])),
    ]
    .into_iter()
    .collect();
    assert_eq!(
        by_code(&found),
        expected,
        "the table of the sample, and nothing else"
    );
    assert!(
        found.findings.iter().all(|finding| !finding.unfinished),
        "an imported map counts as drawn"
    );
}

#[test]
fn the_sample_says_why() {
    let found = read(HARBOR);
    let of = |code: &str| {
        found
            .findings
            .iter()
            .find(|finding| finding.code == code)
            .expect("it fires")
    };
    assert_eq!(
        of("O1").numbers.get("inversions"),
        Some(3.0),
        "the proposal runs against three other supports"
    );
    assert!(
        of("O3").title.contains("Prove"),
        "the stage of the first support is named: {}",
        of("O3").title
    );
    assert!(
        of("E3").title.contains("is not objective"),
        "what is lacking is named: {}",
        of("E3").title
    );
    let titles: Vec<&str> = found
        .findings
        .iter()
        .map(|finding| finding.title.as_str())
        .collect();
    insta::assert_snapshot!(titles.join("\n"));
}

fn share(share: &Share) -> (f64, f64, &str) {
    (
        (share.part * 1e6).round() / 1e6,
        (share.whole * 1e6).round() / 1e6,
        share.unit,
    )
}

#[test]
fn the_sample_has_this_scorecard() {
    let card = read(HARBOR).scorecard;
    assert_eq!(
        share(&card.coverage),
        (9.0, 20.0, "points"),
        "importance of served steps"
    );
    assert_eq!(
        share(&card.purpose),
        (1456.0, 1561.0, "hours"),
        "visits × touch hours"
    );
    assert_eq!(share(&card.order), (9.0, 12.0, "pairs"), "order agreement");
    assert_eq!(
        share(&card.evidence),
        (1.0, 6.0, "stages"),
        "Qualify alone ends with the buyer's evidence"
    );
    assert_eq!(
        share(&card.measured),
        (4.0, 36.0, "numbers"),
        "the shares of two steps"
    );
    assert_eq!(
        share(&card.handoffs),
        (0.0, 4.0, "handoffs"),
        "no criterion anywhere"
    );
    assert_eq!(card.adoption.share, None, "no tool is listed");
}

#[test]
fn the_sample_is_this_ready() {
    use ReadinessState::{Met, NotMet, Unknown};
    let found = read(HARBOR);
    let states: Vec<ReadinessState> = found.readiness.iter().map(|condition| condition.state).collect();
    assert_eq!(
        states,
        [NotMet, Met, NotMet, Unknown, Unknown],
        "{:#?}",
        found.readiness
    );
    assert!(
        found
            .readiness
            .iter()
            .all(|condition| !condition.reasons.is_empty()),
        "each says why"
    );
}

#[test]
fn loops_change_nothing_of_the_order() {
    let buyer = HARBOR.replace(
        "  => Sees output recover\n",
        "  => Misses the output target\n  => Sees output recover\n",
    );
    let sales = HARBOR.replace(
        "  => Commission 60 % assumed\n  => Lost 40 % assumed\n## Deliver",
        "  => Commission 54 % assumed\n  => Lost 36 % assumed\n  => Score lead 10 %\n## Deliver",
    );
    for (text, which) in [(buyer, "buyer's"), (sales, "sales")] {
        assert_ne!(text, HARBOR, "the {which} loop was drawn");
        let found = read(&text);
        assert_eq!(
            share(&found.scorecard.order),
            (9.0, 12.0, "pairs"),
            "with the {which} loop"
        );
        let named = by_code(&found).remove("O1");
        assert_eq!(
            named,
            Some(all(Severity::High, &["Send proposal → Misses the output target"])),
            "{which}"
        );
    }
}
