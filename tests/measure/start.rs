//! Start of the app to a map that can be edited, and memory at rest, beside the bare shell: the same program
//! with an empty workshop, and beside bpmn-js with the same graph in an app window of Chromium, in the same run.

use std::time::Duration;

use twinlane_tests::bpmn_js::{Chromium, Diagram, Place};
use twinlane_tests::journey::Journey;
use twinlane_tests::programs::{Display, age};

use crate::maps::{DRAWN, middle, row, saved};

/// Starts of each kind; the middle one counts.
const RUNS: usize = 5;
/// How long nothing happens before memory is read.
const REST: Duration = Duration::from_secs(5);
/// Pixels of the display, as journeys have it.
const SCREEN: (u32, u32) = (1440, 900);

/// What one start took.
struct Start {
    /// Seconds from the start of the program until the map was painted.
    seconds: f64,
    /// Seconds from the start of its page until then.
    picture: f64,
    /// At rest, MiB.
    memory: f64,
    nodes: u64,
    /// Of the page, CSS pixels.
    size: (u32, u32),
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement; cargo xtask bench start runs it"]
async fn start_and_memory_beside_the_bare_shell_and_bpmn_js() {
    for steps in [500, 2000] {
        let made = saved(steps).await;
        let path = made.file.to_string_lossy().into_owned();
        let (mut shells, mut maps, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..RUNS {
            // One of each in turn, so that whatever else the machine does slows all of them; both of the app
            // in the same home, whose caches are as warm for the one as for the other.
            shells.push(start(&["--blank"], "[data-testid=empty-map]", &made.journey).await);
            let map = start(&[&path], DRAWN, &made.journey).await;
            theirs.push(chromium(&made.diagram, map.size));
            maps.push(map);
        }
        let map = Start::middle(&maps);
        beside_shell(steps, &map, &Start::middle(&shells));
        beside_chromium(steps, &map, &Start::middle(&theirs));
        assert!(map.nodes < 6000, "{} nodes", map.nodes);
    }
}

/// Rows of the app beside the same program with an empty workshop.
fn beside_shell(steps: usize, map: &Start, shell: &Start) {
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
}

/// Rows of the app beside bpmn-js in Chromium.
fn beside_chromium(steps: usize, map: &Start, theirs: &Start) {
    let reference = "Chromium window with bpmn-js";
    row(
        &format!("memory at rest, {steps} steps"),
        &format!("{:.0} MiB", map.memory),
        &format!("{:.0} MiB, {reference}", theirs.memory),
        &format!("{:.2}, at most 0.85", map.memory / theirs.memory),
    );
    for (since, ours, theirs) in [
        ("page", map.picture, theirs.picture),
        ("program", map.seconds, theirs.seconds),
    ] {
        row(
            &format!("picture of {steps} steps, from the start of the {since}"),
            &format!("{ours:.2} s"),
            &format!("{theirs:.2} s, {reference}"),
            &format!("{:.2}, at most 1", ours / theirs),
        );
    }
}

/// A start of the app in a home that is there.
async fn start(arguments: &[&str], sign: &str, home: &Journey) -> Start {
    let journey = home.beside(arguments).await;
    let picture = journey.picture(sign).await;
    let seconds = age(journey.app_id()).as_secs_f64();
    journey.map_focused().await;
    journey.on_disk().await;
    journey.press("F").await;
    // At rest: what a start leaves to be collected is collected when nothing has happened for a while.
    tokio::time::sleep(REST).await;
    let nodes = journey
        .script("return document.querySelectorAll('*').length", vec![])
        .await;
    let size = journey.script("return [innerWidth, innerHeight]", vec![]).await;
    let start = Start {
        seconds,
        picture,
        memory: journey.memory(),
        nodes: nodes.as_u64().unwrap_or(u64::MAX),
        size: serde_json::from_value(size).expect("two numbers"),
    };
    journey.press("Ctrl+W").await;
    journey.see("[data-screen=start]").await;
    journey.end().await;
    start
}

/// The same of bpmn-js in a window of Chromium of the app's size, with an empty profile.
fn chromium(diagram: &Diagram, size: (u32, u32)) -> Start {
    let display = Display::start(SCREEN.0, SCREEN.1).expect("Xvfb starts");
    let chromium = Chromium::open(std::slice::from_ref(diagram), &Place::Window(&display.name, size));
    let report = chromium.report();
    let seconds = chromium.age().as_secs_f64();
    assert!(
        report.warnings.is_empty() && report.undrawn.is_empty(),
        "bpmn-js draws the export as it is"
    );
    std::thread::sleep(REST);
    Start {
        seconds,
        picture: report.picture,
        memory: chromium.memory(),
        nodes: 0,
        size: report.size,
    }
}

impl Start {
    /// The middle of each figure; of the nodes, the most.
    fn middle(starts: &[Self]) -> Self {
        let of = |figure: fn(&Self) -> f64| middle(starts.iter().map(figure).collect());
        Self {
            seconds: of(|start| start.seconds),
            picture: of(|start| start.picture),
            memory: of(|start| start.memory),
            nodes: starts.iter().map(|start| start.nodes).max().unwrap_or_default(),
            size: starts.first().map(|start| start.size).unwrap_or_default(),
        }
    }
}
