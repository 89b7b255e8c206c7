//! `cargo xtask package`: the installable package of this system.

use crate::shell::{Outcome, command, present, root, run as start};
use crate::system;

/// Builds the release and its packages. The bundler is installed when it is missing.
pub fn run(_words: &[String]) -> Outcome {
    system::need_build()?;
    system::build_pages()?;
    if !present("cargo-tauri") {
        start(&mut command("cargo install tauri-cli --version ^2 --locked"))?;
    }
    start(command("cargo tauri build --bundles deb,rpm").current_dir(root().join("src-tauri")))
}
