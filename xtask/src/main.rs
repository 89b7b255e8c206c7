//! `cargo xtask COMMAND`: the project's own commands, one file each. `cargo xtask` alone lists them.
//!
//! This crate starts other programs and reads their output; it holds no logic of the product and depends on
//! none of its crates, so that it builds in seconds on a fresh machine.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks by printing"
)]

mod bench;
mod bpmn_js;
mod build;
mod codegen;
mod faults;
mod fuzz;
mod modules;
mod mutate;
mod notices;
mod oracle;
mod package;
mod pictures;
mod run;
mod scene;
mod shell;
mod system;
mod test;
mod tidy;

use std::process::ExitCode;

use shell::Outcome;

/// A command of this tool.
struct Task {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
}

const TASKS: &[Task] = &[
    Task {
        name: "run",
        about: "install what is missing, build, open the app on the sample (or on the FILE given)",
        run: run::run,
    },
    Task {
        name: "test",
        about: "every check and every test; closes with counts and minutes",
        run: test::run,
    },
    Task {
        name: "codegen",
        about: "generate TypeScript types, words, rule pages and the map of modules; --check fails on drift",
        run: codegen::run,
    },
    Task {
        name: "bench",
        about: "measure, each figure beside its reference",
        run: bench::run,
    },
    Task {
        name: "bpmn-js",
        about: "open BPMN exports (the FILEs given, or those of examples and real data) in bpmn-js; 0 warnings",
        run: bpmn_js::run,
    },
    Task {
        name: "mutate",
        about: "gaps: run the tests once with each rule switched off",
        run: mutate::run,
    },
    Task {
        name: "oracle",
        about: "flow N: random maps beside a solver with numpy; conformance: alignments beside those of pm4py; tables, \
                history: what is read beside what is known to be there",
        run: oracle::run,
    },
    Task {
        name: "check-scene",
        about: "N: draw random maps and check the drawings",
        run: scene::run,
    },
    Task {
        name: "fuzz",
        about: "TARGET… --seconds N: feed the readers what a fuzzer makes up, 60 seconds each unless told",
        run: fuzz::run,
    },
    Task {
        name: "pictures",
        about: "take the pictures of README and guide from the window",
        run: pictures::run,
    },
    Task {
        name: "package",
        about: "build the installable package",
        run: package::run,
    },
    Task {
        name: "power",
        about: "N: cut the power at random points; --swallow-syncs shows that losses are seen",
        run: faults::power,
    },
    Task {
        name: "kill",
        about: "N: kill the command line, then the window, at random moments while they edit",
        run: faults::kill,
    },
    Task {
        name: "faults",
        about: "let every call to the system fail in turn",
        run: faults::calls,
    },
    Task {
        name: "tidy",
        about: "check the arrows between crates and the house rules; --all also what is not switched on yet",
        run: tidy::run,
    },
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprintln!("cargo xtask COMMAND, where COMMAND is one of");
        for task in TASKS {
            eprintln!("  {:12} {}", task.name, task.about);
        }
        return ExitCode::from(2);
    };
    match (task.run)(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("cargo xtask {name}: {why}");
            ExitCode::FAILURE
        }
    }
}
