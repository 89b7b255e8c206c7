//! Conformance beside pm4py's alignments. It takes some minutes: pm4py is slow on damaged logs.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::environment::{data, environment};
use crate::shell::{Outcome, command, read, root, target};

/// The version whose figures are in the design.
pub(super) const PM4PY: &str = "pm4py==2.7.23.11";

/// How far the average fitness may lie from pm4py's.
const FITNESS: f64 = 1e-3;

/// Compares every log, as it is and damaged.
pub fn run() -> Outcome {
    let data = data();
    let folder = target().join("oracle/conformance");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let python = environment("pm4py", "pm4py", PM4PY)?;
    let ours = read(
        command("cargo run --quiet --release --package twinlane-exchange --example conformance --")
            .arg(&data)
            .arg(&folder),
    )?;
    let theirs = aligned(&python, &ours)?;
    println!("| log | cases | fitting | pm4py | fitness | pm4py | ms | pm4py |");
    println!("|---|---|---|---|---|---|---|---|");
    let (mut apart, mut rows) = (Vec::new(), 0);
    for (our, their) in ours.lines().zip(theirs.lines()) {
        let our: Vec<&str> = our.split('\t').collect();
        let their: Vec<&str> = their.split('\t').collect();
        let (&[name, _, _, cases, fitting, given_up, fitness, spent], &[other, _, others, average, long]) =
            (our.as_slice(), their.as_slice())
        else {
            return Err(format!("lines that do not belong together: {our:?}, {their:?}"));
        };
        println!("| {name} | {cases} | {fitting} | {others} | {fitness} | {average} | {spent} | {long} |");
        let near = match (fitness.parse::<f64>(), average.parse::<f64>()) {
            (Ok(one), Ok(other)) => (one - other).abs() <= FITNESS,
            _ => false,
        };
        if name != other || fitting != others || given_up != "0" || !near {
            apart.push(name.to_owned());
        }
        rows += 1;
    }
    if rows == 0 || rows != ours.lines().count() {
        return Err("pm4py did not answer for every log".to_owned());
    }
    if apart.is_empty() {
        println!("{rows} logs: fitting cases equal, average fitness within {FITNESS}");
        return Ok(());
    }
    Err(format!("not as pm4py has it: {}", apart.join(", ")))
}

/// pm4py's lines for ours.
fn aligned(python: &Path, ours: &str) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", python.display());
    let mut child = Command::new(python)
        .arg(root().join("tests/oracle/conformance.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(ours.as_bytes()).map_err(failed)?;
    }
    let output = child.wait_with_output().map_err(failed)?;
    if !output.status.success() {
        return Err(format!("pm4py ended with {}", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
