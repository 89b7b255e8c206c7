//! Power cuts: one logged run, many cuts.

use std::path::Path;

use twinlane_model::{Change, Workshop};
use twinlane_store::Mode;

use crate::changes::{Changes, replay};
use crate::disk::Disk;
use crate::log::{self, Event};
use crate::look;
use crate::program::{self, Layer, Program};
use crate::random::Random;

/// Times the file is closed and opened again during the logged run.
const SESSIONS: usize = 3;

/// How a run of power cuts is made.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The program under test.
    pub program: Program,
    /// Cuts.
    pub cuts: usize,
    /// Edits per session.
    pub edits: usize,
    /// The layer swallows syncs: losses are expected.
    pub swallow: bool,
    /// There is no shared memory: the rollback journal is tested.
    pub unshared: bool,
    /// Seed of the changes and the cuts.
    pub seed: u64,
}

/// What came out.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Cuts made.
    pub cuts: usize,
    /// Calls logged, the points at which a cut can fall.
    pub points: usize,
    /// Edits that were acknowledged in the whole run.
    pub edits: u64,
    /// Rollback journals that were made.
    pub journals: usize,
    /// What was lost, one sentence for each cut that lost something.
    pub losses: Vec<String>,
}

/// Runs the program once, cuts the power at random points, and checks each time what is left.
///
/// # Errors
/// The run itself could not be made.
pub fn run(plan: &Plan) -> Result<Outcome, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let work = folder.path().join("work");
    std::fs::create_dir(&work).map_err(|error| error.to_string())?;
    let file = work.join("a.twinlane");
    let layer = Layer {
        library: program::compile(folder.path())?,
        folder: work,
        log: folder.path().join("log"),
        swallow: plan.swallow,
        unshared: plan.unshared,
        ..Layer::default()
    };
    let states = record(plan, &file, &layer)?;
    let events = log::read(&layer.log).map_err(|error| error.to_string())?;

    let losses = cut(&events, plan.cuts, plan.seed, |folder, said| {
        check(folder, program::acknowledged(said), &states)
    })?;
    Ok(Outcome {
        cuts: plan.cuts,
        points: events.len(),
        edits: states.len() as u64 - 1,
        journals: events.iter().filter(|event| makes_journal(event)).count(),
        losses,
    })
}

/// Cuts the power at random points of what a program did, and lets each time the folder be checked together
/// with what the program had said until then. Gives what was lost.
///
/// # Errors
/// A folder could not be rebuilt.
pub fn cut(
    events: &[Event],
    cuts: usize,
    seed: u64,
    check: impl Fn(&Path, &str) -> Result<(), String>,
) -> Result<Vec<String>, String> {
    let mut random = Random::new(seed);
    let mut points: Vec<usize> = (0..cuts).map(|_| random.below(events.len() + 1)).collect();
    points.sort_unstable();
    let mut losses = Vec::new();
    let mut disk = Disk::default();
    let mut said = String::new();
    let mut done = 0;
    for point in points {
        for event in &events[done..point] {
            if let Event::Said(words) = event {
                said.push_str(words);
            }
            disk.follow(event);
        }
        done = point;
        let after = tempfile::tempdir().map_err(|error| error.to_string())?;
        disk.cut(&mut random, after.path())
            .map_err(|error| error.to_string())?;
        if let Err(loss) = check(after.path(), &said) {
            losses.push(format!("cut at call {point} of {}: {loss}", events.len()));
        }
    }
    Ok(losses)
}

fn makes_journal(event: &Event) -> bool {
    matches!(event, Event::Create { path, .. } if path.to_string_lossy().ends_with("-journal"))
}

/// Makes the file and edits it in several sessions; gives the workshop after each edit.
fn record(plan: &Plan, file: &Path, layer: &Layer) -> Result<Vec<Workshop>, String> {
    let made = program::run(&mut plan.program.make(file, layer), &[])?;
    if !made.success {
        return Err(format!("the file could not be made: {}", made.err));
    }
    let (_, first) = look(file, Mode::Snapshot)?;
    let mut source = Changes::new(first.clone(), plan.seed);
    let mut states = vec![first];
    for _ in 0..SESSIONS {
        let changes: Vec<Change> = source.by_ref().take(plan.edits).collect();
        let answer = program::run(&mut plan.program.apply(file, layer), &changes)?;
        if !answer.success {
            return Err(format!(
                "the program failed without a fault: {}{}",
                answer.out, answer.err
            ));
        }
        for change in &changes {
            let mut next = states.last().cloned().unwrap_or_default();
            replay(&mut next, change)?;
            states.push(next);
        }
        let said = program::acknowledged(&answer.out);
        if said != Some(states.len() as u64 - 1) {
            return Err(format!("not every edit was acknowledged: {}", answer.out));
        }
    }
    Ok(states)
}

/// Checks what is left after a cut.
fn check(folder: &Path, acknowledged: Option<u64>, states: &[Workshop]) -> Result<(), String> {
    let file = folder.join("a.twinlane");
    if !file.exists() {
        return match acknowledged {
            None => Ok(()),
            Some(_) => Err("the file is not there".to_owned()),
        };
    }
    // Twice: folding the side files in must not depend on their being there.
    let (rev, workshop) = look(&file, Mode::Edit)?;
    let (again, _) = look(&file, Mode::Edit)?;
    let least = acknowledged.unwrap_or(0);
    if rev < least || again < least {
        return Err(format!("edit {least} was acknowledged, the file has {rev}"));
    }
    match states.get(rev as usize) {
        Some(state) if *state == workshop => Ok(()),
        _ => Err(format!("the file says edit {rev} and shows something else")),
    }
}
