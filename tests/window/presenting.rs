//! Presenting: large titles, walked by the keys that clickers send, left by Escape; private things out of sight.

use serde_json::json;
use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn presenting_is_walked_by_page_keys_and_left_by_escape() {
    let journey = Journey::sample().await;
    journey.see("[data-testid=panel]").await;
    // A second map: the scenario is shown, the current state is the other one.
    journey.do_it("New map or scenario").await;
    journey.click("[data-testid=new-map] button.primary").await;
    journey.gone("[data-testid=new-map]").await;
    journey
        .until(
            "the scenario to be shown",
            "document.querySelector('[data-testid=maps]')?.textContent.includes('Future state')",
        )
        .await;
    assert!(offers_other_map(&journey).await, "other maps are found by name");

    journey.press("Ctrl+Shift+P").await;
    journey.see(".window.presenting").await;
    journey.gone("[data-testid=panel]").await;
    journey.gone("nav").await;
    journey.map_focused().await;
    journey.presented().await;
    assert!(
        !offers_other_map(&journey).await,
        "other maps are not offered to the room"
    );
    let file = journey.workshop_file();
    let folder = file.parent().expect("a file lies in a folder");
    let shown = journey
        .script("return document.body.innerText + document.title", vec![])
        .await;
    assert!(
        !shown
            .as_str()
            .unwrap_or_default()
            .contains(&*folder.to_string_lossy()),
        "no path is shown to the room"
    );

    journey.map_focused().await;
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

/// Whether the palette offers the map that is not shown.
async fn offers_other_map(journey: &Journey) -> bool {
    journey.press("Ctrl+K").await;
    journey.focused("[data-testid=palette] [role=combobox]").await;
    journey.type_text("current st").await;
    // What does not match has left the list, so the list is that of these letters.
    journey
        .until(
            "the list to narrow",
            "document.querySelectorAll('[data-testid=palette] [role=option]').length < 20",
        )
        .await;
    let offered = journey
        .script(
            "return [...document.querySelectorAll('[data-testid=palette] [role=option]')]
               .some((option) => option.textContent.includes('Current state'))",
            vec![],
        )
        .await;
    journey.press("Escape").await;
    journey.gone("[data-testid=palette]").await;
    offered == json!(true)
}
