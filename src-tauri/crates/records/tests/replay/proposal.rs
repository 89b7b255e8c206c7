//! Sales processes drawn from logs, as text, and what conformance says of them.

use std::fmt::Write as _;

use proptest::prelude::*;
use twinlane_model::ImportedLog;
use twinlane_model::records::Summary;
use twinlane_model::{Change, LinkKind, Map, MapId, MapView, Row, Side, Workshop};
use twinlane_records::conformance::{self, Conformance, Options, Variant};
use twinlane_records::replay::{DrawRefused, Place, draw, propose_process};
use twinlane_testkit::Ids;
use twinlane_words::Locale;

use crate::drawn_log::{kept, log, matching, summary};

/// A workshop with an empty map.
pub fn empty() -> (Workshop, MapId, Ids) {
    let mut ids = Ids::new();
    let map = Map::new(MapId::new(&mut ids), "Map");
    let id = map.id;
    let workshop = Workshop::from_rows([Row::Map(map)]).expect("an empty map is one");
    (workshop, id, ids)
}

/// The log drawn on an empty map.
pub fn on_a_map(log: &ImportedLog, least_share: f64) -> (Workshop, MapId) {
    let (mut workshop, map, mut ids) = empty();
    let change = {
        let view = workshop.view(map).expect("there is a map");
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
    let before = workshop.clone();
    let applied = workshop.apply(&change, &mut ids).expect("the map takes it");
    let mut undone = workshop.clone();
    undone
        .apply(&applied.inverse, &mut ids)
        .expect("it can be undone");
    assert_eq!(undone, before, "it is undone in one step");
    (workshop, map)
}

/// How the cases of a log lie on a map.
pub fn conforming(view: &MapView<'_>, log: &ImportedLog) -> Conformance {
    let variants: Vec<Variant> = log
        .summary
        .ways
        .iter()
        .map(|way| Variant {
            activities: way.activities.iter().map(|id| *id as usize).collect(),
            cases: way.cases as u32,
        })
        .collect();
    conformance::check(view, &matching(view, log), &variants, Options::default(), &())
        .expect("there is a way through what was drawn")
}

/// Steps with their stage, then links with their share, `*` where one is there only because it is needed.
fn shown(summary: &Summary, least_share: f64) -> String {
    let proposal = propose_process(summary, least_share);
    let log = kept(summary.clone());
    let (workshop, map) = on_a_map(&log, least_share);
    let view = workshop.view(map).expect("there is a map");
    let mut out = String::new();
    for step in view.steps_of(Side::Seller) {
        let stage = view.stage(step.stage).map_or("", |stage| stage.title.as_str());
        let _ = write!(out, "{}", step.title);
        if stage != step.title {
            let _ = write!(out, " in {stage}");
        }
        if let Some(entry) = &step.entry {
            let _ = write!(out, ", begins {}", entry.n.unwrap_or_default());
        }
        out.push('\n');
    }
    for link in &view.links {
        let arrow = if link.kind == LinkKind::Return {
            "↩"
        } else {
            "→"
        };
        let _ = write!(
            out,
            "{} {arrow} {}",
            view.end_title(link.from),
            view.end_title(link.to)
        );
        if let Some(share) = &link.share {
            let _ = write!(out, " {:.2}", share.value);
        }
        out.push('\n');
    }
    let needed = proposal.links.iter().filter(|link| link.needed).count();
    let _ = writeln!(
        out,
        "covers {}/{}, needed {needed}",
        proposal.covered, proposal.followed
    );
    out
}

fn check(records: &str, least_share: f64, wanted: &str, why: &str) {
    let found = shown(&summary(records), least_share);
    let lines = |text: &str| -> Vec<String> { text.lines().map(|line| line.trim().to_owned()).collect() };
    assert_eq!(lines(&found), lines(wanted), "{why}");
}

const SALES: &str = "6 won: Qualify > Demo > Offer\n3 lost: Qualify\n2 lost: Qualify > Demo\n1 lost: Qualify > Offer\n\
     1 won: Coffee > Qualify > Demo > Offer\n1 open: Qualify > Demo";

#[test]
fn the_frequent_flow_is_drawn() {
    check(
        SALES,
        0.1,
        "Qualify, begins 14
         Demo
         Offer
         Qualify → Demo 0.77
         Qualify → Lost 0.23
         Demo → Offer 0.78
         Demo → Lost 0.22
         Offer → Won 0.88
         Offer → Lost 0.12
         covers 12/14, needed 0",
        "one in fourteen is rare, and passed over at the begin of a case",
    );
    check(
        SALES,
        0.0,
        "Coffee, begins 1
         Qualify, begins 13
         Demo
         Offer
         Coffee → Qualify
         Qualify → Demo 0.71
         Qualify → Offer 0.07
         Qualify → Lost 0.21
         Demo → Offer 0.78
         Demo → Lost 0.22
         Demo → Still open
         Offer → Won 0.88
         Offer → Lost 0.12
         covers 14/14, needed 0",
        "at nothing everything is drawn, even that cases stay where they are",
    );
}

#[test]
fn activities_that_say_the_end_are_outcomes() {
    check(
        "4 won: Call > Offer > Closed Won\n3 lost: Call > Closed Lost\n1 lost: Call > Disqualified\n\
         2 won: Call > Closed Lost > Call > Offer > Closed Won",
        0.0,
        "Call, begins 10
         Offer
         Call → Offer 0.50
         Call → Closed Lost 0.42
         Call → Disqualified 0.08
         Offer → Closed Won
         Closed Lost ↩ Call 0.40
         covers 10/10, needed 0",
        "what comes back is a return",
    );
    check(
        "4: Call > Offer > Closed Won\n1: Call > Offer > Closed Won > Invoice",
        0.0,
        "Call, begins 5
         Offer
         Closed Won
         Invoice
         Call → Offer
         Offer → Closed Won
         Closed Won → Invoice 0.20
         Closed Won → Won 0.80
         Invoice → Won
         covers 5/5, needed 0",
        "what something follows is a step",
    );
    check(
        "4: Call > Offer > Closed Won\n1: Call > Offer > Closed Won > Invoice",
        0.3,
        "Call, begins 5
         Offer
         Call → Offer
         Offer → Closed Won
         covers 4/5, needed 0",
        "unless that is too rare",
    );
}

#[test]
fn what_is_kept_is_reached_and_comes_to_an_end() {
    check(
        "6 won: A > B\n1 won: A > C > D > B\n1 won: A > D > C\n1 lost: A",
        0.2,
        "A, begins 9
         D
         C
         B
         A → D 0.12
         A → B 0.75
         D → C 0.50
         D → B 0.50
         C → D 0.50
         C → Won 0.50
         B → Won
         covers 7/9, needed 1",
        "C and D lead to each other, and the most frequent way in is rare",
    );
    check(
        "2: New > Work > Close\n1: New > Close",
        0.5,
        "New, begins 3
         Work
         Close
         New → Work
         Work → Close
         Close → Unclassified
         covers 2/3, needed 0",
        "where nothing says how cases end, the last activity is an end",
    );
}

#[test]
fn many_activities_are_put_in_parts() {
    let names: Vec<String> = (0..26).map(|at| format!("Step {at:02}")).collect();
    let proposal = propose_process(&summary(&format!("3 won: {}", names.join(" > "))), 0.0);
    let parts: Vec<usize> = (0..proposal.stages.len())
        .map(|stage| proposal.steps.iter().filter(|step| step.stage == stage).count())
        .collect();
    assert_eq!(parts, [5, 4, 4, 5, 4, 4], "at most six");
    let proposal = propose_process(&summary(&format!("3 won: {}", names[..9].join(" > "))), 0.0);
    assert_eq!(proposal.stages, ["Part 1", "Part 2", "Part 3"], "about four each");
}

#[test]
fn a_side_with_steps_is_not_drawn_on() {
    let records = log(SALES);
    let map = twinlane_testkit::draw("# Sales process\n- Call");
    let mut ids = Ids::after(5_000);
    let proposal = propose_process(&records.summary, 0.1);
    let refused = draw(&proposal, &map.view(), &records, 20.0, &mut ids, Locale::English);
    assert_eq!(refused, Err(DrawRefused::NotEmpty), "nobody's work is drawn over");
    let (workshop, map, mut ids) = empty();
    let view = workshop.view(map).expect("there is a map");
    let nothing = propose_process(&Summary::default(), 0.1);
    let refused = draw(&nothing, &view, &records, 20.0, &mut ids, Locale::English);
    assert_eq!(refused, Err(DrawRefused::Nothing), "an empty log draws nothing");
}

#[test]
fn what_is_there_is_taken() {
    let mut map = twinlane_testkit::draw(
        "lane: sales [Sales]\n# Buyer journey\n- Owns the problem\n# Sales process\n## Qualify",
    );
    let records = log(SALES);
    let change = draw(
        &propose_process(&records.summary, 0.1),
        &map.view(),
        &records,
        20.0,
        &mut map.ids.clone(),
        Locale::English,
    )
    .expect("no step is in the way");
    assert!(matches!(change, Change::Batch { .. }), "one step to undo");
    map.workshop
        .apply(&change, &mut map.ids)
        .expect("the map takes it");
    let view = map.view();
    let stages: Vec<&str> = view
        .stages_of(Side::Seller)
        .map(|stage| stage.title.as_str())
        .collect();
    assert_eq!(
        stages,
        ["Qualify", "Demo", "Offer"],
        "a stage of that title is taken"
    );
    assert_eq!(view.lanes_of(Side::Seller).count(), 1, "and so is the lane");
    assert!(view.map.drawn.seller, "the side counts as drawn");
    assert_eq!(view.map.matching["Demo"].len(), 1, "what a name means is kept");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn every_case_fits_where_everything_is_drawn(
        ways in prop::collection::vec((1_u32..5, prop::collection::vec(0_usize..8, 1..9), 0_usize..3), 1..9),
        stated in any::<bool>(),
    ) {
        let names = ["New", "Call", "Demo", "Offer", "—", "send offer", "Closed Won", "Lost"];
        let mut text = String::new();
        for (cases, way, ending) in &ways {
            let events: Vec<&str> = way.iter().map(|at| names[*at]).collect();
            let ending = if stated { [" won", " lost", " open"][*ending] } else { "" };
            let _ = writeln!(text, "{cases}{ending}: {}", events.join(" > "));
        }
        let log = log(&text);
        let (workshop, map) = on_a_map(&log, 0.0);
        let view = workshop.view(map).expect("there is a map");
        let found = conforming(&view, &log);
        prop_assert_eq!(found.fitting, found.cases, "{}", text);
        prop_assert_eq!(propose_process(&log.summary, 0.0).covered, log.summary.cases, "{}", text);
    }

    #[test]
    fn what_is_drawn_is_on_a_way(
        ways in prop::collection::vec((1_u32..9, prop::collection::vec(0_usize..8, 1..9), 0_usize..3), 1..9),
        least in 0.0_f64..=1.0,
    ) {
        let mut text = String::new();
        for (cases, way, ending) in &ways {
            let events: Vec<String> = way.iter().map(|at| format!("Step {at}")).collect();
            let _ = writeln!(text, "{cases} {}: {}", ["won", "lost", "open"][*ending], events.join(" > "));
        }
        let proposal = propose_process(&summary(&text), least);
        for at in 0..proposal.steps.len() {
            prop_assert!(
                proposal.steps[at].begun.is_some() || proposal.links.iter().any(|link| link.to == Place::Step(at)),
                "step {} is reached at {}: {}", at, least, text
            );
            prop_assert!(
                proposal.links.iter().any(|link| link.from == Place::Step(at)),
                "step {} goes on at {}: {}", at, least, text
            );
        }
        prop_assert!(proposal.covered <= proposal.followed, "no more cases than there are");
        if !proposal.steps.is_empty() {
            let (workshop, map) = on_a_map(&kept(summary(&text)), least);
            let view = workshop.view(map).expect("there is a map");
            let found = conforming(&view, &kept(summary(&text)));
            // Cases that are still open do not come to the end of any map.
            let open: u32 = ways.iter().filter(|(_, _, ending)| *ending == 2).map(|(cases, ..)| cases).sum();
            prop_assert!(
                u64::from(found.fitting + open) >= proposal.covered,
                "what is covered fits at {}: {}", least, text
            );
        }
    }
}
