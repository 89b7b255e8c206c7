//! Measures that a log writes on a map, as text: what changed, then what is said.

use std::fmt::Write as _;

use proptest::prelude::*;
use twinlane_model::{Change, MapView, Measure, Side};
use twinlane_records::replay::measures;
use twinlane_testkit::{TestMap, draw};
use twinlane_words::Locale;

use crate::drawn_log::{log, matching};

/// The numbers of a map: a line for each step that has some and for each share.
fn numbers(view: &MapView<'_>) -> String {
    let mut out = String::new();
    let mut number = |what: &str, name: &str, measure: Option<&Measure>| {
        let Some(measure) = measure else { return };
        let basis = if measure.source.as_deref() == Some("CRM") {
            ""
        } else {
            " own"
        };
        let n = measure.n.map_or(String::new(), |n| format!(" n={n}"));
        let apart = measure
            .deviation
            .map_or(String::new(), |deviation| format!(" ±{deviation:.3}"));
        let _ = writeln!(out, "{name}{what} {:.3}{n}{apart}{basis}", measure.value);
    };
    for step in view.steps_of(Side::Seller) {
        number(" entry", &step.title, step.entry.as_ref());
        number(" elapsed", &step.title, step.elapsed.as_ref());
        number(" touch", &step.title, step.touch.as_ref());
        number(" volume", &step.title, step.volume.as_ref());
    }
    for link in &view.links {
        let ends = [link.from, link.to].map(|end| view.end_title(end));
        let name = format!("{} → {}", ends[0], ends[1]).replace("  ", " ");
        number("", name.trim(), link.share.as_ref());
    }
    out
}

fn applied(map: &mut TestMap, records: &str) -> Vec<String> {
    let log = log(records);
    let view = map.view();
    let found = measures(&view, &log, &matching(&view, &log), 20.0, Locale::English);
    let Change::Batch { changes, .. } = &found.change else {
        panic!("one change, so that it is undone in one step");
    };
    assert!(changes.len() <= found.set, "each change sets a number at least");
    map.workshop
        .apply(&found.change, &mut map.ids)
        .expect("the numbers are such as a map may have");
    found.remarks
}

fn check(drawing: &str, records: &str, wanted: &str, remarks: &[&str], why: &str) {
    let mut map = draw(drawing);
    let said = applied(&mut map, records);
    let found = numbers(&map.view());
    let lines = |text: &str| -> Vec<String> { text.lines().map(|line| line.trim().to_owned()).collect() };
    assert_eq!(lines(&found), lines(wanted), "{why}");
    assert_eq!(said, remarks, "{why}");
    let again = {
        let log = log(records);
        let view = map.view();
        measures(&view, &log, &matching(&view, &log), 20.0, Locale::English)
    };
    assert_eq!(again.set, 0, "{why}: a second time there is nothing to write");
}

const MAP: &str = "
entry: Qualify 50
# Sales process
- Qualify {touch 1 h, elapsed 9 d}
  => Demo 50 %
  => Lost 50 %
- Demo
  => Won
  => Lost";

#[test]
fn shares_times_and_volumes_are_written() {
    check(
        MAP,
        "6 won: Qualify@0 > Demo@2 > Won@3\n2 lost: Qualify@0 > Demo@4 > Lost@5\n2 lost: Qualify@0 > Lost@10\n\
         1 open: Qualify@0",
        "Qualify entry 20.000 n=11
         Qualify elapsed 4.000 n=10 ±3.266
         Qualify touch 1.000 own
         Qualify volume 20.000 n=11
         Demo elapsed 1.000 n=8 ±0.000
         Demo volume 14.545 n=8
         Qualify → Demo 0.800 n=10
         Qualify → Lost 0.200 n=10
         Demo → Lost 0.250 n=8
         Demo → Won 0.750 n=8",
        &[
            "1 case is still open: the last thing that happened counts in no share.",
            "4 numbers are replaced: 4 estimated.",
        ],
        "touch time is in no such record",
    );
}

#[test]
fn what_is_not_drawn_is_left_out_or_left_over() {
    check(
        "# Sales process
         - Qualify
           => Demo
           => Lost
         - Demo
           => Offer
           => Won
         - Offer
           => Won",
        "4 won: Qualify > Demo > Offer\n3 won: Qualify > Offer\n2 lost: Qualify\n1 lost: Qualify > Demo\n\
         2 lost: Coffee > Qualify > Demo > Offer",
        "Qualify entry 60.000 n=12
         Qualify elapsed 1.000 n=10 ±0.000
         Qualify volume 60.000 n=12
         Demo elapsed 1.000 n=6 ±0.000
         Demo volume 35.000 n=7
         Offer volume 45.000 n=9
         Qualify → Demo 0.778 n=9
         Qualify → Lost 0.222 n=9
         Demo → Offer 0.857 n=7
         Demo → Won 0.000 n=7",
        &[
            "“Coffee” matches nothing on the map: passed over, with the time that cases spend there.",
            "Cases go from “Qualify” to “Offer” (3 times), which is not drawn: 3 times in all, left out of the shares.",
            "1 case is lost at “Demo”, and no way to that outcome is drawn from there: its shares leave them over, \
             lost and unexplained.",
            "2 cases are lost at “Offer”, and no way to that outcome is drawn from there: it has no share that could \
             leave them over.",
        ],
        "a lone link gets no share",
    );
}

#[test]
fn a_log_without_endings_says_nothing_of_them() {
    check(
        MAP,
        "5: Qualify > Demo\n5: Qualify",
        "Qualify entry 100.000 n=10
         Qualify elapsed 1.000 n=5 ±0.000
         Qualify touch 1.000 own
         Qualify volume 100.000 n=10
         Demo volume 50.000 n=5
         Qualify → Demo 0.500 own
         Qualify → Lost 0.500 own",
        &[
            "Nothing in the records says how cases end: no share counts an ending.",
            "The shares of “Qualify” stay as they are: it leads to “Lost”, which the records do not show.",
            "2 numbers are replaced: 2 estimated.",
        ],
        "a share of nothing would be wrong",
    );
}

#[test]
fn returns_waypoints_and_splits() {
    check(
        "# Sales process
         - Call {id call}
           => #fork
           => Not ready
         - \"\" {id fork, waypoint}
           => #demo
           => #brief
         - Demo {id demo, all}
           => #one
           => #two
         - Brief {id brief}
           => Won
         - One {id one}
           => #join
         - Two {id two}
           => #join
         - Join {id join, waits}
           => Won
         # Outcomes
         - Not ready
           => Call",
        "3 won: Call@0 > Demo@1 > One@2 > Two@3 > Join@4\n1 won: Call@0 > Brief@1\n2 Not ready: Call@0 > Not ready@1\n\
         2 won: Call@0 > Not ready@1 > Call@2 > Brief@3",
        "Call entry 32.000 n=8
         Call elapsed 1.000 n=10 ±0.000
         Call volume 32.000 n=8
         Demo elapsed 1.000 n=3 ±0.000
         Demo volume 12.000 n=3
         Brief volume 12.000 n=3
         One elapsed 1.000 n=3 ±0.000
         One volume 12.000 n=3
         Two elapsed 1.000 n=3 ±0.000
         Two volume 12.000 n=3
         Join volume 12.000 n=3
         Call → 0.600 n=10
         Call → Not ready 0.400 n=10
         → Demo 0.500 n=6
         → Brief 0.500 n=6
         Not ready → Call 0.500 n=4",
        &[],
        "all of a split are taken, a waypoint is passed, half of those not ready come back",
    );
}

#[test]
fn what_stands_in_doubt_is_said() {
    check(
        "# Sales process
         - Open
           => #one
           => Lost
         - Walk in
           => #one
         - Meeting {id one}
           => Close {wait 2 d}
         - Close {elapsed 3 d}
           => Lost
           => No decision
           => Won
         - Meeting",
        "4 won: Open > Close\n1 price: Meeting > Close\n2 quiet: Close",
        "Open entry 40.000 n=4
         Open elapsed 1.000 n=4 ±0.000
         Open volume 40.000 n=4
         Close elapsed 3.000 own
         Close volume 70.000 n=7
         Open → Meeting 1.000 n=4
         Open → Lost 0.000 n=4
         Close → Lost 0.429 n=7
         Close → No decision 0.000 n=7
         Close → Won 0.571 n=7",
        &[
            "“Meeting” matches several things on the map, and the records do not say which: left out.",
            "Nothing says which of several outcomes 3 cases came to: counted to “Lost”.",
            "3 cases begin at “Close” (3), where the map has no start: no entry counts them.",
            "“Walk in” and “Meeting” get no entry, since no record means it: give it one, or it is no start beside those \
             that have.",
        ],
        "no number is written for what the records leave open",
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn shares_are_what_cases_do(ways in prop::collection::vec((1_u32..9, prop::collection::vec(0_usize..3, 1..7), 0_usize..3), 1..8)) {
        let map = draw(
            "# Sales process
             - A {id a}
               => #a
               => #b
               => #c
               => Won
               => Lost
             - B {id b}
               => #a
               => #b
               => #c
               => Won
               => Lost
             - C {id c}
               => #a
               => #b
               => #c
               => Won
               => Lost",
        );
        // Each is in the log, and both endings are known.
        let mut ways = ways;
        ways.extend([(1, vec![0, 1, 2], 0), (2, vec![2, 1, 0], 1)]);
        let mut text = String::new();
        for (cases, way, ending) in &ways {
            let names: Vec<&str> = way.iter().map(|at| ["A", "B", "C"][*at]).collect();
            let _ = writeln!(text, "{cases} {}: {}", ["won", "lost", "open"][*ending], names.join(" > "));
        }
        let mut map = map;
        let before = map.workshop.clone();
        applied(&mut map, &text);
        let view = map.view();
        for (place, title) in ["A", "B", "C"].iter().enumerate() {
            // Counted once more, event by event.
            let mut whole = 0;
            let mut to = [0_u32; 5];
            for (cases, way, ending) in &ways {
                for (at, here) in way.iter().enumerate() {
                    let next = way.get(at + 1).copied().or([Some(3), Some(4), None][*ending]);
                    if let (true, Some(next)) = (*here == place, next) {
                        whole += cases;
                        to[next] += cases;
                    }
                }
            }
            let step = view.activities().find(|step| step.title == *title).expect("it is drawn");
            for link in view.flow_from(step.id) {
                let end = view.end_title(link.to);
                let at = ["A", "B", "C", "Won", "Lost"].iter().position(|name| *name == end).expect("a known end");
                let wanted = (whole > 0).then(|| f64::from(to[at]) / f64::from(whole));
                prop_assert_eq!(link.share.as_ref().map(|share| share.value), wanted, "{} → {}", title, end);
            }
        }
        prop_assert_ne!(before, map.workshop, "there is something to say of every log");
    }
}
