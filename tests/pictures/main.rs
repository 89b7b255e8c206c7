//! The pictures of the README and the guide, taken from the real window. `cargo xtask pictures` runs it with
//! `TWINLANE_PICTURES` naming the folder.

use std::path::{Path, PathBuf};

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes pictures; cargo xtask pictures runs it"]
async fn pictures_of_every_screen() {
    let folder = PathBuf::from(
        std::env::var_os("TWINLANE_PICTURES").expect("TWINLANE_PICTURES names the folder for the pictures"),
    );
    let journey = Journey::open(&["--theme", "light"]).await;
    journey.see("[data-screen=start] .tiles").await;
    take(&journey, &folder, "start").await;
    journey.click("[data-testid=open-sample]").await;
    journey.map_focused().await;
    journey.see("[data-element^='step:']").await;
    take(&journey, &folder, "map-light").await;

    journey.press("Ctrl+K").await;
    journey.focused("[data-testid=palette] [role=combobox]").await;
    journey.type_text("proof").await;
    take(&journey, &folder, "palette").await;
    journey.press("Escape").await;
    journey.gone("[data-testid=palette]").await;

    for theme in ["Dark", "Projector"] {
        journey.do_it(&format!("{theme} theme")).await;
        journey.map_focused().await;
        take(&journey, &folder, &format!("map-{}", theme.to_lowercase())).await;
    }
    journey.press("Ctrl+Shift+P").await;
    journey.presented().await;
    for _ in 0..3 {
        journey.walk("PageDown").await;
    }
    take(&journey, &folder, "present").await;
    journey.press("Escape").await;
    journey.gone(".window.presenting").await;
    journey.do_it("Light theme").await;
    journey.map_focused().await;

    journey.press("T").await;
    journey.see("[data-testid=map-table]").await;
    take(&journey, &folder, "table").await;
    journey.press("T").await;
    for (keys, screen) in [
        ("Alt+3", "measure"),
        ("Alt+4", "gaps"),
        ("Alt+1", "charter"),
        ("Alt+8", "report"),
    ] {
        journey.press(keys).await;
        journey.see(&format!("[data-screen={screen}]")).await;
        match screen {
            "report" => drop(journey.see("[data-screen=report] .pages svg").await),
            "measure" => drop(journey.see("[data-testid=constraint]").await),
            _ => {}
        }
        take(&journey, &folder, screen).await;
    }
    journey.do_it("New scenario").await;
    journey.focused("[data-field='scenario:new']").await;
    journey.type_text("More hours where work waits").await;
    journey.press("Enter").await;
    let slider = "[data-lever*=capacity] input[type=range]";
    journey.see(slider).await;
    journey
        .driver
        .execute(
            "document.querySelector(arguments[0]).focus()",
            vec![slider.into()],
        )
        .await
        .expect("the slider takes the keyboard");
    journey.press("PageUp").await;
    journey.press("PageUp").await;
    journey.see("[data-testid=effort]").await;
    journey
        .until(
            "what was tried to be kept",
            "document.querySelector('[data-says]')?.textContent.includes('More hours')",
        )
        .await;
    journey.gone(".trying").await;
    take(&journey, &folder, "improve").await;
    journey.end().await;
}

/// Takes a picture once remarks are gone and the page has drawn what it knows.
async fn take(journey: &Journey, folder: &Path, name: &str) {
    journey.gone(".remark").await;
    journey.gone(".busy").await;
    journey
        .driver
        .execute_async(
            "const done = arguments[arguments.length - 1];
             document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))",
            Vec::new(),
        )
        .await
        .expect("the page draws");
    let picture = journey.driver.screenshot_as_png().await.expect("a picture");
    std::fs::write(folder.join(format!("{name}.png")), picture).expect("pictures can be written");
}
