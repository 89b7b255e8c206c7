//! What a report says of numbers: the flow, what to measure next, scenarios beside the present.

use jiff::civil::date;
use twinlane_gaps::{Context, catalogue};
use twinlane_model::{Change, MapId, MapKind, RowKey, StepId};
use twinlane_report::{
    Input, MapInput, PageScene, Paper, PathStep, Report, ScenarioInput, Section, Shape, build,
};
use twinlane_testkit::{Ids, TestMap, draw};
use twinlane_text::FontBook;
use twinlane_words::Locale;

/// The golden flow of the arithmetic.
const GOLDEN: &str = "
entry: Qualify 100

# Sales process
## Qualify
- [Sales] Qualify {touch 1 h, elapsed 5 d, capacity 160 h, cost 80}
  => Demo 40 %
  => Lost 60 %
## Show
- [Sales] Demo {touch 3 h, elapsed 10 d, capacity 120 h, cost 80}
  => Poc 50 %
  => Proposal 20 %
  => Lost 30 %
- [Engineering] Poc {touch 40 h, elapsed 20 d, capacity 320 h, cost 110}
  => Proposal 60 %
  => Demo 10 %
  => Lost 30 %
## Close
- [Sales] Proposal {touch 6 h, elapsed 15 d, capacity 160 h, cost 90}
  => Won 40 %
  => Lost 60 %
";

/// A report of one section, with a scenario where one is given.
fn report(drawn: &TestMap, section: Section, scenarios: &[ScenarioInput<'_>]) -> Report {
    let view = drawn.workshop.view(drawn.map).expect("the map is there");
    let catalogue = catalogue(&view, &Context::default());
    let input = Input {
        workshop: &drawn.workshop,
        maps: &[MapInput {
            map: drawn.map,
            catalogue: &catalogue,
        }],
        scenarios,
        draws: 1000,
        seed: 7,
        date: date(2026, 11, 21),
        paper: Paper::A4,
        private: false,
        fonts: FontBook::bundled(),
        locale: Locale::English,
    };
    let report = build(&input, &[section], &()).expect("the bundled faces can be embedded");
    assert_eq!(
        report.problems,
        [],
        "nothing is missing and every link leads somewhere"
    );
    assert_inside(&report);
    report
}

/// The texts of a report with one space between words.
fn said(report: &Report) -> String {
    let text: Vec<String> = report.pages.iter().map(PageScene::text).collect();
    text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text and lines of charts stay inside the margins.
fn assert_inside(report: &Report) {
    for page in &report.pages {
        let inside =
            |x: f32, y: f32| x >= 20.0 && x <= page.width - 20.0 && y >= 20.0 && y <= page.height - 20.0;
        for item in &page.items {
            let points: Vec<(f32, f32)> = match &item.shape {
                Shape::Text { line, x, y, .. } => vec![(*x, *y), (x + line.width, *y)],
                Shape::Fill(..) => Vec::new(),
                Shape::Path(steps, _) => steps
                    .iter()
                    .filter_map(|step| match *step {
                        PathStep::Move(x, y) | PathStep::Line(x, y) | PathStep::Curve(_, _, _, _, x, y) => {
                            Some((x, y))
                        }
                        PathStep::Close => None,
                    })
                    .collect(),
            };
            for (x, y) in points {
                assert!(inside(x, y), "{x}, {y} leaves the page: {:?}", item.shape);
            }
        }
    }
}

fn check(map: &str, section: Section, expected: &[&str]) {
    let said = said(&report(&draw(map), section, &[]));
    for words in expected {
        assert!(said.contains(words), "{section:?} has to say “{words}”: {said}");
    }
}

#[test]
fn the_flow_says_what_comes_out_and_what_holds_it_up() {
    check(
        GOLDEN,
        Section::Flow,
        &[
            "The constraint is “Poc”: it is asked for 263.2 % of its hours, 842 of 320 h a month.",
            "Of the 8.42 wins a month that would come if everything were served, 5.12 really come out.",
            "Wins a month if entries are cut until nothing is overloaded 3.2",
            "Cost a month 122,105 59,712",
            "Lead time of a won case 43.6 days",
            "70 % go on, 30 % lost",
            "▲ constraint 263.2 % 842 of 320 h",
            "Poc 21.1 21.1 12 grows",
            "half as many entries again bring no more wins a month and cost 4,000 more",
            "twice the hours of “Poc” bring 1.92 more wins a month",
            "If “Qualify” lost nobody +12.6",
            "One point more of Qualify → Demo +0.211 +2,853",
            "One hour more of “Demo” +0.0267",
            "Not known: pipeline velocity, because nobody gave the value of a deal.",
        ],
    );
    check(
        GOLDEN,
        Section::Summary,
        &[
            "The constraint is “Poc”: 263.2 % of its hours are asked for, so 5.12 of 8.42 wins a month come out.",
        ],
    );
}

#[test]
fn charts_are_figures_with_their_sentence() {
    let report = report(&draw(GOLDEN), Section::Flow, &[]);
    let file = lopdf::Document::load_mem(&report.pdf).expect("a PDF");
    let figures = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| {
            dict.get(b"S")
                .and_then(lopdf::Object::as_name)
                .is_ok_and(|name| name == b"Figure")
                && dict.get(b"Alt").is_ok()
        });
    assert_eq!(
        figures.count(),
        3,
        "utilisation, funnel and effort, each with its sentence"
    );
}

#[test]
fn evidence_says_how_sure_the_results_are_and_what_to_measure() {
    check(
        GOLDEN,
        Section::Evidence,
        &[
            "1,000 draws with seed 7",
            "What to measure next",
            "Qualify: entries",
            "Proposal → Won: share",
        ],
    );
}

#[test]
fn what_is_not_known_says_why() {
    let no_entry = GOLDEN.replace("entry: Qualify 100", "");
    check(
        &no_entry,
        Section::Flow,
        &["because nobody has said how many cases arrive"],
    );
    check(
        &no_entry,
        Section::Evidence,
        &["How sure the results are cannot be said: nobody has said how many cases arrive."],
    );
    let over = GOLDEN.replace("Lost 60 %\n## Show", "Lost 90 %\n## Show");
    check(
        &over,
        Section::Flow,
        &[
            "because the shares of “Qualify” add up to more than 100 %",
            "The shares of “Qualify” add up to 130 %.",
        ],
    );
}

#[test]
fn without_numbers_there_is_no_flow_and_without_scenarios_no_comparison() {
    let plain = "
# Sales process
## Qualify
- [Sales] Call
  => Send proposal
## Close
- [Sales] Send proposal
  => Won
";
    for section in [Section::Flow, Section::Scenarios] {
        let report = report(&draw(plain), section, &[]);
        assert_eq!(said(&report), "", "{section:?} has nothing to say");
    }
}

/// The golden flow with a scenario: the laboratory has twice the hours.
fn with_scenario() -> (TestMap, MapId) {
    let mut drawn = draw(GOLDEN);
    let scenario = MapId::new(&mut Ids::after(90_000));
    drawn.change(&Change::CopyMap {
        map: drawn.map,
        id: scenario,
        name: "Second laboratory".to_owned(),
        kind: MapKind::Scenario,
    });
    let poc: Vec<StepId> = drawn
        .workshop
        .steps()
        .values()
        .filter(|step| step.map == scenario && step.title == "Poc")
        .map(|step| step.id)
        .collect();
    let pool = drawn.workshop.steps()[&poc[0]].pool.expect("the step has a pool");
    let mut hours = drawn.workshop.pools()[&pool]
        .capacity
        .clone()
        .expect("the pool has hours");
    hours.value = 640.0;
    drawn.change(&Change::Set {
        of: RowKey::Pool(pool),
        values: [(
            "capacity".to_owned(),
            serde_json::to_value(hours).expect("a measure is JSON"),
        )]
        .into_iter()
        .collect(),
    });
    (drawn, scenario)
}

#[test]
fn scenarios_stand_beside_the_present() {
    let (drawn, scenario) = with_scenario();
    let differences = vec!["Changed: pool “Poc”: capacity 320 → 640".to_owned()];
    let scenarios = [ScenarioInput {
        map: scenario,
        against: drawn.map,
        differences: &differences,
    }];
    let once = report(&drawn, Section::Scenarios, &scenarios);
    let said = said(&once);
    for words in [
        "8.42 · 5.12",
        "8.42 · 7.04",
        "Poc, 263.2 %",
        "Poc, 131.6 %",
        "Wins a month at capacity: 7.04 instead of 5.12",
        "lead time: 43.6 days as today",
        "Asked for, of the hours there are: “Poc” 131.6 % (today 263.2 %), “Demo” 105.3 % as today",
        "Queues grow each month at “Demo” by 1.6 and “Poc” by",
        "Changed: pool “Poc”: capacity 320 → 640",
    ] {
        assert!(said.contains(words), "it has to say “{words}”: {said}");
    }
    let twice = report(&drawn, Section::Scenarios, &scenarios);
    assert!(once.pdf == twice.pdf, "the draws have their seed: same bytes");
}

#[test]
fn sixty_pools_and_activities_stay_on_their_pages() {
    let named = |n: u32| format!("Step {n} with a name that is longer than its column");
    let mut lines = vec![format!("entry: {} 40\n\n# Sales process\n## All", named(0))];
    for n in 0..60 {
        let hours = 10 + n;
        let next = if n < 59 {
            format!("{} 95 %\n  => Lost 5 %", named(n + 1))
        } else {
            "Won 100 %".to_owned()
        };
        let name = named(n);
        lines.push(format!(
            "- [Sales] {name} {{touch 1 h, elapsed 1 d, capacity {hours} h}}\n  => {next}"
        ));
    }
    let map = lines.join("\n");
    check(
        &map,
        Section::Flow,
        &[
            "The 16 most visited activities, in the order of the map.",
            "The 14 that are asked for most, in the order of the map.",
            "▲ constraint",
        ],
    );
}
