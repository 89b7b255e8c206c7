//! axe-core finds nothing serious on any screen and dialog, in any theme.

use serde_json::Value;
use twinlane_tests::acts::EDITOR;
use twinlane_tests::journey::Journey;
use twinlane_tests::programs::root;

const RUN: &str = "const done = arguments[arguments.length - 1];
  axe.run(document, { resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then((found) => done(found.violations.map((rule) => ({ id: rule.id, impact: rule.impact, help: rule.help,
    nodes: rule.nodes.slice(0, 5).map((node) => `${node.target.join(' ')} ${node.failureSummary}`) }))))
  .catch((error) => done([{ id: 'axe', impact: 'critical', help: String(error), nodes: [] }]))";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_on_any_screen_in_any_theme() {
    let journey = Journey::sample().await;
    let axe = std::fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js"))
        .expect("axe-core is installed with the pages' packages");
    journey.script(&axe, vec![]).await;
    let mut found = Vec::new();
    for theme in ["Light theme", "Dark theme", "Projector theme"] {
        journey.do_it(theme).await;
        for (keys, screen) in [
            ("Alt+1", "charter"),
            ("Alt+3", "gaps"),
            ("Alt+4", "report"),
            ("Alt+2", "map"),
        ] {
            journey.press(keys).await;
            journey.see(&format!("[data-screen={screen}]")).await;
            if screen == "report" {
                journey.see("[data-screen=report] .pages svg").await;
            }
            look(&journey, &format!("{screen}, {theme}"), &mut found).await;
        }
        journey.map_focused().await;
        journey.press("G").await;
        journey.see("[data-testid=panel] article.chosen").await;
        look(&journey, &format!("a gap in hand, {theme}"), &mut found).await;
        journey.press("E").await;
        journey.see("[role=tab][aria-selected=true]#tab-details").await;
        look(&journey, &format!("details, {theme}"), &mut found).await;
        journey.press("T").await;
        journey.see("[data-testid=map-table]").await;
        look(&journey, &format!("table, {theme}"), &mut found).await;
        journey.press("T").await;
        journey.map_focused().await;
        for (keys, dialog) in [
            ("Ctrl+K", "palette"),
            ("Ctrl+F", "find"),
            ("F1", "shortcuts"),
            ("Ctrl+S", "versions"),
        ] {
            journey.press(keys).await;
            self::dialog(&journey, dialog, theme, &mut found).await;
        }
        journey.find("Owns the problem").await;
        journey.press("Enter").await;
        journey.focused(EDITOR).await;
        look(&journey, &format!("a card being written, {theme}"), &mut found).await;
        journey.press("Escape").await;
        journey.map_focused().await;
        journey.press("C").await;
        dialog(&journey, "convert", theme, &mut found).await;
        journey.do_it("New map or scenario").await;
        dialog(&journey, "new-map", theme, &mut found).await;
        journey.map_focused().await;
        journey.press("Ctrl+Shift+P").await;
        journey.see(".window.presenting").await;
        look(&journey, &format!("presenting, {theme}"), &mut found).await;
        journey.click(".window.presenting header button").await;
        journey.gone(".window.presenting").await;
    }
    journey.press("Ctrl+W").await;
    journey.see("[data-screen=start]").await;
    look(&journey, "start, Projector theme", &mut found).await;
    assert!(
        found.is_empty(),
        "{} violations:\n{}",
        found.len(),
        found.join("\n")
    );
    journey.end().await;
}

/// Looks at a dialog that is open, and closes it.
async fn dialog(journey: &Journey, name: &str, theme: &str, found: &mut Vec<String>) {
    let dialog = format!("[data-testid={name}]");
    journey.see(&dialog).await;
    look(journey, &format!("dialog {name}, {theme}"), found).await;
    journey.press("Escape").await;
    journey.gone(&dialog).await;
}

/// Adds what axe-core finds serious or critical on the present screen.
async fn look(journey: &Journey, place: &str, found: &mut Vec<String>) {
    // Half-way between two themes a colour is neither; what is seen is where they come to rest.
    journey.gone(".busy").await;
    journey
        .until("colours to come to rest", "document.getAnimations().length === 0")
        .await;
    let violations = journey
        .driver
        .execute_async(RUN, Vec::<Value>::new())
        .await
        .expect("axe-core runs")
        .json()
        .clone();
    for rule in violations.as_array().into_iter().flatten() {
        let impact = rule["impact"].as_str().unwrap_or_default();
        if impact == "serious" || impact == "critical" {
            found.push(format!(
                "{place}: {} ({impact}): {} {:#}",
                rule["id"], rule["help"], rule["nodes"]
            ));
        }
    }
}
