//! `cargo xtask pictures`: the pictures of the README and of the user guide, taken from the real window.

use crate::shell::{Outcome, command, root, run as start};
use crate::system;

/// Takes every picture anew into `docs/pictures`.
pub fn run(_words: &[String]) -> Outcome {
    system::need_test()?;
    system::build_pages()?;
    start(&mut command(
        "cargo build --quiet --package twinlane-app --features test-hooks",
    ))?;
    let folder = root().join("docs/pictures");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    start(
        command("cargo test --quiet --package twinlane-tests --test pictures -- --ignored --test-threads 1")
            .env("TWINLANE_PICTURES", &folder),
    )?;
    println!("docs/pictures");
    Ok(())
}
