//! Files from elsewhere: what was kept and what was left is told, one undo takes an import back, and a map that
//! is there already is never replaced.

use twinlane_tests::journey::Journey;
use twinlane_tests::programs::root;

#[tokio::test(flavor = "multi_thread")]
async fn files_are_imported_with_an_account_and_nothing_is_replaced() {
    let journey = Journey::blank().await;
    import(&journey, "pump.md").await;
    for title in ["Hears the pump knock", "Reports the fault", "Take the call"] {
        journey.card(title).await;
    }
    journey.on_disk().await;

    // BPMN becomes a sales process on a map of its own.
    import(&journey, "returns.bpmn").await;
    for title in ["Send renewal notice", "Agree new terms", "Call the account"] {
        journey.card(title).await;
    }
    journey.no_card("Take the call").await;

    // Mermaid becomes a buyer journey on a map of its own.
    import(&journey, "pump.mmd").await;
    for title in ["Asks a colleague", "Compares prices"] {
        journey.card(title).await;
    }
    journey.no_card("Send renewal notice").await;
    journey.on_disk().await;

    journey.map_focused().await;
    journey.press("Ctrl+Z").await;
    journey.no_card("Asks a colleague").await;
    journey.remark("Undone: ").await;

    // What cannot be read is told with its name.
    let broken = journey.path("broken.bpmn");
    std::fs::write(&broken, "<definitions><process id=\"p\"><task").expect("a file of the journey");
    journey.answer(&broken);
    journey.press("Ctrl+I").await;
    let fault = journey.see("[data-testid=fault]").await;
    let words = fault.text().await.expect("a dialog has text");
    assert!(
        words.contains("broken.bpmn"),
        "the message names the file: {words}"
    );
    journey.press("Escape").await;
    journey.gone("[data-testid=fault]").await;
    journey.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_pool_takes_the_place_of_the_one_that_was_read() {
    let journey = Journey::blank().await;
    journey.answer(&root().join("tests/fixtures/two_pools.bpmn"));
    journey.press("Ctrl+I").await;
    journey.see("[data-testid=imported]").await;
    journey.card("Build the pump").await;
    journey.choose("[data-testid=pools]", "dealer").await;
    journey
        .click("[data-testid=imported] form button:not(:disabled)")
        .await;
    journey.card("Visit the plant").await;
    journey.no_card("Build the pump").await;
    journey.read("Dealer (as imported)").await;
    journey.read("2 activities in 1 function").await;
    journey.press("Escape").await;
    journey.gone("[data-testid=imported]").await;
    journey.map_focused().await;

    // For undo there was one import only.
    journey.press("Ctrl+Z").await;
    journey.no_card("Visit the plant").await;
    journey.no_card("Build the pump").await;
    journey.press("Ctrl+Z").await;
    journey.remark("There is nothing to undo.").await;
    journey.end().await;
}

async fn import(journey: &Journey, name: &str) {
    journey.answer(&root().join("tests/fixtures").join(name));
    journey.press("Ctrl+I").await;
    let account = journey.see("[data-testid=imported]").await;
    let words = account.text().await.expect("an account has text");
    assert!(words.contains("Kept"), "the account says what was kept: {words}");
    journey.press("Escape").await;
    journey.gone("[data-testid=imported]").await;
}
