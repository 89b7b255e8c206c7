//! `cargo xtask codegen [--check]`: writes what is generated from the code: the UI's types and the rule
//! pages. With `--check` nothing is written and any difference is a failure.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::shell::{Outcome, command, root, run as start};

/// Generated folders: name for messages, folder in the project, kind of files.
const FOLDERS: &[(&str, &str, &str)] = &[
    ("TypeScript types", "ui/src/wire", "ts"),
    ("words of the window", "ui/src/words", "json"),
    ("rule pages", "docs/rules", "md"),
    ("rule pictures", "docs/rules", "svg"),
];

/// Generates, or compares.
pub fn run(words: &[String]) -> Outcome {
    let check = words.iter().any(|word| word == "--check");
    let out = crate::shell::target().join("codegen");
    if out.exists() {
        std::fs::remove_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    for (_, folder, _) in FOLDERS {
        let folder = out.join(folder);
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    start(
        command("cargo test --quiet --package twinlane-wire --test typescript -- --ignored")
            .env("TWINLANE_CODEGEN", out.join("ui/src/wire")),
    )?;
    start(
        command("cargo test --quiet --package twinlane-words --test window -- --ignored")
            .env("TWINLANE_CODEGEN", out.join("ui/src/words")),
    )?;
    start(command("cargo run --quiet --package twinlane-cli -- rules --pages").arg(out.join("docs/rules")))?;
    let mut drift = Vec::new();
    for (name, folder, kind) in FOLDERS {
        let made = files(&out.join(folder), kind)?;
        let kept = files(&root().join(folder), kind)?;
        if check {
            drift.extend(
                differences(&made, &kept)
                    .into_iter()
                    .map(|file| format!("{name}: {folder}/{file}")),
            );
        } else {
            replace(&root().join(folder), &made, &kept)?;
            println!("{name}: {} files", made.len());
        }
    }
    if drift.is_empty() {
        return Ok(());
    }
    Err(format!(
        "these differ from what the code says, run `cargo xtask codegen`:\n  {}",
        drift.join("\n  ")
    ))
}

type Files = BTreeMap<String, Vec<u8>>;

fn files(folder: &Path, kind: &str) -> Result<Files, String> {
    let mut found = Files::new();
    let mut open: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&next) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == kind) {
                let name = path
                    .strip_prefix(folder)
                    .unwrap_or(&path)
                    .to_string_lossy()
                    .into_owned();
                let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                found.insert(name, bytes);
            }
        }
    }
    Ok(found)
}

fn differences(made: &Files, kept: &Files) -> Vec<String> {
    let mut names: Vec<String> = made
        .iter()
        .filter(|(name, bytes)| kept.get(*name) != Some(bytes))
        .map(|(name, _)| name.clone())
        .collect();
    names.extend(kept.keys().filter(|name| !made.contains_key(*name)).cloned());
    names
}

fn replace(folder: &Path, made: &Files, kept: &Files) -> Outcome {
    let told = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    for name in kept.keys().filter(|name| !made.contains_key(*name)) {
        let path = folder.join(name);
        std::fs::remove_file(&path).map_err(|error| told(&path, error))?;
    }
    for (name, bytes) in made {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| told(parent, error))?;
        }
        std::fs::write(&path, bytes).map_err(|error| told(&path, error))?;
    }
    Ok(())
}
