//! Little room: an old projector of 1024 × 768, and twice the size of everything. Nothing is cut off, every control
//! can be reached.

use serde_json::json;
use twinlane_tests::journey::Journey;
use twinlane_tests::person::strings;

const REACH: &str = include_str!("../src/reach.js");

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_within_reach_at_1024_by_768() {
    let journey = Journey::sample().await;
    journey
        .driver
        .set_window_rect(0, 0, 1024, 768)
        .await
        .expect("the window takes a size");
    journey.until("the narrow window", "innerWidth === 1024").await;
    // The panel folds away and leaves the map the room.
    journey.gone("[data-testid=panel]").await;
    everywhere(&journey).await;
    journey.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_within_reach_at_twice_the_size() {
    let journey = Journey::sample().await;
    journey
        .driver
        .set_window_rect(0, 0, 1280, 800)
        .await
        .expect("the window takes a size");
    journey
        .until("the window of a laptop", "innerWidth === 1280")
        .await;
    for width in [1024, 853, 731, 640] {
        journey.press("Ctrl+Alt+=").await;
        journey
            .until(
                "everything larger",
                &format!("Math.abs(innerWidth - {width}) <= 1"),
            )
            .await;
    }
    everywhere(&journey).await;
    journey.press("Ctrl+Alt+0").await;
    journey.until("the usual size", "innerWidth === 1280").await;
    journey.end().await;
}

async fn everywhere(journey: &Journey) {
    let mut wrong = Vec::new();
    for (keys, screen) in [
        ("Alt+1", "charter"),
        ("Alt+3", "measure"),
        ("Alt+4", "gaps"),
        ("Alt+6", "improve"),
        ("Alt+8", "report"),
        ("Ctrl+,", "settings"),
        ("Alt+2", "map"),
    ] {
        journey.press(keys).await;
        journey.see(&format!("[data-screen={screen}]")).await;
        match screen {
            "report" => drop(journey.see("[data-screen=report] .pages svg").await),
            "settings" => drop(journey.see("[data-rule]").await),
            _ => {}
        }
        look(journey, screen, &mut wrong).await;
    }
    journey.map_focused().await;
    journey.press("T").await;
    journey.see("[data-testid=map-table]").await;
    look(journey, "table", &mut wrong).await;
    journey.press("T").await;
    journey.map_focused().await;
    for (keys, dialog) in [
        ("Ctrl+K", "palette"),
        ("Ctrl+F", "find"),
        ("F1", "shortcuts"),
        ("Ctrl+S", "versions"),
    ] {
        journey.press(keys).await;
        let open = format!("[data-testid={dialog}]");
        journey.see(&open).await;
        look(journey, dialog, &mut wrong).await;
        journey.press("Escape").await;
        journey.gone(&open).await;
    }
    journey.do_it("New map or scenario").await;
    journey.see("[data-testid=new-map]").await;
    look(journey, "new map", &mut wrong).await;
    journey.press("Escape").await;
    // The panel lies over the map and can be folded; both of its pages scroll to their ends.
    journey.map_focused().await;
    journey.press("G").await;
    journey.see("[data-testid=panel] article.chosen").await;
    look_at(
        journey,
        Some("[data-testid=panel]"),
        "gaps beside the map",
        &mut wrong,
    )
    .await;
    journey.press("E").await;
    journey.see("[role=tab][aria-selected=true]#tab-details").await;
    look_at(journey, Some("[data-testid=panel]"), "details", &mut wrong).await;
    // Forty columns with long names scroll inside of their frame.
    let deals = journey.path("Verkaufsvorgänge.csv");
    std::fs::write(&deals, deals_of_forty_columns()).expect("a file of the journey");
    journey.answer(&deals);
    journey.press("Ctrl+Shift+L").await;
    journey.see("[data-testid=found]").await;
    journey
        .script("document.querySelector('[data-testid=more]').open = true", vec![])
        .await;
    look(journey, "records that are looked at", &mut wrong).await;
    journey
        .script("document.querySelector('#import-title').focus()", vec![])
        .await;
    journey.press("Ctrl+Enter").await;
    journey.see("[data-testid=matching]").await;
    look(journey, "records beside the map", &mut wrong).await;
    journey.press("Alt+2").await;
    journey.map_focused().await;
    journey.do_it("New scenario").await;
    journey.focused("[data-field='scenario:new']").await;
    journey
        .type_text("Verdoppelung der Anwendungstechnikerkapazität im Machbarkeitsnachweis")
        .await;
    journey.press("Enter").await;
    journey.see("[data-lever] input[type=range]").await;
    look(journey, "a scenario in hand", &mut wrong).await;
    assert_eq!(wrong, Vec::<String>::new(), "cut off or out of reach");
}

fn deals_of_forty_columns() -> String {
    let stages = (1..=38).map(|stage| format!("Date entered Angebotsfreigabeverantwortlichkeit {stage}"));
    let dates = (1..=38).map(|day| format!("2026-{:02}-{:02}", 1 + day / 28, 1 + day % 28));
    format!(
        "deal_id,Vertriebsmitarbeitende Person,{}\nV-1,Ann,{}\n",
        stages.collect::<Vec<_>>().join(","),
        dates.collect::<Vec<_>>().join(",")
    )
}

async fn look(journey: &Journey, place: &str, wrong: &mut Vec<String>) {
    look_at(journey, None, place, wrong).await;
}

async fn look_at(journey: &Journey, part: Option<&str>, place: &str, wrong: &mut Vec<String>) {
    journey.gone(".busy").await;
    journey.gone(".remark").await;
    let found = journey.script(REACH, vec![json!(part)]).await;
    wrong.extend(strings(&found).into_iter().map(|what| format!("{place}: {what}")));
}
