//! Records of real companies and of the process mining community, with numbers that others counted.
//!
//! The data lies in `TWINLANE_DATA`, by default `../shared/data` beside the workspace. Each test prints how many cases
//! it ran and how many it skipped.
#![allow(missing_docs, reason = "a test file")]
#![allow(
    clippy::print_stdout,
    reason = "the suite says how many cases it ran and skipped"
)]

use std::path::{Path, PathBuf};

use twinlane_records::detect::{Proposal, propose};
use twinlane_records::discover::{self, Endings};
use twinlane_records::import::{Imported, import};
use twinlane_records::log::{EventLog, Outcome, Zone};
use twinlane_records::mapping::{Mapping, Shape};
use twinlane_records::{Limits, Source, xes};

fn root() -> PathBuf {
    std::env::var_os("TWINLANE_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data"),
        PathBuf::from,
    )
}

/// Runs a test on a file, or says that it is skipped.
fn with(file: &str, test: impl FnOnce(&Source)) {
    let path = root().join(file);
    let there = path.exists();
    if there {
        test(&Source::file(&path));
    }
    println!(
        "{file}: {} cases run, {} skipped",
        usize::from(there),
        usize::from(!there)
    );
}

fn table(source: &Source) -> (Proposal, Imported) {
    let name = source.name();
    let proposal = propose(source, &Mapping::default(), &Limits::default(), &())
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let imported = import(&proposal, &()).unwrap_or_else(|error| panic!("{name}: {error}"));
    (proposal, imported)
}

fn read_xes(source: &Source) -> Imported {
    xes::read(source, &Zone::default(), &Limits::default(), &())
        .unwrap_or_else(|error| panic!("{}: {error}", source.name()))
}

fn ends(log: &EventLog) -> Endings {
    discover::endings(log, &[], &[])
}

fn cases_of(log: &EventLog, activity: &str) -> u64 {
    let id = log.activities.id(activity).expect("the activity is in the log");
    discover::activities(log)[id as usize].cases
}

/// Cases, events, activities.
fn size(log: &EventLog) -> (usize, usize, usize) {
    (log.case_count(), log.event_count(), log.activities.len())
}

#[test]
fn loan_applications_of_2012() {
    with("log-pm4py/bpic2012.xes.gz", |source| {
        let imported = read_xes(source);
        let log = &imported.log;
        assert_eq!(size(log), (13_087, 262_200, 24));
        assert_eq!(imported.refused.count(), 0, "every event can be used");
        let variants = discover::variants(log);
        assert_eq!(variants.len(), 4_366);
        let passed = [
            ("A_SUBMITTED", 13_087),
            ("A_PREACCEPTED", 7_367),
            ("A_ACCEPTED", 5_113),
            ("O_SENT", 5_015),
            ("O_SENT_BACK", 3_254),
        ];
        for (activity, cases) in passed {
            assert_eq!(cases_of(log, activity), cases, "cases with {activity}");
        }
        let endings = ends(log);
        let shares: Vec<(&str, Outcome, u64)> = endings
            .shares
            .iter()
            .map(|share| (share.name.as_str(), share.outcome, share.cases))
            .collect();
        assert_eq!(
            shares,
            [
                ("A_APPROVED", Outcome::Won, 2_246),
                ("A_DECLINED", Outcome::Lost, 7_635),
                ("A_CANCELLED", Outcome::Lost, 2_807),
                ("", Outcome::Open, 399),
            ]
        );
        let lead = discover::lead_times(log, &endings, None).expect("every case has times");
        let near = |value: f64, wanted: f64, by: f64| (value - wanted).abs() <= by;
        assert!(near(lead.median, 0.81, 0.005), "median {}", lead.median);
        assert!(near(lead.p95, 31.3, 0.05), "95th percentile {}", lead.p95);
        assert!(near(lead.max, 137.2, 0.05), "longest {}", lead.max);
        let transitions = discover::transitions(log, None);
        let count: u64 = transitions.iter().map(|transition| transition.count).sum();
        assert_eq!(
            count,
            262_200 - 13_087,
            "each event but the last of its case has a follower"
        );
    });
}

#[test]
fn deals_with_a_date_for_each_stage() {
    with("crm-hubspot-wide/deals_extract.csv", |source| {
        let (proposal, imported) = table(source);
        assert_eq!(proposal.mapping.shape, Some(Shape::Wide));
        let log = &imported.log;
        let endings = ends(log);
        assert_eq!(log.case_count(), 389);
        let won = endings.count(Outcome::Won);
        assert_eq!(
            (won + endings.count(Outcome::Lost), won),
            (292, 79),
            "closed and won"
        );
        let id = log
            .activities
            .id("qualifiedtobuy")
            .expect("the stage is in the log");
        let funnel = discover::funnel(log, &endings);
        let stage = funnel
            .iter()
            .find(|stage| stage.activity == id)
            .expect("every stage is in the funnel");
        assert_eq!((stage.closed, stage.won), (192, 37), "entered qualification");
        assert_eq!((292 - stage.closed, won - stage.won), (100, 42), "skipped it");
        let oddities = imported.oddities;
        assert_eq!(
            (oddities.before_created, oddities.out_of_order),
            (13, 20),
            "kept as they are"
        );
        // The day after the last change in the file.
        let as_of = log.period().expect("there are events").1;
        let zombies = discover::zombies(log, &endings, as_of);
        assert_eq!(zombies.past_close, 19, "open, and to be closed by now");
        let mut ages = [0; 5];
        for (facts, outcome) in log.facts.iter().zip(&endings.of_case) {
            let (Some(created), Some(closed)) = (facts.created, facts.closed) else {
                continue;
            };
            if *outcome != Outcome::Open {
                let at = match (closed - created).div_euclid(86_400_000) {
                    ..=1 => 0,
                    2..=7 => 1,
                    8..=30 => 2,
                    31..=90 => 3,
                    _ => 4,
                };
                ages[at] += 1;
            }
        }
        assert_eq!(ages, [17, 3, 17, 251, 4], "closed deals by age in days");
    });
}

#[test]
fn deals_with_one_row() {
    with("crm-maven/CRM+Sales+Opportunities/sales_pipeline.csv", |source| {
        let (proposal, imported) = table(source);
        assert_eq!(proposal.mapping.shape, Some(Shape::ClosedDeals));
        let log = &imported.log;
        let endings = ends(log);
        let shares: Vec<(&str, u64)> = endings
            .shares
            .iter()
            .map(|share| (share.name.as_str(), share.cases))
            .collect();
        assert_eq!(
            shares,
            [
                ("Won", 4_238),
                ("Lost", 2_473),
                ("Engaging", 1_589),
                ("Prospecting", 500)
            ]
        );
        assert_eq!(log.case_count(), 8_800);
        let lead = discover::lead_times(log, &endings, None).expect("closed deals have both dates");
        assert_eq!(
            (lead.min, lead.median, lead.max),
            (1.0, 45.0, 138.0),
            "days to close"
        );
        let won: f64 = log
            .facts
            .iter()
            .filter(|facts| facts.outcome == Some(Outcome::Won))
            .filter_map(|facts| facts.amount)
            .sum();
        assert_eq!(won, 10_005_534.0, "won value");
        assert_eq!(imported.oddities.without_account, 1_425);
        assert_eq!(imported.oddities.without_created, 500, "without engage date");
    });
}

#[test]
fn tables_that_are_understood_without_a_word() {
    for (file, shape, cases, events, activities) in [
        (
            "log-helpdesk/helpdesk.csv",
            Shape::StageHistory,
            4_580,
            21_348,
            14,
        ),
        ("log-pm4py/receipt.csv", Shape::StageHistory, 1_434, 8_577, 27),
        ("log-pm4py/running-example.csv", Shape::StageHistory, 6, 42, 8),
        (
            "crm-fivetran-hubspot/deal_stage_data.csv",
            Shape::StageHistory,
            14,
            14,
            3,
        ),
        (
            "crm-fivetran-salesforce/sf_opportunity_history_data.csv",
            Shape::StageHistory,
            10,
            10,
            3,
        ),
        (
            "log-model-pairs/LoanApp_simplified.csv.gz",
            Shape::StageHistory,
            500,
            3_620,
            10,
        ),
    ] {
        with(file, |source| {
            let (proposal, imported) = table(source);
            assert_eq!(proposal.mapping.shape, Some(shape), "{file}");
            assert_eq!(size(&imported.log), (cases, events, activities), "{file}");
            assert_eq!(imported.refused.count(), 0, "{file}: every row can be used");
        });
    }
}

#[test]
fn the_same_log_as_table_and_as_xes_is_the_same() {
    with("log-pm4py/running-example.xes", |source| {
        let other = Source::file(&root().join("log-pm4py/running-example.csv"));
        let (log, csv) = (read_xes(source).log, table(&other).1.log);
        let traces = |log: &EventLog| {
            let mut traces: Vec<(String, Vec<String>)> = (0..log.case_count())
                .map(|case| {
                    let names = log
                        .trace(case)
                        .iter()
                        .map(|id| log.activities.name(*id).to_owned());
                    (log.cases.name(case as u32).to_owned(), names.collect())
                })
                .collect();
            traces.sort();
            traces
        };
        assert_eq!(traces(&log), traces(&csv));
        assert_eq!(log.period(), csv.period());
    });
}

#[test]
fn xml_that_is_no_log_is_refused() {
    for file in ["external.xml", "simple-ns.xml", "simple.xml", "xmlbomb.xml"] {
        with(&format!("messy-xml/{file}"), |source| {
            let error = xes::read(source, &Zone::default(), &Limits::default(), &()).err();
            assert!(error.is_some(), "{file} is no log");
        });
    }
}
