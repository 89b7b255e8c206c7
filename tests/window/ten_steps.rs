//! Ten steps typed by keyboard alone: linked in a row, across the line of visibility, with a question, a lane
//! and something parked. No pointer is touched.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn ten_steps_are_typed_by_keyboard_alone() {
    let journey = Journey::open(&[]).await;
    journey.see("[data-screen=start]").await;
    let file = journey.path("kaizen.twinlane");
    journey.answer(&file);
    journey.press("Ctrl+N").await;
    journey.map_focused().await;
    journey.see("[data-testid=empty-map]").await;

    journey.press("Enter").await;
    journey
        .write(&[
            "Plant manager: Misses the output target",
            "? How much does an hour of downtime cost us?",
            "Owns the problem",
            "+ Who pays for the outage?",
            "Engineer: Finds the drive at fault",
            "Looks for options",
            "Compares two vendors",
        ])
        .await;
    journey.card("Compares two vendors").await;
    // The card written last is chosen, so the next keys go on from there.
    journey.chosen_is("Compares two vendors").await;

    // Across the line; Enter then returns to the chain of the buyer.
    journey.press("Ctrl+Enter").await;
    journey
        .write(&["Application engineering: Proof of concept", "Builds the case"])
        .await;

    // On in the company's own row, with what has to be true before the stage is left.
    journey.find("Proof of concept").await;
    journey.press("N").await;
    journey
        .write(&[
            "Sales: Send proposal",
            "! The engineer sends a week of fault logs",
            "Negotiate",
        ])
        .await;
    journey.find("Owns the problem").await;
    journey.press("Ctrl+Enter").await;
    journey.write(&["Sales: Qualify by phone"]).await;
    journey.card("Qualify by phone").await;

    journey.on_disk().await;
    assert_eq!(journey.cards().await.len(), 10, "{:?}", journey.cards().await);

    let outline = journey.outline("typed.md").await;
    for part in [
        "- [Plant manager] Misses the output target\n  ? How much does an hour of downtime cost us?\n  => Owns the problem",
        "- [Plant manager] Owns the problem\n  => Finds the drive at fault",
        "- [Engineer] Finds the drive at fault\n  => Looks for options",
        "- [Engineer] Looks for options\n  => Compares two vendors",
        "- [Engineer] Compares two vendors\n  => Builds the case",
        "- [Engineer] Builds the case\n",
        "- [Application engineering] Proof of concept -> Compares two vendors\n  => Send proposal",
        "- [Sales] Send proposal\n  => Negotiate",
        "- [Sales] Qualify by phone -> Owns the problem",
        "! The engineer sends a week of fault logs",
        "- [Sales] Negotiate",
    ] {
        assert!(outline.contains(part), "{part:?} is not in\n{outline}");
    }
    assert!(file.is_file(), "the workshop stands where the person wanted it");
    journey.end().await;
}
