//! The file is deleted under the open workshop: that is said, editing goes on in memory, and a copy has all of it.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_file_is_told_and_a_copy_has_everything() {
    let mut journey = Journey::blank().await;
    journey.press("Enter").await;
    journey.write(&["Misses the target"]).await;
    journey.card("Misses the target").await;
    journey.on_disk().await;
    let file = journey.workshop_file();
    std::fs::remove_file(&file).expect("the file can be deleted");

    journey.press("Escape").await;
    journey.press("Enter").await;
    journey.write(&["Owns the problem"]).await;
    journey.card("Owns the problem").await;
    journey.see("[data-disk=failing]").await;

    // Editing goes on, and what is in memory goes into a copy.
    journey.press("Escape").await;
    journey.press("Enter").await;
    journey.write(&["Looks for options"]).await;
    journey.card("Looks for options").await;
    let copy = journey.path("copy.twinlane");
    journey.answer(&copy);
    journey.press("Ctrl+Shift+S").await;
    journey.remark("A copy was saved.").await;

    journey.crash_and_open(&[&copy.to_string_lossy()]).await;
    for title in ["Misses the target", "Owns the problem", "Looks for options"] {
        journey.card(title).await;
    }
    journey.on_disk().await;
    journey.end().await;
}
