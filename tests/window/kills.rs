//! The window is killed again and again while one types. Run by `cargo xtask kill`; `TWINLANE_KILLS` says how
//! often and `TWINLANE_SEED` which moments.

use std::time::Duration;

use twinlane_tests::journey::Journey;
use twinlane_tests::person::EDITOR;
use twinlane_tests::programs::kill;

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stdout, reason = "the count of kills is what one runs it for")]
#[ignore = "takes minutes; cargo xtask kill runs it"]
async fn no_kill_loses_an_acknowledged_line() {
    let number = |name: &str, fallback| {
        std::env::var(name)
            .ok()
            .and_then(|value| value.parse().ok())
            .unwrap_or(fallback)
    };
    let (kills, mut seed): (u64, u64) = (number("TWINLANE_KILLS", 20), number("TWINLANE_SEED", 1));
    let mut journey = Journey::blank().await;
    let file = journey.workshop_file();
    let file = file.to_string_lossy();
    let (mut typed_in_all, mut acknowledged_in_all) = (0, 0);
    for round in 0..kills {
        journey.map_focused().await;
        journey.on_disk().await;
        let before = titles(&journey, &format!("before-{round}.md")).await;
        let start = journey.disk_revision().await.expect("the window is there");
        journey.press("Escape").await;
        journey.press("Enter").await;
        journey.focused(EDITOR).await;

        // A linear congruential generator: the same seed gives the same moments.
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let moment = Duration::from_millis(100 + (seed >> 33) % 2500);
        let app = journey.app_id();
        let killer = std::thread::spawn(move || {
            std::thread::sleep(moment);
            kill(app);
        });
        let (mut typed, mut acknowledged) = (0, 0);
        loop {
            let line = format!("Line {round}-{typed}");
            // A window that is being killed answers no more; that ends the round.
            if journey.try_line(&line).await.is_err() {
                break;
            }
            typed += 1;
            let Some(now) = journey.disk_revision().await else {
                break;
            };
            acknowledged = now - start;
        }
        killer.join().expect("the app was killed");

        journey.reopen(&[&file]).await;
        journey.see("[data-screen=map]").await;
        journey.see("[data-testid=map]").await;
        let mut back = Vec::new();
        if journey.is_there(EDITOR).await {
            // The words of the open field are back in the field; here they are given up, to count what was kept.
            journey.focused(EDITOR).await;
            let field = journey
                .script(
                    &format!("return document.querySelector('{EDITOR}').value"),
                    vec![],
                )
                .await;
            back = field
                .as_str()
                .unwrap_or_default()
                .lines()
                .map(str::to_owned)
                .collect();
            journey.press("Ctrl+A").await;
            journey.press("Delete").await;
            journey.press("Escape").await;
            journey.gone(EDITOR).await;
        }
        let after = titles(&journey, &format!("after-{round}.md")).await;
        assert!(
            after.starts_with(&before),
            "round {round}: what was there before is there, in order:\n{before:?}\n{after:?}"
        );
        let new = &after[before.len()..];
        for line in &back {
            assert!(
                !new.contains(line),
                "round {round}: “{line}” is a step already and has to stay out of the field"
            );
        }
        let whole = (0..)
            .zip(new)
            .take_while(|(at, title)| **title == format!("Line {round}-{at}"));
        let kept = whole.count() as u64;
        assert!(
            kept >= acknowledged,
            "round {round}: {acknowledged} lines were acknowledged, {kept} are there: {new:?}"
        );
        typed_in_all += typed;
        acknowledged_in_all += acknowledged;
    }
    println!(
        "{kills} kills of the window, {typed_in_all} lines typed, {acknowledged_in_all} acknowledged: 0 lost, 0 files that do not open"
    );
    journey.end().await;
}

/// Titles of all steps in the order of the map.
async fn titles(journey: &Journey, name: &str) -> Vec<String> {
    let outline = journey.outline(name).await;
    outline
        .lines()
        .filter_map(|line| line.strip_prefix("- [Buyer] "))
        .map(|title| title.trim().to_owned())
        .collect()
}
