//! Several steps at once: chosen by keyboard, removed together, back by one undo.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn several_steps_are_removed_and_come_back_by_one_undo() {
    let journey = Journey::blank().await;
    journey.press("Enter").await;
    journey
        .write(&[
            "Misses the target",
            "Owns the problem",
            "Looks for options",
            "Compares vendors",
        ])
        .await;
    journey.card("Compares vendors").await;
    let before = journey.outline("before.md").await;

    journey.find("Owns the problem").await;
    journey.press("Shift+ArrowRight").await;
    journey.press("Delete").await;
    journey.no_card("Owns the problem").await;
    journey.no_card("Looks for options").await;
    journey.card("Misses the target").await;
    journey.on_disk().await;
    assert_eq!(journey.cards().await.len(), 2);

    journey.press("Ctrl+Z").await;
    journey.card("Owns the problem").await;
    journey.card("Looks for options").await;
    let after = journey.outline("after.md").await;
    assert_eq!(after, before, "steps come back with their links and their order");

    // All of them, then nothing is left.
    journey.map_focused().await;
    journey.press("Ctrl+A").await;
    journey.press("Delete").await;
    journey.see("[data-testid=empty-map]").await;
    journey.press("Ctrl+Z").await;
    journey.card("Compares vendors").await;
    assert_eq!(journey.cards().await.len(), 4);
    journey.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_dragged_into_another_lane() {
    let journey = Journey::blank().await;
    journey.press("Enter").await;
    journey
        .write(&["Plant manager: Misses the target", "Engineer: Finds the drive"])
        .await;
    journey.card("Finds the drive, Engineer").await;
    let (from, to) = (
        middle(&journey, "Misses the target").await,
        middle(&journey, "Finds the drive").await,
    );
    // The move that crosses the threshold moves nothing, so the pointer moves twice.
    journey
        .driver
        .action_chain()
        .move_to(from.0, from.1)
        .click_and_hold()
        .move_to(from.0 + 8, from.1 + 8)
        .move_to(to.0, to.1)
        .release()
        .perform()
        .await
        .expect("the pointer moves");
    journey.card("Misses the target, Engineer").await;
    journey.on_disk().await;
    journey.press("Ctrl+Z").await;
    journey.card("Misses the target, Plant manager").await;
    journey.end().await;
}

/// Where the middle of the card with this title is in the window.
async fn middle(journey: &Journey, title: &str) -> (i64, i64) {
    let place = journey
        .script(
            "const card = [...document.querySelectorAll('.card[data-element]')].find((card) =>
               card.getAttribute('aria-label').startsWith(arguments[0]));
             const box = card.querySelector('rect').getBoundingClientRect();
             return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]",
            vec![title.into()],
        )
        .await;
    (
        place[0].as_i64().unwrap_or_default(),
        place[1].as_i64().unwrap_or_default(),
    )
}
