//! The smallest program that keeps a workshop file: `stream new FILE` and `stream apply --stream FILE`, with
//! the words of the command line's own, and `stream copy FROM TO`. Besides, it folds the log in now and then,
//! as the app does when nothing is being entered.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program speaks by printing"
)]

use std::io::{BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

use twinlane_faults::changes::plain_ids;
use twinlane_faults::inspector;
use twinlane_model::{Change, Workshop};
use twinlane_store::{Edit, EditKind, Mode, Store};

/// Edits after which it is idle for a moment.
const BUSY: u64 = 20;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["new", file] => make(Path::new(file)),
        ["apply", "--stream", file] => apply(Path::new(file)),
        ["copy", from, to] => copy(Path::new(from), Path::new(to)),
        _ => Err("usage: stream new FILE | stream apply --stream FILE | stream copy FROM TO".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn say(words: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{words}")
        .and_then(|()| out.flush())
        .map_err(|error| error.to_string())
}

fn make(file: &Path) -> Result<(), String> {
    let store = Store::create(file, &Workshop::default(), &inspector()).map_err(|error| error.to_string())?;
    store.close().map_err(|error| error.to_string())?;
    say("made")
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let opened = Store::open(from, &inspector(), Mode::Snapshot).map_err(|error| error.to_string())?;
    opened.store.copy_to(to).map_err(|error| error.to_string())?;
    say("copied")
}

fn apply(file: &Path) -> Result<(), String> {
    let opened = Store::open(file, &inspector(), Mode::Edit).map_err(|error| error.to_string())?;
    let (mut store, mut workshop) = (opened.store, opened.workshop);
    if store.read_only() {
        return Err(format!("it can only be read: {:?}", opened.notices));
    }
    let mut ids = plain_ids();
    let mut rev = store.rev();
    // An edit that could not be written waits for the next one; memory is ahead of the file meanwhile.
    let mut waiting: Vec<Edit> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string())?;
        let change: Change = serde_json::from_str(&line).map_err(|error| error.to_string())?;
        let applied = workshop
            .apply(&change, &mut ids)
            .map_err(|error| error.to_string())?;
        rev += 1;
        waiting.push(Edit {
            rev,
            at: String::new(),
            kind: EditKind::Do {
                label: applied.label,
                change: applied.change,
                inverse: applied.inverse,
            },
            put: applied.put,
            deleted: applied.deleted,
        });
        match store.commit(&waiting) {
            Ok(()) => {
                waiting.clear();
                say(&format!("ok {rev}"))?;
            }
            Err(error) => say(&format!("refused {} {error}", error.code()))?,
        }
        if rev.is_multiple_of(BUSY) {
            // The log stays where it is when this fails; the next edit tells.
            let _ = store.idle();
        }
    }
    store.close().map_err(|error| error.to_string())
}
