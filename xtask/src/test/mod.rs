//! `cargo xtask test [PART…]`: every check and every test, in the order in which they fail soonest.
//!
//! The closing lines name the minutes of each part, the number of tests of each kind and, alone in the last line, how
//! many passed, failed and were skipped.

mod counts;
mod programs;

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Instant;

use crate::build::{self, Built, Program};
use crate::shell::{Outcome, command, read, root, run as start, target};
use crate::{codegen, system, tidy};
use counts::Counts;
use tidy::tree::Tree;

/// A part of the run.
struct Part {
    name: &'static str,
    run: fn(&mut Run) -> Outcome,
}

const PARTS: &[Part] = &[
    Part {
        name: "format and house rules",
        run: |_| format_and_tidy(),
    },
    Part {
        name: "what the system needs",
        run: |_| system::need_test(),
    },
    Part {
        name: "pages: build",
        run: |_| system::build_pages(),
    },
    Part {
        name: "build and lints; pages: types, lints, tests",
        run: build_and_pages,
    },
    Part {
        name: "generated files",
        run: generated,
    },
    Part {
        name: "Rust tests and faults",
        run: rust_tests,
    },
    Part {
        name: "documentation",
        run: documentation,
    },
    Part {
        name: "window",
        run: window,
    },
];

/// Journeys that run at once. Each has an app, a display and a driver of its own.
const JOURNEYS: usize = 2;

/// What the parts hand on.
#[derive(Default)]
struct Run {
    built: Option<Built>,
    counts: Counts,
}

impl Run {
    /// The build, made when no part before has made it.
    fn built(&mut self) -> Result<&Built, String> {
        if self.built.is_none() {
            self.built = Some(build::everything()?);
        }
        self.built.as_ref().ok_or_else(|| "nothing was built".to_owned())
    }

    /// Runs those test programs that are chosen and counts their tests.
    fn tests(&mut self, at_once: usize, threads: usize, chosen: fn(&Program) -> bool) -> Outcome {
        let properties = counts::properties(&Tree::read(&root())?);
        let chosen: Vec<&Program> = self
            .built()?
            .tests
            .iter()
            .filter(|program| chosen(program))
            .collect();
        let tests = programs::run(&chosen, at_once, threads, &skipped());
        self.counts.add(&tests, &properties);
        let failed: Vec<&str> = tests
            .iter()
            .filter(|test| test.end == programs::End::Failed)
            .map(|test| test.name.as_str())
            .collect();
        if failed.is_empty() {
            return Ok(());
        }
        Err(failed.join(", "))
    }
}

/// Runs all parts; with names given, only the parts whose name contains one of them.
pub fn run(words: &[String]) -> Outcome {
    let mut run = Run::default();
    let (mut minutes, mut failed, mut checks) = (Vec::new(), Vec::new(), 0);
    // There may be none of an earlier run.
    let _ = std::fs::remove_file(skipped());
    for part in PARTS {
        if !words.is_empty() && !words.iter().any(|word| part.name.contains(word.as_str())) {
            continue;
        }
        println!("\n== {}", part.name);
        let (begin, tests_failed) = (Instant::now(), run.counts.failed);
        let outcome = (part.run)(&mut run);
        minutes.push((part.name, begin.elapsed().as_secs_f64() / 60.0));
        if let Err(why) = outcome {
            println!("FAILED: {why}");
            failed.push(format!("{}: {why}", part.name));
            checks += usize::from(run.counts.failed == tests_failed);
            // Without a build there is nothing further to learn.
            if part.name.starts_with("build") && run.built.is_none() {
                break;
            }
        }
    }
    run.counts.take_skipped(&skipped());
    println!("\n== minutes of each part");
    for (name, spent) in &minutes {
        println!("{spent:6.1}  {name}");
    }
    let all: f64 = minutes.iter().map(|(_, spent)| spent).sum();
    println!("{all:6.1}  in all\n\n== tests");
    for part in &failed {
        println!("failed: {part}");
    }
    for line in run.counts.lines(checks) {
        println!("{line}");
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("{} of {} parts failed", failed.len(), minutes.len()))
}

/// The file that skipped tests are written to.
fn skipped() -> PathBuf {
    target().join("skipped-tests")
}

fn format_and_tidy() -> Outcome {
    start(&mut command("cargo fmt --all --check"))?;
    // The formatter follows `mod` lines and does not see modules that a macro declares, as it does the rules.
    let rules = read(&mut command("git ls-files src-tauri/crates/gaps/src/rules/*.rs"))?;
    start(command("rustfmt --check").args(rules.lines()))?;
    tidy::run(&[])
}

/// Builds everything; what else is asked of the pages is done beside it, since linking leaves a core idle now and then.
fn build_and_pages(run: &mut Run) -> Outcome {
    let (built, pages) = std::thread::scope(|scope| {
        let pages = scope.spawn(pages);
        (build::everything(), pages.join())
    });
    let built = run.built.insert(built?);
    let warnings = built.warnings;
    let ((passed, failed), mut why) = pages.map_err(|_| "the checks of the pages broke off".to_owned())??;
    run.counts.add_numbers("page", passed, failed);
    if warnings > 0 {
        why.push(format!("{warnings} warnings"));
    }
    if failed > 0 {
        why.push(format!("{failed} tests of the pages"));
    }
    if why.is_empty() {
        return Ok(());
    }
    Err(why.join(", "))
}

/// Checks types, lints and format of the pages and runs their tests: the numbers that passed and failed, and what else
/// failed.
fn pages() -> Result<((usize, usize), Vec<String>), String> {
    let npm = |script: &str| {
        command(&format!("npm run --silent {script}"))
            .current_dir(root().join("ui"))
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("npm could not be started: {error}"))
    };
    let (mut failed, mut tests) = (Vec::new(), (0, 0));
    for script in ["check", "lint", "test"] {
        let output = npm(script)?;
        let text = [output.stdout, output.stderr].map(|out| String::from_utf8_lossy(&out).into_owned());
        let text = text.concat();
        println!("$ npm run {script}\n{}", text.trim_end());
        if script == "test" {
            tests = counts::said(&text, "Tests ");
        }
        // Failed tests are counted one by one.
        if !output.status.success() && tests.1 == 0 {
            failed.push(format!("npm run {script}"));
        }
    }
    Ok((tests, failed))
}

fn generated(run: &mut Run) -> Outcome {
    codegen::check(run.built()?)
}

fn rust_tests(run: &mut Run) -> Outcome {
    run.tests(programs::cores(), programs::cores(), |program| {
        program.package != "tests"
    })
}

/// Examples in documentation, which only rustdoc can run.
fn documentation(run: &mut Run) -> Outcome {
    let output = build::cargo("test", "--quiet --doc --no-fail-fast")
        .output()
        .map_err(|error| format!("cargo could not be started: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let (passed, failed) = counts::said(&text, "test result:");
    run.counts.add_numbers("documentation", passed, failed);
    if output.status.success() {
        return Ok(());
    }
    println!("{text}{}", String::from_utf8_lossy(&output.stderr));
    Err("an example in the documentation".to_owned())
}

fn window(run: &mut Run) -> Outcome {
    run.tests(1, JOURNEYS, |program| {
        program.package == "tests" && program.target == "window"
    })
}
