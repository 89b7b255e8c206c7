//! `cargo xtask bench [NAME…]`: every measurement beside what it is compared to, taken in one run. The rows
//! of the last run are kept in docs/benchmarks.md.

use std::fmt::Write;

use crate::shell::{command, read, root, target};
use crate::{Outcome, system};

/// A measurement: its name, whether it needs the window, and the command whose `| … |` lines are the rows.
struct Bench {
    name: &'static str,
    window: bool,
    line: &'static str,
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "edit",
        window: false,
        line: "cargo bench --quiet --package twinlane-store --bench edit",
    },
    Bench {
        name: "catalogue",
        window: false,
        line: "cargo bench --quiet --package twinlane-gaps --bench catalogue",
    },
    Bench {
        name: "layout",
        window: false,
        line: "cargo bench --quiet --package twinlane-picture --bench layout",
    },
    Bench {
        name: "report",
        window: false,
        line: "cargo bench --quiet --package twinlane-usecases --bench report",
    },
    Bench {
        name: "capture",
        window: true,
        line: "cargo test --quiet --package twinlane-tests --test measure capture -- --ignored --nocapture",
    },
    Bench {
        name: "start",
        window: true,
        line: "cargo test --quiet --package twinlane-tests --test measure start -- --ignored --nocapture",
    },
];

/// Runs the measurements named, or all.
pub fn run(words: &[String]) -> Outcome {
    let chosen: Vec<&Bench> = BENCHES
        .iter()
        .filter(|bench| words.is_empty() || words.iter().any(|word| word == bench.name))
        .collect();
    if chosen.is_empty() {
        let names: Vec<&str> = BENCHES.iter().map(|bench| bench.name).collect();
        return Err(format!("there are {}", names.join(", ")));
    }
    if chosen.iter().any(|bench| bench.window) {
        system::need_test()?;
        system::build_pages()?;
        crate::shell::run(&mut command(
            "cargo build --quiet --release --package twinlane-app --package twinlane-cli --features twinlane-app/test-hooks",
        ))?;
    }
    let mut table = String::new();
    for bench in chosen {
        println!("== {}", bench.name);
        // Windows are measured in the release build, which is what people get.
        let programs = target().join("release");
        let text = read(command(bench.line).env("TWINLANE_PROGRAMS", programs))?;
        for row in text.lines().filter(|line| line.trim_start().starts_with('|')) {
            println!("{}", row.trim());
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{}", row.trim());
        }
    }
    if words.is_empty() {
        keep(&table)?;
    }
    Ok(())
}

fn keep(table: &str) -> Outcome {
    let path = root().join("docs/benchmarks.md");
    let text = format!(
        "# Benchmarks\n\nWritten by `cargo xtask bench`: each figure beside its reference, taken in the same \
         run on two cores. Read the ratios; the figures themselves depend on the machine.\n\n\
         | what | measured | reference | ratio |\n|---|---|---|---|\n{table}"
    );
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}
