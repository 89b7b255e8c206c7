//! Logs drawn as text: `3 won: Qualify > Demo@2 > Offer@5.5`, a line for each variant.
//!
//! A number of cases, how they ended (nothing where no line says it), activities with the working day on which they
//! come, counted from a Monday at nine; one after the other where no day is given.

use std::sync::Arc;

use jiff::civil::Date;
use twinlane_model::records::Summary;
use twinlane_model::{End, LogId, MapView, Watch};
use twinlane_model::{ImportedLog, Kept};
use twinlane_records::conformance::names;
use twinlane_records::discover::Owners;
use twinlane_records::import::Imported;
use twinlane_records::log::{CaseFacts, Event, LogBuilder, NONE, Outcome};
use twinlane_records::mapping::Mapping;
use twinlane_records::summary::summarise;
use twinlane_testkit::Ids;

/// Monday, 6 January 2025, nine o'clock.
const BEGIN: i64 = 1_736_154_000_000;
const HOUR: f64 = 3_600_000.0;

/// A moment, so many working days of eight hours after the beginning.
fn moment(days: f64) -> i64 {
    let whole = days.floor();
    let calendar = (whole / 5.0).floor() * 7.0 + whole.rem_euclid(5.0);
    BEGIN + (calendar * 24.0 * HOUR + (days - whole) * 8.0 * HOUR) as i64
}

/// What a drawn log says.
pub fn summary(text: &str) -> Summary {
    let mut builder = LogBuilder::default();
    let mut count = 0;
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let stated = lines().any(|line| line.split(':').next().is_some_and(|head| head.contains(' ')));
    for line in lines() {
        let (head, events) = line.split_once(':').expect("a colon behind the number of cases");
        let (cases, ending) = head.split_once(' ').unwrap_or((head, ""));
        for _ in 0..cases.parse::<u32>().expect("a number of cases") {
            count += 1;
            let case = builder.case(&count.to_string());
            if stated {
                let (outcome, stage) = match ending {
                    "won" => (Outcome::Won, builder.stage("Won")),
                    "" | "open" => (Outcome::Open, NONE),
                    "lost" => (Outcome::Lost, builder.stage("Lost")),
                    other => (Outcome::Lost, builder.stage(other)),
                };
                let facts = CaseFacts {
                    outcome: Some(outcome),
                    stage,
                    ..CaseFacts::default()
                };
                builder.facts(case, facts);
            }
            let events = events.split('>').map(str::trim).filter(|event| !event.is_empty());
            for (place, event) in events.enumerate() {
                let (name, days) = match event.split_once('@') {
                    Some((name, days)) => (name, days.parse().expect("a working day")),
                    None => (event, place as f64),
                };
                let event = Event {
                    activity: builder.activity(name),
                    time: moment(days),
                    offset: 0,
                    lifecycle: NONE,
                    resource: NONE,
                };
                builder.push(case, event);
            }
        }
    }
    let imported = Imported {
        log: builder.finish(),
        ..Imported::default()
    };
    summarise(
        &imported,
        &Mapping::default(),
        &Owners::default(),
        &() as &dyn Watch,
    )
    .expect("the usual working week is one")
}

/// The log as a workshop keeps it, called "CRM".
pub fn log(text: &str) -> ImportedLog {
    kept(summary(text))
}

/// A log of a workshop, called "CRM".
pub fn kept(summary: Summary) -> ImportedLog {
    ImportedLog {
        id: LogId(Ids::nth(90_000)),
        name: "CRM".to_owned(),
        source: "crm.csv".to_owned(),
        imported: None::<Date>,
        kept: Kept::Summary,
        mapping: String::new(),
        summary: Arc::new(summary),
        position: 0,
    }
}

/// What the names of a log mean on a map.
pub fn matching(view: &MapView<'_>, log: &ImportedLog) -> Vec<Vec<End>> {
    let names = log
        .summary
        .activities
        .iter()
        .map(|activity| activity.name.as_str());
    names::matching(view, names)
}
