//! `faults power N [--swallow-syncs] [--no-shared-memory] | kill N | calls [STRIDE] [--no-shared-memory]`, each
//! with `--program PATH` and `--seed S`.
//! `cargo xtask power`, `kill` and `faults` call it.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program speaks by printing"
)]

use std::path::PathBuf;
use std::process::ExitCode;

use twinlane_faults::program::Program;
use twinlane_faults::{calls, kill, power};

/// Losses printed at most.
const SHOWN: usize = 20;

struct Options {
    command: String,
    number: Option<usize>,
    program: PathBuf,
    seed: u64,
    swallow: bool,
    unshared: bool,
}

fn main() -> ExitCode {
    match options().and_then(run) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options, String> {
    let mut arguments = std::env::args().skip(1);
    let mut options = Options {
        command: arguments.next().unwrap_or_default(),
        number: None,
        program: beside_this("stream")?,
        seed: 1,
        swallow: false,
        unshared: false,
    };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--program" => options.program = value()?.into(),
            "--seed" => options.seed = value()?.parse().map_err(|_| "the seed is a number".to_owned())?,
            "--swallow-syncs" => options.swallow = true,
            "--no-shared-memory" => options.unshared = true,
            number => options.number = Some(number.parse().map_err(|_| format!("what is {number}?"))?),
        }
    }
    Ok(options)
}

/// A program that was built together with this one.
fn beside_this(name: &str) -> Result<PathBuf, String> {
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    Ok(this.with_file_name(name))
}

fn run(options: Options) -> Result<bool, String> {
    let program = Program {
        path: options.program,
    };
    let losses = match options.command.as_str() {
        "power" => {
            let outcome = power::run(&power::Plan {
                program,
                cuts: options.number.unwrap_or(500),
                edits: 100,
                swallow: options.swallow,
                unshared: options.unshared,
                seed: options.seed,
            })?;
            println!(
                "{} power cuts at random points of {} calls, {} acknowledged edits: {} cuts lost something",
                outcome.cuts,
                outcome.points,
                outcome.edits,
                outcome.losses.len()
            );
            outcome.losses
        }
        "kill" => {
            let outcome = kill::run(&program, options.number.unwrap_or(1_000), options.seed)?;
            println!(
                "{} kills, {} acknowledged edits, {} on disk before they were acknowledged: {} lost something",
                outcome.kills,
                outcome.edits,
                outcome.unsaid,
                outcome.losses.len()
            );
            outcome.losses
        }
        "calls" => {
            let outcome = calls::run(&program, options.number.unwrap_or(1) as u64, options.unshared)?;
            println!(
                "{} runs with a failing call, {} edits refused: {} lost something or were half done",
                outcome.runs,
                outcome.refused,
                outcome.losses.len()
            );
            outcome.losses
        }
        other => return Err(format!("what is {other:?}? power, kill or calls")),
    };
    for loss in losses.iter().take(SHOWN) {
        println!("  {loss}");
    }
    if options.swallow {
        println!("syncs were swallowed: losses show that the test can fail");
    }
    // Without syncs a run that loses nothing would mean that the test sees nothing.
    Ok(losses.is_empty() != options.swallow)
}
