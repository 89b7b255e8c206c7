//! `cargo xtask oracle flow [N] | conformance | tables | history`: our figures beside those of programs that share
//! nothing with the product, and what we read beside what others say is written there.
//!
//! They are Python, each with its packages in a virtual environment below the target folder, made when it is not
//! there; an oracle is no part of the product.

mod conformance;
mod flow;
mod records;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::Outcome;
use crate::shell::{command, present, root, run as start, target};

pub use flow::python;
pub use records::{bench, beside_import};

/// Runs the comparison named.
pub fn run(words: &[String]) -> Outcome {
    match words {
        [name, rest @ ..] if name == "flow" => flow::run(rest),
        [name] if name == "conformance" => conformance::run(),
        [name] if name == "tables" => records::tables(),
        [name] if name == "history" => records::history(),
        _ => Err("name an oracle: flow [N], conformance, tables or history".to_owned()),
    }
}

/// The folder with real data.
fn data() -> PathBuf {
    std::env::var_os("TWINLANE_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from)
}

/// The Python of a virtual environment that has a package.
fn environment(name: &str, package: &str, version: &str) -> Result<PathBuf, String> {
    let folder = target().join("oracle").join(name);
    let python = folder.join("bin/python");
    if !python.is_file() {
        if !present("python3") {
            return Err("Python 3 with its venv module is needed; please install it".to_owned());
        }
        start(command("python3 -m venv").arg(&folder))?;
    }
    let known = Command::new(&python)
        .args(["-c", &format!("import {package}")])
        .stderr(Stdio::null())
        .status();
    if !known.is_ok_and(|status| status.success()) {
        let mut install = Command::new(&python);
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            version,
        ]);
        start(&mut install)?;
    }
    Ok(python)
}
