//! Large maps to measure with: saved by the app, and the same graph as BPMN by the command line.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use twinlane_tests::bpmn_js::Diagram;
use twinlane_tests::journey::Journey;
use twinlane_tests::large;
use twinlane_tests::programs::built;

/// Sign that a map is drawn.
pub const DRAWN: &str = "[data-testid=map] [role=img]";

/// A large map in a home of its own.
pub struct Saved {
    /// The journey that made it, whose app has quit.
    pub journey: Journey,
    /// The workshop file.
    pub file: PathBuf,
    /// The same for bpmn-js.
    pub diagram: Diagram,
}

/// Makes a map of so many steps.
pub async fn saved(steps: usize) -> Saved {
    let journey = Journey::blank().await;
    let outline = journey.path("large.md");
    std::fs::write(&outline, large::outline(steps)).expect("a file of the journey");
    journey.answer(&outline);
    journey.press("Ctrl+I").await;
    journey.see("[data-testid=imported]").await;
    journey.press("Escape").await;
    journey.gone("[data-testid=imported]").await;
    journey.on_disk().await;
    let file = journey.workshop_file();
    journey.press("Ctrl+W").await;
    journey.see("[data-screen=start]").await;
    journey.quit().await;

    let drawing = journey.path("large.bpmn");
    let exported = Command::new(built("twinlane"))
        .arg("export")
        .arg(&file)
        .arg("-o")
        .arg(&drawing)
        .stdout(Stdio::null())
        .status();
    assert!(
        exported.is_ok_and(|status| status.success()),
        "the map is exported"
    );
    let diagram = Diagram {
        name: format!("{steps} steps"),
        xml: std::fs::read_to_string(&drawing).expect("the export can be read"),
    };
    Saved {
        journey,
        file,
        diagram,
    }
}

/// The middle of some numbers.
pub fn middle(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// Prints a row of the table.
pub fn row(what: &str, measured: &str, reference: &str, ratio: &str) {
    println!("| {what} | {measured} | {reference} | {ratio} |");
}
