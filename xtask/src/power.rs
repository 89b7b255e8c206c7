//! `cargo xtask power [N] [--swallow-syncs] [--seed S]`: one logged run of the command line, N power cuts.
//! With syncs swallowed the run must report losses, which shows that it can.

use crate::Outcome;
use crate::shell::{command, run};

/// Cuts when no number is given.
const CUTS: &str = "500";

/// Runs the command.
pub fn run_power(args: &[String]) -> Outcome {
    faults("power", CUTS, args)
}

/// Builds the program under test and the faults, and runs one kind of them.
pub fn faults(kind: &str, number: &str, args: &[String]) -> Outcome {
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
