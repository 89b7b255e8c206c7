//! `cargo xtask mutate gaps`: runs the tests of the gap catalogue once with each rule switched off. Every run
//! has to fail; a rule whose absence no test notices is a rule without a test.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::shell::{Outcome, command, read, root};

const BUILD: &str =
    "cargo test --quiet --package twinlane-gaps --features mutate --no-run --message-format json";

/// Runs the mutations.
pub fn run(words: &[String]) -> Outcome {
    if words.first().map(String::as_str) != Some("gaps") {
        return Err("say what is to be mutated: `cargo xtask mutate gaps`".to_owned());
    }
    let codes = codes()?;
    let programs = programs()?;
    if let Some(program) = programs.iter().find(|program| fails(program, None)) {
        return Err(format!(
            "{} fails with every rule switched on; mend that first",
            program.display()
        ));
    }
    let mut unnoticed = Vec::new();
    for code in &codes {
        let by: Vec<String> = programs
            .iter()
            .filter(|program| fails(program, Some(code)))
            .filter_map(|program| {
                program
                    .file_stem()
                    .map(|name| name.to_string_lossy().into_owned())
            })
            .map(|name| {
                name.rsplit_once('-')
                    .map_or(name.clone(), |(name, _)| name.to_owned())
            })
            .collect();
        if by.is_empty() {
            println!("{code:4} switched off: NO TEST NOTICES");
            unnoticed.push(code.clone());
        } else {
            println!("{code:4} switched off: noticed by {}", by.join(", "));
        }
    }
    println!("{} of {} noticed", codes.len() - unnoticed.len(), codes.len());
    if unnoticed.is_empty() {
        Ok(())
    } else {
        Err(format!("not noticed: {}", unnoticed.join(", ")))
    }
}

fn codes() -> Result<Vec<String>, String> {
    let text = read(&mut command(
        "cargo run --quiet --package twinlane-cli -- rules --json",
    ))?;
    let rules: Value = serde_json::from_str(&text).map_err(|error| format!("twinlane rules: {error}"))?;
    let codes: Vec<String> = rules
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|rule| rule["code"].as_str().map(str::to_owned))
        .collect();
    if codes.is_empty() {
        Err("twinlane rules lists none".to_owned())
    } else {
        Ok(codes)
    }
}

fn programs() -> Result<BTreeSet<PathBuf>, String> {
    let text = read(&mut command(BUILD))?;
    Ok(text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["profile"]["test"].as_bool() == Some(true))
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .collect())
}

fn fails(program: &PathBuf, silenced: Option<&str>) -> bool {
    let mut run = Command::new(program);
    run.arg("--quiet")
        .current_dir(root().join("src-tauri/crates/gaps"))
        .env_remove("TWINLANE_SILENCED_RULE")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Some(code) = silenced {
        run.env("TWINLANE_SILENCED_RULE", code);
    }
    // A program that cannot be started proves nothing.
    run.status().is_ok_and(|status| !status.success())
}
