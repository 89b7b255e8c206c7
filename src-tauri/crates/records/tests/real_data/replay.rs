//! Real logs on maps: drawn, compared, measured.

use std::sync::Arc;

use twinlane_model::records::Summary;
use twinlane_model::{End, LogId, Map, MapId, MapView, Row, Workshop};
use twinlane_model::{ImportedLog, Kept};
use twinlane_records::conformance::{self, Options, Variant, names};
use twinlane_records::discover::Owners;
use twinlane_records::import::Imported;
use twinlane_records::mapping::Mapping;
use twinlane_records::replay::{draw, measures, propose_process};
use twinlane_records::summary::summarise;
use twinlane_records::{drift, map_evidence};
use twinlane_testkit::Ids;
use twinlane_words::Locale;

use super::{read_xes, table, with};

fn log(imported: &Imported, mapping: &Mapping) -> ImportedLog {
    let summary: Summary =
        summarise(imported, mapping, &Owners::default(), &()).expect("the mapping is that of the file");
    ImportedLog {
        id: LogId(Ids::nth(90_000)),
        name: "Records".to_owned(),
        source: String::new(),
        imported: None,
        kept: Kept::Summary,
        mapping: String::new(),
        summary: Arc::new(summary),
        position: 0,
    }
}

fn drawn_on_a_map(log: &ImportedLog, least_share: f64) -> (Workshop, MapId) {
    let mut ids = Ids::new();
    let map = Map::new(MapId::new(&mut ids), "Map");
    let id = map.id;
    let mut workshop = Workshop::from_rows([Row::Map(map)]).expect("an empty map is one");
    let change = {
        let view = workshop.view(id).expect("there is a map");
        draw(
            &propose_process(&log.summary, least_share),
            &view,
            log,
            20.0,
            &mut ids,
            Locale::English,
        )
        .expect("there is something to draw")
    };
    workshop.apply(&change, &mut ids).expect("the map takes it");
    (workshop, id)
}

fn matching(view: &MapView<'_>, log: &ImportedLog) -> Vec<Vec<End>> {
    names::matching(view, log.summary.activities.iter().map(|row| row.name.as_str()))
}

fn fits_where_everything_is_drawn(log: &ImportedLog) {
    let (workshop, map) = drawn_on_a_map(log, 0.0);
    let view = workshop.view(map).expect("there is a map");
    let variants: Vec<Variant> = log
        .summary
        .ways
        .iter()
        .map(|way| Variant {
            activities: way.activities.iter().map(|id| *id as usize).collect(),
            cases: way.cases as u32,
        })
        .collect();
    let found = conformance::check(&view, &matching(&view, log), &variants, Options::default(), &())
        .expect("there is a way through what was drawn");
    assert_eq!(
        found.fitting, found.cases,
        "{}: every case goes a drawn way",
        log.name
    );
    assert_eq!(
        u64::from(found.cases),
        log.summary.cases,
        "no variant was left behind"
    );
    let again = measures(&view, log, &matching(&view, log), 20.0, Locale::English);
    assert_eq!(again.set, 0, "what was drawn has its numbers");
    let figures = map_evidence(&view, log, &matching(&view, log), None);
    assert_eq!(figures.transitions, Some(Vec::new()), "every transition is drawn");
    assert_eq!(figures.unmapped, [], "every activity is drawn");
    assert!(
        drift(&view, log, &matching(&view, log)).is_empty(),
        "the log's own numbers document nothing"
    );
}

#[test]
fn deals_drawn_from_their_stages() {
    with("crm-hubspot-wide/deals_extract.csv", |source| {
        let (proposal, imported) = table(source);
        let log = log(&imported, &proposal.mapping);
        fits_where_everything_is_drawn(&log);
        let (workshop, map) = drawn_on_a_map(&log, 0.1);
        let view = workshop.view(map).expect("there is a map");
        let matched = matching(&view, &log);
        let end = log
            .summary
            .last
            .map(|last| last.to_zoned(jiff::tz::TimeZone::UTC).date());
        let figures = map_evidence(&view, &log, &matched, end);
        let skipped: Vec<(&str, u64, u64)> = figures
            .steps
            .iter()
            .map(|row| {
                let step = view.step(row.step).expect("a step of the map");
                (step.title.as_str(), row.skipped, row.passed)
            })
            .collect();
        assert_eq!(
            skipped,
            [
                ("appointmentscheduled", 34, 389),
                ("qualifiedtobuy", 130, 384),
                ("presentationscheduled", 26, 365),
                ("decisionmakerboughtin", 12, 339),
                ("contractsent", 0, 318),
            ],
            "skipped by cases that came to the stage or farther, as a spreadsheet counts them"
        );
        let shares: Vec<(String, u32)> = view
            .links
            .iter()
            .filter_map(|link| {
                let share = link.share.as_ref()?;
                let ends = [link.from, link.to].map(|end| view.end_title(end));
                let n = share.n.unwrap_or_default();
                Some((
                    format!("{} {}", ends.join(" "), (share.value * f64::from(n)).round()),
                    n,
                ))
            })
            .collect();
        let wanted = [
            ("appointmentscheduled qualifiedtobuy 246", 349),
            ("appointmentscheduled presentationscheduled 103", 349),
            ("contractsent closedwon 79", 287),
            ("contractsent closedlost 208", 287),
        ];
        assert_eq!(
            shares,
            wanted.map(|(share, n)| (share.to_owned(), n)),
            "deals that go on, of those that go a drawn way or end"
        );
        let overdue = figures.overdue.expect("the endings are known");
        assert_eq!((overdue.open, overdue.past_close), (97, 19), "rule R7");
    });
}

#[test]
fn tickets_drawn_from_their_events() {
    with("log-helpdesk/helpdesk.csv", |source| {
        let (proposal, imported) = table(source);
        let log = log(&imported, &proposal.mapping);
        fits_where_everything_is_drawn(&log);
    });
}

#[test]
fn loans_drawn_from_their_events() {
    with("log-pm4py/bpic2012.xes.gz", |source| {
        let imported = read_xes(source);
        let log = log(&imported, &Mapping::default());
        fits_where_everything_is_drawn(&log);
        let (workshop, map) = drawn_on_a_map(&log, 0.1);
        let view = workshop.view(map).expect("there is a map");
        assert!(
            view.activities()
                .all(|step| step.elapsed.is_some() || step.volume.is_some()),
            "every step is measured"
        );
        let found = measures(&view, &log, &matching(&view, &log), 20.0, Locale::English);
        assert_eq!(found.set, 0, "what was drawn has its numbers");
    });
}
