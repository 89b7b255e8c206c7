//! What a map and a log say of each other, as text.

use std::fmt::Write as _;

use jiff::civil::date;
use twinlane_model::MapView;
use twinlane_records::map_evidence;
use twinlane_testkit::draw;

use crate::drawn_log::{log, matching};

const MAP: &str = "
# Sales process
## Qualify
- Qualify
  => Demo
  => Lost
## Prove
- Demo
  => Offer
  => Lost
## Close
- Offer
  => Won
  => Lost";

/// Steps as `title cases/visits again skipped/passed`, links as `from → to count`, then what is not on the map.
fn shown(map: &str, records: &str) -> String {
    let map = draw(map);
    let view = map.view();
    let log = log(records);
    let found = map_evidence(&view, &log, &matching(&view, &log), None);
    let mut out = String::new();
    for row in &found.steps {
        let title = title(&view, row.step);
        let _ = write!(out, "{title} {}/{}", row.cases, row.visits);
        if row.again > 0 {
            let _ = write!(out, " again {}", row.again);
        }
        let _ = writeln!(out, " skipped {}/{}", row.skipped, row.passed);
    }
    for row in &found.links {
        let link = view.link(row.link).expect("a link of the map");
        let ends = [link.from, link.to].map(|end| view.end_title(end));
        let _ = writeln!(
            out,
            "{}",
            format!("{} → {} {}", ends[0], ends[1], row.count).trim()
        );
    }
    for row in &found.unmapped {
        let _ = writeln!(out, "unmapped {} {}", row.name, row.cases);
    }
    for row in found.transitions.iter().flatten() {
        let names = [row.from, row.to].map(|activity| log.summary.name(activity));
        let unseen = if row.over_unseen {
            " over what is not recorded"
        } else {
            ""
        };
        let _ = writeln!(out, "undrawn {} → {} {}{unseen}", names[0], names[1], row.cases);
    }
    out
}

fn title<'a>(view: &MapView<'a>, step: twinlane_model::StepId) -> &'a str {
    view.step(step).map_or("", |step| step.title.as_str())
}

fn check(map: &str, records: &str, wanted: &str, why: &str) {
    let wanted: Vec<&str> = wanted.lines().map(str::trim).collect();
    let found = shown(map, records);
    let found: Vec<&str> = found.lines().collect();
    assert_eq!(found, wanted, "{why}");
}

#[test]
fn cases_are_followed_over_the_map() {
    check(
        MAP,
        "4 won: Qualify > Demo > Offer\n3 lost: Qualify\n2 lost: Qualify > Demo\n1 open: Qualify > Demo",
        "Qualify 10/10 skipped 0/10
         Demo 7/7 skipped 0/7
         Offer 4/4 skipped 0/4
         Qualify → Demo 7
         Qualify → Lost 3
         Demo → Offer 4
         Demo → Lost 2
         Offer → Lost 0
         Offer → Won 4",
        "endings are drawn ways, an open case ends nowhere",
    );
    check(
        MAP,
        "6 won: Qualify > Offer\n4 won: Qualify > Demo > Offer",
        "Qualify 10/10 skipped 0/10
         Demo 4/4 skipped 6/10
         Offer 10/10 skipped 0/10
         Qualify → Demo 4
         Qualify → Lost 0
         Demo → Offer 4
         Demo → Lost 0
         Offer → Lost 0
         Offer → Won 10
         undrawn Qualify → Offer 6",
        "a case that came to a later stage passed this one",
    );
    check(
        MAP,
        "2 won: Qualify > Demo > Demo > Offer\n1 lost: Budget check > Qualify > Demo > Qualify",
        "Qualify 3/4 again 1 skipped 0/3
         Demo 3/5 again 2 skipped 0/3
         Offer 2/2 skipped 0/2
         Qualify → Demo 3
         Qualify → Lost 1
         Demo → Offer 2
         Demo → Lost 0
         Offer → Lost 0
         Offer → Won 2
         unmapped Budget check 1
         undrawn Demo → Demo 2
         undrawn Demo → Qualify 1",
        "what is visited again is counted by case, what matches nothing is passed over",
    );
}

#[test]
fn endings_that_the_log_records_are_outcomes() {
    check(
        MAP,
        "2: Qualify > Demo > Offer > Closed Won\n2: Qualify > Closed Lost\n1: Qualify",
        "Qualify 5/5 skipped 0/5
         Demo 2/2 skipped 0/2
         Offer 2/2 skipped 0/2
         Qualify → Demo 2
         Qualify → Lost 2
         Demo → Offer 2
         Demo → Lost 0
         Offer → Lost 0
         Offer → Won 2",
        "what only says the end is no unmapped activity",
    );
    check(
        &MAP.replace(
            "Offer\n  => Won\n  => Lost",
            "Offer\n  => Signed as Won\n  => Lost",
        ),
        "2: Qualify > Demo > Offer > Signed\n2: Qualify > Lost",
        "Qualify 4/4 skipped 0/4
         Demo 2/2 skipped 0/2
         Offer 2/2 skipped 0/2
         Qualify → Demo 2
         Qualify → Lost 2
         Demo → Offer 2
         Demo → Lost 0
         Offer → Lost 0
         Offer → Signed 2",
        "an activity that is called as an outcome is one",
    );
}

#[test]
fn the_outcome_is_the_one_that_is_spoken_of() {
    let map = "
        # Sales process
        - Call
          => Won
          => Lost
          => Disqualified
          => Not ready
        # Outcomes
        - Not ready
          => Call";
    check(
        map,
        "1: Call > Won\n2: Call > Disqualified (no budget)\n4: Call > Lost to another",
        "Call 7/7 skipped 0/7
         Call → Won 1
         Call → Lost 4
         Call → Disqualified 2
         Call → Not ready 0",
        "the title is in the name of the ending",
    );
    check(
        map,
        "1 won: Call\n5 lost: Call\n2 Disqualified: Call",
        "Call 8/8 skipped 0/8
         Call → Won 1
         Call → Lost 7
         Call → Disqualified 0
         Call → Not ready 0",
        "where several are stated and a variant does not say which, it is the plain one",
    );
    check(
        map,
        "2: Call > Not ready > Call > Won\n1: Call > Not ready\n1: Call > Not ready > Call",
        "Call 4/7 again 3 skipped 0/4
         Call → Won 2
         Call → Lost 0
         Call → Disqualified 0
         Call → Not ready 4
         Not ready → Call 3",
        "an outcome that is left again is a return",
    );
}

#[test]
fn ways_lead_over_what_the_log_cannot_show() {
    check(
        "# Sales process
         - Call {id call}
           => #fork
         - \"\" {id fork, waypoint}
           => #demo
           => #brief
           => Lost
         - Demo {id demo}
           => Won
         - Brief {id brief}
           => #mail
         - Mail {id mail}
           => Won",
        "3 won: Call > Demo\n1 won: Call > Mail\n2 lost: Call",
        "Call 6/6 skipped 0/6
         Demo 3/3 skipped 3/6
         Mail 1/1 skipped 5/6
         Call →  6
         → Demo 3
         → Brief 1
         → Lost 2
         Demo → Won 3
         Brief → Mail 1
         Mail → Won 1
         undrawn Call → Mail 1 over what is not recorded",
        "waypoints and steps that no record means are passed",
    );
}

#[test]
fn parallel_work_is_no_jump() {
    let map = "
        # Sales process
        - Split {id split, all}
          => #draft
          => #check
        - Draft {id draft}
          => #join
        - Check {id check}
          => #redo
          => #join
        - Redo {id redo}
          => #join
        - Join {id join, waits}
          => Won";
    check(
        map,
        "2 won: Split > Draft > Check > Join\n1 won: Split > Check > Draft > Join\n1 won: Split > Check > Draft > Redo > Join",
        "Split 4/4 skipped 0/4
         Draft 4/4 skipped 0/4
         Check 4/4 skipped 0/4
         Redo 1/1 skipped 3/4
         Join 4/4 skipped 0/4
         Split → Draft 4
         Split → Check 4
         Draft → Join 4
         Check → Redo 1
         Check → Join 3
         Redo → Join 1
         Join → Won 4",
        "what goes on beside a step is passed over",
    );
}

#[test]
fn names_that_mean_several_steps_tell_the_stage_and_no_more() {
    check(
        "# Sales process
         ## First
         - Open
         - Meeting {id one}
         ## Second
         - Meeting {id two}
         - Close
           => Won",
        "2 won: Open > Meeting > Close\n1 won: Open > Close",
        "Open 3/3 skipped 0/3
         Close 3/3 skipped 0/3
         Open → Meeting 3
         Meeting → Meeting 3
         Meeting → Close 3
         Close → Won 3
         undrawn Open → Close 1 over what is not recorded",
        "neither step is accused of being skipped, both are passed",
    );
}

#[test]
fn cases_that_are_too_old_need_a_date() {
    let map = draw(MAP);
    let view = map.view();
    let log = log("20 won: Qualify@0 > Demo@1\n3 open: Qualify@0 > Demo@1\n1 open: Qualify@12");
    let found = |as_of| map_evidence(&view, &log, &matching(&view, &log), as_of).overdue;
    assert_eq!(found(None), None, "no date, no age");
    let overdue = found(Some(date(2025, 1, 20))).expect("the endings are known");
    assert_eq!((overdue.open, overdue.too_old), (4, 3), "won cases took a day");
}

#[test]
fn what_one_step_stands_for_is_no_way_from_it_to_itself() {
    check(
        "# Sales process\n- Demo\n- Offer\n=> Won",
        "3: Demo > DEMO > Offer\n1: DEMO > DEMO > Offer",
        "Demo 4/5 again 1 skipped 0/4
         Offer 4/4 skipped 0/4
         Demo → Offer 4
         Offer → Won 0
         undrawn DEMO → DEMO 1",
        "another name of the same step goes on with the visit, the same name begins another",
    );
}

#[test]
fn a_drawn_way_is_drawn_also_where_no_deal_should_be() {
    check(
        "entry: Call 10\n# Sales process\n- Call\n  => Offer\n- Trade fair\n  => Offer\n- Offer\n  => Won",
        "3: Call > Offer\n2: Trade fair > Offer",
        "Call 3/3 skipped 2/5
         Trade fair 2/2 skipped 3/5
         Offer 5/5 skipped 0/5
         Call → Offer 3
         Trade fair → Offer 2
         Offer → Won 0",
        "that no start leads to a step is another matter",
    );
}
