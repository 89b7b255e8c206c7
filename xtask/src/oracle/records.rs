//! Records as `twinlane` reads them: tables beside the answers that came with them, one set of deals in many forms, and
//! a large log beside pm4py and in the window.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::conformance::PM4PY;
use super::environment::{data, environment};
use crate::shell::{Outcome, command, present, root, run as start, target};

/// The library that writes the workbooks.
const OPENPYXL: &str = "openpyxl>=3.1,<4";

/// The release build of the command line, which is what people get.
fn twinlane() -> Result<PathBuf, String> {
    start(&mut command(
        "cargo build --quiet --release --package twinlane-cli",
    ))?;
    Ok(target().join("release/twinlane"))
}

/// A script of tests/oracle with the three arguments that those about records take.
fn script(python: &Path, name: &str, folder: &str) -> Result<Command, String> {
    let mut script = Command::new(python);
    script.arg(root().join("tests/oracle").join(name)).args([
        twinlane()?,
        data(),
        target().join("oracle").join(folder),
    ]);
    Ok(script)
}

/// Tables and workbooks beside the answers that came with them; XML that means harm.
pub fn tables() -> Outcome {
    start(&mut script(Path::new("python3"), "tables.py", "tables")?)
}

/// The same deals as a wide table and as histories in many formats.
pub fn history() -> Outcome {
    let python = environment("openpyxl", "openpyxl", OPENPYXL)?;
    start(&mut script(&python, "history.py", "history")?)
}

/// A large log beside pm4py, as rows of the benchmarks.
pub fn bench() -> Result<Command, String> {
    let python = environment("pm4py", "pm4py", PM4PY)?;
    script(&python, "records.py", "records")
}

/// Titles typed in the window while the same log fifty times is brought in, as rows of the benchmarks.
pub fn beside_import() -> Result<Command, String> {
    if !present("python3") {
        return Err("Python 3 is needed; please install it".to_owned());
    }
    let mut script = Command::new("python3");
    script
        .arg(root().join("tests/oracle/records.py"))
        .arg("--beside")
        .args([data(), target().join("oracle/records")])
        .args([
            "cargo",
            "test",
            "--quiet",
            "--package",
            "twinlane-tests",
            "--test",
            "measure",
            "records::",
            "--",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .current_dir(root());
    Ok(script)
}
