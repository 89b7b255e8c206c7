//! `cargo xtask fuzz [TARGET…] [--seconds N]`: feeds the readers what a fuzzer makes up, one target after the
//! other, and closes with the number of inputs and findings of each.
//!
//! The programs lie in fuzz/; this file builds them with libFuzzer's coverage and bounds their time and
//! memory. What the fuzzer learns and finds stays in out/fuzz and is not kept with the sources.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::shell::{Outcome, command, read, root, run as start, target};
use crate::system;

/// Coverage as libFuzzer reads it. These flags are stable; a sanitizer would need a nightly compiler, and
/// looks for what cannot happen in crates that forbid `unsafe`, as all of ours do.
const COVERAGE: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// An input that takes longer is a hang, in seconds.
const TIMEOUT: u32 = 10;

/// Memory a target may use, in MB; the faces and the compiled tables alone are some 60.
const MEMORY: u32 = 1024;

/// A line of fuzz/targets.txt.
struct Target {
    name: String,
    longest: String,
    dictionary: Option<PathBuf>,
    seeds: Vec<PathBuf>,
}

/// What a run came to.
struct Tally {
    inputs: String,
    findings: usize,
}

/// Runs the targets named, or all, for 60 seconds each unless more is asked for.
pub fn run(words: &[String]) -> Outcome {
    let (names, seconds) = arguments(words)?;
    let targets = targets()?;
    if let Some(name) = names.iter().find(|name| targets.iter().all(|t| t.name != **name)) {
        let known: Vec<&str> = targets.iter().map(|target| target.name.as_str()).collect();
        return Err(format!("there is no {name}; there are {}", known.join(", ")));
    }
    let chosen: Vec<&Target> = targets
        .iter()
        .filter(|target| names.is_empty() || names.contains(&target.name.as_str()))
        .collect();
    system::need_compiler()?;
    let folder = build(&chosen)?;
    let mut tallies = Vec::new();
    for target in chosen {
        tallies.push((&target.name, fuzz(target, &folder, seconds)?));
    }
    println!("\n== inputs and findings of each target");
    for (name, tally) in &tallies {
        println!("{:>12}  {:>3}  {name}", tally.inputs, tally.findings);
    }
    if tallies.iter().all(|(_, tally)| tally.findings == 0) {
        return Ok(());
    }
    Err("there are findings in out/fuzz; each becomes a test of the crate it belongs to".to_owned())
}

fn arguments(words: &[String]) -> Result<(Vec<&str>, u32), String> {
    let mut names = Vec::new();
    let mut seconds = 60;
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        if word == "--seconds" {
            seconds = words
                .next()
                .and_then(|number| number.parse().ok())
                .ok_or("--seconds takes a number")?;
        } else {
            names.push(word);
        }
    }
    Ok((names, seconds))
}

fn targets() -> Result<Vec<Target>, String> {
    let path = root().join("fuzz/targets.txt");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [name, longest, dictionary, seeds @ ..] = words.as_slice() else {
                return Err(format!("{}: `{line}` is no target", path.display()));
            };
            Ok(Target {
                name: (*name).to_owned(),
                longest: (*longest).to_owned(),
                dictionary: (*dictionary != "-").then(|| root().join(format!("fuzz/dict/{dictionary}.dict"))),
                seeds: seeds.iter().map(|folder| root().join(folder)).collect(),
            })
        })
        .collect()
}

/// Builds the programs and returns the folder they lie in. A platform is named, so that the coverage is put
/// into the programs and not into what runs while building.
fn build(targets: &[&Target]) -> Result<PathBuf, String> {
    let platform = read(&mut command("rustc --print host-tuple"))?.trim().to_owned();
    let mut cargo = command("cargo build --package twinlane-fuzz --features libfuzzer --profile fuzz");
    cargo.args(["--target", &platform]);
    for target in targets {
        cargo.args(["--bin", &target.name]);
    }
    start(cargo.env("RUSTFLAGS", COVERAGE.join(" ")))?;
    Ok(target().join(platform).join("fuzz"))
}

fn fuzz(target: &Target, folder: &Path, seconds: u32) -> Result<Tally, String> {
    println!("\n== {}", target.name);
    let kept = root().join("out/fuzz").join(&target.name);
    let corpus = kept.join("corpus");
    std::fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
    let before = findings(&kept);
    let log = kept.join("log");
    let file = std::fs::File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
    let mut program = Command::new(folder.join(&target.name));
    program
        .current_dir(root())
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={}", target.longest))
        .arg(format!("-timeout={TIMEOUT}"))
        .arg(format!("-rss_limit_mb={MEMORY}"))
        .arg(format!("-artifact_prefix={}/", kept.display()))
        .arg("-print_final_stats=1")
        .args(
            target
                .dictionary
                .iter()
                .map(|path| format!("-dict={}", path.display())),
        )
        .arg(&corpus)
        .args(&target.seeds)
        .stdout(Stdio::null())
        .stderr(file);
    // Files that are made only to be read once need no disk.
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        program.env("TMPDIR", memory);
    }
    let status = program
        .status()
        .map_err(|error| format!("{} could not be started: {error}", target.name))?;
    let text = std::fs::read(&log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let new = findings(&kept).saturating_sub(before);
    if !status.success() {
        let tail: Vec<&str> = text.lines().rev().take(30).collect();
        for line in tail.iter().rev() {
            println!("{line}");
        }
        println!("the whole of it is in {}", log.display());
    }
    let inputs = text
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))
        .map_or("?", str::trim)
        .to_owned();
    println!("{inputs} inputs");
    Ok(Tally {
        inputs,
        findings: new.max(usize::from(!status.success())),
    })
}

/// Inputs that broke a promise, as libFuzzer names them.
fn findings(folder: &Path) -> usize {
    let kinds = ["crash-", "timeout-", "oom-"];
    std::fs::read_dir(folder).map_or(0, |entries| {
        entries
            .flatten()
            .filter(|entry| {
                let name = entry.file_name();
                kinds.iter().any(|kind| name.to_string_lossy().starts_with(kind))
            })
            .count()
    })
}
