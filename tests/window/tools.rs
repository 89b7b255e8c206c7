//! Tools and programmes by keyboard: listed in the charter, counted on the scorecard, named by activities.

use twinlane_tests::journey::Journey;
use twinlane_tests::person::EDITOR;

const NEW: &str = "[data-field='tool:new']";
const NAME: &str = "[data-field^='tool:'][data-field$=':name']";

#[tokio::test(flavor = "multi_thread")]
async fn a_tool_is_listed_counted_used_and_taken_away() {
    let journey = Journey::blank().await;
    journey.press("Enter").await;
    journey.focused(EDITOR).await;
    journey.type_text("Owns the problem").await;
    journey.press("Ctrl+Enter").await;
    journey.write(&["Sales: Send proposal"]).await;
    journey.card("Send proposal").await;
    journey.do_it("Tools and programmes").await;
    journey.see("[data-screen=charter]").await;
    journey.focused(NEW).await;
    journey
        .read("What the company bought or runs to sell better")
        .await;
    journey.type_text("CRM of the group").await;
    journey.press("Enter").await;
    journey.see(NAME).await;
    journey.focused(NEW).await;

    // Back into the row: its fields lie before the one that adds.
    journey.click(NAME).await;
    journey.press("Tab").await;
    journey.press("Tab").await;
    journey.focused("[data-field$=':users']").await;
    journey.type_text("50").await;
    journey.press("Tab").await;
    journey.focused("[data-field$=':adoption']").await;
    journey.type_text("62").await;
    journey.press("Tab").await;
    journey.choose("[data-field$=':decision']", "keep").await;
    journey.see("[aria-label='More about CRM of the group']").await;
    journey
        .click("button[aria-label='More about CRM of the group']")
        .await;
    journey.click("[data-field$=':cost_per_year']").await;
    journey.type_text("18,000").await;
    journey.press("Tab").await;
    journey.on_disk().await;

    journey.press("Alt+2").await;
    journey
        .until(
            "the adoption on the scorecard",
            "[...document.querySelectorAll('[data-testid=scorecard] .share')]
               .some((share) => share.title.startsWith('Adoption: 31 of 50'))",
        )
        .await;

    // An activity names it.
    journey.find("Send proposal").await;
    journey.press("E").await;
    journey.see("[data-testid=inspector]").await;
    journey
        .until(
            "the tool among those of the activity",
            "[...document.querySelectorAll('[data-testid=inspector] label')]
               .some((label) => label.textContent.includes('CRM of the group'))",
        )
        .await;

    // Taken away, and back by one undo, which goes there.
    journey.press("Alt+1").await;
    journey
        .click("button[aria-label='Remove CRM of the group']")
        .await;
    journey.gone(NAME).await;
    journey.focused(NEW).await;
    journey.press("Alt+2").await;
    journey.map_focused().await;
    journey.press("Ctrl+Z").await;
    journey.see("[data-screen=charter]").await;
    journey.see(NAME).await;
    journey.on_disk().await;
    journey.end().await;
}
