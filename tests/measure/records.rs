//! Titles typed while a log of 13 million events is brought in: how long each waits for its answer, beside the same
//! titles when nothing else goes on. Then the same import cancelled, and the workshop closed in the middle of one.
//!
//! Times are taken in the page, from the Enter that ends a title: to its card on the map, and to the sign that it is
//! on disk. The log is the file that `TWINLANE_LOG` names.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use twinlane_tests::journey::Journey;
use twinlane_tests::large;
use twinlane_tests::person::EDITOR;

use crate::maps::row;

const PAGE: &str = include_str!("records.js");
const STEPS: usize = 200;
/// Titles typed with nothing beside them, and at least as many during the import.
const EDITS: usize = 20;
/// From one title to the next, so that titles fall into every part of the import.
const PACE: Duration = Duration::from_secs(1);
/// How long an import may take.
const PATIENCE: Duration = Duration::from_mins(20);
/// Bytes by which a file has grown when pieces of a log are in it.
const PIECES: u64 = 8 << 20;

/// How long edits waited, in milliseconds.
#[derive(Default)]
struct Waits {
    shown: Vec<f64>,
    disk: Vec<f64>,
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement; cargo xtask bench records runs it"]
async fn a_large_log_is_brought_in_beside_typing_and_cancelled() {
    let log = std::env::var("TWINLANE_LOG").expect("TWINLANE_LOG names the log");
    beside_typing(&log).await;
    cancelled(&log).await;
}

/// Titles typed while the log is brought in.
async fn beside_typing(log: &str) {
    let journey = map().await;

    let mut idle = Waits::default();
    for number in 0..EDITS {
        idle.title(&journey, &format!("Idle {number}")).await;
    }
    let begun = Instant::now();
    keep(&journey, log).await;
    let mut beside = Waits::default();
    let mut last = journey.memory();
    let mut most = last;
    let end = loop {
        let next = Instant::now() + PACE;
        beside
            .title(&journey, &format!("Beside {}", beside.shown.len()))
            .await;
        last = journey.memory();
        most = most.max(last);
        let import = page(&journey, vec![json!("import")]).await;
        if import["state"] != json!("under way") {
            break import;
        }
        assert!(begun.elapsed() < PATIENCE, "the import ends");
        tokio::time::sleep_until(next.into()).await;
    };
    assert_eq!(
        end["state"],
        json!("kept"),
        "the import is carried through: {end}"
    );
    assert!(
        beside.shown.len() >= EDITS,
        "{} titles were typed during the import",
        beside.shown.len()
    );
    journey.press("Escape").await;
    journey.gone(EDITOR).await;
    journey.on_disk().await;

    for (what, idle, beside) in [
        ("on the map", &mut idle.shown, &mut beside.shown),
        ("on disk", &mut idle.disk, &mut beside.disk),
    ] {
        let ([middle, p95], [idle_middle, idle_p95]) = (spread(beside), spread(idle));
        row(
            &format!(
                "{} titles while 13 million events are brought in, until {what}: median, p95",
                beside.len()
            ),
            &format!("{middle:.0} ms, {p95:.0} ms"),
            &format!("{idle_middle:.0} ms, {idle_p95:.0} ms, {} when idle", idle.len()),
            &format!("{:.1}, {:.1}", middle / idle_middle, p95 / idle_p95),
        );
    }
    row(
        "that import in the window: finished after, memory at most and after it",
        &format!("{:.0} s", end["seconds"].as_f64().unwrap_or(f64::NAN)),
        &format!("{most:.0} MiB, {last:.0} MiB; load {}", load()),
        "",
    );
    journey.end().await;
}

/// An import that is cancelled by hand, and one that is by closing the workshop, leave nothing.
async fn cancelled(log: &str) {
    let journey = map().await;
    journey.press("Escape").await;
    journey.gone(EDITOR).await;
    journey.on_disk().await;
    let file = journey.workshop_file();
    let small = size(&file);

    keep(&journey, log).await;
    until_pieces(&file, small).await;
    let begun = Instant::now();
    journey.click("[data-testid=busy] button").await;
    let end = over(&journey).await;
    let answered = begun.elapsed();
    assert_eq!(end["state"], json!("refused"), "the import was cancelled: {end}");
    journey.gone("[data-testid=busy]").await;
    let closed = close(&journey).await;
    let after = swept(&file, small);
    row(
        "that import cancelled while its pieces are written: answered, closed after, file",
        &format!(
            "{:.0} ms, {:.1} s, {} kB",
            1e3 * answered.as_secs_f64(),
            closed.as_secs_f64(),
            after >> 10
        ),
        &format!("{} kB before", small >> 10),
        "",
    );

    journey.quit().await;
    let again = journey
        .beside(&[file.to_str().expect("a name that is text")])
        .await;
    again.map_focused().await;
    keep(&again, log).await;
    until_pieces(&file, size(&file)).await;
    let closed = close(&again).await;
    let after = swept(&file, small);
    row(
        "the workshop closed while its pieces are written: closed after, file",
        &format!("{:.1} s, {} kB", closed.as_secs_f64(), after >> 10),
        &format!("{} kB before", small >> 10),
        "",
    );
    again.end().await;
}

impl Waits {
    /// Types a title into the open card, ends it and waits until it is on disk; the next card is open then.
    async fn title(&mut self, journey: &Journey, title: &str) {
        journey.focused(EDITOR).await;
        journey.type_text(title).await;
        page(journey, vec![json!("arm"), json!(title)]).await;
        journey.press("Enter").await;
        let edit = page(journey, vec![json!("edit")]).await;
        let of = |key: &str| edit[key].as_f64().expect("a time");
        self.shown.push(of("shown"));
        self.disk.push(of("disk"));
    }
}

/// A map of so many steps, with a card open to be written.
async fn map() -> Journey {
    let journey = Journey::blank().await;
    let outline = journey.path("large.md");
    std::fs::write(&outline, large::outline(STEPS)).expect("a file of the journey");
    journey.answer(&outline);
    journey.press("Ctrl+I").await;
    journey.see("[data-testid=imported]").await;
    journey.press("Escape").await;
    journey.gone("[data-testid=imported]").await;
    journey.on_disk().await;
    journey.find("Step 50").await;
    journey.press("Enter").await;
    journey.focused(EDITOR).await;
    journey
        .driver
        .set_script_timeout(PATIENCE)
        .await
        .expect("a time limit");
    journey
}

async fn keep(journey: &Journey, log: &str) {
    page(journey, vec![json!("keep"), json!(log)]).await;
    journey.see("[data-testid=busy]").await;
}

async fn page(journey: &Journey, arguments: Vec<Value>) -> Value {
    let answer = journey.driver.execute_async(PAGE, arguments).await;
    answer.expect("the page answers").json().clone()
}

/// Waits until the import has ended, and how.
async fn over(journey: &Journey) -> Value {
    let over = "window.measuredImport.state !== 'under way'";
    journey.until("the import to end", over).await;
    page(journey, vec![json!("import")]).await
}

/// Bytes of a workshop file and its log of writes.
fn size(file: &Path) -> u64 {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    let bytes = |path: &Path| path.metadata().map_or(0, |of| of.len());
    bytes(file) + bytes(Path::new(&log))
}

/// Waits until pieces of a log are in the file.
async fn until_pieces(file: &Path, before: u64) {
    let end = Instant::now() + PATIENCE;
    while size(file) < before + PIECES {
        assert!(Instant::now() < end, "pieces of the log come into the file");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Closes the workshop; how long that took.
async fn close(journey: &Journey) -> Duration {
    let begun = Instant::now();
    journey.press("Ctrl+W").await;
    journey.see("[data-screen=start]").await;
    begun.elapsed()
}

/// Bytes of a closed file, which holds neither pieces of a log nor a log of writes.
fn swept(file: &Path, before: u64) -> u64 {
    let mut head = [0; 100];
    let read = File::open(file).and_then(|mut file| file.read_exact(&mut head));
    read.expect("the file can be read");
    let number = |at: usize| {
        u64::from(u32::from_be_bytes([
            head[at],
            head[at + 1],
            head[at + 2],
            head[at + 3],
        ]))
    };
    // https://sqlite.org/fileformat2.html, 1.3: pages of the file, pages that are free, bytes of a page.
    let page = u64::from(u16::from_be_bytes([head[16], head[17]]));
    let used = (number(28) - number(36)) * page;
    assert!(
        used <= before + (1 << 20),
        "{used} bytes in use after {before} before: no piece is left"
    );
    size(file)
}

/// Median and 95th percentile, the nearest rank.
fn spread(numbers: &mut [f64]) -> [f64; 2] {
    numbers.sort_by(f64::total_cmp);
    let rank = |part: f64| numbers[((part * numbers.len() as f64).ceil() as usize).max(1) - 1];
    [rank(0.5), rank(0.95)]
}

/// What else the machine does, as Linux says it; measurements are taken there.
fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("unknown").to_owned()
}
