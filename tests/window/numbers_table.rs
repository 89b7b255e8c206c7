//! The numbers of a map as tables, written by keyboard as in a spreadsheet.

use twinlane_tests::journey::Journey;

const CELL: &str = "[data-testid=numbers-steps] td[tabindex='0']";

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_written_down_a_column_and_say_what_they_rest_on() {
    let journey = Journey::sample().await;
    journey.press("Alt+3").await;
    journey.see("[data-screen=measure]").await;
    journey.click(CELL).await;
    journey.focused(CELL).await;

    journey
        .see("[data-testid=results] [data-testid=constraint]")
        .await;

    // From the entries to the touch times.
    journey.press("ArrowRight").await;
    journey.focused(&format!("{CELL}[data-cell$=touch]")).await;
    journey.type_text("7 m").await;
    journey.press("Enter").await;
    journey.type_text("2.5").await;
    journey.press("Enter").await;
    journey.until("the first number", &says(0, "measured 7")).await;
    journey.until("the second number", &says(1, "2.5")).await;
    journey.on_disk().await;

    // What is no number is refused, and Escape leaves the cell as it was.
    journey.type_text("9x").await;
    journey.press("Enter").await;
    journey.remark("is not a number.").await;
    journey.press("Escape").await;
    journey.focused(CELL).await;

    journey.press("ArrowUp").await;
    journey.press("ArrowUp").await;
    journey.press("B").await;
    journey.until("the next basis", &says(0, "estimated 7")).await;
    journey.press("Ctrl+Z").await;
    journey.until("the basis as it was", &says(0, "measured 7")).await;
    journey.end().await;
}

/// Whether the touch time of an activity says something.
fn says(row: usize, words: &str) -> String {
    format!(
        "[...document.querySelectorAll('[data-cell$=touch]')][{row}]?.textContent.replace(/\\s+/g, ' ')\
         .includes('{words}')"
    )
}
