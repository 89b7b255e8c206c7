//! A workshop that is open somewhere is not opened a second time for writing: it is told, and a snapshot is
//! offered for reading.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn a_second_window_is_told_and_may_read() {
    let first = Journey::blank().await;
    first.press("Enter").await;
    first.write(&["Misses the target"]).await;
    first.card("Misses the target").await;
    first.on_disk().await;
    let file = first.workshop_file();

    let second = first.beside(&[&file.to_string_lossy()]).await;
    second.see("[data-testid=fault] [data-code=file_in_use]").await;
    second.read("Somebody else has this workshop open.").await;
    second.click("[data-testid=fault] button.primary").await;
    second.see("[data-testid=read-only]").await;
    second.card("Misses the target").await;
    second.see("[data-disk=read-only]").await;

    // Nothing can be written there.
    second.map_focused().await;
    second.press("Enter").await;
    second.press("Delete").await;
    second.gone("[data-testid=card-editor]").await;
    second.card("Misses the target").await;

    // The first one goes on as if nothing had been.
    first.press("Escape").await;
    first.press("Enter").await;
    first.write(&["Owns the problem"]).await;
    first.card("Owns the problem").await;
    first.on_disk().await;
    second.end().await;
    first.end().await;
}
