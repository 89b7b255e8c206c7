//! The `twinlane` command: what the app does with a window, this does without one. For scripts, for printing
//! a folder of workshops overnight, for tests.
//!
//! Human text goes to standard output, `--json` makes it readable for machines, errors are one line on
//! standard error. Exit 0: done; 1: refused, the input's fault; 2: wrong usage.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks by printing"
)]

mod arguments;
mod commands;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let mut environment = twinlane_usecases::system::environment();
    match commands::run(arguments.command, &mut environment) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("twinlane: {why}");
            ExitCode::FAILURE
        }
    }
}
