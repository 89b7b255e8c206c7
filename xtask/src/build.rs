//! The one build that every check shares: the whole workspace with all targets, linted while it is compiled.
//!
//! Cargo unites the features of dependencies for each selection of packages and targets. Commands that select differently
//! build the same crates again; so every part of `cargo xtask test` selects what is said here. For the same reason there
//! is no run of `cargo clippy`, which would check all of it a second time: clippy's own compiler makes the programs.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::shell::{command, target};

/// Packages and features. Test targets have to be among the targets, so that development dependencies count.
const PACKAGES: &str = "--workspace --features twinlane-app/test-hooks";

/// A program of tests.
pub struct Program {
    pub path: PathBuf,
    /// Folder of the package that it belongs to.
    pub folder: PathBuf,
    /// Name of the package, without `twinlane-`.
    pub package: String,
    /// Name of the target: `it`, `window`, or the library.
    pub target: String,
}

/// What a build came to.
pub struct Built {
    pub tests: Vec<Program>,
    /// Warnings of compiler and clippy in our crates, as they were shown.
    pub warnings: usize,
}

impl Built {
    /// The program of a test target.
    pub fn test(&self, package: &str, target: &str) -> Result<&Program, String> {
        self.tests
            .iter()
            .find(|program| program.package == package && program.target == target)
            .ok_or(format!("{package} has no test {target}"))
    }
}

/// A command of cargo for the shared selection, such as `build`, with what else it is to be told.
pub fn cargo(subcommand: &str, more: &str) -> Command {
    let mut command = command(&format!("cargo {subcommand} {PACKAGES} {more}"));
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    command
}

/// Builds everything.
pub fn everything() -> Result<Built, String> {
    build("--all-targets")
}

/// Builds some targets, with features as in the build of everything; one of them has to be a test.
pub fn targets(targets: &str) -> Result<Built, String> {
    build(targets)
}

/// A program of the shared build.
pub fn program(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

fn build(targets: &str) -> Result<Built, String> {
    let mut cargo = cargo("build", targets);
    println!("$ cargo build {PACKAGES} {targets}, with clippy");
    let mut child = cargo
        .args(["--quiet", "--message-format", "json"])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cargo could not be started: {error}"))?;
    let mut built = Built {
        tests: Vec::new(),
        warnings: 0,
    };
    let mut shown = BTreeSet::new();
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|out| BufReader::new(out).lines())
    {
        let line = line.map_err(|error| format!("cargo: {error}"))?;
        if let Ok(message) = serde_json::from_str::<Value>(&line) {
            built.take(&message, &mut shown);
        }
    }
    let status = child.wait().map_err(|error| format!("cargo: {error}"))?;
    if status.success() {
        Ok(built)
    } else {
        Err("it does not compile".to_owned())
    }
}

impl Built {
    fn take(&mut self, message: &Value, shown: &mut BTreeSet<String>) {
        match message["reason"].as_str() {
            Some("compiler-message") => {
                let rendered = message["message"]["rendered"].as_str().unwrap_or_default();
                // A library is compiled twice, alone and with its tests, and says the same twice.
                if shown.insert(rendered.to_owned()) {
                    eprint!("{rendered}");
                    // The number of warnings of a crate is no warning of its own.
                    let warns = message["message"]["level"].as_str() == Some("warning")
                        && !message["message"]["spans"].as_array().is_none_or(Vec::is_empty);
                    self.warnings += usize::from(warns);
                }
            }
            Some("compiler-artifact") => self.tests.extend(test_program(message)),
            _ => {}
        }
    }
}

/// The test program that a message tells of.
fn test_program(message: &Value) -> Option<Program> {
    let kinds = message["target"]["kind"].as_array()?;
    let kind = kinds.first()?.as_str()?;
    // Benchmarks and examples are built, so that they stay whole; they are no tests.
    if message["profile"]["test"].as_bool() != Some(true) || matches!(kind, "bench" | "example") {
        return None;
    }
    let folder = Path::new(message["manifest_path"].as_str()?).parent()?;
    let package = message["package_id"].as_str()?;
    Some(Program {
        path: PathBuf::from(message["executable"].as_str()?),
        folder: folder.to_path_buf(),
        package: package_name(package, folder),
        target: message["target"]["name"].as_str()?.to_owned(),
    })
}

/// The short name of a package: in its id behind `#` where it differs from the folder's.
fn package_name(id: &str, folder: &Path) -> String {
    let named = id
        .rsplit_once('#')
        .and_then(|(_, name)| name.split_once('@'))
        .map(|(name, _)| name);
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    let name = named.unwrap_or(&folder);
    name.strip_prefix("twinlane-").unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn warnings_are_counted_once_and_test_programs_found() {
        let mut built = Built {
            tests: Vec::new(),
            warnings: 0,
        };
        let mut shown = BTreeSet::new();
        let warning = json!({ "reason": "compiler-message", "message": {
            "level": "warning", "rendered": "", "spans": [{}] } });
        built.take(&warning, &mut shown);
        built.take(&warning, &mut shown);
        assert_eq!(built.warnings, 1);
        for (kind, test) in [("test", true), ("bench", true), ("bin", false)] {
            let artifact = json!({
                "reason": "compiler-artifact",
                "package_id": "path+file:///p/src-tauri/crates/model#twinlane-model@0.1.0",
                "manifest_path": "/p/src-tauri/crates/model/Cargo.toml",
                "target": { "kind": [kind], "name": "it" },
                "profile": { "test": test },
                "executable": "/p/target/debug/deps/it-1",
            });
            built.take(&artifact, &mut shown);
        }
        assert_eq!(built.tests.len(), 1);
        assert!(built.test("model", "it").is_ok());
    }

    #[test]
    fn a_package_is_named_by_its_id_or_its_folder() {
        let name = |id, folder| package_name(id, Path::new(folder));
        assert_eq!(
            name("path+file:///p/tests#twinlane-tests@0.1.0", "/p/tests"),
            "tests"
        );
        assert_eq!(name("path+file:///p/xtask#0.1.0", "/p/xtask"), "xtask");
    }
}
