//! Small tables, what they become and what of them is refused.

use super::*;
use crate::detect::propose;
use crate::log::Outcome;
use crate::mapping::Mapping;
use crate::{Limits, Source};

/// Traces by case, and refusals by line.
fn check(text: &str, mapping: &str, wanted: &str) -> Imported {
    let source = Source::memory("table.csv", text.as_bytes().to_vec());
    let mapping = Mapping::from_toml(mapping).expect("a mapping");
    let proposal = propose(&source, &mapping, &Limits::default(), &()).expect("a proposal");
    let imported = import(&proposal, &()).expect("an import");
    let log = &imported.log;
    let traces = (0..log.case_count()).map(|case| {
        let names: Vec<&str> = log
            .trace(case)
            .iter()
            .map(|id| log.activities.name(*id))
            .collect();
        format!("{}: {}", log.cases.name(case as u32), names.join(" "))
    });
    let refused = imported.refused.rows();
    let refused = refused
        .iter()
        .map(|row| format!("{}: {:?} {}", row.line, row.reason, row.value));
    let said: Vec<String> = traces.chain(refused).collect();
    assert_eq!(said.join("\n"), wanted, "{text}");
    imported
}

#[test]
fn stage_histories_become_events_and_bad_rows_are_listed() {
    check(
        "case,activity,timestamp,resource\n1,a,2020-01-02,x\n\n1,b,2020-01-01,y\n,c,2020-01-01,\n\
         2,,2020-01-01,\n2,c,,\n2,c,soon,\n2,c,2020-02-30,\n2,d,2020-01-01T10:00+02:00,\n",
        "",
        "1: b a\n2: d\n5: NoCase \n6: NoActivity 2\n7: NoTime 2\n8: UnreadableTime soon\n\
         9: UnreadableTime 2020-02-30",
    );
}

#[test]
fn wide_tables_give_an_event_for_each_date() {
    let imported = check(
        "deal_id,createdate,closedate,amount,hs_is_closed,hs_is_closed_won,hs_date_entered_demo,hs_date_entered_won\n\
         1,2020-01-01,2020-03-01,\"1,000\",true,true,2020-02-01,2020-03-01\n\
         2,2020-01-05,,0,false,false,2020-01-01,\n\
         3,2020-01-01,2020-03-01,x,true,false,2020-03-02,2020-03-01\n\
         1,2020-01-01,,,,,,\n",
        "",
        "1: demo won\n2: demo\n3: won demo\n5: RepeatedCase 1",
    );
    let outcomes: Vec<_> = imported.log.facts.iter().map(|facts| facts.outcome).collect();
    assert_eq!(
        outcomes,
        [Some(Outcome::Won), Some(Outcome::Open), Some(Outcome::Lost)]
    );
    assert_eq!(
        imported.oddities,
        Oddities {
            before_created: 1,
            out_of_order: 1,
            without_amount: 2,
            unreadable_numbers: 1,
            ..Oddities::default()
        },
        "kept and counted"
    );
}

#[test]
fn closed_deals_give_two_events() {
    let imported = check(
        "opportunity_id,deal_stage,engage_date,close_date,close_value\nA,Won,2020-01-01,2020-02-01,10\n\
         B,Lost,2020-01-01,2020-02-01,0\nC,Engaging,2020-01-01,,\nD,Prospecting,,,\n",
        "",
        "A: Created Won\nB: Created Lost\nC: Created\nD: ",
    );
    assert_eq!(imported.oddities.without_created, 1);
    let stages: Vec<&str> = imported.log.stages.iter().collect();
    assert_eq!(stages, ["Won", "Lost", "Engaging", "Prospecting"]);
}

#[test]
fn a_history_says_of_its_cases_what_all_their_rows_say() {
    let wide = check(
        "deal_id,amount,dealstage_label,createdate,closedate,is_closed,is_won,hs_date_entered_demo,hs_date_entered_won\n\
         1,10,Won,2020-01-02,2020-03-01,true,true,2020-01-01,2020-03-01\n\
         2,,Demo,2020-01-05,2020-04-01,false,false,2020-03-02,2020-03-01\n\
         3,30,Won,2020-01-05,2020-04-01,true,true,2020-03-01,2020-04-01\n",
        "",
        "1: demo won\n2: won demo\n3: demo won",
    );
    let history = check(
        "deal_id,stage,entered_at,amount,dealstage_label,createdate,closedate,is_closed,is_won\n\
         1,won,2020-03-01,10,Won,2020-01-02,2020-03-01,true,true\n\
         1,demo,2020-01-01,,Won,2020-01-02,2020-03-01,true,true\n\
         2,demo,2020-03-02,,Demo,2020-01-05,2020-04-01,false,false\n\
         2,won,2020-03-01,5,Demo,2020-01-05,2020-04-01,false,false\n\
         3,won,2020-04-01,30,Won,2020-01-05,2020-04-01,true,true\n\
         3,demo,2020-03-01,30,Won,2020-01-05,2020-04-01,true,true\n",
        "",
        "1: demo won\n2: won demo\n3: demo won",
    );
    assert_eq!(
        history.log.facts, wide.log.facts,
        "the latest row has the last word"
    );
    assert_eq!(history.oddities, wide.oddities, "counted in the same way");
    assert_eq!((wide.oddities.before_created, wide.oddities.out_of_order), (1, 1));
    let events = check(
        "case,activity,timestamp,start date,end date,amount,customer\n\
         1,a,2020-01-01,2020-01-01,2020-01-01,3,x\n1,b,2020-01-02,2020-01-02,2020-01-02,4,x\n",
        "",
        "1: a b",
    );
    assert!(
        events.log.facts.is_empty(),
        "dates that change from row to row are the event's, and an amount makes no deal"
    );
}

#[test]
fn the_mapping_has_the_last_word() {
    let imported = check(
        "id;what;when\n1;x;01/02/03\n",
        "case = \"id\"\nactivity = \"what\"\ntime = \"when\"\ndate = \"month-day-year\"\nzone = \"America/New_York\"\n",
        "1: x",
    );
    let (first, _) = imported.log.period().expect("there is an event");
    let shown = jiff::Timestamp::from_millisecond(first)
        .expect("in range")
        .to_string();
    assert_eq!(shown, "2003-01-02T05:00:00Z", "midnight in New York");
}

#[test]
fn a_part_of_the_records_is_a_log_of_its_own() {
    let table = "case,activity,timestamp,region\n1,a,2020-01-02,North\n1,b,2020-01-03,North\n\
                 2,a,2020-01-02,South\n3,a,2020-02-01,North\n3,c,2020-02-02,North\n";
    let north = "[only]\ncolumn = \"region\"\nvalues = [\"North\"]\n";
    let imported = check(table, north, "1: a b\n3: a c");
    assert_eq!((imported.used, imported.left_out), (4, 1), "one row of the South");
    assert!(
        imported.log.activities.id("c").is_some(),
        "names that are needed are there"
    );
    let january = format!("{north}to = 2020-01-31\n").replace("to = 2020-01-31", "to = \"2020-01-31\"");
    let imported = check(table, &january, "1: a b");
    assert_eq!(imported.left_out, 2, "a row of the South, a case of February");
    assert!(
        imported.log.activities.id("c").is_none(),
        "names that are not needed are not there"
    );
    check(table, "[only]\nfrom = \"2021-01-01\"\n", "");
}
