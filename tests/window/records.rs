//! Records of a company: a wide table of deals is shown as it would be read, corrected, brought in, taken back and
//! brought in again, and what its stages mean on the map is said. All of it by keyboard.

use std::fmt::Write;

use twinlane_tests::journey::Journey;

pub const WIZARD: &str = "[data-testid=import-records]";

#[tokio::test(flavor = "multi_thread")]
async fn records_are_looked_at_corrected_and_brought_in() {
    let journey = Journey::blank().await;
    draw(&journey).await;
    open(&journey, &(deals() + ",Nobody’s pump,1,demo,,,,,\n")).await;
    found(&journey, "cases", "30").await;
    found(&journey, "won", "10").await;

    // A column that means nothing takes its events along, and brings them back.
    journey.focused("#import-title").await;
    journey.press("Tab").await;
    journey.focused("input[name=shape]:checked").await;
    journey
        .choose("select[data-column=hs_date_entered_closedlost]", "")
        .await;
    found(&journey, "activities", "3").await;
    journey
        .choose("select[data-column=hs_date_entered_closedlost]", "stage")
        .await;
    found(&journey, "activities", "4").await;
    journey
        .script(
            "document.querySelector('[data-stage$=closedlost]').select()",
            vec![],
        )
        .await;
    journey.focused("[data-stage$=closedlost]").await;
    journey.type_text("Lost to nobody").await;
    journey.read("Lost to nobody").await;
    ready(&journey).await;
    refused(&journey).await;
    journey.press("Ctrl+Enter").await;
    journey.gone(WIZARD).await;
    journey.remark("was imported.").await;
    journey.focused("#import-records").await;
    journey.read("30 cases").await;
    journey.on_disk().await;
    matched(&journey).await;

    journey.press("Ctrl+Z").await;
    journey.gone("[data-log]").await;
    journey.press("Ctrl+Y").await;
    journey.see("[data-log]").await;
    journey.read("30 cases").await;
    journey.on_disk().await;
    journey.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_the_app_is_given_may_be_records_and_reading_it_can_be_cancelled() {
    let folder = tempfile::tempdir().expect("a folder for the deals");
    let path = folder.path().join("deals.csv");
    // As many of them as reading takes a while for.
    let one = deals();
    let (head, rows) = one.split_once('\n').expect("a head and rows");
    let many: String = (0..100)
        .flat_map(|part| rows.lines().map(move |row| format!("{part}-{row}\n")))
        .collect();
    std::fs::write(&path, format!("{head}\n{many}")).expect("a file of the journey");
    let arguments = [path.to_str().expect("a name that is text")];
    let journey = Journey::with(&arguments, &[("TWINLANE_WORK_DELAY_MS", "1000")]).await;
    journey.see("[data-testid=which-table]").await;
    journey.press("Enter").await;
    journey.see(WIZARD).await;
    journey.read("Reading deals.csv…").await;
    journey.see("[data-testid=busy] progress").await;
    journey.click("[data-testid=busy] button").await;
    journey.see("[data-testid=stopped]").await;
    journey.click("[data-testid=stopped] button").await;
    found(&journey, "cases", "3000").await;

    // What was read before stays in sight until the correction is read, and is not what would be kept.
    journey
        .choose("select[data-column=hs_date_entered_demo]", "")
        .await;
    journey
        .until("the old reading", "document.querySelector('[data-stale=true]')")
        .await;
    found(&journey, "activities", "4").await;
    assert!(
        journey.is_there("[data-testid=keep-records]:disabled").await,
        "what is shown is not what was said"
    );
    found(&journey, "activities", "3").await;
    ready(&journey).await;
    journey.end().await;
}

/// The row that nobody can use is named with its line, and can be saved.
async fn refused(journey: &Journey) {
    journey.read("Line 32: ").await;
    let path = journey.path("refused.csv");
    journey.answer(&path);
    journey
        .script(
            "[...document.querySelectorAll('[data-testid=found] button')]\
             .find((button) => button.textContent.includes('Save them')).focus()",
            vec![],
        )
        .await;
    journey.press("Enter").await;
    let rows = String::from_utf8(journey.written(&path).await).expect("a table is text");
    assert!(rows.contains("32"), "the line is named: {rows}");
}

/// An activity that is called as on the map is matched; what the others mean is said, and taken back.
async fn matched(journey: &Journey) {
    journey.see("[data-testid=matching]").await;
    let says = |name: &str, words: &str| {
        format!(
            "document.querySelector('[data-activity=\"{name}\"] td:nth-of-type(2)')?.textContent.includes('{words}')"
        )
    };
    journey
        .until("the demo by its name", &says("demo", "by its name"))
        .await;
    journey
        .until("nothing for the rest", &says("qualified", "Not said yet"))
        .await;
    let step = journey
        .script(
            "return [...document.querySelectorAll('[data-match=qualified] option')]\
             .find((option) => option.textContent === 'Qualify the lead')?.value",
            vec![],
        )
        .await;
    let step = step.as_str().expect("the step is offered").to_owned();
    journey.choose("[data-match=qualified]", &step).await;
    journey
        .until("what was said", &says("qualified", "Qualify the lead"))
        .await;
    journey.choose("[data-match=closedwon]", "nothing").await;
    journey
        .until("nothing on the map", &says("closedwon", "Nothing"))
        .await;
    journey.read("of 30 cases").await;
    journey.on_disk().await;
    journey.press("Ctrl+Z").await;
    journey
        .until("the answer taken back", &says("closedwon", "Not said yet"))
        .await;
    journey.press("Ctrl+Z").await;
    journey
        .until("the first answer taken back", &says("qualified", "Not said yet"))
        .await;
}

/// A sales process to compare the records with.
async fn draw(journey: &Journey) {
    let map = journey.path("process.md");
    std::fs::write(
        &map,
        "# Sales process\n## Qualify\n- [Sales] Qualify the lead\n- [Sales] Demo\n",
    )
    .expect("a file of the journey");
    journey.answer(&map);
    journey.press("Ctrl+I").await;
    journey.see("[data-testid=imported]").await;
    journey.press("Escape").await;
    journey.gone("[data-testid=imported]").await;
}

/// Opens the deals as records on the Measure screen.
pub async fn open(journey: &Journey, deals: &str) {
    let path = journey.path("deals.csv");
    std::fs::write(&path, deals).expect("a file of the journey");
    journey.answer(&path);
    journey.press("Ctrl+Shift+L").await;
    journey.see(WIZARD).await;
    journey.see("[data-testid=first-rows]").await;
}

/// Waits until the records would become so much.
pub async fn found(journey: &Journey, what: &str, number: &str) {
    journey
        .until(
            &format!("{number} {what}"),
            &format!(
                "document.querySelector('[data-found={what}]')?.textContent.replace(/\\D/g, '') === '{number}'"
            ),
        )
        .await;
}

/// Waits until what is shown is what would be kept.
pub async fn ready(journey: &Journey) {
    journey
        .until(
            "the import to be ready",
            "document.querySelector('[data-testid=keep-records]:not(:disabled)')",
        )
        .await;
}

/// Thirty deals, a row each, as a CRM writes them: all are qualified, half see a demo, ten are won, ten lost.
pub fn deals() -> String {
    let mut text = String::from(
        "deal_id,dealname,amount,dealstage,createdate,hs_date_entered_qualified,hs_date_entered_demo,\
         hs_date_entered_closedwon,hs_date_entered_closedlost\n",
    );
    for deal in 0..30 {
        let day = 1 + deal % 10;
        let (demo, won, lost) = (deal % 2 == 0, deal % 3 == 0, deal % 3 == 1);
        let on = |entered: bool, month: u32| {
            if entered { date(month, day) } else { String::new() }
        };
        let stage = match (won, lost) {
            (true, _) => "closedwon",
            (_, true) => "closedlost",
            _ if demo => "demo",
            _ => "qualified",
        };
        writeln!(
            text,
            "{},Pump {deal},{},{stage},{},{},{},{},{}",
            4100 + deal,
            1000 * deal,
            date(1, day),
            date(2, day),
            on(demo, 3),
            on(won, 4),
            on(lost, 5),
        )
        .expect("text takes lines");
    }
    text
}

fn date(month: u32, day: u32) -> String {
    format!("2026-{month:02}-{day:02}")
}
