//! Kills: the process ends at a random moment, the computer goes on.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

use twinlane_model::{Change, Workshop};
use twinlane_store::Mode;

use crate::changes::{Changes, replay};
use crate::look;
use crate::program::{self, Layer, Program};
use crate::random::Random;

/// Kills after which a fresh file is begun, so that history does not slow the run down.
const KILLS_PER_FILE: usize = 50;

/// Edits given to a process at most.
const EDITS: usize = 24;

/// What came out.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Processes killed.
    pub kills: usize,
    /// Edits acknowledged.
    pub edits: u64,
    /// Edits that were on disk though nobody had been told yet.
    pub unsaid: u64,
    /// What was lost, one sentence each.
    pub losses: Vec<String>,
}

/// Kills the program so many times and checks each time what is left.
///
/// # Errors
/// The program could not be run.
pub fn run(program: &Program, kills: usize, seed: u64) -> Result<Outcome, String> {
    let mut random = Random::new(seed);
    let mut outcome = Outcome::default();
    while outcome.kills < kills {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let file = folder.path().join("a.twinlane");
        let made = program::run(&mut program.make(&file, &Layer::default()), &[])?;
        if !made.success {
            return Err(format!("the file could not be made: {}", made.err));
        }
        let (_, start) = look(&file, Mode::Snapshot)?;
        let mut round = Round {
            program,
            file: &file,
            rev: 0,
            source: Changes::new(start.clone(), random.number()),
            state: start,
            waiting: Vec::new(),
        };
        for _ in 0..KILLS_PER_FILE.min(kills - outcome.kills) {
            outcome.kills += 1;
            if let Err(loss) = round.kill(&mut random, &mut outcome) {
                outcome.losses.push(format!("kill {}: {loss}", outcome.kills));
                // What follows a loss on the same file would only repeat it.
                break;
            }
        }
    }
    Ok(outcome)
}

/// One file on its way through many kills.
struct Round<'a> {
    program: &'a Program,
    file: &'a Path,
    /// Revision the file is known to have, and the workshop at it.
    rev: u64,
    state: Workshop,
    source: Changes,
    /// Changes that were drawn and are not in the file yet.
    waiting: Vec<Change>,
}

impl Round<'_> {
    fn kill(&mut self, random: &mut Random, outcome: &mut Outcome) -> Result<(), String> {
        let give = 1 + random.below(EDITS);
        while self.waiting.len() < give {
            self.waiting.extend(self.source.next());
        }
        let said = self.run_and_kill(give, random)?;
        let acknowledged = program::acknowledged(&said).unwrap_or(0).max(self.rev);
        // Every other time the next process finds the file as the kill left it.
        let mode = if random.percent(50) {
            Mode::Edit
        } else {
            Mode::Snapshot
        };
        let (rev, workshop) = look(self.file, mode)?;
        if rev < acknowledged {
            return Err(format!(
                "edit {acknowledged} was acknowledged, the file has {rev}"
            ));
        }
        outcome.edits += acknowledged - self.rev;
        outcome.unsaid += rev - acknowledged;
        for change in self.waiting.drain(..(rev - self.rev) as usize) {
            replay(&mut self.state, &change)?;
        }
        self.rev = rev;
        if self.state == workshop {
            Ok(())
        } else {
            Err(format!("the file says edit {rev} and shows something else"))
        }
    }

    /// Gives changes to a process, waits for some answers, kills it, and returns all it had said.
    fn run_and_kill(&self, give: usize, random: &mut Random) -> Result<String, String> {
        let mut child = program::start(&mut self.program.apply(self.file, &Layer::default()))?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("the program has no standard input or output".to_owned());
        };
        for change in &self.waiting[..give] {
            // It may have been refused and ended; the check afterwards tells.
            let _ = input.write_all(program::line(change)?.as_bytes());
        }
        let close = random.percent(10);
        if close {
            // Sometimes the kill falls into the closing of the file.
            drop(input);
        }
        let mut output = BufReader::new(output);
        let mut said = String::new();
        for _ in 0..random.below(give + 1) {
            output.read_line(&mut said).map_err(|error| error.to_string())?;
        }
        for _ in 0..random.below(200_000) {
            std::hint::spin_loop();
        }
        child.kill().map_err(|error| error.to_string())?;
        output
            .read_to_string(&mut said)
            .map_err(|error| error.to_string())?;
        child.wait().map_err(|error| error.to_string())?;
        Ok(said)
    }
}
