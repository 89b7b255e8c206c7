//! What a report must be.

mod common;

use common::Sample;

#[test]
fn scratch() {
    let report = Sample::new().report();
    std::fs::write("/tmp/report.pdf", &report.pdf).unwrap();
    println!(
        "{:?} {} bytes {} pages",
        report.problems,
        report.pdf.len(),
        report.pages.len()
    );
}
