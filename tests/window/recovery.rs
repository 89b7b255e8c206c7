//! The app is killed while one writes: everything acknowledged is there again, on every screen, and the words of the
//! open field come back into the field.

use twinlane_tests::journey::Journey;
use twinlane_tests::person::EDITOR;

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_comes_back_and_nothing_acknowledged_is_lost() {
    let mut journey = Journey::blank().await;
    journey.press("Enter").await;
    journey.focused(EDITOR).await;
    for line in [
        "Misses the target",
        "Owns the problem",
        "Agrees what good looks like",
    ] {
        journey.type_text(line).await;
        journey.press("Enter").await;
    }
    journey.card("Agrees what good looks like").await;
    journey.on_disk().await;
    let file = journey.workshop_file();
    journey.type_text("Builds the case for the mo").await;
    journey.file_holds(&file, "Builds the case for the mo").await;

    journey.crash_and_open(&[&file.to_string_lossy()]).await;
    for title in [
        "Misses the target",
        "Owns the problem",
        "Agrees what good looks like",
    ] {
        journey.card(title).await;
    }
    journey
        .remark("The text you were typing is back in the field.")
        .await;
    journey
        .until(
            "the draft in the field",
            &format!("document.querySelector('{EDITOR}')?.value === 'Builds the case for the mo'"),
        )
        .await;
    // One goes on where one was: the new step is linked to the one before.
    journey.focused(EDITOR).await;
    journey.type_text("ney").await;
    journey.press("Enter").await;
    journey.press("Escape").await;
    journey.card("Builds the case for the money").await;
    let outline = journey.outline("after.md").await;
    assert!(
        outline.contains("Agrees what good looks like\n  => Builds the case for the money"),
        "{outline}"
    );

    // What became a step is no draft any more. The next change reaches the disk after it.
    journey.press("D").await;
    journey.see("[data-testid=drawn-buyer][aria-pressed=true]").await;
    journey.on_disk().await;
    journey.crash_and_open(&[&file.to_string_lossy()]).await;
    journey.card("Builds the case for the money").await;
    journey.map_focused().await;
    journey.gone(EDITOR).await;
    journey.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn charter_and_settings_come_back_with_the_draft_of_a_field() {
    let mut journey = Journey::blank().await;
    let file = journey.workshop_file();
    journey.press("Ctrl+,").await;
    journey.see("[data-screen=settings]").await;
    journey
        .choose("[data-field='settings:missing-evidence']", "off")
        .await;
    journey
        .focused("[data-field='settings:missing-evidence:off']")
        .await;
    journey.type_text("They have no criteria yet").await;
    journey.press("Enter").await;
    journey.read("1 set otherwise than in the catalogue").await;

    journey.press("Alt+1").await;
    journey.see("[data-screen=charter]").await;
    journey.click("[data-field='charter:client']").await;
    journey.type_text("Harbor Controls").await;
    journey.press("Tab").await;
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
    journey.on_disk().await;
    journey.click("[data-field='charter:problem']").await;
    journey.type_text("Proposals are late").await;
    journey.file_holds(&file, "Proposals are late").await;

    journey
        .crash_and_open(&[&file.to_string_lossy(), "--screen", "charter"])
        .await;
    journey.see("[data-screen=charter]").await;
    for words in ["Harbor Controls", "Jonas Weber", "Win rate"] {
        journey.until(words, &value_is(words)).await;
    }
    journey
        .until(
            "the words in the field",
            "document.querySelector(\"[data-field='charter:problem']\")?.value === 'Proposals are late'",
        )
        .await;
    journey.press("Ctrl+,").await;
    journey.read("1 set otherwise than in the catalogue").await;
    journey
        .until("the reason", &value_is("They have no criteria yet"))
        .await;
    journey.end().await;
}

/// Some field of the page holds these words.
fn value_is(words: &str) -> String {
    format!(
        "[...document.querySelectorAll('input, textarea')].some((field) => field.value === {})",
        serde_json::json!(words)
    )
}
