//! The maps in `examples/every-rule`: each rule fires on a named subject and is silent on a near miss beside
//! it (or, where a rule speaks of a whole map, on another map). Records lie beside their map, as CSV.

mod logs;

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use twinlane_exchange::outline;
use twinlane_gaps::{Context, catalogue, rules};
use twinlane_model::{Row, Workshop};
use twinlane_testkit::Ids;

/// Code, map and subject of a finding, map and subject of the near miss.
const TABLE: &[(&str, &str, &str, &str, &str)] = &[
    (
        "C1",
        "coverage",
        "Tries the calendar",
        "coverage",
        "Compares booking systems",
    ),
    (
        "C2",
        "coverage",
        "Who else has this trouble?",
        "coverage",
        "What does an empty chair cost?",
    ),
    (
        "C3",
        "coverage",
        "Score the lead",
        "coverage",
        "Check data protection",
    ),
    ("C4", "coverage", "Call again", "coverage", "Call the clinic"),
    (
        "C5",
        "coverage",
        "Compares booking systems",
        "coverage",
        "Counts the waiting patients",
    ),
    ("C6", "coverage", "Data officer", "coverage", "Head nurse"),
    (
        "C7",
        "coverage",
        "Sees the chairs filled",
        "order",
        "Returns the trucks",
    ),
    (
        "O1",
        "order",
        "Hand over the trucks → Asks for trucks",
        "order",
        "Send the season letter → Sees the peak coming",
    ),
    (
        "O2",
        "order",
        "Send the contract",
        "order",
        "Offer an early booking",
    ),
    ("O3", "order", "Asks for trucks", "order", "Works out the need"),
    ("O4", "order", "Trucks used", "order", "Propose"),
    ("F1", "flow", "Write the newsletter", "flow", "Call old customers"),
    ("F2", "flow", "File the contract", "flow", "Tell the crew"),
    ("F3", "flow-without-end", "Gutters", "coverage", "Clinics"),
    (
        "F4",
        "flow",
        "Inspect the roof + Take samples",
        "flow",
        "Negotiate",
    ),
    ("F5", "flow", "Send the offer", "flow", "Negotiate"),
    ("F6", "flow", "Disqualified", "flow", "Not ready"),
    ("F7", "flow", "Take the call", "flow", "Inspect the roof"),
    (
        "F8",
        "flow-without-end",
        "Sales process",
        "flow-without-end",
        "Buyer journey",
    ),
    ("F9", "flow", "Write the contract", "flow", "Prepare the offer"),
    (
        "H1",
        "handoffs",
        "Write the offer → Plan the order",
        "handoffs",
        "Ask back → Check the drawing",
    ),
    ("H2", "handoffs", "Desk + Workshop", "handoffs", "Workshop + Desk"),
    ("H3", "handoffs", "Pack the part", "handoffs", "Make the part"),
    (
        "H4",
        "handoffs",
        "Work out the price → Write the offer",
        "handoffs",
        "Take the request → Check the drawing",
    ),
    ("E1", "evidence", "Present", "evidence", "Listen"),
    ("E2", "evidence", "Test", "evidence", "Design"),
    ("E3", "evidence", "Needs are clear", "evidence", "Course designed"),
    (
        "E4",
        "evidence",
        "Design the course",
        "evidence",
        "Present the course",
    ),
    ("E5", "evidence", "Firms", "flow", "Roofs"),
    (
        "E6",
        "evidence",
        "Answer the request",
        "evidence",
        "Answer the request → Test the learners",
    ),
    (
        "E7",
        "evidence",
        "Test the learners",
        "evidence",
        "Answer the request",
    ),
    (
        "E8",
        "evidence",
        "Agree the dates",
        "evidence",
        "Present the course",
    ),
    (
        "E9",
        "evidence",
        "Sees the gap in skills",
        "evidence",
        "Asks the teams",
    ),
    (
        "B1",
        "bottleneck",
        "Design the cooling + Answer questions",
        "bottleneck-with-room",
        "Answer the request + Send a unit",
    ),
    ("B2", "bottleneck", "Measure the store", "bottleneck", "Install"),
    (
        "B3",
        "bottleneck",
        "Stores",
        "bottleneck-with-room",
        "Small stores",
    ),
    (
        "B4",
        "bottleneck",
        "Answer the request",
        "bottleneck",
        "Send a reference",
    ),
    (
        "B5",
        "bottleneck",
        "Stores",
        "bottleneck-with-room",
        "Small stores",
    ),
    ("R1", "records", "Test a pump", "records", "Visit the plant"),
    ("R2", "records", "Pumps", "records-in-order", "Valves"),
    (
        "R3",
        "records",
        "Take the enquiry + Write the offer",
        "records",
        "Visit the plant + Write the offer",
    ),
    ("R4", "records", "Prove", "records", "Ask"),
    ("R5", "records", "Pumps", "records-in-order", "Valves"),
    ("R6", "records", "Check the terms", "records", "Write the offer"),
    ("R7", "records", "Pumps", "records-in-order", "Valves"),
];

/// Code and subjects of everything found on one of the maps.
fn found(name: &str) -> BTreeSet<(&'static str, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../examples/every-rule");
    let path = folder.join(format!("{name}.md"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let imported = outline::read(&text, &mut Ids::new()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let map = imported.maps()[0];
    let mut rows = imported.rows;
    if let Ok(csv) = std::fs::read_to_string(folder.join(format!("{name}.csv"))) {
        rows.push(Row::Log(logs::log(&csv)));
    }
    let workshop = Workshop::from_rows(rows).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    let view = workshop.view(map).expect("an outline holds a map");
    let context = Context {
        today: Some(date(2026, 1, 31)),
        ..Context::default()
    };
    let findings = catalogue(&view, &context).findings.into_iter();
    findings
        .map(|finding| {
            let titles: Vec<String> = finding
                .subjects
                .into_iter()
                .map(|subject| subject.title)
                .collect();
            (finding.code, titles.join(" + "))
        })
        .collect()
}

#[test]
fn each_rule_fires_on_its_subject_and_not_on_the_near_miss() {
    let mut wrong = Vec::new();
    for (code, map, subject, other, near_miss) in TABLE {
        let fires = |map: &str, subject: &str| found(map).contains(&(*code, subject.to_owned()));
        if !fires(map, subject) {
            let instead: Vec<String> = found(map)
                .into_iter()
                .filter(|(found, _)| found == code)
                .map(|(_, subject)| subject)
                .collect();
            wrong.push(format!(
                "{code} does not fire on {subject:?} of {map}, but on {instead:?}"
            ));
        }
        if fires(other, near_miss) {
            wrong.push(format!(
                "{code} fires on {near_miss:?} of {other}, which is right"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_every_rule_once() {
    let codes: Vec<&str> = TABLE.iter().map(|row| row.0).collect();
    let rules: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    assert_eq!(codes, rules, "a new rule needs a row and a map to fire on");
}

#[test]
fn near_misses_are_there_to_be_missed() {
    for (code, _, _, other, near_miss) in TABLE {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../examples/every-rule");
        let text = std::fs::read_to_string(folder.join(format!("{other}.md"))).expect("the map is there");
        for part in near_miss.split(" → ").flat_map(|part| part.split(" + ")) {
            let there = text.contains(part) || part == "Buyer journey";
            assert!(there, "{code}: {part:?} is not on the map {other}");
        }
    }
}
