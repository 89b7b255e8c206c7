//! `cargo xtask kill [N] [--seed S]`: the command line is killed at N random moments while it edits, then the
//! window a few times while one types; and `cargo xtask faults [STRIDE]`: every call it makes fails in turn.

use crate::power::faults;
use crate::shell::{command, run as start};
use crate::{Outcome, system};

/// Kills when no number is given.
const KILLS: &str = "1000";
/// Kills of the window, which takes some seconds to open again.
const WINDOW_KILLS: &str = "20";

/// Runs `cargo xtask kill`.
pub fn run(args: &[String]) -> Outcome {
    faults("kill", KILLS, args)?;
    system::need_test()?;
    system::build_pages()?;
    start(&mut command(
        "cargo build --quiet --package twinlane-app --features test-hooks",
    ))?;
    start(
        command("cargo test --quiet --package twinlane-tests --test window kills -- --ignored --nocapture")
            .env("TWINLANE_KILLS", WINDOW_KILLS),
    )
}

/// Runs `cargo xtask faults`.
pub fn run_calls(args: &[String]) -> Outcome {
    faults("calls", "1", args)
}
