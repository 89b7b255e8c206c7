//! `twinlane apply`: changes from JSON, as a list that is applied as a whole, or as a stream.

use std::io::{BufRead, Write};
use std::path::Path;

use twinlane_usecases::model::Change;
use twinlane_usecases::{Environment, File};

use super::outcome::Outcome;
use crate::sentences::{FileLines, LOCALE, Refusals};

/// Applies a list of changes, all or none.
pub fn list(file: &Path, changes: &Path, environment: &mut Environment) -> Outcome {
    let text = if changes == Path::new("-") {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(changes)
    }
    .map_err(|error| format!("{}: {error}", changes.display()))?;
    let list: Vec<Change> =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", changes.display()))?;
    let number = list.len();
    let mut open = File::open(file, environment).map_err(|fault| fault.to_string())?;
    let change = Change::Batch {
        label: String::new(),
        changes: list,
    };
    let step = open
        .apply(&change, environment)
        .map_err(|fault| LOCALE.nothing_applied(&changes.display().to_string(), &fault.to_string()))?;
    open.close().map_err(|fault| fault.to_string())?;
    println!("{}", LOCALE.applied(number, step.edit.rev));
    Ok(())
}

/// Takes one change a line and answers each when it is on disk: `ok REV`, or `refused WHY`.
pub fn stream(file: &Path, environment: &mut Environment) -> Outcome {
    let mut open = File::open(file, environment).map_err(|fault| fault.to_string())?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| format!("standard input: {error}"))?;
        if line.trim().is_empty() {
            continue;
        }
        let answer = match serde_json::from_str::<Change>(&line) {
            Ok(change) => match open.apply(&change, environment) {
                Ok(step) => format!("ok {}", step.edit.rev),
                Err(fault) => format!("refused {fault}"),
            },
            Err(error) => format!("refused {error}"),
        };
        writeln!(out, "{}", answer.replace('\n', " "))
            .and_then(|()| out.flush())
            .map_err(|error| format!("standard output: {error}"))?;
    }
    open.close().map_err(|fault| fault.to_string())
}
