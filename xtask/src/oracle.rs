//! `cargo xtask oracle flow N`: random maps held against a solver that shares nothing with the product.
//!
//! The solver is Python with numpy, in a virtual environment of its own below the target folder.

use std::path::PathBuf;
use std::process::Stdio;

use crate::Outcome;
use crate::shell::{command, present, root, run as start, target};

/// Versions that the oracle was written with.
const PACKAGES: &[&str] = &["numpy>=2,<3"];

/// Checks N random maps, 100 unless told.
pub fn run(words: &[String]) -> Outcome {
    let (name, count) = match words {
        [name] => (name.as_str(), 100),
        [name, count] => (
            name.as_str(),
            count
                .parse()
                .map_err(|_| format!("{count} is no number of maps"))?,
        ),
        _ => return Err("name an oracle: flow N".to_owned()),
    };
    if name != "flow" {
        return Err(format!("there is no oracle {name}; there is flow"));
    }
    let python = python()?;
    let line = format!("cargo run --quiet --release --package twinlane-flow --example oracle -- {count}");
    println!("$ {line} | python tests/oracle/flow.py");
    let mut maps = command(&line)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`{line}` could not be started: {error}"))?;
    let input = maps.stdout.take().map_or_else(Stdio::null, Stdio::from);
    let solved = std::process::Command::new(python)
        .arg(root().join("tests/oracle/flow.py"))
        .stdin(input)
        .status()
        .map_err(|error| format!("python could not be started: {error}"))?;
    let made = maps.wait().map_err(|error| format!("`{line}`: {error}"))?;
    if made.success() && solved.success() {
        Ok(())
    } else {
        Err("the results do not agree".to_owned())
    }
}

/// The Python of the virtual environment, which is made when it is not there.
pub fn python() -> Result<PathBuf, String> {
    let folder = target().join("oracle");
    let python = folder.join("bin/python");
    if !python.is_file() {
        if !present("python3") {
            return Err("Python 3 with its venv module is needed; please install it".to_owned());
        }
        start(command("python3 -m venv").arg(&folder))?;
    }
    let known = std::process::Command::new(&python)
        .args(["-c", "import numpy"])
        .stderr(Stdio::null())
        .status();
    if !known.is_ok_and(|status| status.success()) {
        let mut install = std::process::Command::new(&python);
        install
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(PACKAGES);
        start(&mut install)?;
    }
    Ok(python)
}
