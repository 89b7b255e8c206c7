//! Ten thousand draws of a process of 200 activities, beside the same model in numpy. `TWINLANE_PYTHON` names a
//! Python with numpy; without it only our own time is printed.
#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::json;
use twinlane_flow::{Draws, Network, uncertainty};
use twinlane_model::MapView;
use twinlane_testkit::random::process;

const STEPS: usize = 200;
const DRAWS: usize = 10_000;
const RUNS: usize = 5;

fn main() {
    let workshop = process(1, STEPS);
    let map = workshop.maps().keys().next().copied();
    let Some(view) = map.and_then(|map| workshop.view(map)) else {
        return;
    };
    let network = Network::of(&view);
    let draws = Draws {
        count: DRAWS,
        seed: 1,
        ..Draws::default()
    };
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let found = uncertainty(&network, &draws);
            assert!(
                found.is_ok_and(|found| found.wins.is_some()),
                "the draws have a result"
            );
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let ours = times[RUNS / 2];
    let what = format!(
        "flow: {DRAWS} draws of {} activities, with what to measure next",
        view.activities().count()
    );
    match numpy(&view) {
        Some(theirs) => println!(
            "| {what} | {:.0} ms | {:.0} ms, numpy with the same model | {:.1} × |",
            ours * 1000.0,
            theirs * 1000.0,
            theirs / ours
        ),
        None => println!("| {what} | {:.0} ms | numpy is not there | |", ours * 1000.0),
    }
}

/// Seconds that numpy takes, its start and the reading of the map left out.
fn numpy(view: &MapView<'_>) -> Option<f64> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/oracle/draws.py");
    let mut child = Command::new(std::env::var_os("TWINLANE_PYTHON")?)
        .arg(script)
        .arg(DRAWS.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let rows = json!({
        "steps": view.steps, "links": view.links, "outcomes": view.outcomes, "pools": view.pools,
    });
    child.stdin.take()?.write_all(rows.to_string().as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}
