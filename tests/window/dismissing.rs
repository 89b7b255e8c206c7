//! A gap is dismissed with a reason, by keyboard; the reason stays with it, and undo brings the gap back.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_is_dismissed_with_a_reason_and_comes_back_by_undo() {
    let journey = Journey::sample().await;
    let before = journey.gaps().await;
    assert!(before.len() > 3, "the sample has gaps: {before:?}");

    // G goes from gap to gap; its card opens and its place is shown.
    journey.press("G").await;
    journey.see("[data-testid=panel] article.chosen").await;
    for _ in 0..before.len() {
        if journey
            .is_there("[data-testid=panel] article.chosen[data-state=open]")
            .await
        {
            break;
        }
        let now = chosen(&journey).await;
        journey.press("G").await;
        journey
            .until(
                "the next gap",
                &format!("({}) !== {}", CHOSEN, serde_json::json!(now)),
            )
            .await;
    }
    let open = open_gaps(&journey).await;
    let title = journey
        .see("[data-testid=panel] article.chosen .title")
        .await
        .text()
        .await
        .expect("a gap is a sentence");
    journey.read("Ask: ").await;
    dismiss(&journey).await;
    journey.focused("[data-testid=dismiss] input").await;

    // Without a reason nothing is dismissed.
    journey.press("Enter").await;
    journey
        .see("[data-testid=dismiss] button.primary[disabled]")
        .await;
    journey
        .type_text("The dealer does this, outside of this map")
        .await;
    journey.press("Enter").await;
    journey.gone("[data-testid=dismiss]").await;
    let listed = format!(
        "[...document.querySelectorAll('[data-testid=panel] [data-finding] .title')]\
         .some((title) => title.textContent.trim() === {})",
        serde_json::json!(title.trim())
    );
    journey
        .until("the gap to leave the list", &format!("!({listed})"))
        .await;
    let left = open_gaps(&journey).await;
    assert_eq!(left + 1, open, "one gap fewer is open");
    journey.on_disk().await;

    journey.press("Ctrl+Z").await;
    journey.until("the gap to come back", &listed).await;
    journey.remark("Undone: ").await;
    journey.end().await;
}

/// How many gaps the panel counts as open.
async fn open_gaps(journey: &Journey) -> usize {
    let count = journey
        .see("[data-testid=gap-count]")
        .await
        .text()
        .await
        .expect("a count has text");
    count
        .split_whitespace()
        .next()
        .and_then(|word| word.parse().ok())
        .expect("a count begins with a number")
}

/// The sentence of the gap in hand.
const CHOSEN: &str = "document.querySelector('[data-testid=panel] article.chosen .title')?.textContent";

async fn chosen(journey: &Journey) -> String {
    let title = journey.script(&format!("return {CHOSEN}"), vec![]).await;
    title.as_str().unwrap_or_default().to_owned()
}

/// Presses the button of the chosen gap as a keyboard user does: focus and Enter.
async fn dismiss(journey: &Journey) {
    let button = "[...document.querySelectorAll('[data-testid=panel] article.chosen button')]\
                  .find((button) => button.textContent.trim().startsWith('Dismiss'))";
    journey.until("the button to dismiss", button).await;
    journey.script(&format!("{button}.focus()"), vec![]).await;
    journey.press("Enter").await;
}
