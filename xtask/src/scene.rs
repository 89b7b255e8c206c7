//! `cargo xtask check-scene N`: draws N random maps and looks for links through cards or titles, overlaps and
//! text outside its box, on screen and on paper.

use crate::shell::{Outcome, command, run as start};

/// Checks as many maps as asked for; 300 when nothing is said.
pub fn run(words: &[String]) -> Outcome {
    let number = words.first().map_or("300", String::as_str);
    start(
        command("cargo run --quiet --release --package twinlane-picture --example check_scene --")
            .arg(number),
    )
}
