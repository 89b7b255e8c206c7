//! What leaves the app: the report as PDF, and the map in every format.

use twinlane_tests::journey::Journey;

#[tokio::test(flavor = "multi_thread")]
async fn the_report_is_previewed_and_printed() {
    let journey = Journey::sample().await;
    journey.press("Alt+8").await;
    journey.see("[data-screen=report]").await;
    let pages = journey
        .see("[data-testid=pages]")
        .await
        .text()
        .await
        .expect("a count has text");
    let number: usize = pages
        .split_whitespace()
        .next()
        .and_then(|word| word.parse().ok())
        .unwrap_or(0);
    assert!(number >= 3, "the sample has a report of several pages: {pages}");
    journey.see("[data-screen=report] .pages svg").await;

    let path = journey.path("Report.pdf");
    journey.answer(&path);
    journey.click("[data-testid=print]").await;
    let bytes = journey.written(&path).await;
    assert!(bytes.starts_with(b"%PDF-"), "a PDF was written");
    assert!(bytes.len() > 10_000, "{} bytes", bytes.len());
    journey.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_map_is_exported_in_every_format() {
    let journey = Journey::sample().await;
    let starts: [(&str, &str); 8] = [
        ("map.md", "# Workshop: Harbor Controls"),
        ("map.bpmn", "<?xml"),
        ("map.json", "{"),
        ("map.svg", "<svg"),
        ("map.png", "\u{89}PNG"),
        ("map.csv", ""),
        ("map.mmd", ""),
        ("map.dot", "digraph"),
    ];
    for (name, start) in starts {
        let bytes = journey.export(name).await;
        let wanted: Vec<u8> = start.chars().map(|letter| letter as u32 as u8).collect();
        assert!(bytes.len() > 200, "{name} has {} bytes", bytes.len());
        assert!(bytes.starts_with(&wanted), "{name} begins with {start:?}");
    }
    journey.end().await;
}
