//! Everything is found and done by typing its name: actions through the palette, places through find.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn the_palette_does_things_and_find_goes_to_places() {
    let journey = Journey::sample().await;
    journey.do_it("Dark theme").await;
    journey.see("html[data-theme=dark]").await;
    journey.do_it("Light theme").await;
    journey.see("html[data-theme=light]").await;
    journey.do_it("Charter").await;
    journey.see("[data-screen=charter]").await;

    // A step is found from any screen, by a question that stands at it too.
    journey.press("Ctrl+K").await;
    journey.focused("[data-testid=palette] [role=combobox]").await;
    journey.type_text("What will finance ask").await;
    journey
        .until(
            "the question to be found",
            "document.querySelector('[data-testid=palette] [aria-selected=true]')?.textContent\
             .includes('Builds the case for the money')",
        )
        .await;
    journey.press("Enter").await;
    journey.map_focused().await;
    journey.chosen_is("Builds the case for the money").await;

    journey.find("Compares two vendors").await;
    journey.chosen_is("Compares two vendors").await;

    // Escape gives the keyboard back to where it was and does nothing.
    journey.press("Ctrl+F").await;
    journey.focused("[data-testid=find] [role=combobox]").await;
    journey.press("ArrowDown").await;
    journey.press("Escape").await;
    journey.gone("[data-testid=find]").await;
    journey.map_focused().await;
    journey.chosen_is("Compares two vendors").await;

    // What is not there is said.
    journey.press("Ctrl+F").await;
    journey.focused("[data-testid=find] [role=combobox]").await;
    journey.type_text("zzzz").await;
    journey.read("Nothing of that name on this map.").await;
    journey.press("Escape").await;

    // All shortcuts stand on one sheet.
    journey.press("F1").await;
    journey.see("[data-testid=shortcuts]").await;
    journey.read("Mark the side drawn, or not").await;
    journey.press("Escape").await;
    journey.gone("[data-testid=shortcuts]").await;
    journey.end().await;
}
