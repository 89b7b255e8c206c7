//! Records of real companies and of the process mining community, with numbers that others counted.
//!
//! Where the data is not there, the tests are skipped and counted (`twinlane_testkit::machine`).
#![allow(missing_docs, reason = "a test file")]

mod replay;

use std::ops::ControlFlow;

use twinlane_records::detect::{Proposal, propose};
use twinlane_records::discover::{self, Endings};
use twinlane_records::import::{Imported, import};
use twinlane_records::log::{EventLog, Outcome, Zone};
use twinlane_records::mapping::{Mapping, TableLayout};
use twinlane_records::table::{Table, TableOptions};
use twinlane_records::{Limits, Source, xes};
use twinlane_testkit::machine;

/// Runs a test on a file, or counts it as skipped.
fn with(file: &str, test: impl FnOnce(&Source)) {
    if let Some(path) = machine::real_data(file) {
        test(&Source::file(&path));
    }
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
        assert_eq!(proposal.mapping.shape, Some(TableLayout::Wide));
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
        assert_eq!(proposal.mapping.shape, Some(TableLayout::ClosedDeals));
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
            TableLayout::StageHistory,
            4_580,
            21_348,
            14,
        ),
        (
            "log-pm4py/receipt.csv",
            TableLayout::StageHistory,
            1_434,
            8_577,
            27,
        ),
        (
            "log-pm4py/running-example.csv",
            TableLayout::StageHistory,
            6,
            42,
            8,
        ),
        (
            "crm-fivetran-hubspot/deal_stage_data.csv",
            TableLayout::StageHistory,
            14,
            14,
            3,
        ),
        (
            "crm-fivetran-salesforce/sf_opportunity_history_data.csv",
            TableLayout::StageHistory,
            10,
            10,
            3,
        ),
        (
            "log-model-pairs/LoanApp_simplified.csv.gz",
            TableLayout::StageHistory,
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
        let other = machine::real_data("log-pm4py/running-example.csv").expect("beside it");
        let other = Source::file(&other);
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

/// Cells of all rows, the header included.
fn cells(file: &str, options: &TableOptions) -> (TableOptions, Vec<Vec<String>>) {
    let source = Source::file(&machine::real_data(file).expect("asked for where it is"));
    let table =
        Table::open(&source, options, &Limits::default()).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut rows = Vec::new();
    if table.options().header == Some(true) {
        rows.push(table.columns().to_vec());
    }
    table
        .rows(&(), &mut |row| {
            rows.push(row.iter().map(str::to_owned).collect());
            Ok(ControlFlow::Continue(()))
        })
        .unwrap_or_else(|error| panic!("{file}: {error}"));
    (table.options(), rows)
}

#[test]
fn tables_of_every_dialect_are_read_as_expected() {
    // Two of the expected files say something else than the tables beside them.
    for name in [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ] {
        let file = format!("messy-csv-spectrum/csvs/{name}.csv");
        with(&file, |_| {
            let (_, rows) = cells(&file, &TableOptions::default());
            let found: Vec<serde_json::Value> = rows[1..]
                .iter()
                .map(|row| {
                    rows[0]
                        .iter()
                        .cloned()
                        .zip(row.iter().cloned().map(serde_json::Value::String))
                        .collect()
                })
                .collect();
            let answer = machine::real_data(&format!("messy-csv-spectrum/json/{name}.json"));
            let text = std::fs::read(answer.expect("beside it")).expect("it can be read");
            let wanted: serde_json::Value = serde_json::from_slice(&text).expect("the answer is JSON");
            assert_eq!(serde_json::Value::Array(found), wanted, "{name}");
        });
    }
    for (name, encoding, delimiter, rows) in [
        ("test_latin1.csv", "windows-1252", ',', 3),
        ("test_utf16_big.csv", "utf-16be", ',', 3),
        ("test_utf16_little.csv", "utf-16le", ',', 3),
        ("test_utf8_bom.csv", "utf-8", ',', 3),
        ("mac_newlines.csv", "utf-8", ',', 3),
        ("dummy.tsv", "utf-8", '\t', 2),
        ("dummy.csv.gz", "utf-8", ',', 2),
        ("realdata/event-notification-rpt-lastmonth.txt", "utf-8", '|', 73),
    ] {
        let file = format!("messy-csvkit/csvkit/{name}");
        with(&file, |_| {
            let (options, found) = cells(&file, &TableOptions::default());
            let said = (options.encoding.as_deref(), options.delimiter, found.len());
            assert_eq!(said, (Some(encoding), Some(delimiter), rows), "{name}");
        });
    }
}

#[test]
fn workbooks_are_read_as_their_tables_say() {
    let trimmed = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
        let end = |row: &[String]| {
            row.iter()
                .rposition(|cell| !cell.is_empty())
                .map_or(0, |last| last + 1)
        };
        let mut rows: Vec<Vec<String>> = rows.into_iter().map(|row| row[..end(&row)].to_vec()).collect();
        rows.retain(|row| !row.is_empty());
        rows
    };
    let plain = TableOptions {
        header: Some(false),
        skip: Some(0),
        ..TableOptions::default()
    };
    let text = TableOptions {
        delimiter: Some(','),
        encoding: Some("utf-8".to_owned()),
        ..plain.clone()
    };
    for name in [
        "datetime",
        "empty_row",
        "last-column-empty",
        "namespace",
        "no_cell_ids",
        "skip_empty_lines",
        "twolettercolumns",
        "utf8",
        "xlsx2csv-test-file",
    ] {
        let file = format!("xlsx-xlsx2csv/{name}.xlsx");
        with(&file, |_| {
            let (_, found) = cells(&file, &plain);
            let (_, wanted) = cells(&format!("xlsx-xlsx2csv/{name}.csv"), &text);
            assert_eq!(trimmed(found), trimmed(wanted), "{name}");
        });
    }
    for file in ["sheets.xlsx", "sheets.xls", "test.xls", "test.xlsx"] {
        let file = format!("messy-csvkit/csvkit/{file}");
        with(&file, |_| {
            let (_, rows) = cells(&file, &TableOptions::default());
            assert!(rows.len() > 1, "{file} has rows, if not on its first sheet");
        });
    }
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
