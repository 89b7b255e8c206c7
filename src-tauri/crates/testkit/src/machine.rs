//! What tests need from the machine they run on: programs that look at our files, and real data.
//!
//! A program that is absent fails the test: what cannot look must not pass. Real data may be absent; what is left out
//! for it is skipped and counted in the closing lines of `cargo xtask test`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Names the file that skipped tests are written to, one `test<tab>reason` a line.
const SKIPPED: &str = "TWINLANE_SKIPPED";

/// Names the folder with real data.
const DATA: &str = "TWINLANE_DATA";

/// Runs a program of the machine and returns what it says.
///
/// # Panics
/// When the program is not there.
pub fn run(command: &mut Command) -> Output {
    match command.output() {
        Ok(output) => output,
        Err(error) => panic!(
            "{} is needed by this test: {error}",
            command.get_program().to_string_lossy()
        ),
    }
}

/// A file or folder of the real data: in the folder that `TWINLANE_DATA` names, by default `../shared/data` beside the
/// project. Where there is none, the test is counted as skipped.
pub fn real_data(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(DATA).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data"),
        PathBuf::from,
    );
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    skip(&format!("{name} of the real data is not here"));
    None
}

/// Counts the test that calls it as skipped.
///
/// # Panics
/// When the count cannot be kept.
#[allow(clippy::print_stdout, reason = "a test says why it is skipped")]
pub fn skip(reason: &str) {
    println!("skipped: {reason}");
    let Some(path) = std::env::var_os(SKIPPED) else {
        return;
    };
    let thread = std::thread::current();
    let line = format!("{}\t{reason}\n", thread.name().unwrap_or("a test"));
    // Tests run beside each other; one short line is written whole.
    let written = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .and_then(|mut file| file.write_all(line.as_bytes()));
    written.expect("the skipped test can be counted");
}
