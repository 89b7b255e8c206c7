//! Undo goes on where it was after the app was closed and opened again, and says what it undid.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn undo_and_redo_work_after_a_restart() {
    let mut journey = Journey::blank().await;
    journey.press("Enter").await;
    journey.write(&["Misses the target", "Owns the problem"]).await;
    journey.card("Owns the problem").await;
    journey.find("Misses the target").await;
    journey.press("F2").await;
    journey.focused("[data-testid=card-editor]").await;
    journey.press("Ctrl+A").await;
    journey.type_text("Misses the output target").await;
    journey.press("Escape").await;
    journey.card("Misses the output target").await;
    journey.on_disk().await;
    let file = journey.workshop_file();

    journey.close_and_open(&[&file.to_string_lossy()]).await;
    journey.card("Misses the output target").await;
    journey.map_focused().await;
    journey.press("Ctrl+Z").await;
    journey.remark("Undone: ").await;
    journey.card("Misses the target").await;
    journey.press("Ctrl+Z").await;
    journey.no_card("Owns the problem").await;
    journey.press("Ctrl+Z").await;
    journey.no_card("Misses the target").await;

    journey.press("Ctrl+Shift+Z").await;
    journey.card("Misses the target").await;
    journey.press("Ctrl+Y").await;
    journey.card("Owns the problem").await;
    journey.press("Ctrl+Y").await;
    journey.card("Misses the output target").await;
    journey.on_disk().await;
    journey.end().await;
}
