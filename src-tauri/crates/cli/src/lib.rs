//! The `twinlane` command: what the app does with a window, this does without one. For scripts, for printing
//! a folder of workshops overnight, for tests.
//!
//! Human text goes to standard output, `--json` makes it readable for machines, errors are one line on
//! standard error. The installed desktop program contains it too, so that both share one set of fonts. Exit 0: done; 1: refused, the input's fault; 2: wrong usage.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks by printing"
)]

mod arguments;
mod commands;
mod sentences;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

/// Runs one command. `arguments` are the words after the name of the program; wrong ones end the process with 2.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    end_quietly_when_nobody_reads();
    let name = std::iter::once(OsString::from("twinlane"));
    let arguments = arguments::Arguments::parse_from(name.chain(arguments));
    let mut environment = twinlane_usecases::system::environment();
    match commands::run(arguments.command, &mut environment) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("twinlane: {why}");
            ExitCode::FAILURE
        }
    }
}

/// A reader that has enough (`| head`) ends the program without a complaint.
fn end_quietly_when_nobody_reads() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let broken = panic
            .payload()
            .downcast_ref::<String>()
            .is_some_and(|text| text.starts_with("failed printing to stdout"));
        if broken {
            std::process::exit(0);
        }
        usual(panic);
    }));
}
