//! `cargo xtask codegen [--check]`: writes what is generated from the code: the window's types and words, the pages of
//! the rules, the tables of the file, the map of modules. With `--check` nothing is written and any difference is a failure; `codegen modules`
//! writes the map alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::build::{self, Built};
use crate::modules;
use crate::shell::{Outcome, root, run as start};
use crate::tidy::tree::Tree;

/// Generated folders: name for messages, folder in the project, kind of files.
const FOLDERS: &[(&str, &str, &str)] = &[
    ("TypeScript types", "ui/src/wire", "ts"),
    ("words of the window", "ui/src/words", "json"),
    ("rule pages", "docs/rules", "md"),
    ("rule pictures", "docs/rules", "svg"),
    ("tables of the file", "docs/file-format", "md"),
];

/// Generates, or compares.
pub fn run(words: &[String]) -> Outcome {
    if words.iter().any(|word| word == "modules") {
        return write_modules();
    }
    let built = build::targets("--bin twinlane --test typescript --test window --test description")?;
    if words.iter().any(|word| word == "--check") {
        return check(&built);
    }
    let out = make(&built)?;
    for (name, folder, kind) in FOLDERS {
        let made = files(&out.join(folder), kind)?;
        let kept = files(&root().join(folder), kind)?;
        replace(&root().join(folder), &made, &kept)?;
        println!("{name}: {} files", made.len());
    }
    write_modules()
}

/// Writes the map of modules, for which nothing has to be built.
fn write_modules() -> Outcome {
    let page = modules::page(&Tree::read(&root())?);
    std::fs::write(root().join(modules::PAGE), page).map_err(|error| format!("{}: {error}", modules::PAGE))
}

/// Compares what is kept with what a build makes.
pub fn check(built: &Built) -> Outcome {
    let out = make(built)?;
    let mut drift = Vec::new();
    for (name, folder, kind) in FOLDERS {
        let made = files(&out.join(folder), kind)?;
        let kept = files(&root().join(folder), kind)?;
        let differing = differences(&made, &kept);
        drift.extend(
            differing
                .into_iter()
                .map(|file| format!("{name}: {folder}/{file}")),
        );
    }
    let kept = std::fs::read_to_string(root().join(modules::PAGE)).unwrap_or_default();
    if kept != modules::page(&Tree::read(&root())?) {
        drift.push(format!("map of modules: {}", modules::PAGE));
    }
    if drift.is_empty() {
        return Ok(());
    }
    Err(format!(
        "these differ from what the code says, run `cargo xtask codegen`:\n  {}",
        drift.join("\n  ")
    ))
}

/// Makes everything below the target folder and returns where. The generators are tests that are marked as ignored, so
/// that they are built with the tests.
fn make(built: &Built) -> Result<PathBuf, String> {
    let out = crate::shell::target().join("codegen");
    if out.exists() {
        std::fs::remove_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    for (_, folder, _) in FOLDERS {
        let folder = out.join(folder);
        std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    for (package, target, folder) in [
        ("wire", "typescript", "ui/src/wire"),
        ("words", "window", "ui/src/words"),
        ("store", "description", "docs/file-format"),
    ] {
        let generator = built.test(package, target)?;
        start(
            Command::new(&generator.path)
                .args(["--quiet", "--ignored"])
                .current_dir(&generator.folder)
                .env("TWINLANE_CODEGEN", out.join(folder))
                .stdout(Stdio::null()),
        )?;
    }
    start(
        Command::new(build::program("twinlane"))
            .args(["rules", "--pages"])
            .arg(out.join("docs/rules")),
    )?;
    Ok(out)
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
