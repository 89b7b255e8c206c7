//! `cargo xtask kill [N] [--seed S]`: the command line is killed at N random moments while it edits; and
//! `cargo xtask faults [STRIDE]`: every call it makes fails in turn.

use crate::Outcome;
use crate::power::faults;

/// Kills when no number is given.
const KILLS: &str = "1000";

/// Runs `cargo xtask kill`.
pub fn run(args: &[String]) -> Outcome {
    faults("kill", KILLS, args)
}

/// Runs `cargo xtask faults`.
pub fn run_calls(args: &[String]) -> Outcome {
    faults("calls", "1", args)
}
