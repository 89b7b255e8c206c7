//! The thinnest path through everything: open, type, see a gap come and go.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_comes_and_goes_while_typing() {
    let journey = Journey::open(&["--sample"]).await;
    journey.see("[data-screen=map]").await;
    journey.see("[data-element^='step:']").await;
    journey.end().await;
}
