//! Scenarios beside the present: pushing an activity costs and wins nothing, hours where work waits win.

use serde_json::json;
use twinlane_tests::journey::Journey;
use twinlane_tests::programs::root;

#[tokio::test(flavor = "multi_thread")]
async fn pushing_costs_and_the_constraint_wins() {
    let journey = golden().await;
    journey.press("Alt+6").await;
    journey.see("[data-screen=improve]").await;
    journey.see("[data-testid=no-scenario]").await;
    wins(&journey, "present", "5.12").await;

    // More proofs of concept: the wins of what arrives stay, the cost rises, and fewer really come out.
    scenario(&journey, "More proofs").await;
    let link = "[...document.querySelectorAll('[data-field=\"scenario:force\"] option')]\
                .find((option) => option.textContent === 'Demo → Poc')?.value";
    journey.until("the links that can be forced", link).await;
    let value = journey.script(&format!("return {link}"), vec![]).await;
    let value = value.as_str().expect("the id of the link");
    journey.choose("[data-field='scenario:force']", value).await;
    let field = format!("[data-field='scenario:force:{value}']");
    write(&journey, &field, "70").await;
    wins(&journey, "More proofs", "3.66").await;
    says(&journey, "More proofs", "Forcing “Demo → Poc” to 70 %: cost").await;
    says(&journey, "More proofs", "wins fall by 1.46 to 3.66").await;
    served(&journey, "More proofs", "as at present").await;

    // The hours of the constraint, by keys on the slider.
    scenario(&journey, "Twice the engineers").await;
    let slider = "[data-lever^='Poc: capacity'] input[type=range]";
    journey.see(slider).await;
    journey
        .script(
            "document.querySelector(arguments[0]).focus()",
            vec![json!(slider)],
        )
        .await;
    for _ in 0..3 {
        journey.press("PageUp").await;
    }
    journey.press("ArrowRight").await;
    journey.press("ArrowRight").await;
    journey
        .until(
            "slider and field to say the same",
            "document.querySelector('[data-lever^=\"Poc: capacity\"] .typed input').value === '640'",
        )
        .await;
    wins(&journey, "Twice the engineers", "7.04").await;
    says(&journey, "Twice the engineers", "wins rise by 1.92 to 7.04").await;
    journey.on_disk().await;

    // Undo takes the hours back, redo brings them.
    journey.click("[data-testid=comparison] .wide").await;
    journey.press("Ctrl+Z").await;
    wins(&journey, "Twice the engineers", "5.12").await;
    journey.press("Ctrl+Shift+Z").await;
    wins(&journey, "Twice the engineers", "7.04").await;

    // Side by side, and one away again.
    for column in ["present", "More proofs", "Twice the engineers"] {
        journey.see(&format!("[data-column='{column}']")).await;
    }
    journey
        .until(
            "ranges",
            "document.querySelector('[data-testid=comparison] .range')?.textContent.includes('–')",
        )
        .await;

    // What differs stands on the cards, in words.
    journey.click("[data-testid=see-differences]").await;
    journey.see("[data-screen=map]").await;
    journey.card_says("Poc", "≠ changed: capacity").await;
    journey.click("[data-testid=mark-differences]").await;
    journey.card_is_silent("Poc", "changed").await;
    journey.press("Alt+6").await;
    journey.see("[data-testid=effort]").await;

    // The room sees no money.
    journey.press("Ctrl+Shift+P").await;
    journey.see(".window.presenting").await;
    journey.press("Alt+6").await;
    wins(&journey, "Twice the engineers", "7.04").await;
    journey.gone("[data-testid=effort]").await;
    journey
        .until(
            "no money",
            "!/cost/iu.test(document.querySelector('[data-screen=improve] main').textContent)",
        )
        .await;
    journey.press("Escape").await;
    journey.gone(".window.presenting").await;
    journey.press("Alt+6").await;
    journey.click("[data-testid=remove-scenario]").await;
    journey.gone("[data-column='Twice the engineers']").await;
    journey.press("Ctrl+Z").await;
    journey.see("[data-column='Twice the engineers']").await;
    journey.end().await;
}

/// The map of the golden numbers in a window.
async fn golden() -> Journey {
    let journey = Journey::blank().await;
    journey.answer(&root().join("examples/golden-flow.md"));
    journey.press("Ctrl+I").await;
    journey.see("[data-testid=imported]").await;
    journey.press("Escape").await;
    journey.gone("[data-testid=imported]").await;
    journey
}

pub async fn scenario(journey: &Journey, name: &str) {
    write(journey, "[data-field='scenario:new']", name).await;
    journey
        .until(
            "the scenario in hand",
            &format!(
                "document.querySelector('[data-testid=scenario][aria-pressed=true]')?.textContent.includes({})",
                json!(name)
            ),
        )
        .await;
}

/// Writes into a field, whatever it held.
pub async fn write(journey: &Journey, field: &str, text: &str) {
    journey.see(field).await;
    journey
        .script(
            "const field = document.querySelector(arguments[0]); field.focus(); field.select()",
            vec![json!(field)],
        )
        .await;
    journey.focused(field).await;
    journey.type_text(text).await;
    journey.press("Enter").await;
}

/// Waits until a column says so many wins at capacity.
pub async fn wins(journey: &Journey, column: &str, number: &str) {
    cell(
        journey,
        column,
        "tr.figure",
        &format!(" .value')?.textContent === {}", json!(number)),
    )
    .await;
}

/// Waits until the wins of what arrives say something.
pub async fn served(journey: &Journey, column: &str, words: &str) {
    cell(
        journey,
        column,
        "tr.pale",
        &format!(" .change')?.textContent === {}", json!(words)),
    )
    .await;
}

/// Waits for something of the first row of a kind, in a column.
async fn cell(journey: &Journey, column: &str, row: &str, what: &str) {
    let code = format!(
        "(() => {{ const heads = [...document.querySelectorAll('[data-testid=comparison] thead [data-column]')]; \
         const at = heads.findIndex((head) => head.dataset.column === {}); \
         return at >= 0 && document.querySelector('[data-testid=comparison] tbody {row} td:nth-of-type(' + (at + 1) + '){what}; }})()",
        json!(column)
    );
    journey.until(&format!("{column}: {row}{what}"), &code).await;
}

pub async fn says(journey: &Journey, column: &str, words: &str) {
    let code = format!(
        "[...document.querySelectorAll('[data-says]')].find((part) => part.dataset.says === {})?.textContent.includes({})",
        json!(column),
        json!(words)
    );
    journey.until(&format!("{column} to say: {words}"), &code).await;
}
