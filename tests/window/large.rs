//! A map of 2,000 steps: shown at once, with a page that stays small.

use twinlane_tests::journey::Journey;
use twinlane_tests::large;

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_steps_keep_the_page_small() {
    let journey = Journey::blank().await;
    let path = journey.path("large.md");
    std::fs::write(&path, large::outline(2000)).expect("a file of the journey");
    journey.answer(&path);
    journey.press("Ctrl+I").await;
    journey.see("[data-testid=imported]").await;
    journey.press("Escape").await;
    journey.gone("[data-testid=imported]").await;
    journey.map_focused().await;
    journey.press("F").await;
    journey.see("[data-testid=map] [role=img]").await;
    let nodes = journey
        .script("return document.querySelectorAll('*').length", vec![])
        .await;
    assert!(
        nodes.as_u64().is_some_and(|nodes| nodes < 6000),
        "{nodes} nodes at Fit with 2,000 steps; 6,000 are allowed"
    );

    // It can be edited like any other.
    journey.find("Step 1500").await;
    journey.press("F2").await;
    journey.write(&["Step 1500 renamed"]).await;
    journey.card("Step 1500 renamed").await;
    journey.on_disk().await;
    journey.end().await;
}
