//! Power cuts while a file is replaced by a newer copy: under its name lies the old one or the new one, whole.

use std::path::Path;

use twinlane_model::{Change, Workshop};
use twinlane_store::Mode;

use crate::changes::Changes;
use crate::log;
use crate::look;
use crate::power::cut;
use crate::program::{self, Layer, Program};

/// Edits between two copies.
const EDITS: usize = 10;

/// What came out.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Calls logged.
    pub points: usize,
    /// What was lost, one sentence each.
    pub losses: Vec<String>,
}

/// Edits a file and copies it to another name, twice, with the power cut at random points. With syncs
/// swallowed losses are expected.
///
/// # Errors
/// The run itself could not be made.
pub fn run(program: &Program, cuts: usize, seed: u64, swallow: bool) -> Result<Outcome, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let work = folder.path().join("work");
    std::fs::create_dir(&work).map_err(|error| error.to_string())?;
    let (file, copy) = (work.join("a.twinlane"), work.join("b.twinlane"));
    let layer = Layer {
        library: program::compile(folder.path())?,
        folder: work,
        log: folder.path().join("log"),
        swallow,
        ..Layer::default()
    };
    well(&program::run(&mut program.make(&file, &layer), &[])?)?;
    let (_, first) = look(&file, Mode::Snapshot)?;
    let mut source = Changes::new(first, seed);
    let mut states: Vec<Workshop> = Vec::new();
    for _ in 0..2 {
        let changes: Vec<Change> = source.by_ref().take(EDITS).collect();
        well(&program::run(&mut program.apply(&file, &layer), &changes)?)?;
        well(&program::run(&mut program.copy(&file, &copy, &layer), &[])?)?;
        states.push(source.workshop().clone());
    }
    let events = log::read(&layer.log).map_err(|error| error.to_string())?;
    let losses = cut(&events, cuts, seed, |folder, said| {
        check(
            &folder.join("b.twinlane"),
            said.matches("copied").count(),
            &states,
        )
    })?;
    Ok(Outcome {
        points: events.len(),
        losses,
    })
}

fn well(answer: &program::Answer) -> Result<(), String> {
    if answer.success {
        Ok(())
    } else {
        Err(format!(
            "the program failed without a fault: {}{}",
            answer.out, answer.err
        ))
    }
}

/// The copy is at least the one that was acknowledged last, or the next.
fn check(copy: &Path, acknowledged: usize, states: &[Workshop]) -> Result<(), String> {
    if !copy.exists() {
        return if acknowledged == 0 {
            Ok(())
        } else {
            Err("the copy is not there".to_owned())
        };
    }
    let (_, workshop) = look(copy, Mode::Edit)?;
    let least = acknowledged.saturating_sub(1);
    if states.iter().skip(least).any(|state| *state == workshop) {
        Ok(())
    } else {
        Err(format!("after {acknowledged} copies it shows something else"))
    }
}
