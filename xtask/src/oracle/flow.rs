//! The flow arithmetic of random maps beside a solver with numpy.

use std::path::PathBuf;
use std::process::Stdio;

use super::environment::environment;
use crate::shell::{Outcome, command, root};

/// The version that the solver was written with.
const NUMPY: &str = "numpy>=2,<3";

/// Checks N random maps, 100 unless told.
pub fn run(words: &[String]) -> Outcome {
    let count: u32 = match words {
        [] => 100,
        [count] => count
            .parse()
            .map_err(|_| format!("{count} is no number of maps"))?,
        _ => return Err("say how many maps: oracle flow N".to_owned()),
    };
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

/// The Python that has numpy.
pub fn python() -> Result<PathBuf, String> {
    environment("numpy", "numpy", NUMPY)
}
