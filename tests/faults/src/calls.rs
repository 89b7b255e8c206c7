//! Failing calls: each call to the system fails in turn, once or for good.

use std::fs;
use std::path::Path;

use twinlane_model::{Change, Workshop};
use twinlane_store::Mode;

use crate::changes::{Changes, replay};
use crate::log::{self, Event};
use crate::look;
use crate::program::{self, Answer, Layer, Program};

/// Edits of one run; enough for first and later commits.
const EDITS: usize = 5;

/// What came out.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Runs with a failing call.
    pub runs: usize,
    /// Edits that were refused.
    pub refused: usize,
    /// What was lost or half done, one sentence each.
    pub losses: Vec<String>,
}

/// How a call fails.
#[derive(Clone, Copy, Debug)]
struct Failure {
    error: &'static str,
    persist: bool,
}

const FAILURES: [Failure; 6] = [
    Failure {
        error: "EIO",
        persist: false,
    },
    Failure {
        error: "EIO",
        persist: true,
    },
    Failure {
        error: "ENOSPC",
        persist: false,
    },
    Failure {
        error: "ENOSPC",
        persist: true,
    },
    Failure {
        error: "SHORT",
        persist: false,
    },
    Failure {
        error: "SHORT",
        persist: true,
    },
];

/// Lets every `stride`-th call fail, in every way, while a file is made and while it is edited; with or
/// without shared memory, so with either kind of journal.
///
/// # Errors
/// The program could not be run.
pub fn run(program: &Program, stride: u64, unshared: bool) -> Result<Outcome, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let library = program::compile(folder.path())?;
    let first = folder.path().join("first.twinlane");
    let made = program::run(&mut program.make(&first, &Layer::default()), &[])?;
    if !made.success {
        return Err(format!("the file could not be made: {}", made.err));
    }
    let (_, start) = look(&first, Mode::Snapshot)?;
    let changes: Vec<Change> = Changes::new(start.clone(), 1).take(EDITS).collect();
    let mut states = vec![start];
    for change in &changes {
        let mut next = states.last().cloned().unwrap_or_default();
        replay(&mut next, change)?;
        states.push(next);
    }
    let mut outcome = Outcome::default();
    for way in FAILURES {
        let mut fail_at = 1;
        let (mut making, mut editing) = (true, true);
        while making || editing {
            let layer = |name: &str| -> Result<Layer, String> {
                let work = folder
                    .path()
                    .join(format!("{name}-{}-{}-{fail_at}", way.error, way.persist));
                fs::create_dir(&work).map_err(|error| error.to_string())?;
                Ok(Layer {
                    library: library.clone(),
                    log: work.with_extension("log"),
                    folder: work,
                    swallow: false,
                    unshared,
                    read_only: false,
                    fail_at,
                    error: way.error,
                    persist: way.persist,
                })
            };
            let place = format!("{way:?}, call {fail_at}");
            if making {
                let layer = layer("make")?;
                let file = layer.folder.join("a.twinlane");
                let answer = program::run(&mut program.make(&file, &layer), &[])?;
                making = failed(&layer)?;
                note(
                    &mut outcome,
                    making,
                    &format!("{place}, making"),
                    check_made(&file, &answer),
                );
            }
            if editing {
                let layer = layer("edit")?;
                let file = layer.folder.join("a.twinlane");
                fs::copy(&first, &file).map_err(|error| error.to_string())?;
                let answer = program::run(&mut program.apply(&file, &layer), &changes)?;
                editing = failed(&layer)?;
                outcome.refused += answer
                    .out
                    .lines()
                    .filter(|line| line.starts_with("refused"))
                    .count();
                note(
                    &mut outcome,
                    editing,
                    &format!("{place}, editing"),
                    check_edited(&file, &answer, &states),
                );
            }
            fail_at += stride;
        }
    }
    Ok(outcome)
}

fn note(outcome: &mut Outcome, failed: bool, place: &str, result: Result<(), String>) {
    outcome.runs += usize::from(failed);
    if let Err(loss) = result {
        outcome.losses.push(format!("{place}: {loss}"));
    }
}

/// Whether a call was made to fail: the run had that many calls.
fn failed(layer: &Layer) -> Result<bool, String> {
    let events = log::read(&layer.log).map_err(|error| error.to_string())?;
    Ok(events.contains(&Event::Failed))
}

/// A file that was to be made is there as a whole, or not at all and that was said.
fn check_made(file: &Path, answer: &Answer) -> Result<(), String> {
    if answer.crashed {
        return Err(format!("the program crashed: {}", answer.err));
    }
    if file.exists() {
        look(file, Mode::Edit)?;
    } else if answer.success {
        return Err("the file was said to be made and is not there".to_owned());
    }
    if !answer.success && answer.err.trim().is_empty() && !answer.out.contains("refused") {
        return Err("it failed without a word".to_owned());
    }
    Ok(())
}

/// Every acknowledged edit is there, nothing is half done, and what failed was said.
fn check_edited(file: &Path, answer: &Answer, states: &[Workshop]) -> Result<(), String> {
    if answer.crashed {
        return Err(format!("the program crashed: {}", answer.err));
    }
    let acknowledged = program::acknowledged(&answer.out).unwrap_or(0);
    let (rev, workshop) = look(file, Mode::Edit)?;
    if rev < acknowledged {
        return Err(format!(
            "edit {acknowledged} was acknowledged, the file has {rev}"
        ));
    }
    if states.get(rev as usize) != Some(&workshop) {
        return Err(format!("the file says edit {rev} and shows something else"));
    }
    if answer.success && acknowledged as usize != states.len() - 1 && !answer.out.contains("refused") {
        return Err(format!("an edit was passed over without a word: {}", answer.out));
    }
    if !answer.success && answer.err.trim().is_empty() && !answer.out.contains("refused") {
        return Err("it failed without a word".to_owned());
    }
    Ok(())
}
