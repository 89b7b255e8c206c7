//! `cargo xtask tidy`: the rules of the house that a compiler does not check.
//!
//! The arrows between crates, the libraries that belong to one crate, the `//!` at the head of every
//! module, and no file so long that it must be doing two things.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Outcome;
use crate::shell::{command, read, root};

/// Who may use whom among our crates, development dependencies apart. Everybody may use `words`.
const ARROWS: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("model", &[]),
    ("flow", &["model"]),
    ("text", &["model"]),
    ("records", &["model"]),
    ("gaps", &["flow", "records", "model"]),
    ("picture", &["text", "model", "gaps", "flow"]),
    ("store", &["model"]),
    ("exchange", &["model", "records", "picture"]),
    ("report", &["picture", "gaps", "flow", "records", "model", "text"]),
    (
        "wire",
        &[
            "model", "gaps", "flow", "records", "picture", "report", "exchange", "store",
        ],
    ),
    (
        "usecases",
        &[
            "model", "flow", "records", "gaps", "text", "picture", "report", "exchange", "store", "wire",
        ],
    ),
    ("testkit", &["model"]),
];

/// Libraries that only one crate may name.
const CONFINED: &[(&str, &str)] = &[
    ("tauri", "twinlane-app"),
    ("printpdf", "twinlane-report"),
    ("rusqlite", "twinlane-store"),
    ("axum", "twinlane-live"),
];

/// Lines after which a source file is looked at; the house rule says some 400.
const LONGEST: usize = 600;

/// The same for tests, which are tables of cases.
const LONGEST_TEST: usize = 800;

/// Checks; every breach is a line.
pub fn run(_words: &[String]) -> Outcome {
    let mut breaches = arrows()?;
    for file in sources(&root())? {
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let name = file.strip_prefix(root()).unwrap_or(&file).display().to_string();
        if !text.starts_with("//!") {
            breaches.push(format!(
                "{name}: a module opens with //! (what it is, what it must not hold)"
            ));
        }
        let lines = text.lines().count();
        let longest = if name.contains("/tests/") {
            LONGEST_TEST
        } else {
            LONGEST
        };
        if lines > longest {
            breaches.push(format!(
                "{name}: {lines} lines; look for the second thing it does"
            ));
        }
    }
    if breaches.is_empty() {
        println!("tidy: arrows, confined libraries and modules are as they should be");
        return Ok(());
    }
    Err(format!("\n  {}", breaches.join("\n  ")))
}

fn arrows() -> Result<Vec<String>, String> {
    let text = read(&mut command("cargo metadata --format-version 1 --no-deps"))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))?;
    let mut breaches = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let uses: BTreeSet<&str> = package["dependencies"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|dependency| dependency["kind"].as_str() != Some("dev"))
            .filter_map(|dependency| dependency["name"].as_str())
            .collect();
        for (library, owner) in CONFINED {
            if uses.contains(library) && name != *owner {
                breaches.push(format!("{name} uses {library}, which belongs to {owner}"));
            }
        }
        let short = name.strip_prefix("twinlane-").unwrap_or(name);
        if let Some((_, allowed)) = ARROWS.iter().find(|(of, _)| *of == short) {
            for used in uses.iter().filter_map(|used| used.strip_prefix("twinlane-")) {
                if !allowed.contains(&used) && (used != "words" || short == "words") {
                    breaches.push(format!("{short} must not use {used}"));
                }
            }
        }
    }
    Ok(breaches)
}

/// Rust sources of the workspace, generated and built ones apart.
pub fn sources(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open = vec![
        folder.join("src-tauri"),
        folder.join("xtask"),
        folder.join("tests"),
        folder.join("fuzz"),
    ];
    while let Some(next) = open.pop() {
        let entries = std::fs::read_dir(&next).map_err(|error| format!("{}: {error}", next.display()))?;
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                if name != "target" && name != "gen" && name != "snapshots" {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
