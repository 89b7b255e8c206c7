//! Presenting: large titles, walked by the keys that clickers send, left by Escape; private things out of sight.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn presenting_is_walked_by_page_keys_and_left_by_escape() {
    let journey = Journey::sample().await;
    journey.see("[data-testid=panel]").await;
    journey.press("Ctrl+Shift+P").await;
    journey.see(".window.presenting").await;
    journey.gone("[data-testid=panel]").await;
    journey.gone("nav").await;
    journey.map_focused().await;
    journey
        .until(
            "titles of 20 px or more",
            "[...document.querySelectorAll('.card text')].some((text) => \
             text.getBoundingClientRect().height > 0) && Math.max(...[...document.querySelectorAll('.card text')]\
             .map((text) => parseFloat(text.getAttribute('font-size')) * text.getScreenCTM().a)) >= 19.9",
        )
        .await;

    let mut seen = vec![place(&journey).await];
    for _ in 0..3 {
        let before = place(&journey).await;
        journey.press("PageDown").await;
        moved(&journey, &before).await;
        seen.push(place(&journey).await);
    }
    assert_eq!(seen.len(), 4);
    let last = place(&journey).await;
    journey.press("PageUp").await;
    moved(&journey, &last).await;
    assert_eq!(place(&journey).await, seen[2], "back goes the same way");

    journey.press("Escape").await;
    journey.gone(".window.presenting").await;
    journey.see("[data-testid=panel]").await;
    journey.see("nav").await;
    journey.end().await;
}

/// Where the drawing stands: its transform.
async fn place(journey: &Journey) -> String {
    journey
        .script(PLACE, vec![])
        .await
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

const PLACE: &str = "return document.querySelector('[data-testid=map] svg > g').getAttribute('transform')";

async fn moved(journey: &Journey, before: &str) {
    let now = PLACE.trim_start_matches("return ");
    let code = format!("{now} !== {}", serde_json::json!(before));
    journey.until("the map to move on", &code).await;
}
