//! The charter by keyboard: one visit to a field is one step of undo, in the field undo is that of the text,
//! and everything is there again after the file was closed.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn the_charter_is_written_undone_and_kept() {
    let mut journey = Journey::blank().await;
    let file = journey.workshop_file();
    journey.press("Alt+1").await;
    journey.see("[data-screen=charter]").await;

    journey.click("[data-field='charter:client']").await;
    journey.type_text("Harbor Controls").await;
    journey.press("Tab").await;
    journey.type_text("Sales kaizen").await;
    journey.press("Tab").await;
    journey.focused("[data-field='charter:problem']").await;
    journey
        .type_text("Half of the proposals get no answer since spring")
        .await;
    journey.click("[data-field='participant:new']").await;
    journey.type_text("Jonas Weber").await;
    journey.press("Enter").await;
    journey
        .until("the participant in the list", &value_is("Jonas Weber"))
        .await;
    journey.click("[data-field='goal:new']").await;
    journey.type_text("Win rate").await;
    journey.press("Enter").await;
    journey.see("[data-field='goal:0:metric']").await;
    journey.click("[data-field='charter:deal_value']").await;
    journey.type_text("58,000").await;
    journey.press("Tab").await;
    journey.read("Harbor Controls").await;
    journey.on_disk().await;

    // The whole visit to the field is taken back at once.
    journey.click("[data-testid=go-map]").await;
    journey.map_focused().await;
    journey.press("Ctrl+Z").await;
    journey.remark("Undone: ").await;
    journey.press("Alt+1").await;
    journey
        .until(
            "the value to be gone",
            "document.querySelector(\"[data-field='charter:deal_value']\")?.value === ''",
        )
        .await;
    journey
        .until(
            "the goal to stay",
            "document.querySelector(\"[data-field='goal:0:metric']\")?.value === 'Win rate'",
        )
        .await;
    journey.on_disk().await;

    journey
        .close_and_open(&[&file.to_string_lossy(), "--screen", "charter"])
        .await;
    journey.see("[data-screen=charter]").await;
    for words in [
        "Harbor Controls",
        "Sales kaizen",
        "Half of the proposals get no answer since spring",
        "Jonas Weber",
        "Win rate",
    ] {
        journey.until(words, &value_is(words)).await;
    }
    journey.end().await;
}

/// Some field of the page holds these words.
fn value_is(words: &str) -> String {
    format!(
        "[...document.querySelectorAll('input, textarea')].some((field) => field.value === {})",
        serde_json::json!(words)
    )
}
