//! Start of the app to a map that can be edited, and memory at rest, beside the bare shell: the same program
//! with an empty workshop, in the same run.

use std::time::Duration;

use twinlane_tests::journey::Journey;
use twinlane_tests::large;
use twinlane_tests::programs::age;

/// Starts of each kind; the middle one counts.
const RUNS: usize = 3;

/// What one start took.
struct Start {
    seconds: f64,
    memory: f64,
    nodes: u64,
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement; cargo xtask bench start runs it"]
async fn start_and_memory_beside_the_bare_shell() {
    let shell = middle(&["--blank"], "[data-testid=empty-map]", None).await;
    row(
        "start of the bare shell",
        &format!("{:.2} s", shell.seconds),
        "–",
        "–",
    );
    row(
        "memory of the bare shell",
        &format!("{:.0} MiB", shell.memory),
        "–",
        "–",
    );
    for steps in [500, 2000] {
        let made = Journey::blank().await;
        let outline = made.path("large.md");
        std::fs::write(&outline, large::outline(steps)).expect("a file of the journey");
        made.answer(&outline);
        made.press("Ctrl+I").await;
        made.see("[data-testid=imported]").await;
        made.press("Escape").await;
        made.gone("[data-testid=imported]").await;
        made.on_disk().await;
        let file = made.workshop_file();
        made.press("Ctrl+W").await;
        made.see("[data-screen=start]").await;
        made.quit().await;

        let path = file.to_string_lossy().into_owned();
        let map = middle(&[&path], "[data-testid=map] [role=img]", Some(&made)).await;
        row(
            &format!("start to a map of {steps} steps"),
            &format!("{:.2} s", map.seconds),
            &format!("{:.2} s, bare shell", shell.seconds),
            &format!("{:.2}, at most 1.2", map.seconds / shell.seconds),
        );
        row(
            &format!("memory at rest, {steps} steps"),
            &format!("{:.0} MiB", map.memory),
            &format!("{:.0} MiB, bare shell", shell.memory),
            &format!("{:+.0} MiB, at most +60", map.memory - shell.memory),
        );
        row(
            &format!("nodes of the page at Fit, {steps} steps"),
            &map.nodes.to_string(),
            "under 6,000",
            &format!("{:.2}", map.nodes as f64 / 6000.0),
        );
        assert!(map.nodes < 6000, "{} nodes", map.nodes);
    }
}

/// The middle of several starts, by time and by memory.
async fn middle(arguments: &[&str], sign: &str, beside: Option<&Journey>) -> Start {
    let mut starts = Vec::new();
    for _ in 0..RUNS {
        let journey = match beside {
            Some(home) => home.beside(arguments).await,
            None => Journey::open(arguments).await,
        };
        journey.see(sign).await;
        let seconds = age(journey.app_id()).as_secs_f64();
        journey.map_focused().await;
        journey.on_disk().await;
        journey.press("F").await;
        // At rest: what a start leaves to be collected is collected when nothing has happened for a while.
        tokio::time::sleep(Duration::from_secs(5)).await;
        let nodes = journey
            .script("return document.querySelectorAll('*').length", vec![])
            .await;
        starts.push(Start {
            seconds,
            memory: journey.memory(),
            nodes: nodes.as_u64().unwrap_or(u64::MAX),
        });
        journey.press("Ctrl+W").await;
        journey.see("[data-screen=start]").await;
        journey.end().await;
    }
    starts.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let seconds = starts[RUNS / 2].seconds;
    starts.sort_by(|a, b| a.memory.total_cmp(&b.memory));
    Start {
        seconds,
        memory: starts[RUNS / 2].memory,
        nodes: starts.iter().map(|start| start.nodes).max().unwrap_or_default(),
    }
}

fn row(what: &str, measured: &str, reference: &str, ratio: &str) {
    println!("| {what} | {measured} | {reference} | {ratio} |");
}
