//! `cargo xtask test`: every check and every test, in the order in which they fail soonest.
//!
//! The closing lines name the number of unit, property, window, fault and real-data tests and the minutes of
//! each part.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;

use serde_json::Value;

use crate::shell::{Outcome, command, present, read, root, run as start};
use crate::{codegen, system, tidy};

/// A part of the run.
struct Part {
    name: &'static str,
    run: fn() -> Outcome,
}

const PARTS: &[Part] = &[
    Part {
        name: "what the system needs",
        run: system::need_test,
    },
    Part {
        name: "pages: types, lint, format, tests, build",
        run: pages,
    },
    Part {
        name: "format and house rules",
        run: format_and_tidy,
    },
    Part {
        name: "build",
        run: build,
    },
    Part {
        name: "lints",
        run: lints,
    },
    Part {
        name: "Rust tests",
        run: rust_tests,
    },
    Part {
        name: "generated files",
        run: generated,
    },
    Part {
        name: "faults",
        run: faults,
    },
    Part {
        name: "window",
        run: window,
    },
];

/// Runs all parts; with names given, only the parts whose name contains one of them.
pub fn run(words: &[String]) -> Outcome {
    let mut minutes = Vec::new();
    let mut failed = Vec::new();
    for part in PARTS {
        if !words.is_empty() && !words.iter().any(|word| part.name.contains(word.as_str())) {
            continue;
        }
        println!("\n== {}", part.name);
        let begin = Instant::now();
        let outcome = (part.run)();
        minutes.push((part.name, begin.elapsed().as_secs_f64() / 60.0));
        if let Err(why) = outcome {
            println!("FAILED: {why}");
            failed.push(format!("{}: {why}", part.name));
            // Without a build there is nothing further to learn.
            if part.name == "build" {
                break;
            }
        }
    }
    let counts = if failed.iter().any(|part| part.starts_with("build")) {
        Ok(Counts::default())
    } else {
        count()
    };
    close(&minutes, &counts?, &failed)
}

fn pages() -> Outcome {
    system::need_pages()?;
    let ui = root().join("ui");
    for script in ["build", "check", "lint", "test"] {
        start(command(&format!("npm run --silent {script}")).current_dir(&ui))?;
    }
    Ok(())
}

fn format_and_tidy() -> Outcome {
    start(&mut command("cargo fmt --all --check"))?;
    tidy::run(&[])
}

fn build() -> Outcome {
    start(&mut command(
        "cargo build --quiet --package twinlane-app --package twinlane-cli --features twinlane-app/test-hooks",
    ))?;
    start(&mut command(
        "cargo test --quiet --workspace --no-run --features twinlane-app/test-hooks",
    ))
}

fn lints() -> Outcome {
    start(&mut command(
        "cargo clippy --quiet --workspace --all-targets --features twinlane-app/test-hooks -- -D warnings",
    ))
}

fn rust_tests() -> Outcome {
    suite("--workspace --exclude twinlane-tests --exclude twinlane-faults --features twinlane-app/test-hooks")
}

fn generated() -> Outcome {
    codegen::run(&["--check".to_owned()])
}

fn faults() -> Outcome {
    suite("--package twinlane-faults")
}

fn window() -> Outcome {
    // Each journey file owns one app, one display and one driver.
    start(&mut command(
        "cargo test --package twinlane-tests --test window -- --test-threads 1",
    ))
}

/// A set of tests: nextest where it is installed, else cargo's own runner.
fn suite(selection: &str) -> Outcome {
    if present("cargo-nextest") {
        start(&mut command(&format!(
            "cargo nextest run {selection} --no-fail-fast --status-level fail"
        )))
    } else {
        start(&mut command(&format!(
            "cargo test --quiet --no-fail-fast {selection}"
        )))
    }
}

#[derive(Default)]
struct Counts(BTreeMap<&'static str, usize>);

/// Counts tests by kind, from what the test programs list themselves.
fn count() -> Result<Counts, String> {
    let mut counts = Counts::default();
    let properties = properties()?;
    for program in programs()? {
        let name = program
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let list = |words: &[&str]| -> Result<BTreeSet<String>, String> {
            let text = read(
                std::process::Command::new(&program)
                    .args(["--list", "--format", "terse"])
                    .args(words),
            )?;
            Ok(text
                .lines()
                .filter_map(|line| line.strip_suffix(": test"))
                .map(str::to_owned)
                .collect())
        };
        // Generators, measurements and pictures are marked ignored; their own commands run them.
        let ignored = list(&["--ignored"])?;
        for test in list(&[])?.difference(&ignored) {
            let kind = if name.starts_with("window") {
                "window"
            } else if name.starts_with("faults") {
                "fault"
            } else if name.starts_with("real_data") {
                "real-data"
            } else if properties.contains(test.rsplit("::").next().unwrap_or(test)) {
                "property"
            } else {
                "unit"
            };
            *counts.0.entry(kind).or_default() += 1;
        }
    }
    Ok(counts)
}

/// Names of property tests: functions whose parameters are drawn (`seed in any::<u64>()`).
fn properties() -> Result<BTreeSet<String>, String> {
    let mut names = BTreeSet::new();
    let tree = tidy::tree::Tree::read(&root())?;
    for file in tree.written(&["rs"]) {
        for rest in file
            .text
            .match_indices("fn ")
            .map(|(at, word)| &file.text[at + word.len()..])
        {
            let Some((name, rest)) = rest.split_once('(') else {
                continue;
            };
            let parameters = rest.split_once('{').map_or("", |(head, _)| head);
            if name.chars().all(|sign| sign.is_alphanumeric() || sign == '_') && parameters.contains(" in ") {
                names.insert(name.to_owned());
            }
        }
    }
    Ok(names)
}

fn programs() -> Result<Vec<PathBuf>, String> {
    let text = read(&mut command(
        "cargo test --quiet --workspace --no-run --message-format json --features twinlane-app/test-hooks",
    ))?;
    Ok(text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["profile"]["test"].as_bool() == Some(true))
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .collect())
}

fn close(minutes: &[(&str, f64)], counts: &Counts, failed: &[String]) -> Outcome {
    println!("\n== minutes of each part");
    for (name, spent) in minutes {
        println!("{spent:6.1}  {name}");
    }
    println!(
        "{:6.1}  in all",
        minutes.iter().map(|(_, spent)| spent).sum::<f64>()
    );
    println!("\n== tests");
    let mut all = 0;
    for kind in ["unit", "property", "real-data", "fault", "window"] {
        let number = counts.0.get(kind).copied().unwrap_or_default();
        all += number;
        println!("{number:6}  {kind} tests");
    }
    if failed.is_empty() {
        println!("\n{all} passed, 0 failed");
        return Ok(());
    }
    for part in failed {
        println!("failed: {part}");
    }
    Err(format!("{} of {} parts failed", failed.len(), minutes.len()))
}
