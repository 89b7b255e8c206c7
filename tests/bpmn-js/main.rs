//! BPMN exports opened in the real bpmn-js: no warning, and all that a diagram has is drawn. `cargo xtask bpmn-js`
//! runs it with `TWINLANE_DIAGRAMS` naming the files, separated as in `PATH`.

#![allow(
    clippy::print_stdout,
    reason = "the counts are printed for whoever ran the command"
)]

use twinlane_tests::bpmn_js::{Chromium, Diagram, Place};

#[test]
#[ignore = "needs Chromium and bpmn-js; cargo xtask bpmn-js runs it"]
fn bpmn_js_opens_exports_without_a_warning() {
    let files = std::env::var_os("TWINLANE_DIAGRAMS").expect("TWINLANE_DIAGRAMS names the diagrams");
    let diagrams: Vec<Diagram> = std::env::split_paths(&files)
        .map(|path| Diagram {
            name: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            xml: std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        })
        .collect();
    assert!(!diagrams.is_empty(), "TWINLANE_DIAGRAMS names no file");

    let chromium = Chromium::open(&diagrams, &Place::Headless);
    let mut warnings = 0;
    let mut failed = 0;
    for _ in &diagrams {
        let report = chromium.report();
        println!(
            "{:5} shapes {:5} connections {:3} warnings  {}",
            report.shapes,
            report.connections,
            report.warnings.len(),
            report.name
        );
        for warning in &report.warnings {
            println!("      {warning}");
        }
        if !report.undrawn.is_empty() {
            println!("      without a shape: {}", report.undrawn.join(", "));
        }
        if let Some(error) = &report.error {
            println!("      not opened: {error}");
        }
        warnings += report.warnings.len();
        let whole = report.error.is_none() && report.shapes > 0 && report.undrawn.is_empty();
        failed += usize::from(!whole);
    }
    println!(
        "bpmn-js: {} diagrams, {warnings} warnings, {failed} not drawn or not wholly",
        diagrams.len()
    );
    assert_eq!(
        (warnings, failed),
        (0, 0),
        "an export opens in bpmn-js as it is: nothing to warn of, all of it to see"
    );
}
