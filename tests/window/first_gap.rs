//! A gap comes and goes while one types: the buyer is drawn, then the company's support puts the gap out.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_comes_and_goes_while_typing() {
    let journey = Journey::blank().await;
    journey.press("Enter").await;
    journey
        .write(&[
            "Plant manager: Misses the target",
            "Owns the problem",
            "Agrees what good looks like",
        ])
        .await;
    journey.card("Owns the problem").await;
    assert_eq!(
        journey.gaps().await,
        Vec::<String>::new(),
        "nothing is a gap before the buyer journey is marked as drawn"
    );
    journey.see("[data-testid=open-ends]").await;

    journey.find("Owns the problem").await;
    journey.press("D").await;
    journey.see("[data-testid=drawn-buyer][aria-pressed=true]").await;
    journey.card_says("Owns the problem", "1 gap").await;

    journey.see("[data-testid=panel] [data-finding=C1]").await;
    let before = unserved_steps(&journey).await;
    assert_eq!(before.len(), 3, "each buyer step waits for support: {before:?}");

    journey.press("Ctrl+Enter").await;
    journey
        .write(&["Sales: Shows what an hour of downtime costs"])
        .await;
    journey.card("Shows what an hour of downtime costs").await;
    journey.card_is_silent("Owns the problem", "gap").await;
    let after = unserved_steps(&journey).await;
    assert!(
        !after.iter().any(|title| title.contains("Owns the problem")) && after.len() == 2,
        "the support has put the gap of its step out, and no other: {after:?}"
    );
    journey.on_disk().await;

    // Taking the support away brings the gap back.
    journey.press("Ctrl+Z").await;
    journey.no_card("Shows what an hour of downtime costs").await;
    journey.card_says("Owns the problem", "1 gap").await;
    journey.end().await;
}

/// Sentences of the gaps about buyer steps that nobody supports.
async fn unserved_steps(journey: &Journey) -> Vec<String> {
    let titles = journey
        .script(
            "return [...document.querySelectorAll('[data-testid=panel] [data-finding=C1] .title')]
               .map((title) => title.textContent)",
            vec![],
        )
        .await;
    twinlane_tests::person::strings(&titles)
}
