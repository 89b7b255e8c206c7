//! axe-core finds nothing serious on any screen and dialog, full or empty, in any theme.

use serde_json::{Value, json};
use twinlane_tests::journey::Journey;
use twinlane_tests::person::EDITOR;
use twinlane_tests::programs::root;

const RUN: &str = "const done = arguments[arguments.length - 1];
  axe.run(document, { resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then((found) => done(found.violations.map((rule) => ({ id: rule.id, impact: rule.impact, help: rule.help,
    nodes: rule.nodes.slice(0, 5).map((node) => `${node.target.join(' ')} ${node.failureSummary}`) }))))
  .catch((error) => done([{ id: 'axe', impact: 'critical', help: String(error), nodes: [] }]))";

const THEMES: [&str; 3] = ["light", "dark", "projector"];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_on_any_screen_in_any_theme() {
    let mut eye = Eye::on(Journey::sample().await).await;
    for (keys, screen) in SCREENS {
        eye.screen(keys, screen).await;
    }
    eye.journey.map_focused().await;
    eye.journey.press("G").await;
    eye.journey.see("[data-testid=panel] article.chosen").await;
    eye.look("a gap in hand").await;
    eye.journey.press("E").await;
    eye.journey
        .see("[role=tab][aria-selected=true]#tab-details")
        .await;
    eye.look("details").await;
    eye.journey.press("T").await;
    eye.journey.see("[data-testid=map-table]").await;
    eye.look("table").await;
    eye.journey.press("T").await;
    eye.journey.map_focused().await;
    eye.journey.press("Ctrl+Shift+P").await;
    eye.journey.see(".window.presenting").await;
    eye.look("presenting").await;
    eye.journey.click(".window.presenting header button").await;
    eye.journey.gone(".window.presenting").await;

    eye.journey.do_it("Tools and programmes").await;
    eye.journey.focused("[data-field='tool:new']").await;
    eye.journey.type_text("CRM of the group").await;
    eye.journey.press("Enter").await;
    eye.journey
        .click("button[aria-label='More about CRM of the group']")
        .await;
    eye.look("tools").await;
    eye.journey.do_it("New scenario").await;
    eye.journey.focused("[data-field='scenario:new']").await;
    eye.journey.type_text("Twice the hours").await;
    eye.journey.press("Enter").await;
    eye.journey.see("[data-lever] input[type=range]").await;
    eye.journey.see("[data-column='Twice the hours']").await;
    eye.look("a scenario in hand").await;
    eye.journey.click("[data-testid=see-differences]").await;
    eye.journey.see("[data-testid=mark-differences]:checked").await;
    eye.look("a scenario on the map").await;
    eye.screen("Ctrl+,", "settings").await;
    eye.journey
        .choose("[data-field='settings:missing-evidence']", "off")
        .await;
    eye.journey
        .focused("[data-field='settings:missing-evidence:off']")
        .await;
    eye.look("a rule going off").await;
    eye.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_on_any_dialog_in_any_theme() {
    let mut eye = Eye::on(Journey::sample().await).await;
    for (keys, dialog) in [
        ("Ctrl+K", "palette"),
        ("Ctrl+F", "find"),
        ("F1", "shortcuts"),
        ("Ctrl+S", "versions"),
    ] {
        eye.journey.press(keys).await;
        eye.dialog(dialog).await;
    }
    eye.journey.find("Owns the problem").await;
    eye.journey.press("Enter").await;
    eye.journey.focused(EDITOR).await;
    eye.look("a card being written").await;
    eye.journey.press("Escape").await;
    eye.journey.map_focused().await;
    eye.journey.press("C").await;
    eye.dialog("convert").await;
    eye.journey.do_it("New map or scenario").await;
    eye.dialog("new-map").await;

    eye.journey.map_focused().await;
    eye.journey
        .click("[data-testid=panel] article[data-state=open] .title")
        .await;
    let dismiss = "[...document.querySelectorAll('[data-testid=panel] article.chosen button')]\
                   .find((button) => button.textContent.trim().startsWith('Dismiss'))";
    eye.journey.until("the button to dismiss", dismiss).await;
    eye.journey.script(&format!("{dismiss}.click()"), vec![]).await;
    eye.dialog("dismiss").await;

    eye.journey.answer(&root().join("tests/fixtures/two_pools.bpmn"));
    eye.journey.press("Ctrl+I").await;
    eye.dialog("imported").await;
    let broken = eye.journey.path("broken.bpmn");
    std::fs::write(&broken, "<definitions><process id=\"p\"><task").expect("a file of the journey");
    eye.journey.answer(&broken);
    eye.journey.press("Ctrl+I").await;
    eye.dialog("fault").await;
    let deals = eye.journey.path("deals.csv");
    std::fs::write(&deals, DEALS).expect("a file of the journey");
    eye.journey.answer(&deals);
    eye.journey.press("Ctrl+I").await;
    eye.dialog("which-table").await;
    eye.journey.answer(&deals);
    eye.journey.press("Ctrl+Shift+L").await;
    eye.journey.see("[data-testid=date-question]").await;
    eye.journey.click("[data-testid=more] summary").await;
    eye.look("dates that are asked about").await;
    eye.journey.click("[data-order=day-month-year]").await;
    eye.journey.see("[data-testid=keep-records]:not(:disabled)").await;
    eye.look("records that are looked at").await;
    eye.journey.click("[data-testid=keep-records]").await;
    eye.journey.see("[data-testid=matching]").await;
    eye.look("records beside the map").await;
    eye.journey.press("Ctrl+W").await;
    eye.journey.see("[data-screen=start]").await;
    eye.look("start").await;
    eye.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_serious_where_nothing_is_yet() {
    let mut eye = Eye::on(Journey::open(&[]).await).await;
    eye.journey.see("[data-screen=start]").await;
    eye.look("an empty start").await;
    eye.journey.click("[data-testid=new-workshop]").await;
    eye.journey.map_focused().await;
    for (keys, screen) in SCREENS {
        eye.screen(keys, screen).await;
    }
    eye.journey.press("T").await;
    eye.journey.see("[data-testid=map-table]").await;
    eye.look("an empty table").await;
    eye.end().await;
}

/// Deals whose dates can be read in two ways, one of them without a number.
const DEALS: &str = "deal_id,stage,changed at,user\n1,Demo,03/04/2026,Ann\n1,Won,05/06/2026,Ann\n\
                     2,Demo,04/05/2026,Bo\n2,Lost,06/07/2026,Bo\n,Demo,01/02/2026,Bo\n";

const SCREENS: [(&str, &str); 7] = [
    ("Alt+1", "charter"),
    ("Alt+3", "measure"),
    ("Alt+4", "gaps"),
    ("Alt+6", "improve"),
    ("Alt+8", "report"),
    ("Ctrl+,", "settings"),
    ("Alt+2", "map"),
];

/// A journey and what axe-core has found on it.
struct Eye {
    journey: Journey,
    found: Vec<String>,
}

impl Eye {
    async fn on(journey: Journey) -> Self {
        let axe = std::fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js"))
            .expect("axe-core is installed with the pages' packages");
        journey.script(&axe, vec![]).await;
        Self {
            journey,
            found: Vec::new(),
        }
    }

    /// Goes to a screen and looks at it once all of it is there.
    async fn screen(&mut self, keys: &str, screen: &str) {
        self.journey.press(keys).await;
        self.journey.see(&format!("[data-screen={screen}]")).await;
        match screen {
            "report" => drop(self.journey.see("[data-screen=report] .pages svg").await),
            "settings" => drop(self.journey.see("[data-rule]").await),
            _ => {}
        }
        self.look(screen).await;
    }

    /// Looks at a dialog that is open, and closes it.
    async fn dialog(&mut self, name: &str) {
        let dialog = format!("[data-testid={name}]");
        self.journey.see(&dialog).await;
        self.look(&format!("dialog {name}")).await;
        self.journey.press("Escape").await;
        self.journey.gone(&dialog).await;
    }

    /// Notes what axe-core finds serious or critical on the page as it stands, in each theme.
    async fn look(&mut self, place: &str) {
        self.journey.gone(".busy").await;
        for theme in THEMES {
            self.journey
                .script(
                    "document.documentElement.dataset.theme = arguments[0]",
                    vec![json!(theme)],
                )
                .await;
            // Half-way between two themes a colour is neither; what is seen is where they come to rest.
            self.journey
                .until("colours to come to rest", "document.getAnimations().length === 0")
                .await;
            let violations = self
                .journey
                .driver
                .execute_async(RUN, Vec::<Value>::new())
                .await
                .expect("axe-core runs")
                .json()
                .clone();
            for rule in violations.as_array().into_iter().flatten() {
                let impact = rule["impact"].as_str().unwrap_or_default();
                if impact == "serious" || impact == "critical" {
                    self.found.push(format!(
                        "{place}, {theme}: {} ({impact}): {} {:#}",
                        rule["id"], rule["help"], rule["nodes"]
                    ));
                }
            }
        }
    }

    async fn end(self) {
        assert!(
            self.found.is_empty(),
            "{} violations:\n{}",
            self.found.len(),
            self.found.join("\n")
        );
        self.journey.end().await;
    }
}
