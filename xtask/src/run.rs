//! `cargo xtask run [FILE]`: from a fresh clone to the open app in one command.

use crate::shell::{Outcome, command, run as start, target};
use crate::system;

/// Installs what is missing, builds and opens the app on the sample workshop or on the file given.
pub fn run(words: &[String]) -> Outcome {
    let release = words.iter().any(|word| word == "--release");
    let files: Vec<&String> = words.iter().filter(|word| *word != "--release").collect();
    system::need_build()?;
    system::build_pages()?;
    let profile = if release { " --release" } else { "" };
    start(&mut command(&format!(
        "cargo build --package twinlane-app{profile}"
    )))?;
    let folder = if release { "release" } else { "debug" };
    let mut app = std::process::Command::new(target().join(folder).join("twinlane-desktop"));
    if files.is_empty() {
        app.arg("--sample");
    } else {
        app.args(files);
    }
    start(&mut app)
}
