//! Empty screens teach: each says what goes there and offers the next thing to do.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_of_an_empty_workshop_says_what_goes_there() {
    let journey = Journey::open(&[]).await;
    journey.see("[data-screen=start]").await;
    journey.read("Workshops you open appear here.").await;
    journey.read("New from a template").await;
    journey.click("[data-testid=new-workshop]").await;
    journey.map_focused().await;
    journey.read("What does the buyer do first?").await;
    journey.read("Gaps appear here as you draw").await;

    journey.click("[data-testid=first-step]").await;
    journey.focused("[data-testid=card-editor]").await;
    journey.press("Enter").await;
    journey.gone("[data-testid=card-editor]").await;
    journey.see("[data-testid=empty-map]").await;

    journey.press("Alt+1").await;
    journey.see("[data-screen=charter]").await;
    let hints = journey
        .script(
            "return [...document.querySelectorAll('main [placeholder]')].filter((field) =>
               field.placeholder).length",
            vec![],
        )
        .await;
    assert!(
        hints.as_u64() >= Some(5),
        "fields say what goes into them: {hints}"
    );
    journey.press("Alt+4").await;
    journey.read("No gaps yet.").await;
    journey.press("Alt+8").await;
    journey.see("[data-screen=report]").await;
    journey.read("A section without content leaves itself out.").await;

    // A template fills the map.
    journey.press("Ctrl+W").await;
    journey.see("[data-screen=start]").await;
    journey.click(".tiles .tile .open:not(:has(.path))").await;
    journey.see("[data-element^='step:']").await;
    journey.end().await;
}
