//! Documented beside recorded.

use twinlane_records::drift;
use twinlane_records::drift::{Comparison, Verdict};
use twinlane_testkit::draw;

use crate::drawn_log::{log, matching};

/// `stage: time documented/recorded n, conversion documented/recorded n, verdict`.
fn check(map: &str, records: &str, wanted: &[&str], why: &str) {
    let map = draw(map);
    let view = map.view();
    let log = log(records);
    let shown: Vec<String> = drift(&view, &log, &matching(&view, &log))
        .iter()
        .map(|row| {
            let part = |word: &str, part: Option<Comparison>| match part {
                Some(part) => format!(
                    "{word} {:.3}/{:.3} n={}, ",
                    part.documented, part.recorded, part.n
                ),
                None => String::new(),
            };
            let title = view.stage(row.stage).map_or("", |stage| stage.title.as_str());
            let time = part("time", row.time);
            let conversion = part("conversion", row.conversion);
            let fit = match row.verdict() {
                Verdict::Fits => "fits",
                Verdict::Drifts => "drifts",
                Verdict::Apart => "apart",
            };
            format!("{title}: {time}{conversion}{fit} {:.3}", row.drift())
        })
        .collect();
    assert_eq!(shown, wanted, "{why}");
}

const RECORDS: &str = "3 lost: Qualify@0\n6 won: Qualify@0 > Demo@4\n1 lost: Qualify@0 > Demo@4";

#[test]
fn a_stage_drifts_by_time_and_by_conversion() {
    check(
        "# Sales process
         ## Qualify
         - Qualify {elapsed 3 d}
           => Demo 60 %
           => Lost 40 %
         ## Prove
         - Demo
           => Won
           => Lost",
        RECORDS,
        &["Qualify: time 3.000/4.000 n=7, conversion 0.600/0.700 n=10, drifts 0.250"],
        "what nobody documented is not compared",
    );
    check(
        "# Sales process
         ## Qualify
         - Qualify
           => Demo 30 % {wait 1 d}
         ## Prove
         - Demo
           => Won 85 %
           => Lost",
        RECORDS,
        &[
            "Qualify: conversion 0.300/0.700 n=10, apart 0.571",
            "Prove: conversion 0.850/0.857 n=7, fits 0.008",
        ],
        "what no share explains is lost, one open link takes the rest",
    );
}

#[test]
fn a_stage_of_several_steps_is_passed_as_a_whole() {
    check(
        "# Sales process
         ## Work
         - Try {elapsed 1 d}
           => Fix 50 %
           => Done 40 %
           => Lost 10 %
         - Fix {elapsed 2 d}
           => Try
         ## End
         - Done
           => Won",
        "2 won: Try@0 > Fix@1 > Try@3 > Done@4\n1 won: Try@0 > Done@1\n1 lost: Try@0",
        &["Work: time 2.500/2.500 n=7, conversion 0.800/0.750 n=4, fits 0.067"],
        "going round inside the stage is no leaving it",
    );
}

#[test]
fn the_numbers_of_the_log_itself_document_nothing() {
    check(
        "# Sales process
         ## Qualify
         - Qualify {elapsed 3 d measured source \"CRM\" as-of 2025-01-10}
           => Demo 60 % measured source \"CRM\" as-of 2025-01-10
           => Lost 40 % measured source \"CRM\" as-of 2025-01-09
         ## Prove
         - Demo
           => Won
           => Lost",
        RECORDS,
        &[],
        "they come from there",
    );
}
