//! The settings of the workshop: a threshold, a severity, a rule that is switched off with a reason. Each is seen in
//! the gaps at once, is one step of undo, and is there again after the file was closed.

use twinlane_tests::journey::Journey;

const LINKS: &str = "[data-field='settings:ping-pong-handoff.links']";
const RESET: &str = "[data-testid=reset-settings]";

#[tokio::test(flavor = "multi_thread")]
async fn a_threshold_a_severity_and_a_rule_are_set_and_undone() {
    let mut journey = Journey::blank().await;
    let file = journey.workshop_file();
    journey.press("Enter").await;
    journey.focused("[data-testid=card-editor]").await;
    journey.commit_text("Sales: Send proposal").await;
    journey.press("Escape").await;
    journey.map_focused().await;

    journey.press("Ctrl+,").await;
    journey.see("[data-screen=settings]").await;
    journey.read("All as in the catalogue").await;
    journey.see(LINKS).await;
    let proposed = journey
        .script(
            &format!("return document.querySelector(\"{LINKS}\").placeholder"),
            vec![],
        )
        .await;
    assert_eq!(proposed, "3", "an empty field shows the catalogue's own value");

    // A threshold, and what makes no sense as one.
    journey.click(LINKS).await;
    journey.type_text("5").await;
    journey.press("Enter").await;
    journey.read("1 set otherwise than in the catalogue").await;
    journey.press("Backspace").await;
    journey.type_text("many").await;
    journey.press("Enter").await;
    journey.remark("A threshold is a number, 0 or more.").await;
    journey.read("1 set otherwise than in the catalogue").await;

    // A severity.
    journey
        .choose("[data-field='settings:purposeless-activity']", "high")
        .await;
    journey.read("2 set otherwise than in the catalogue").await;

    // A rule goes off with its reason, not before.
    journey
        .choose("[data-field='settings:missing-evidence']", "off")
        .await;
    journey
        .focused("[data-field='settings:missing-evidence:off']")
        .await;
    journey.read("2 set otherwise than in the catalogue").await;
    journey.type_text("They have no criteria yet").await;
    journey.press("Enter").await;
    journey.read("3 set otherwise than in the catalogue").await;
    journey.on_disk().await;

    // Undo takes back one at a time and goes there.
    journey.press("Alt+4").await;
    journey.see("[data-screen=gaps]").await;
    journey.press("Ctrl+Z").await;
    journey.see("[data-screen=settings]").await;
    journey.read("2 set otherwise than in the catalogue").await;
    journey.press("Ctrl+Shift+Z").await;
    journey.read("3 set otherwise than in the catalogue").await;
    journey.on_disk().await;

    journey
        .close_and_open(&[&file.to_string_lossy(), "--screen", "settings"])
        .await;
    journey.read("3 set otherwise than in the catalogue").await;
    journey
        .until(
            "the reason",
            "document.querySelector(\"[data-field='settings:missing-evidence:off']\")?.value === 'They have no criteria yet'",
        )
        .await;
    journey.click(RESET).await;
    journey.read("All as in the catalogue").await;
    journey.press("Ctrl+Z").await;
    journey.read("3 set otherwise than in the catalogue").await;
    journey.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gaps_follow_the_settings() {
    let journey = Journey::sample().await;
    journey.press("Alt+4").await;
    journey.see("[data-finding=H2]").await;
    journey.see("[data-finding=F6][data-severity=medium]").await;

    journey.press("Ctrl+,").await;
    journey.click(LINKS).await;
    journey.type_text("1").await;
    journey.press("Enter").await;
    journey
        .choose("[data-field='settings:missing-nurture-path']", "high")
        .await;
    journey.read("2 set otherwise than in the catalogue").await;

    journey.press("Alt+4").await;
    journey.see("[data-finding=F6][data-severity=high]").await;
    journey.gone("[data-finding=H2]").await;
    journey.end().await;
}
