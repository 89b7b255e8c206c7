//! Lines of text become linked steps, in one undo; steps go out as lines of text.

use twinlane_tests::journey::Journey;
use twinlane_tests::person::EDITOR;

#[tokio::test(flavor = "multi_thread")]
async fn pasted_lines_become_linked_steps_and_one_undo() {
    let journey = Journey::blank().await;
    journey.press("Alt+1").await;
    journey.see("[data-screen=charter]").await;
    // Text of another program: here a field that takes several lines.
    journey.click("[data-field='charter:problem']").await;
    journey
        .commit_text("Misses the target\nOwns the problem\n? What will finance ask?\nLooks for options")
        .await;
    journey.press("Ctrl+A").await;
    journey.press("Ctrl+X").await;
    journey.press("Alt+2").await;
    journey.map_focused().await;

    journey.press("Enter").await;
    journey.focused(EDITOR).await;
    journey.press("Ctrl+V").await;
    journey.card("Looks for options").await;
    journey.press("Escape").await;
    journey.map_focused().await;
    let outline = journey.outline("pasted.md").await;
    for part in [
        "Misses the target\n  => Owns the problem",
        "Owns the problem\n  ? What will finance ask?\n  => Looks for options",
    ] {
        assert!(outline.contains(part), "{part:?} is not in\n{outline}");
    }
    journey.press("Ctrl+Z").await;
    journey.no_card("Misses the target").await;
    assert!(
        journey.cards().await.is_empty(),
        "one undo takes all pasted lines back"
    );
    journey.press("Ctrl+Y").await;
    journey.card("Looks for options").await;

    // Copied steps are lines of text for any other program.
    journey.map_focused().await;
    journey.press("Ctrl+A").await;
    journey.press("Ctrl+C").await;
    journey.remark("3 steps copied.").await;
    journey.press("Alt+1").await;
    journey.click("[data-field='charter:good_lead']").await;
    journey.press("Ctrl+V").await;
    journey
        .until(
            "the lines in the field",
            "document.querySelector(\"[data-field='charter:good_lead']\")?.value.includes('Owns the problem')",
        )
        .await;
    journey.end().await;
}
