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
    journey.presented().await;
    let mut seen = vec![journey.place().await];
    for _ in 0..3 {
        journey.walk("PageDown").await;
        seen.push(journey.place().await);
    }
    journey.walk("PageUp").await;
    assert_eq!(journey.place().await, seen[2], "back goes the same way");

    journey.press("Escape").await;
    journey.gone(".window.presenting").await;
    journey.see("[data-testid=panel]").await;
    journey.see("nav").await;
    journey.end().await;
}
