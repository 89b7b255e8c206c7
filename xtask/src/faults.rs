//! Faults under an unmodified program, many more than a run of the tests makes:
//!
//! - `cargo xtask power [N] [--swallow-syncs] [--seed S]`: one logged run of the command line, N power cuts. With syncs
//!   swallowed the run must report losses, which shows that it can.
//! - `cargo xtask kill [N] [--seed S]`: the command line is killed at N random moments while it edits, then the window a
//!   few times while one types.
//! - `cargo xtask faults [STRIDE]`: every call to the system fails in turn.

use crate::shell::{Outcome, command, run};
use crate::system;

/// Power cuts when no number is given.
const CUTS: &str = "500";
/// Kills when no number is given.
const KILLS: &str = "1000";
/// Kills of the window, which takes some seconds to open again.
const WINDOW_KILLS: &str = "20";

/// Cuts the power.
pub fn power(args: &[String]) -> Outcome {
    faults("power", CUTS, args)
}

/// Kills the command line, then the window.
pub fn kill(args: &[String]) -> Outcome {
    faults("kill", KILLS, args)?;
    system::need_test()?;
    system::build_pages()?;
    run(&mut command(
        "cargo build --quiet --package twinlane-app --features test-hooks",
    ))?;
    run(
        command("cargo test --quiet --package twinlane-tests --test window kills -- --ignored --nocapture")
            .env("TWINLANE_KILLS", WINDOW_KILLS),
    )
}

/// Lets every call fail in turn.
pub fn calls(args: &[String]) -> Outcome {
    faults("calls", "1", args)
}

/// Builds the program under test and the faults, and runs one kind of them.
fn faults(kind: &str, number: &str, args: &[String]) -> Outcome {
    run(&mut command(
        "cargo build --quiet --package twinlane-cli --package twinlane-faults",
    ))?;
    let target = crate::shell::target().join("debug");
    let mut faults = command(&target.join("faults").to_string_lossy());
    faults.arg(kind).arg("--program").arg(target.join("twinlane"));
    if args.iter().all(|arg| arg.parse::<u32>().is_err()) {
        faults.arg(number);
    }
    run(faults.args(args))
}
