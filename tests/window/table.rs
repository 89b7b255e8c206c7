//! The table twin of the map: the same steps, links and gaps as tables; titles are written there too.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn the_table_says_what_the_map_shows_and_takes_titles() {
    let journey = Journey::blank().await;
    journey.press("Enter").await;
    journey
        .write(&["Plant manager: Misses the target", "Owns the problem"])
        .await;
    journey.find("Owns the problem").await;
    journey.press("Ctrl+Enter").await;
    journey.write(&["Sales: Qualify by phone"]).await;
    journey.card("Qualify by phone").await;

    journey.press("T").await;
    journey.see("[data-testid=map-table]").await;
    let rows = journey
        .script(
            "return [...document.querySelectorAll('[data-testid=map-table] tbody tr')].map((row) =>
               [...row.children].map((cell) => cell.querySelector('textarea')?.value ?? cell.textContent.trim())
               .join(' | '))",
            vec![],
        )
        .await;
    let rows = twinlane_tests::person::strings(&rows);
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(
        rows[0].contains("Plant manager | Misses the target | Owns the problem"),
        "{rows:?}"
    );
    assert!(
        rows[2].contains("Sales | Qualify by phone |  | Owns the problem"),
        "{rows:?}"
    );

    // Walked and written by keyboard alone: the first Tab goes into the first title.
    journey.focused("[data-testid=map-table] button").await;
    journey.press("Tab").await;
    journey.focused("[data-testid=map-table] textarea").await;
    journey.press("Ctrl+A").await;
    journey.type_text("Misses the output target").await;
    journey.press("Enter").await;
    journey.on_disk().await;

    // T inside a field is a letter; outside of one it goes back to the drawing.
    journey.press("Shift+Tab").await;
    journey.focused("[data-testid=map-table] button").await;
    journey.press("T").await;
    journey.gone("[data-testid=map-table]").await;
    journey.card("Misses the output target").await;
    journey.end().await;
}
