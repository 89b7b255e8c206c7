//! Logs beside drawn maps: records as text become what a workshop keeps of them, the way an import does it.

use std::fmt::Write as _;

use twinlane_model::records::Summary;
use twinlane_model::{ImportedLog, Kept};
use twinlane_model::{LogId, Row};
use twinlane_records::detect::propose;
use twinlane_records::discover::Owners;
use twinlane_records::import::import;
use twinlane_records::mapping::Mapping;
use twinlane_records::summary::summarise;
use twinlane_records::{Limits, Source};
use twinlane_testkit::{Ids, TestMap};

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// What a table of records says.
///
/// # Panics
/// When it is no table of records.
pub fn summary(csv: &str) -> Summary {
    let source = Source::memory("records.csv", csv.as_bytes().to_vec());
    let proposal = propose(&source, &Mapping::default(), &Limits::default(), &())
        .unwrap_or_else(|error| panic!("{csv}: {error}"));
    let imported = import(&proposal, &()).unwrap_or_else(|error| panic!("{csv}: {error}"));
    summarise(&imported, &proposal.mapping, &Owners::default(), &())
        .unwrap_or_else(|error| panic!("{csv}: {error}"))
}

/// The row that a workshop keeps of a table of records.
pub fn log(csv: &str) -> ImportedLog {
    ImportedLog {
        id: LogId(Ids::nth(900_000)),
        name: "CRM".to_owned(),
        source: "records.csv".to_owned(),
        imported: None,
        kept: Kept::Summary,
        mapping: String::new(),
        summary: summary(csv).into(),
        position: 0,
    }
}

/// Puts a log into the workshop of a drawn map.
#[allow(dead_code, reason = "each test program uses what it needs")]
pub fn keep(map: &mut TestMap, csv: &str) {
    map.put(Row::Log(log(csv)));
}

/// A stage history drawn as lines `3: Call > Demo@2.5 > Offer/Ann`: a number of deals, then what was done, with the
/// day on which it was done, counted from 6 January 2025 at nine, and who did it. Without a day it is the next day.
///
/// # Panics
/// When the drawing is wrong.
#[allow(dead_code, reason = "each test program uses what it needs")]
pub fn history(drawing: &str) -> String {
    let mut csv = "deal,stage,date,user\n".to_owned();
    let mut deal = 0;
    for line in drawing.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (deals, events) = line.split_once(':').expect("a colon behind the number of deals");
        for _ in 0..deals.parse::<u32>().expect("a number of deals") {
            deal += 1;
            let mut days = -1.0;
            for event in events.split('>').map(str::trim) {
                let (event, user) = event.split_once('/').unwrap_or((event, ""));
                let stage = if let Some((stage, day)) = event.split_once('@') {
                    days = day.parse().expect("a day");
                    stage
                } else {
                    days += 1.0;
                    event
                };
                let _ = writeln!(csv, "{deal},\"{stage}\",{},{user}", moment(days));
            }
        }
    }
    csv
}

/// A moment so many days after 6 January 2025 at nine.
#[allow(dead_code, reason = "each test program uses what it needs")]
fn moment(days: f64) -> String {
    let begin = jiff::civil::date(2025, 1, 6).at(9, 0, 0, 0);
    let seconds = (days * DAY).round() as i64;
    let moment = begin.saturating_add(jiff::SignedDuration::from_secs(seconds));
    moment.strftime("%Y-%m-%d %H:%M:%S").to_string()
}
