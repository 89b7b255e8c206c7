//! Work that takes long: the window says what it does, mapping goes on beside it, and it can be cancelled.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn mapping_goes_on_beside_a_report_that_is_then_cancelled() {
    let journey = Journey::with(&["--blank"], &[("TWINLANE_WORK_DELAY_MS", "1000")]).await;
    journey.map_focused().await;
    journey.press("Enter").await;
    journey.write(&["Misses the target"]).await;
    journey.card("Misses the target").await;

    let path = journey.path("slow.pdf");
    journey.answer(&path);
    journey.press("Ctrl+P").await;
    journey.read("Making the report slow.pdf…").await;
    journey.map_focused().await;
    journey.press("Enter").await;
    journey.write(&["Owns the problem"]).await;
    journey.card("Owns the problem").await;
    journey.on_disk().await;
    journey.see("[data-testid=busy] progress").await;

    journey.click("[data-testid=busy] button").await;
    journey.gone("[data-testid=busy]").await;
    journey.remark("Cancelled.").await;
    assert!(!path.exists(), "nothing was written");
    journey.end().await;
}
